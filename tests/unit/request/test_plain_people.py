"""What people mean who know no forms: own data, reviews, withdrawals, everyday business (7.1)."""

from __future__ import annotations

import pytest

from foibot.request.model import Kind, Regime
from tests.unit.request.test_read import read

SAID = [
    (Kind.SUBJECT_ACCESS, "Jacob", "I ask for all reports and notes about him on his EHCP."),
    (Kind.SUBJECT_ACCESS, "Our client", "Please let us have our client's complete housing file."),
    (Kind.SUBJECT_ACCESS, "Client", "Please send all records held in respect of our client."),
    (Kind.SUBJECT_ACCESS, "CCTV", "I was hit by a bicycle and I'd like the CCTV of me falling."),
    (Kind.SUBJECT_ACCESS, "Call", "I rang on 12 June. I would like a transcript of that call."),
    (
        Kind.SUBJECT_ACCESS,
        "Mum",
        "I have power of attorney for my mother. I'd like her care plans and assessments.",
    ),
    (Kind.SUBJECT_ACCESS, "Data", "I want a copy of all that you are holding concerning myself."),
    (
        Kind.INTERNAL_REVIEW,
        "FOI-24-1187",
        "It is seven weeks since I asked. I'd like to make use of your review procedure.",
    ),
    (
        Kind.INTERNAL_REVIEW,
        "RE: EIR 25-044",
        "Your search can't have been thorough. An officer has the report you say doesn't exist.",
    ),
    (Kind.WITHDRAWAL, "Re: FOI 25/0088", "You can stop looking, I've found the figures."),
    (Kind.WITHDRAWAL, "Re: FOI 91", "Please don't go to any more trouble over this."),
    (Kind.WITHDRAWAL, "Re: FOI 5512", "I don't need this anymore thanks."),
    (Kind.WITHDRAWAL, "FOI 1203", "I have had my answer, so please consider this closed."),
    (
        Kind.CLARIFICATION,
        "RE: FOI 77 - clarification needed",
        'I should have been clearer. When I said "youth clubs" I was thinking of open ones.',
    ),
    (
        Kind.SUBJECT_ACCESS,
        "Records",
        "I grew up in care and would like whatever there is about me.",
    ),
    (Kind.SUBJECT_ACCESS, "Parking", "Please send me all the notes that you hold on my appeal."),
    (Kind.SUBJECT_ACCESS, "Bus", "Please send the notes of the panel on my son's transport."),
    (Kind.WITHDRAWAL, "FOI 81", "I'd like to pull this request. My editor has dropped it."),
    (Kind.CHASER, "Re: FOI 77", "Any joy with this yet?"),
    (Kind.CHASER, "Re: FOI 4", "Is my FOI still in the queue or has it been forgotten?"),
    (Kind.CHASER, "Request 22019", "Can you tell me who is dealing with this as she has left."),
    (Kind.CHASER, "Re: FOI 6620", "Is anybody there? I sent this on the 3rd of last month."),
    (Kind.CHASER, "My request", "One month has passed and I have not your answer."),
    (Kind.THANKS, "Re: FOI 9", "What a full answer. Thank you so much."),
    (Kind.BUSINESS_AS_USUAL, "24/00871/OUT", "I strongly oppose this application."),
    (Kind.BUSINESS_AS_USUAL, "fox", "theres a dead fox on the verge. can someone pick it up"),
    (Kind.BUSINESS_AS_USUAL, "tree", "A branch is down. Can you send someone to move it."),
    (
        Kind.REUSE,
        "Corn Exchange",
        "I'm writing a little book and should like to include the photograph of the market.",
    ),
    (Kind.REUSE, "Map", "Could we print your cycle map in our newsletter?"),
]


@pytest.mark.parametrize(("kind", "subject", "body"), SAID, ids=[body for _, _, body in SAID])
def test_what_plain_words_mean(kind: Kind, subject: str, body: str) -> None:
    assert read(f"Hello,\n\n{body}\n\nRegards\nJo Smith", subject).kind is kind


@pytest.mark.parametrize(
    "body",
    [
        "My mother died in February. I would like to see her care records.",
        "I would like a copy of my late father's social care file.",
        "My nan passed away last week and I want her care plan.",
    ],
)
def test_records_of_the_dead_are_nobodys_own_data(body: str) -> None:
    reading = read(body, "Records")

    assert (reading.kind, reading.regime) == (Kind.NEW_REQUEST, Regime.FOI)
    assert len(reading.items) == 1


def test_own_data_stay_so_beside_a_death() -> None:
    body = "Please send all that you hold about me from when my late husband and I fostered."

    assert read(body, "Fostering").kind is Kind.SUBJECT_ACCESS


def test_who_tries_to_find_out_has_no_everyday_business() -> None:
    reading = read(
        "I am trying to piece together the history of the baths. Anything helps.", "Baths"
    )

    assert reading.kind is Kind.NEW_REQUEST


def test_a_request_that_also_speaks_of_everyday_business_is_looked_at() -> None:
    body = "I moved house and my new address is 5 Low Road. Why I receive still bill for old flat?"

    assert read(body, "Account").flagged


def test_argument_and_meaning_make_no_review_of_a_request() -> None:
    reading = read(
        "Environmental Information Regulations 2004\n\nPlease send me all correspondence between "
        "the planning team and Brack Homes about the allocation of land, site ref. LP/7.\n\n"
        "By correspondence I mean e-mails and letters.\n\nThere is a presumption in favour of "
        "disclosure. Should you rely on an exception please cite it.\n\nJoanna\n"
    )
    assert (reading.kind, len(reading.items)) == (Kind.NEW_REQUEST, 1)
