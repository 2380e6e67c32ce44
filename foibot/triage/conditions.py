"""The predicates that a rule of the chain may name; each is one plain question about the facts."""

from __future__ import annotations

from collections.abc import Callable

from foibot.request.kind import ThreadState
from foibot.request.model import Kind
from foibot.triage.facts import Facts
from foibot.trust.authentication import Outcome

Condition = Callable[[Facts], bool]


# Our mails to officers: what answers them is about questions, not a decision.
OFFICER_MAILS: frozenset[str] = frozenset(
    {"digest", "assignment", "reminder", "confirmation", "unclear", "escalation"}
)


# Our mails to those who are consulted before an answer goes.
CONSULTING_MAILS: frozenset[str] = frozenset({"consultation", "qualified-person"})


def _is(kind: Kind) -> Condition:
    return lambda facts: facts.kind is kind


# name -> (what it asks, in words for rules/README.md; the predicate)
CONDITIONS: dict[str, tuple[str, Condition]] = {
    "unreadable": ("The message could not be read within its limits.", lambda f: not f.readable),
    "ours": (
        "Its own Message-ID is one that we signed, or it comes from the desk's own address.",
        lambda f: f.own_signature or f.from_desk,
    ),
    "bounce": ("It reports that a mail could not be delivered.", _is(Kind.BOUNCE)),
    "auto-reply": (
        "It is an automatic reply or an out-of-office; a colleague's own reply to us is none, "
        "whatever its words.",
        lambda f: f.kind is Kind.AUTO_REPLY and not f.by_hand,
    ),
    "marketing": ("It is a newsletter, list mail or advertising.", _is(Kind.MARKETING)),
    "new-request": ("It asks for information.", _is(Kind.NEW_REQUEST)),
    "internal-review": ("It is unhappy with how a request was handled.", _is(Kind.INTERNAL_REVIEW)),
    "clarifies": ("It answers a question that we asked.", _is(Kind.CLARIFICATION)),
    "chaser": ("It asks where an answer is.", _is(Kind.CHASER)),
    "withdraws": ("It withdraws a request.", _is(Kind.WITHDRAWAL)),
    "corrects": ("It corrects what we understood.", _is(Kind.CORRECTION)),
    "complaint": ("It wants something put right, not information.", _is(Kind.COMPLAINT)),
    "business-as-usual": ("It is everyday business of a service.", _is(Kind.BUSINESS_AS_USUAL)),
    "subject-access": ("It asks for the sender's own data.", _is(Kind.SUBJECT_ACCESS)),
    "reuse": ("It asks to re-use information.", _is(Kind.REUSE)),
    "thanks": ("It only thanks.", _is(Kind.THANKS)),
    "regulator": ("It comes from the regulator or a tribunal.", _is(Kind.REGULATOR)),
    "from-staff": ("Its sender belongs to the authority.", lambda f: f.staff),
    "on-roster": ("Its sender is named in services.toml or [governance].", lambda f: f.on_roster),
    "from-lead": ("Its sender is a governance lead, approver or reviewer.", lambda f: f.lead),
    "domain-confirmed": (
        "A trusted server confirms its sender's domain (fact A).",
        lambda f: f.verdict is Outcome.PASS,
    ),
    "answers-staff-mail": (
        "It answers, with token and address, a mail of ours to staff.",
        lambda f: f.to_staff,
    ),
    "answers-digest": (
        "It answers a mail that asked an officer for answers.",
        lambda f: f.answers in OFFICER_MAILS,
    ),
    "answers-consultation": (
        "It answers a mail that asked a third party or the qualified person for an opinion.",
        lambda f: f.answers in CONSULTING_MAILS,
    ),
    "of-consultation": (
        "It is about what a third party or the qualified person was asked: it answers our mail, "
        "or their organisation writes under our reference and makes no plain request.",
        lambda f: f.consultation,
    ),
    "answers-name-request": (
        "It answers our mail that asked the requester for a name.",
        lambda f: f.asked_name,
    ),
    "belongs-to-case": (
        "It answers our mail about a case and comes from that case's requester.",
        lambda f: f.case,
    ),
    "case-waits": (
        "The case waits for the requester's clarification.",
        lambda f: f.case_state is ThreadState.AWAITING_CLARIFICATION,
    ),
    "case-awaits-fee": (
        "The case waits for a charge to be paid.",
        lambda f: f.case_state is ThreadState.AWAITING_FEE,
    ),
    "case-answered": (
        "The case was answered.",
        lambda f: f.case_state in {ThreadState.ANSWERED, ThreadState.CLOSED},
    ),
    "names-another-case": (
        "Its words name another request than the one that it belongs to.",
        lambda f: f.names_another,
    ),
    "names-case": ("It only names a reference of ours.", lambda f: f.names_case),
    "names-anothers-request": (
        "It belongs to no case, and the requests that it names were asked by somebody else.",
        lambda f: f.names_anothers,
    ),
    "carries-foreign-token": (
        "It carries a token or an id of ours that belongs to somebody else.",
        lambda f: f.carries_token,
    ),
    "enters-request": (
        "Staff write that somebody asked by phone, post, form or in person.",
        lambda f: f.enters_request,
    ),
    "passes-mail-on": ("It passes on somebody's mail.", lambda f: f.forwarded),
    "invitation": (
        "It carries the invitation to a meeting, or an answer to one (RFC 5546).",
        lambda f: f.invitation,
    ),
    "asks": ("Questions were found in it.", lambda f: f.asks),
    "carries-the-request": (
        "It is a reminder and carries its sender's own request below, passed on or quoted.",
        lambda f: f.repeats,
    ),
    "asks-besides": (
        "It is a reminder, a complaint or a correction, and plainly asks for something as well.",
        lambda f: f.asks_besides,
    ),
    "in-doubt": ("What it is could not be read for certain.", lambda f: f.in_doubt),
    "copy": (
        "An earlier message has the same Message-ID, sender, date and words, in other bytes.",
        lambda f: f.copy,
    ),
    "released": (
        "It was held, and a person said that it is a request.",
        lambda f: f.released,
    ),
    "before-start": (
        "It was received before the day in answer_from.",
        lambda f: f.answer_from is not None and f.received_on < f.answer_from,
    ),
}
