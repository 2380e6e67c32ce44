"""One sample of every mail, for tests of all of them and for looking at them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from foibot.config.shipped import shipped
from foibot.letter import governance, officer, parcels, requester, reviews, work
from foibot.letter.blocks import (
    Bars,
    Blocks,
    Heading,
    Listing,
    ListItem,
    Quote,
    Table,
    paragraph,
    words,
)
from foibot.letter.exemptions import load
from foibot.letter.questions import question_list
from foibot.letter.response import response
from foibot.letter.templates import Context, Templates
from foibot.letter.wanting import wanting_blocks
from foibot.questions.model import Item
from foibot.questions.similar import Currency
from tests.unit.letter.cases import FACTS, TWINNING

REF = "FOI-2026-0123"
RECEIVED, DUE = date(2026, 10, 26), date(2026, 11, 23)
TOKEN = "[foi-token abcdefghijklmnopqrstuvwxyz]"
ITEMS = (
    Item(1, None, None, False, "How many potholes were filled in 2025?"),
    Item(2, None, None, True, "For each depot:"),
    Item(3, "i", 2, False, "its address"),
    Item(4, "ii", 2, False, "what it cost"),
)
QUESTIONS = question_list(ITEMS)
ASKED: Blocks = (Listing((ListItem(words("Question 1: which years do you mean?")),)),)
EARLIER = work.Earlier(
    "FOI-2025-0044",
    2,
    "How many potholes were filled in 2024?",
    "4,120 potholes.",
    date(2025, 3, 3),
    0.93,
    Currency(0.1, "it is about other years"),
)
WORK = (
    work.CaseWork(
        REF, RECEIVED, DUE, date(2026, 11, 9), 3,
        (
            work.Question(1, "How many potholes were filled in 2025?", earlier=(EARLIER,)),
            work.Question(4, "For each depot: what it cost", "2(b)", ("All figures without VAT.",),
                          environmental=True, remark="Sent back: please name the year."),
        ), "a spreadsheet and large print",
    ),
    work.CaseWork("FOI-2026-0099", RECEIVED, date(2026, 11, 17), date(2026, 11, 3), -1,
                  (work.Question(2, "Which trees were felled?"),)),
)  # fmt: skip
RECORDED = (
    officer.Recorded(REF, 1, "Answer", "4,311 potholes.\n\n- North 2,000\n- South 2,311"),
    officer.Recorded(REF, 4, "Not held", "Looked in the asset register.", ("costs.csv",)),
)
STUCK = (officer.Stuck(REF, 4, "what it cost", "J. Hill, Highways", DUE, "3 working days left."),)
CHOICES: Blocks = (
    Listing((ListItem(words("assign Highways")), ListItem(words("not ours, try Parks")))),
)
TABLE: Blocks = (
    Table("Late", ("Request", "Date", "Service"), ((REF, "23 November 2026", "Highways"),)),
)
CHART: Blocks = (
    Bars("Open requests by service", ("Service", "Open"), (("Highways", 7), ("Parks", 2))),
)
CHECKS: Blocks = (
    Table("Checks", ("Check", "Result", "Where"), (("L4 public interest", "passed", "Q1"),)),
)


def response_sample(templates: Templates) -> Context:
    exemptions = load(shipped("rules/exemptions.toml"))
    late = replace(FACTS, letter_date=date(2026, 11, 24), late_reason="Two teams had to search")
    return response(TWINNING, late, templates, exemptions)


def samples(templates: Templates) -> dict[str, Context]:
    """Return the samples by name; every kind of mail is among them."""
    rights = templates.part(
        "response-parts/rights-uk",
        reference=REF,
        foi=templates.desk.laws[TWINNING.law],
        eir=None,
        review_by=None,
    )
    regulator = templates.part(
        "response-parts/regulator-uk",
        how="regulation 18 of the Environmental Information Regulations 2004",
    )
    return _requester(rights, regulator) | _staff() | {"response": response_sample(templates)}


def _requester(rights: Blocks, regulator: Blocks) -> dict[str, Context]:
    r, v = requester, reviews
    return {
        "acknowledgement": r.Acknowledgement(REF, RECEIVED, DUE, QUESTIONS, several=True),
        "acknowledgement-plain": r.Acknowledgement(REF, RECEIVED, DUE),
        "acknowledgement-own-data": r.Acknowledgement(
            REF, RECEIVED, DUE, QUESTIONS, several=True, own_data_due_on=date(2026, 11, 26)
        ),
        "acknowledgement-subject-access": r.Acknowledgement(
            REF, RECEIVED, DUE, QUESTIONS, several=True, own_data=True
        ),
        "acknowledgement-reuse": r.Acknowledgement(REF, RECEIVED, DUE, QUESTIONS, reuse=True),
        "acknowledgement-welsh": r.Acknowledgement(
            REF, RECEIVED, DUE, question_list(ITEMS, "cy"), several=True, lang="cy"
        ),
        "clarification": r.ClarificationAsked(REF, RECEIVED, ASKED, True, DUE, rest=True),
        "clarification-advice": r.ClarificationAsked(REF, RECEIVED, ASKED, False, DUE),
        "clarification-reminder": r.ClarificationReminder(REF, RECEIVED, ASKED, date(2027, 1, 5)),
        "clarified": r.Clarified(REF, RECEIVED, DUE, False, QUESTIONS),
        "clarified-part": r.Clarified(REF, RECEIVED, DUE, True, QUESTIONS, date(2026, 11, 20)),
        "clarified-late": r.Clarified(
            REF, RECEIVED, DUE, True, QUESTIONS, date(2026, 10, 23), rest_late=True
        ),
        "clarified-over": r.Clarified(REF, RECEIVED, DUE, False, QUESTIONS, late=True),
        "status": r.Status(REF, RECEIVED, DUE, False, 1, 3),
        "status-fee": r.Status(REF, RECEIVED, None, False, 0, 2, fee_by=DUE),
        "status-ended": r.Status(REF, RECEIVED, None, False, 0, 2, ended=True),
        "status-waits": r.Status(REF, RECEIVED, None, False, 0, 2, waiting_for_you=ASKED),
        "status-overdue": r.Status(REF, RECEIVED, DUE, True, 0, 1, waiting_for_you=ASKED),
        "extension-eir": r.Extension(
            REF, RECEIVED, DUE, date(2026, 12, 21), False, "It covers 9,000 drawings of 14 sites",
            QUESTIONS, (), rights,
        ),
        "extension-pit": r.Extension(
            REF, RECEIVED, DUE, date(2026, 12, 21), True, "We have asked two suppliers", QUESTIONS,
            (paragraph("Section 43(2): commercial interests."),), rights,
        ),
        "fee-notice": r.FeeNotice(
            REF, RECEIVED, "£24.00", "copying 240 pages", date(2027, 1, 25), "by card at ...",
            False, "", QUESTIONS, rights,
        ),
        "fee-received": r.FeeReceived(REF, "£24.00", RECEIVED, None, DUE, True, QUESTIONS, DUE),
        "fee-received-late": r.FeeReceived(
            REF, "£24.00", DUE, RECEIVED, date(2026, 12, 21), False, QUESTIONS
        ),
        "fee-received-over": r.FeeReceived(
            REF, "£24.00", RECEIVED, None, DUE, True, QUESTIONS, DUE, rest_late=True, late=True
        ),
        "transfer": r.Transfer(
            REF, "the county council", "foi@county.example", QUESTIONS, None, True, DUE, rights
        ),
        "withdrawal-confirmed": r.WithdrawalConfirmed(REF, RECEIVED, QUESTIONS, DUE),
        "correction-confirmed": r.CorrectionConfirmed(REF, DUE, QUESTIONS, "FOI-2026-0124"),
        "validity-help": r.ValidityHelp(REF, RECEIVED, needs_name=True, needs_description=True),
        "review-acknowledgement": v.ReviewAcknowledgement(
            "IR-2026-0007", REF, RECEIVED, DUE, date(2026, 12, 21), answer_owed=True
        ),
        "response-files": parcels.ResponseFiles(
            REF, 2, 3, parcels.files_listed(("FOI-2026-0123-enclosure-2.csv",))
        ),
        "review-extension": v.ReviewExtended(
            "IR-2026-0007", REF, RECEIVED, DUE, date(2026, 12, 21),
            "the reviewer must read 4,000 pages",
        ),
        "review-outcome": v.ReviewOutcome(
            "IR-2026-0007", REF, date(2026, 11, 20), RECEIVED, "Ann Lee", "",
            "Environmental Information Regulations 2004", (Quote((paragraph("It is late."),)),),
            (Heading(words("Point 1: upheld"), 3), paragraph("The answer was late.")), True, DUE,
            "The reviewer was ill", True, True, "", QUESTIONS, (), (), "Head of Legal Services",
            regulator,
        ),
        "date-changed": r.DateChanged(REF, DUE, date(2026, 11, 24), "A new bank holiday was made"),
    }  # fmt: skip


def _staff() -> dict[str, Context]:
    g, o, v = governance, officer, reviews
    today = date(2026, 11, 18)
    blocks = work.work_blocks(WORK, today)
    found: dict[str, Context] = {
        "digest": o.Digest(
            "Jo Hill", o.short_list((REF, "FOI-2026-0099")), today, 3, 2, 1, 2, blocks, TOKEN
        ),
        "assignment": o.Assignment(
            "Jo Hill", REF, 2, "the word potholes", "Sam Fox", work.work_blocks(WORK[:1], today),
            TOKEN,
        ),
        "reminder": o.Reminder(
            "Jo Hill", REF, DUE, "3 working days left.", RECEIVED, 1,
            "Your manager is told on Friday", work.work_blocks(WORK[:1], today), TOKEN,
        ),
        "confirmation": o.Confirmation(
            "Jo Hill", REF, o.recorded_blocks(RECORDED), o.recorded_blocks(RECORDED[:1]),
            wanting_blocks(REF, 4, ("Harm: what harm, to whom, and how",)),
            o.discarded_blocks("Thanks, see you at lunch."), 1, TOKEN,
        ),
        "unclear": o.Unclear(
            "Jo Hill", REF, CHOICES, o.discarded_blocks("See attached"), CHOICES, TOKEN,
        ),
        "escalation": o.Escalation(
            "Max Orr", REF, False, 1, o.stuck_table(STUCK), work.work_blocks(WORK[:1], today),
            TOKEN,
        ),
        "escalation-director": o.Escalation(
            "Di Rex", REF, True, 1, o.stuck_table(STUCK), (), TOKEN
        ),
        "weekly": g.Weekly(
            date(2026, 11, 16), date(2026, 11, 22), 14, 11, 10, 9, 1, CHART, TABLE, TABLE, 2,
            "09:05 on Monday 23 November 2026",
            "23 Nov 2026: INBOX 1204, Junk 16; all are registered", 0, f"5012, {'ab' * 16}",
        ),
        "draft": g.DraftForApproval(
            REF, "ann@example.org", DUE, "3 working days left.", 12, "APPROVE 7F3K-92QD",
            "it has 812 rows (staff.xlsx)", ("lead@council.example",),
            "Answer to question 2 recorded", False, True,
            CHECKS, TABLE, o.discarded_blocks("Do not tell him."), CHOICES,
            "Plain English: 61", "Please send the figures in Excel.", True, False,
            "Our response",
            (Heading(words("Letter"), 3), paragraph("Words.")), TOKEN,
        ),
        "draft-review": g.DraftForApproval(
            "IR-2026-0007", "ann@example.org", DUE, "3 working days left.", 12,
            "APPROVE 7F3K-92QD", "", (), "", True, False, CHECKS, (), (), (), "Plain English: 61",
            "", True, True, "Outcome of our review",
            (Heading(words("Letter"), 3), paragraph("Words.")), TOKEN,
        ),
        "draft-voided": g.DraftVoided(REF, "APPROVE 7F3K-92QD", "Q2 changed", True, TOKEN),
        "second-look": g.SecondLook(REF, CHECKS, "APPROVE 7F3K-92QD", TOKEN),
        "decision-confirmation": g.DecisionConfirmation(
            REF, "You extended the time", (paragraph("The new date is 21 December 2026."),), True,
            TOKEN,
        ),
        "code-needed": g.CodeNeeded(
            REF, "Extend Q2 until 21.12.2026: complex", "EXTEND 7F3K-92QD", TOKEN
        ),
        "draft-files": parcels.DraftFiles(
            REF, 2, 3, parcels.files_listed(("FOI-2026-0123-enclosure-2.csv",)), TOKEN
        ),
        "review-assignment": v.ReviewAssignment(
            "Lou Day", "IR-2026-0007", REF, RECEIVED, DUE, date(2026, 12, 21), True,
            "The review was asked for in time: the last day was Monday 18 January 2027.",
            (Quote((paragraph("Too late."),)),),
            (paragraph("The letter."),), TABLE, "", TOKEN,
        ),
        "consultation": g.Consultation(
            REF, "Acme Ltd", (Quote((paragraph("The unit prices of 2025"),)),), DUE, reminder=True
        ),
        "qualified-person": g.QualifiedPerson(
            "Pat Reed", REF, (Quote((paragraph("The notes of the meeting"),)),),
            "section 36(2)(b)(ii)", (paragraph("For and against."),), DUE, TOKEN,
        ),
    }  # fmt: skip
    for alert in g.AlertKind:
        found[f"alert-{alert}"] = g.Alert(
            alert, REF, DUE, "This is what happened", TABLE, "assign Highways", CHOICES, TOKEN
        )
    return found
