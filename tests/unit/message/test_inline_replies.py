"""Every word of an answer between the questions is new, and no word of the original is."""

from __future__ import annotations

import re

import pytest

from foibot.message.parse import parse
from tests import inline_replies
from tests.inline_replies import ANSWERS, END, QUESTIONS, TOP, Mail

ALL = list(inline_replies.replies())


@pytest.mark.parametrize("mail", ALL, ids=lambda mail: mail[0])
def test_answers_are_kept_and_nothing_quoted_is_new(mail: Mail) -> None:
    _, form, body = mail
    head = "From: Ken Bevan <ken@council.example>\nSubject: RE: FOI-2026-00012\n"
    raw = f"{head}Content-Type: text/{form}; charset=utf-8\n\n{body}".encode()
    new = parse(raw).reply_text
    words = set(re.findall(r"\w+", new.lower()))

    assert [a for a in ANSWERS if not set(re.findall(r"\w+", a.lower())) <= words] == []
    assert [q for q in (*QUESTIONS, *TOP, *END, "Original", "Sent:", "wrote:") if q in new] == []


def test_there_are_as_many_as_programs() -> None:
    assert len(ALL) >= 60


def flat(original: str, intro: str = "My answers are below.") -> str:
    """Return what is new in an Outlook reply over *original*."""
    head = "From: Ken Bevan <ken@council.example>\nSubject: RE: FOI-2026-00012\n\n"
    quoted = (
        "-----Original Message-----\nFrom: FOI <foi@council.example>\nSent: 2 March 2026 10:12\n"
    )
    below = f"To: Ken <ken@council.example>\nSubject: FOI-2026-00012\n\n{original}\n"
    return parse(f"{head}{intro}\n\nKen\n\n{quoted}{below}".encode()).reply_text


LONG = """Forty-two were hired.

Of those, thirty went to the depot:
- nine in spring
- the rest in autumn"""


@pytest.mark.parametrize(
    ("intro", "label"),
    [
        ("My responses are below each question.", ""),
        ("My comments below, marked KB.", "KB: "),
        ("Please see below.", "A: "),
    ],
)
def test_an_answer_of_several_paragraphs_is_kept_whole(intro: str, label: str) -> None:
    original = f"1. How many skips?\n\n{label}{LONG}\n\n2. What did they cost?\n\n{label}A lot.\n"
    new = flat(f"Dear Ken,\n\n{original}\nMany thanks\nFreda", intro)

    assert "thirty went to the depot:\n- nine in spring\n- the rest in autumn" in new
    assert "A lot." in new
    assert "How many" not in new
    assert "Freda" not in new


def test_a_question_back_keeps_its_label() -> None:
    original = (
        "1. How many skips?\nKB: Forty.\n\n2. A copy of the report.\nKB: Which report is meant?"
    )
    new = flat(original, "My comments below, marked KB.")

    assert "KB: Which report is meant?" in new


STRUCK = "<p><s>1. How many skips?</s></p><p>Forty.</p><p>2. What cost?</p><p>Regards</p>"


def test_below_a_struck_question_stands_an_answer_and_below_another_none() -> None:
    head = "From: Ken <ken@council.example>\nSubject: RE: x\nContent-Type: text/html\n\n"
    ruled = inline_replies.FLAT["Outlook for Mac"][0]
    new = parse(f"{head}<p>Hi Freda, more on Monday</p>{ruled}{STRUCK}".encode()).reply_text

    assert new == "Hi Freda, more on Monday\n\nForty."
