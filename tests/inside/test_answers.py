"""Every word that somebody announced and typed into a quotation is new, whatever its marking."""

from __future__ import annotations

import re

import pytest

from foibot.message.html_style import classes
from foibot.message.parse import parse
from tests.inside import programs
from tests.inside.programs import Place, Program, Quoted, Typed, mail

# Marking -> what the officer writes above, and the HTML that the program puts around an answer.
STYLES = {
    "red": ("Please see my answers below in red.", "<span style='color:red'>{}</span>"),
    "dark red": ("Responses in red below.", '<span style="color: rgb(192, 0, 0);">{}</span>'),
    "red font": ("My replies are in red", '<font color="#ff0000">{}</font>'),
    "blue": ("Comments inline in blue", "<span style='color:#0070C0'>{}</span>"),
    "green": ("Gweler yr atebion isod mewn gwyrdd", "<span style='color:#00B050'>{}</span>"),
    "purple": ("Answers in purple.", "<span style='color:#7030A0'>{}</span>"),
    "orange": ("See responses in orange", '<font color="#ED7D31">{}</font>'),
    "grey": ("My answers are below in grey.", "<span style='color:#7F7F7F'>{}</span>"),
    "yellow": (
        "I have highlighted my answers in yellow.",
        "<span style='background:yellow;mso-highlight:yellow'>{}</span>",
    ),
    "highlighted": (
        "Answers highlighted below.",
        '<span style="background-color: rgb(255, 255, 0);">{}</span>',
    ),
    "aqua": ("Replies highlighted below", "<span style='background:aqua'>{}</span>"),
    "cyan": ("Please see the highlighted text", "<span style='background-color:cyan'>{}</span>"),
    "mark": ("Answers highlighted", '<mark style="background: lightgreen;">{}</mark>'),
    "shaded": ("My answers are shaded in grey", "<span style='background:#D9D9D9'>{}</span>"),
    "bold": ("Please find my responses below in bold.", "<b>{}</b>"),
    "strong": ("Answers in bold below", '<span style="font-weight: 700;">{}</span>'),
    "italic": ("My responses are in italics below.", "<i>{}</i>"),
    "underlined": ("I have answered below, underlined.", "<u>{}</u>"),
    "bold red": ("Answers in bold red", "<b><span style='color:red'>{}<o:p></o:p></span></b>"),
    "red bold": ("See my comments below", "<span style='color:red'><b>{}</b></span>"),
    "bold blue": ("Responded inline", '<font color="blue"><strong>{}</strong></font>'),
    "with its shine": ("Answers in red", "<span style='color:#C00000ff'>{}</span>"),
    "of the wheel": ("Answers in red", "<span style='color:hsl(0, 100%, 40%)'>{}</span>"),
    "in percent": ("Answers in red", "<span style='color:rgb(100%,0%,0%)'>{}</span>"),
    "without commas": ("Answers in red", "<span style='color:rgb(192 0 0)'>{}</span>"),
    "a variable": ("Answers in red", "<span style='color:var(--red, #c82613)'>{}</span>"),
    "a variable alone": ("Answers in red", "<span style='color:var(--ms-red)'>{}</span>"),
    "a bare number": ("Answers in red", '<font color="C00000">{}</font>'),
    "as outside": (
        "Answers in red",
        "<span style='color:red'><span style='color:inherit'>{}</span></span>",
    ),
    "no mark": ("Please see my answers below.", ""),
}
ANSWERS = {
    1: "We repaired four hundred and twelve",
    2: "£18,250.40 excluding VAT",
    3: "Griffiths Ltd, via SEWSCAP3, see https://sell2wales.example/notice",
}
WRITES_INTO = [
    programs.word,
    programs.outlook_web,
    programs.outlook_new,
    programs.gmail,
    programs.apple_mail,
    programs.yahoo,
]
BREAKS_OPEN = [programs.gmail_android, programs.iphone, programs.thunderbird]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _said(raw: bytes, typed: Typed) -> str:
    """Return the new text of *raw*, in which all that was *typed* stands, in its order."""
    said = parse(raw).reply_text
    rest = iter(_words(said))
    for answer in typed.answers.values():
        missing = [word for word in _words(answer) if word not in rest]
        assert not missing, said
    return said


