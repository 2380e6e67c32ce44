"""Lines as they stand in council files: each with the kind of personal data in it, "" for none."""

from __future__ import annotations

NI, NHS = "a National Insurance number", "an NHS number"
HOME, POST = "an address with house number and postcode", "a name with a postcode"
BANK, MOBILE = "a sort code with an account number", "a mobile telephone number"
MAIL, BORN = "an e-mail address of a person", "a date of birth"
CAR, DRIVER = "a vehicle registration", "the number of a driving licence"
PASSPORT, TAX = "the number of a passport", "a council tax account number"
ILL, UPRN = "words about a person who is ill or at risk", "a UPRN"

LINES: tuple[tuple[str, str], ...] = (
    ("NINO: AB123456C", NI), ("NI no. ab 12 34 56 c", NI), ("JG-10-37-59-A is on the form", NI),
    ("Claimant NS 83 42 11 B, housing benefit", NI), ("CE 123456 D", NI),
    ("NHS no 943 476 5919", NHS), ("943-476-5919 attended", NHS), ("NHS number: 4010232137", NHS),
    ("NHS 401 023 2137", NHS), ("patient 987 654 4322 discharged", NHS),
    ("12 Mill Lane, Bexford, AB1 2DD", HOME), ("Flat 3, 45 Quay Street BX12 4QT", HOME),
    ("tenant of 7a Station Road Bexford BX1 9ZZ", HOME), ("118 High Street, BX2 7LE", HOME),
    ("Mrs Patel, The Old Mill, Bexford BX3 4TT", POST), ("Mr O'Neill, Orchard Farm, BX30 1AB", POST),
    ("Dr Khan (BX4 8RR)", POST), ("Ms Ward moved to BX5 5LL", POST),
    ("20-45-77 account 12345678", BANK), ("Sort code 204577", BANK), ("sort code: 20 45 77", BANK),
    ("a/c 87654321, 40-11-22", BANK), ("BACS 60-70-80 / 00112233", BANK),
    ("ring 07700 900123 after six", MOBILE), ("+44 7700 900456", MOBILE), ("07700-900-789", MOBILE),
    ("mob. 07700900321", MOBILE), ("0044 7700 900111", MOBILE), ("+44 (0)7700 900222", MOBILE),
    ("jo.bloggs@council.example", MAIL), ("write to jobloggs71@gmail.com", MAIL),
    ("a_khan@btinternet.com", MAIL), ("p.r.ward@firm.example", MAIL), ("mary-anne.lee@school.example", MAIL),
    ("DOB 03/05/1981", BORN), ("d.o.b. 3 May 1981", BORN), ("Date of birth: 1981-05-03", BORN),
    ("born on 3rd May 1981", BORN), ("Birth date 03.05.81", BORN), ("dob: 3/5/81", BORN),
    ("vehicle AB51 CDE was towed", CAR), ("KX19XYZ parked", CAR), ("reg. P123 ABC", CAR),
    ("Registration: M7 ABC", CAR), ("VRM LD65 HHG", CAR),
    ("licence MORGA657054SM9IJ", DRIVER), ("JONES710215AB9CD", DRIVER),
    ("passport no. 123456789", PASSPORT), ("Passport: A12345678", PASSPORT),
    ("council tax account 12345678", TAX), ("Council Tax ref. 300123456", TAX),
    ("UPRN 100012345678", UPRN), ("uprn: UPRN: 10003456789", UPRN),
    ("Mrs Jones has dementia and lives alone", ILL), ("the child, aged 7, is in foster care", ILL),
    ("She was a victim of domestic abuse", ILL), ("he was diagnosed with epilepsy in May", ILL),
    ("safeguarding concern raised about her by the school", ILL), ("a 14-year-old at risk of self-harm", ILL),
    ("Mr Lee told us that he is homeless", ILL), ("his psychiatric nurse rang", ILL),
    # Nothing of a person in these.
    ("Invoice 5100001234 of 3 April 2025", ""), ("Order no. 9434765919 paid", ""), ("Ledger 401-22-113", ""),
    ("Transaction 4010232137 £512.40", ""), ("Cost centre AB1234, code C", ""), ("Form NI12 is withdrawn", ""),
    ("Switchboard 01234 567890", ""), ("020 7946 0958 weekdays", ""), ("0300 123 4567", ""),
    ("info@council.example", ""), ("foi@council.example", ""), ("customer.services@firm.example", ""),
    ("adult.care@council.example", ""), ("parking@council.example", ""), ("hello@gmail.com", ""),
    ("The library at Mill Lane, AB1 2DD", ""), ("Ward of Bexford, BX1 area", ""), ("BX12 4QT", ""),
    ("Band D 2025/26 £2,104.37", ""), ("12 Mill Lane is closed until May", ""), ("45 libraries in 2025", ""),
    ("Founded on 3 May 1981", ""), ("Opened 03/05/1981 by the mayor", ""), ("Policy of 01.04.2025", ""),
    ("Section 43(2) of the Act of 2000", ""), ("S.I. 2004/3391 reg 12(5)(e)", ""), ("EN 1176-1:2017", ""),
    ("The strategy supports people with dementia", ""), ("Domestic abuse services cost £310,000", ""),
    ("Children in care: 412 at 31 March 2025", ""), ("Homeless applications rose by 12 %", ""),
    ("Mental health awareness week", ""), ("Learning disability day services, 3 sites", ""),
    ("Suicide prevention plan 2024 to 2029", ""), ("Safeguarding referrals by month", ""),
    ("Pay scale PO3, spine 34 to 37", ""), ("Grade SCP 12-17, £25,119", ""), ("Ref. FOI-2026-00047", ""),
    ("VAT no. GB 123 4567 89", ""), ("Company no. 01234567", ""), ("Charity 1234567", ""),
    ("ISBN 978-0-11-706543-2", ""), ("Grid ref SK 123 456", ""), ("Junction 12, A34", ""),
    ("Meeting 20-11-25 in room 4", ""), ("Budget code 20-45-77", ""), ("Period 07 2025", ""),
    ("Model HP4520 printer", ""), ("Windows Server 2019 STD", ""), ("Type IP65 LED lamps", ""),
    ("Council tax collected: £98,412,000", ""), ("Council tax base 2025/26", ""), ("Passport office queue", ""),
    ("Registration of births: 1,204", ""), ("Reg 5(2) EIR", ""), ("B1234 is a road", ""),
)  # fmt: skip
