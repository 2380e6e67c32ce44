"""Our own mail, copied into a reply in parts: none of its words come back as an answer (T21)."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from foibot.message.parse import parse
from foibot.replies.answers import read_reply
from foibot.replies.model import ReplyReading
from tests.replies.digests import a_digest_mail
from tests.replies.test_officers import RULES, TODAY
from tests.replies.test_programs import CARE_QUESTIONS, seen

OURS = a_digest_mail(CARE_QUESTIONS)
EXAMPLES = ("by ward", "where you looked", "name of the service", "Ashbury only", "80% alike")


def _read(lines: list[str]) -> ReplyReading:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Martin Oakes <martin@ashbury.gov.uk>", "foi@ashbury.gov.uk"
    mail["Subject"] = "Re: 3 questions for you to answer"
    mail.set_content("\n".join(lines))
    asked, sent = CARE_QUESTIONS, seen(OURS)
    return read_reply(parse(mail.as_bytes()), asked, RULES, today=TODAY, sent=sent, waits=False)


def _thinned(lines: list[str], n: int) -> list[str]:
    return [line for place, line in enumerate(lines) if place % 7 != n]


@pytest.mark.parametrize("mark", ["> ", "", "| "])
@pytest.mark.parametrize("n", range(7))
def test_what_was_cut_from_our_mail_leaves_no_words_of_ours_in_an_answer(mark: str, n: int) -> None:
    copied = [f"{mark}{line}".rstrip() for line in _thinned(OURS.text.split("\n"), n)]

    reading = _read(["> Q1 12, 14 and 9", "> Q2 8", "", *copied])

    said = "\n".join(f"{one.text} {one.detail}" for one in reading.replies)
    assert not [words for words in EXAMPLES if words in said]