def _asserts_only_answers(said: str, quoted: Quoted) -> None:
    for line in (*quoted.opening, *quoted.questions, *quoted.closing):
        assert line not in said


@pytest.mark.parametrize("both", [False, True], ids=["html", "both"])
@pytest.mark.parametrize("style", [name for name in STYLES if name != "no mark"])
@pytest.mark.parametrize("place", list(Place))
@pytest.mark.parametrize("program", WRITES_INTO, ids=lambda one: one.__name__)
def test_what_is_marked_as_announced_is_new_and_nothing_else(
    program: Program, place: Place, style: str, *, both: bool
) -> None:
    above, html = STYLES[style]
    typed = Typed(f"Hi Sioned\n\n{above}", ANSWERS, place, html)
    plain, page = program(typed, Quoted())

    said = _said(mail(plain if both else "", page), typed)

    _asserts_only_answers(said, Quoted())


@pytest.mark.parametrize("style", [name for name in STYLES if name not in ("no mark", "shaded")])
@pytest.mark.parametrize("program", WRITES_INTO, ids=lambda one: one.__name__)
def test_what_stands_out_below_questions_is_new_where_the_text_above_only_points(
    program: Program, style: str
) -> None:
    typed = Typed("Hi Sioned\n\nPlease see below.", ANSWERS, style=STYLES[style][1])
    _, page = program(typed, Quoted())

    _asserts_only_answers(_said(mail("", page), typed), Quoted())


@pytest.mark.parametrize("form", ["html", "both", "plain"])
@pytest.mark.parametrize("above", ["Hi Sioned\n\nPlease see below.", "Hi Sioned", ""])
@pytest.mark.parametrize("place", [Place.PARAGRAPH, Place.BREAK, Place.BEHIND, Place.CELL])
@pytest.mark.parametrize("program", WRITES_INTO, ids=lambda one: one.__name__)
def test_a_line_below_every_question_is_new_where_the_text_above_says_nothing_else(
    program: Program, place: Place, above: str, form: str
) -> None:
    typed = Typed(above, ANSWERS, place)
    plain, page = program(typed, Quoted())

    said = _said(mail("" if form == "html" else plain, "" if form == "plain" else page), typed)

    assert Quoted().questions[0] not in said


@pytest.mark.parametrize("named", ["span.EmailStyle21", ".EmailStyle21", "p.x, SPAN.EmailStyle21"])
@pytest.mark.parametrize("program", WRITES_INTO, ids=lambda one: one.__name__)
def test_a_colour_that_only_the_style_sheet_names_is_seen(program: Program, named: str) -> None:
    typed = Typed("Please see below.", ANSWERS, style="<span class=EmailStyle21>{}</span>")
    _, page = program(typed, Quoted())
    sheet = f"<style><!--\n/* Word */\n{named}\n\t{{font-size:11pt; color:#C00000;}}\n--></style>"

    _asserts_only_answers(_said(mail("", sheet + page), typed), Quoted())


def test_a_colour_for_paper_alone_is_none() -> None:
    sheet = "@media print { .a {color:red} .b {color:red} }\n.c {color:red}"

    assert classes(f"<style>{sheet}</style>") == {".c": "color:red"}
    assert classes("<style>.a{color:red}") == {}


@pytest.mark.parametrize("form", ["html", "both", "plain"])
@pytest.mark.parametrize("place", list(Place))
@pytest.mark.parametrize("program", WRITES_INTO, ids=lambda one: one.__name__)
def test_what_is_announced_and_not_marked_is_kept(
    program: Program, place: Place, form: str
) -> None:
    typed = Typed(f"Hi Sioned\n\n{STYLES['no mark'][0]}", ANSWERS, place)
    plain, page = program(typed, Quoted())

    said = _said(mail("" if form == "html" else plain, "" if form == "plain" else page), typed)

    assert Quoted().questions[0] not in said
    assert "Sioned Parry" not in said


