"""Words of somebody who has a stake are found; what notes and offices say is not among them."""

from __future__ import annotations

import pytest

from foibot.message.automatic import detect
from foibot.message.automatic_rules import shipped_automatic
from foibot.message.note import Sense, sense_of
from foibot.message.personal import is_request_address, stake, without_quoted
from foibot.message.probe import Probe

OWN = [
    "my request was sent on the 2nd",
    "all i have had is an automatic reply",
    "please may i have the text of each message",
    "i ask under foi for the visitor counts",
    "under the foi act i'd like the number of reports",
    "i asked you for the survey in may",
    "i'm in crete but please release the lot",
    "do not disclose anything before then",
    "you can close it",
    "s.12 applies, see my note",
    "we need the figures by friday",
    "i haven't heard from anybody",
]
NOT_OWN = [
    "i am away until monday and will reply when i return",
    "we have received your request under the freedom of information act",
    "we will deal with your request under the environmental information regulations",
    "requests made under foi should be sent to foi@council.example",
    "i would like to thank you for your email",
    "i would be grateful if you sent requests under the freedom of information act to the team",
    "we aim to answer within 20 working days; please keep this reference",
    "please contact my colleague joe, who will answer your question",
    "your email may be disclosed in response to a request",
]


@pytest.mark.parametrize("words", OWN)
def test_who_has_a_stake_is_heard(words: str) -> None:
    assert stake(words)


@pytest.mark.parametrize("words", NOT_OWN)
def test_notes_have_none(words: str) -> None:
    assert stake(words) is None


def test_what_is_quoted_is_not_said() -> None:
    told = 'On 10 July I got: "I am out of the office until 27 July." Nothing since.'

    assert "out of the office" not in without_quoted(told)
    assert without_quoted("6\" pipes and 4' posts") == "6\" pipes and 4' posts"


ABSENT = [
    "If you are replying to one of my FOI requests, please copy in desk@paper.example.",
    "If your email concerns my request to your council, please hold it until then.",
    "If this is about my request for information please do not close the case.",
]


@pytest.mark.parametrize("told", ABSENT)
def test_who_is_away_may_say_what_to_do_about_his_requests(told: str) -> None:
    note = f"I am out of the office until Monday. {told}"
    machine = Probe((), "Automatic reply: Your request FOI 88", note)
    person = Probe((), machine.subject, f"{note} I asked you for the survey in May.")
    present = Probe((), machine.subject, f"Good morning. {told}")

    assert detect(machine)
    assert not detect(person)
    assert not detect(present)


def test_an_address_of_one_request_is_a_persons() -> None:
    assert is_request_address("Kay <request-1122088-3f0a91bc@whatdotheyknow.com>")
    assert not is_request_address("do-not-reply-to-this-address@whatdotheyknow.com")


def test_a_sentence_that_also_says_what_its_writer_thinks_is_no_redirection() -> None:
    """Who passes the matter on and agrees in one breath has answered."""
    agrees = "send it to joy (joy@council.example) and if she is happy so am i"
    passes_on = "please send it to joy (joy@council.example) until i return"

    assert sense_of(agrees, set(), shipped_automatic()) is Sense.OTHER
    assert sense_of(passes_on, set(), shipped_automatic()) is Sense.ELSEWHERE


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Thanks for your patience. By voids we mean empty homes, general needs only.", False),
        ("Thank you for your email. Your ticket has been created.", True),
    ],
)
def test_a_ticket_systems_answer_must_read_like_one(text: str, is_found: bool) -> None:
    """Such systems mark what their people write as `auto-generated` too."""
    headers = (
        ("From", "Desk <help@homes.example>"),
        ("In-Reply-To", "<a@council.example>"),
        ("Auto-Submitted", "auto-generated"),
        ("X-FD-Ticket-Id", "40918"),
    )
    found = detect(Probe(headers=headers, subject="Re: FOI-2026-00039", text=text))

    assert (found is not None) is is_found
