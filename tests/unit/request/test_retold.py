"""Who tells of a request in order to take it back asks for nothing anew: law.md 7.1."""

from __future__ import annotations

import pytest

from foibot.request.model import Kind
from tests.unit.request.test_read import read

TOLD = [
    "Last week I asked you under the Freedom of Information Act for the number of allotments. "
    "My councillor has now told me. Please withdraw my request.",
    "On 3 March I sent you a request under FOI: how many fines were there, and what became of "
    "the money? I have found it all online and therefore withdraw it.",
    "I made a request under FOI on 2 May for copies of all emails about the bandstand. I wish to "
    "withdraw that request as the matter is settled.",
    "Yesterday I submitted an FOI request asking how much was spent on flowers. Please disregard "
    "it, I've found the answer in the accounts.",
]
ASKED = [
    "I made a request under FOI for all emails about the bandstand. I withdraw that request. "
    "Instead please send me the minutes of the working group.",
    "I asked under FOI on 2 May for the number of fines; I still want that. Please cancel the "
    "request of 3 May.",
    "I am withdrawing my complaint about the kerb but under FOI I would like to know how many "
    "kerbs were mended.",
    "I hereby withdraw my request of 3 May. Under the FOI Act I now ask for the number of staff "
    "in the press office.",
]


@pytest.mark.parametrize("text", TOLD)
def test_a_request_told_of_and_taken_back_is_a_withdrawal(text: str) -> None:
    reading = read(text, "My request")

    assert (reading.kind, len(reading.items), reading.flagged) == (Kind.WITHDRAWAL, 0, False)


@pytest.mark.parametrize("text", ASKED)
def test_what_is_asked_beside_it_or_stays_is_a_request(text: str) -> None:
    assert read(text, "My request").kind is Kind.NEW_REQUEST