@pytest.mark.parametrize("form", ["html", "both", "plain"])
@pytest.mark.parametrize("mark", ["A: ", "Answer - ", "Ateb: ", "---> ", "[Rhys Morgan] ", "RM: "])
@pytest.mark.parametrize("program", WRITES_INTO, ids=lambda one: one.__name__)
def test_what_is_announced_and_labelled_is_new(program: Program, mark: str, form: str) -> None:
    typed = Typed("Responses inline below", ANSWERS, mark=mark)
    plain, page = program(typed, Quoted())

    said = _said(mail("" if form == "html" else plain, "" if form == "plain" else page), typed)

    _asserts_only_answers(said, Quoted())


@pytest.mark.parametrize("form", ["html", "both", "plain"])
@pytest.mark.parametrize("above", ["", "Please see my answers below.", "Hi\n\nThanks"])
@pytest.mark.parametrize("program", BREAKS_OPEN, ids=lambda one: one.__name__)
def test_what_breaks_the_quotation_open_is_new(program: Program, above: str, form: str) -> None:
    typed = Typed(above, ANSWERS, signature="")
    plain, page = program(typed, Quoted())

    said = _said(mail("" if form == "html" else plain, "" if form == "plain" else page), typed)

    _asserts_only_answers(said, Quoted())


@pytest.mark.parametrize("original", ["<span style='color:#1F497D'>{}</span>", "<b>{}</b>"])
@pytest.mark.parametrize("place", [Place.PARAGRAPH, Place.BEHIND])
@pytest.mark.parametrize("program", WRITES_INTO, ids=lambda one: one.__name__)
def test_plain_answers_in_a_coloured_original_are_new(
    program: Program, place: Place, original: str
) -> None:
    typed = Typed("Please see my responses below", ANSWERS, place, original=original)
    _, page = program(typed, Quoted())

    said = _said(mail("", page), typed)

    _asserts_only_answers(said, Quoted())


@pytest.mark.parametrize("above", ["Answers below in red", "My responses are in red below"])
@pytest.mark.parametrize("program", WRITES_INTO, ids=lambda one: one.__name__)
def test_long_answers_to_short_questions_are_new(program: Program, above: str) -> None:
    quoted = Quoted(questions=("Number?", "Cost?", "Contractor?"))
    long = {
        number: f"{text}. {'We looked at every record. ' * 9}" for number, text in ANSWERS.items()
    }
    typed = Typed(above, long, style=STYLES["red"][1])
    _, page = program(typed, quoted)

    said = _said(mail("", page), typed)

    _asserts_only_answers(said, quoted)


@pytest.mark.parametrize("program", WRITES_INTO, ids=lambda one: one.__name__)
def test_an_answer_whose_colour_was_forgotten_is_kept(program: Program) -> None:
    typed = Typed("Answers below in red", ANSWERS, style=STYLES["red"][1])
    _, page = program(typed, Quoted())
    page = page.replace("<span style='color:red'>£18,250.40 excluding VAT</span>", ANSWERS[2])

    _said(mail("", page), typed)


@pytest.mark.parametrize("program", WRITES_INTO, ids=lambda one: one.__name__)
def test_answers_in_the_mail_that_a_colleague_passed_on_are_new(program: Program) -> None:
    inner = Typed("", ANSWERS, style=STYLES["red"][1])
    _, page = programs.word(inner, Quoted())
    passed_on = Quoted(("Rhys", "Can you help with these?"), (), ("Sioned",))
    _, outer = program(Typed("My answers are in red below.", {}), passed_on)
    rest = page.partition("<div style='border:none;border-top")[2]
    whole = outer.replace("</body>", "") + "<div><div style='border:none;border-top" + rest

    _said(mail("", whole), inner)


def test_answers_below_the_first_question_without_any_word_above_are_new() -> None:
    for program in WRITES_INTO[:3]:
        typed = Typed("", ANSWERS, style=STYLES["red"][1], signature="")
        _, page = program(typed, Quoted())

        _asserts_only_answers(_said(mail("", page), typed), Quoted())
