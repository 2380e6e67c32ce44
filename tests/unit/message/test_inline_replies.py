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
