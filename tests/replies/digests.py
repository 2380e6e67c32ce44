"""The digest as it is really sent, for replies to be made to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from foibot.letter.model import Envelope, Letter
from foibot.letter.officer import Digest
from foibot.letter.templates import Templates
from foibot.letter.work import CaseWork, Earlier, Question, work_blocks
from foibot.questions.similar import Currency
from foibot.replies.model import AskedQuestion
from tests.unit.letter.desks import templates

DAY = date(2026, 3, 3)


@cache
def _templates() -> Templates:
    return templates()


def a_digest(asked: Sequence[AskedQuestion]) -> str:
    """Return the text of a digest that asks *asked*."""
    return a_digest_mail(asked).text


def a_digest_mail(asked: Sequence[AskedQuestion]) -> Letter:
    """
    Return a digest that asks *asked*, as it is sent.

    Each question shows an earlier answer to a question like the next one, so that what we quote
    ourselves can mislead.
    """
    cases = []
    for reference in dict.fromkeys(one.reference for one in asked):
        own = [one for one in asked if one.reference == reference]
        cases.append(
            CaseWork(
                reference,
                date(2026, 2, 17),
                date(2026, 3, 17),
                date(2026, 3, 10),
                10,
                tuple(_question(one, own) for one in own),
            )
        )
    digest = Digest(
        "Priya Shah", asked[0].reference, DAY, len(asked), len(cases), 0, 1,
        work_blocks(cases, DAY), "[foi-token abcdefghijklmnopqrstuvwxyz]",
    )  # fmt: skip
    return _templates().letter(digest, Envelope("key", "p@ashbury.gov.uk", asked[0].reference))


def _question(one: AskedQuestion, own: Sequence[AskedQuestion]) -> Question:
    like = own[one.n % len(own)]
    holds = Currency(0.4, "answers age")
    earlier = Earlier("FOI-2025-00012", 3, like.text, "12, by ward.", date(2025, 3, 1), 0.8, holds)
    context = ("This is about Ashbury only:",)
    shown = () if like is one else (earlier,)
    return Question(one.n, one.text, context=context, earlier=shown)
