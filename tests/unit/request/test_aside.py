"""What is feared, expressly not meant or said of the handling of data is no review: law.md 7.1."""

from __future__ import annotations

import pytest

from foibot.questions.lexicon import Text
from foibot.request.aside import without_asides
from foibot.request.cues import Act, Cue, Found, Zone
from foibot.request.model import Kind, Regime
from foibot.request.retold import without_other_business
from tests.unit.request.test_read import read

THANKS = [
    "Well, that was quick, thank you. I had a letter half drafted in case you refused number 4, "
    "and it has gone in the bin.",
    "Thank you, this is all I needed. I was ready to appeal had you refused, but all is well.",
    "Many thanks for the full reply. I'd been told to expect a refusal, so I am delighted.",
    "Thanks so much. I feared you would withhold the names; happily not. All the best.",
]
COMPLAINTS = [
    "You answered my request 44. I have no quarrel with the answer. But my home address stands on "
    "your website with it. This is a formal complaint about how my personal data were handled.",
    "I am content with the reply you sent to my request 44. But you have published my home "
    "address with it. This is a formal complaint about a data breach.",
    "I wish to complain about how my personal information was handled by the benefits team.",
    "I want to make a complaint about the way in which my data was shared with the landlord.",
]
CLOCKED = [
    ("Thank you for the reply but you refused question 4 and that is wrong.", Kind.INTERNAL_REVIEW),
    ("I've no complaint about your answer to question 1, but you have not answered question 2.",
     Kind.INTERNAL_REVIEW),
    ("I am not asking for a review yet, but your answer to question 3 is wrong.",
     Kind.INTERNAL_REVIEW),
    ("I wish to complain that you have not sent my personal data. Send me a copy of my personal "
     "data now.", Kind.SUBJECT_ACCESS),
]  # fmt: skip


@pytest.mark.parametrize("text", THANKS)
def test_a_refusal_that_was_only_feared_disputes_nothing(text: str) -> None:
    reading = read(text, "Re: FOI 12 response")

    assert (reading.kind, reading.regime) == (Kind.THANKS, Regime.FOI)


@pytest.mark.parametrize("text", COMPLAINTS)
def test_how_data_were_handled_is_complained_of_and_no_data_are_asked_for(text: str) -> None:
    assert read(text, "FOI 44 - my details").kind is Kind.COMPLAINT


@pytest.mark.parametrize(("text", "kind"), CLOCKED)
def test_what_is_disputed_or_wanted_beside_it_counts(text: str, kind: Kind) -> None:
    assert read(text, "Re: FOI 44").kind is kind


class Unread(Text):
    """A text whose sentences nobody may look at."""

    __slots__ = ()

    def __getattribute__(self, name: str) -> object:
        assert name not in {"text", "sentences"}, "it was looked through for nothing"
        return super().__getattribute__(name)


def test_a_message_that_does_nothing_of_the_kind_is_not_looked_through() -> None:
    found = [
        Found(Cue(act, act, Zone.BODY, 2, negatable=False), Zone.BODY, 0, 0, 4, "send")
        for act in (Act.INVOKES, Act.ASKS, Act.RECORDS, Act.THANKS)
    ]
    body = Unread("Send it.", ())

    assert without_asides(without_other_business(found, body), body) == found
