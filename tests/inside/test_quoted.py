"""What somebody else coloured, shaded or set in bold stays quoted where no answer is announced."""

from __future__ import annotations

import pytest

from foibot.message.parse import parse
from tests.inside import programs
from tests.inside.programs import Place, Program, Quoted, Typed, mail
from tests.inside.test_answers import ANSWERS, STYLES, WRITES_INTO

PROGRAMS = WRITES_INTO
# What a person writes above mail whose colours are its own writer's.
ABOVE = [
    "Thanks Rhys, I will send these to the requester.",
    "Hi Rhys\n\nCan you deal with the request below please? We need it by Friday.",
    "Please see the email below.",
    "Please provide your answers below in red by Friday.",
    "Can you add your comments inline and send it back?",
    "FYI",
    "Thanks",
    "Hi Dana\n\nNot ours, try Highways.",
    "I have forwarded the highlighted request below to Planning.",
    "I am out of the office this afternoon and will look at the questions below tomorrow.",
    "Approved. Please let the team below know.",
    "Mae hwn i Briffyrdd, nid i ni.",
]


@pytest.mark.parametrize("above", ABOVE)
@pytest.mark.parametrize("style", ["red", "yellow", "bold", "italic", "shaded", "bold red"])
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda one: one.__name__)
def test_an_earlier_answer_in_colour_stays_quoted(program: Program, style: str, above: str) -> None:
    typed = Typed(above, ANSWERS, style=STYLES[style][1])
    plain, page = program(typed, Quoted())

    for raw in (mail("", page), mail(plain, page)):
        said = parse(raw).reply_text
        assert "SEWSCAP3" not in said
        assert "four hundred" not in said
        assert above.split()[-1] in said


@pytest.mark.parametrize("above", ["See attached.", "Approved", "Please see below.", "As below."])
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda one: one.__name__)
def test_a_corporate_template_stays_quoted(program: Program, above: str) -> None:
    notice = Quoted(
        ("<b>REQUEST FOR INFORMATION</b>", "Dear Rhys", "<b>Due: 10 November 2026</b>"),
        ("1. How many potholes were repaired?", "2. What did the repairs cost?"),
        ("Yours sincerely", "<span style='color:#C00000'>Council of the Year 2025</span>"),
    )
    typed = Typed(above, {}, Place.CELL)
    _, page = program(typed, notice)
    shown = page.replace("&lt;", "<").replace("&gt;", ">").replace("&#x27;", "'")

    assert parse(mail("", shown)).reply_text.split("\n")[0] == above
    assert "REQUEST FOR INFORMATION" not in parse(mail("", shown)).reply_text
    assert "Council of the Year" not in parse(mail("", shown)).reply_text


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda one: one.__name__)
def test_a_bold_word_of_the_question_stays_quoted_when_answers_are_red(program: Program) -> None:
    quoted = Quoted(
        questions=("1. How many <b>potholes</b> were repaired?", "2. What was the cost?")
    )
    typed = Typed("My answers are in red", {1: "412", 2: "£18,250"}, style=STYLES["red"][1])
    _, page = program(typed, quoted)

    said = parse(mail("", page.replace("&lt;", "<").replace("&gt;", ">"))).reply_text

    assert "412" in said
    assert "£18,250" in said
    assert "potholes" not in said


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda one: one.__name__)
def test_what_a_colleague_announced_is_not_mine(program: Program) -> None:
    inner = Typed("Answers below in red", ANSWERS, style=STYLES["red"][1])
    _, page = programs.word(inner, Quoted())
    _, outer = program(Typed("Hi\n\nPlease see below from Rhys.", {}), Quoted(("@",), (), ()))
    inside = page[page.index("<div class=WordSection1>") : page.index("</body>")]

    said = parse(mail("", outer.replace(">@<", f">{inside}<"))).reply_text

    assert "SEWSCAP3" not in said
