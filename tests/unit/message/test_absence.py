"""Out-of-office notes: when the writer is back, and whom to ask meanwhile."""

from __future__ import annotations

from datetime import date

import pytest

from foibot.message.absence import is_absent, return_date, stand_in
from foibot.message.automatic_rules import shipped_automatic

RULES = shipped_automatic()
# A Wednesday.
SENT = date(2026, 4, 22)

RETURNS = [
    ("I am out of the office until 5 May 2026.", "2026-05-05"),
    ("I am out of the office until Tuesday 5th May.", "2026-05-05"),
    ("I am away until 5 May inclusive.", "2026-05-06"),
    ("I am away up to and including 5 May.", "2026-05-06"),
    ("I am away from 20 April to 5 May and will be back on 6 May.", "2026-05-06"),
    ("I am on leave and will return to work on Monday, 4 May.", "2026-05-04"),
    ("I will be back in the office on May 4th, 2026.", "2026-05-04"),
    ("I'm on annual leave returning 04/05/2026", "2026-05-04"),
    ("I'm on annual leave, back on 04/05.", "2026-05-04"),
    ("Back on 2026-05-04.", "2026-05-04"),
    ("I am on annual leave till 04.05.26", "2026-05-04"),
    ("Back in the office on Monday.", "2026-04-27"),
    ("I am away until Wednesday", "2026-04-29"),
    ("I am on annual leave until Monday 4th.", "2026-05-04"),
    ("I will be back on the 4th.", "2026-05-04"),
    ("I will be back on the 31st.", "2026-05-31"),
    ("I am away until further notice.", None),
    ("I no longer work for the council.", None),
    ("I am on maternity leave until January 2027.", None),
    ("On leave until 4 January.", "2027-01-04"),
    ("I was away until 20 April.", "2026-04-20"),
    ("Rwyf allan o'r swyddfa tan 5 Mai 2026.", "2026-05-05"),
    ("Byddaf yn ôl yn y swyddfa ar 5 Mai.", "2026-05-05"),
    ("Rwyf ar wyliau hyd at ddydd Llun 4 Mai", "2026-05-04"),
    ("Ich bin bis einschließlich 5. Mai 2026 nicht im Büro.", "2026-05-06"),
    ("Ich bin ab dem 06.05.2026 wieder erreichbar.", "2026-05-06"),
    ("Je suis absent du bureau jusqu'au 5 mai 2026.", "2026-05-05"),
    ("Je serai de retour le lundi 4 mai.", "2026-05-04"),
    ("Estaré fuera de la oficina hasta el 5 de mayo de 2026.", "2026-05-05"),
    ("Sono in ferie fino al 5 maggio.", "2026-05-05"),
    ("Ik ben afwezig tot en met 5 mei.", "2026-05-06"),
    ("Jag är på semester till och med 5 maj.", "2026-05-06"),
    ("Jeg er på ferie til 5. maj.", "2026-05-05"),
    ("Please call 01632 960 000 until then, 99/99/2026.", None),
]

STAND_INS = [
    ("I am away. If urgent please contact bob@council.example.", "bob@council.example"),
    (
        "Please email Bob Jones (Bob.Jones@Council.example) in my absence",
        "bob.jones@council.example",
    ),
    ("For urgent matters: <foi@council.example>", "foi@council.example"),
    ("Cysylltwch â gwyn@cyngor.example os yw'n fater brys.", "gwyn@cyngor.example"),
    ("In dringenden Fällen wenden Sie sich an bob@amt.example", "bob@amt.example"),
    ("En cas d'urgence, veuillez contacter bob@mairie.example", "bob@mairie.example"),
    ("Contact me at jane@council.example or bob@council.example", "bob@council.example"),
    ("I am away and nobody stands in for me.", None),
    ("I am away.\n\nJane Jones\njane.other@council.example", None),
]


@pytest.mark.parametrize(("text", "wanted"), RETURNS)
def test_the_day_of_return_is_read(text: str, wanted: str | None) -> None:
    found = return_date(text, SENT, RULES)

    assert (found.isoformat() if found else None) == wanted


@pytest.mark.parametrize(("text", "wanted"), STAND_INS)
def test_the_address_of_the_stand_in_is_read(text: str, wanted: str | None) -> None:
    assert stand_in(text, "jane@council.example", RULES) == wanted


def test_without_a_day_of_sending_only_a_full_date_is_read() -> None:
    assert return_date("Back on 5 May.", None, RULES) is None
    assert return_date("Back on Monday.", None, RULES) is None
    assert return_date("Back on 5 May 2026.", None, RULES) == date(2026, 5, 5)


@pytest.mark.parametrize(
    "text",
    [
        "I am out of the  office",
        "I’m away",
        "Rwyf allan o’r swyddfa",
        "Je suis en congé",
        "Ich bin im Urlaub",
    ],
)
def test_words_of_absence_are_found_in_any_spelling_of_blanks_and_apostrophes(text: str) -> None:
    assert is_absent(text, RULES)
