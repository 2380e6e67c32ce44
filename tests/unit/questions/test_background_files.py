"""A file that is sent as mere background asks for nothing."""

from __future__ import annotations

from foibot.questions.itemise import itemise
from foibot.questions.rules import load
from foibot.questions.source import BODY, source

ASKS = "Under FOI please let me have:\n\n- the number of complaints\n- the outcome of each\n"
AGENDA = "1. Declarations of interest\n2. Who will lay the wreath?\n3. To approve the minutes\n"


def test_a_file_sent_for_background_is_not_read_for_questions() -> None:
    told = "I attach the agenda of our last meeting for background only.\n\n"

    found = itemise([source(BODY, told + ASKS), source("agenda.docx", AGENDA)], load()).items

    assert {each.source for each in found} == {BODY}


def test_a_file_with_the_questions_is() -> None:
    told = "Please answer the questions in the attached document.\n"

    found = itemise([source(BODY, told), source("agenda.docx", AGENDA)], load()).items

    assert {each.source for each in found} == {"agenda.docx"}


def test_the_day_of_the_figures_in_the_mail_scopes_the_questions_of_the_file() -> None:
    told = "Please fill in the attached sheet. Figures as at 31 October 2026 please.\n"
    sheet = "Please answer:\n\n1. How many vans are owned?\n2. How many are leased?\n"

    found = itemise([source(BODY, told), source("fleet.xlsx", sheet)], load()).items

    assert all("Figures as at 31 October 2026 please." in each.context for each in found)
