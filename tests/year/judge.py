"""What a simulated time must show: nothing lost, twice, late or misdirected; no canary abroad."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from foibot.case import events
from foibot.case.events import Event
from foibot.case.lifecycle import replay
from foibot.case.model import Case, CaseKind, ItemState
from foibot.demo.world import Sent
from foibot.store.cases import CaseRow
from foibot.store.unit_of_work import reading
from tests.flows.post import DESK
from tests.flows.town import LONDON, subject
from tests.year import days, timetable
from tests.year.asking import PRIVATE
from tests.year.council import STAFF, Council
from tests.year.people import CODE, INTERNAL
from tests.year.roster import DOMAIN
from tests.year.words import everything

UNASKED = frozenset({"digest", "escalation", "weekly", "reminder"})
FORGED = "walrusfake"
REFERENCE = re.compile(r"[A-Z]{2,4}-\d{4}-\d{5}")
ADDRESS = re.compile(r"canary(\d+)@")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Compared = list[tuple[str, set[timetable.Told], set[timetable.Told]]]
Histories = dict[str, tuple[CaseRow, Case, tuple[Event, ...]]]


def faults(council: Council) -> dict[str, list[str]]:
    """Return what is wrong, by what was to be shown; empty lists are what is wanted."""
    mails = council.town.sent
    cases = histories(council)
    requests = {ref: one for ref, one in cases.items() if one[1].kind is CaseKind.REQUEST}
    compared = _compared(council, requests)
    return {
        "requests without a case": _lost(council, requests),
        "cases of what is no request": [
            f"{ref}: {case.requester.address} {case.title}"
            for ref, (_, case, _) in requests.items()
            if case.requester.address.endswith("shop.example")
        ],
        "requests with two cases": _doubled(requests),
        "acknowledged not once, or with a wrong date": _acknowledged(mails, requests),
        "open and before nobody": _alone(council, cases),
        "notices that are missing": _missing(compared),
        "notices that nobody expected": _surplus(requests, compared),
        "notices recorded and not mailed": _unmailed(mails, requests),
        "questions that no officer was sent": _untold(council, requests),
        "the same question answered twice": _answered_twice(requests),
        "more than one unasked mail a day": _crowded(mails),
        "the requester before an officer": [_named(one) for one in mails if _shows(one)],
        "one requester before another": [_named(one) for one in mails if _mixes(one)],
        "internal words before a requester": [
            f"{_inner(one)} {_named(one)}" for one in mails if _tells(one)
        ],
        "letters that nobody approved": _unapproved(council),
        "forged words in a letter or draft": [
            _named(one) for one in mails if one.kind in LETTERS and FORGED in everything(one)
        ],
        "messages that failed": [_named(one) for one in mails if "failed 3 times" in one.text],
    }


MOVES = (events.Extended, events.FeeNoticeGiven, events.ReceiptCorrected)
LETTERS = frozenset({"draft", "response", "review-outcome"})


def histories(council: Council) -> Histories:
    """Return every case with its history."""
    town = council.town
    desk = town.world.store.config.desks[0]
    found: Histories = {}
    with reading(town.world.store.engine, desk.key, town.world.store.config.store.files) as uow:
        for row in uow.cases.all(limit=1_000_000):
            loaded = uow.cases.load(row.reference)
            assert loaded is not None
            found[row.reference] = (row, town.case(row.reference), tuple(loaded[1]))
    return found


def _named(sent: Sent) -> str:
    return f"{sent.kind} to {sent.to} {sent.at:%d.%m. %H:%M}: {subject(sent)[:90]}"


def _lost(council: Council, cases: Histories) -> list[str]:
    have = {case.requester.address for _, case, _ in cases.values()}
    return [
        f"{one.asker.address} ({one.shape})"
        for one in council.asked
        if one.asker.address not in have
    ]


def _doubled(cases: Histories) -> list[str]:
    """
    The same mail delivered twice is one case; a new question of the same person is another.

    Two answers with the same words in an old thread are two mails: in doubt each is a request.
    """
    mails = Counter(
        row.title + case.requester.address + case.intro
        for row, case, _ in cases.values()
        if not REFERENCE.search(row.title)
    )
    return [title for title, times in mails.items() if times > 1]


def _acknowledged(mails: Sequence[Sent], cases: Histories) -> list[str]:
    found = defaultdict(list)
    for one in mails:
        if one.kind == "acknowledgement":
            found[reference_of(one)].append(one)
    wrong = [f"{ref}: {len(found[ref])} times" for ref in cases if len(found[ref]) > 1]
    for ref, (_, case, history) in cases.items():
        if any(isinstance(event.fact, events.ReceiptCorrected) for event in history):
            continue
        last = _long(days.statutory(case.received_on))
        wrong += [
            f"{ref}: {last} does not stand in it"
            for one in found[ref]
            if case.requester.language != "cy" and last not in one.text
        ]
    return wrong


def reference_of(sent: Sent) -> str:
    """Return the reference in a subject, or ""."""
    found = re.search(r"[A-Z]{2,4}-\d{4}-\d{5}", subject(sent))
    return found[0] if found else ""


def _long(day: date) -> str:
    return f"{WEEK[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def _alone(council: Council, cases: Histories) -> list[str]:
    """Return the questions that are with nobody who works here and was told of them."""
    told: dict[str, set[str]] = defaultdict(set)
    for one in council.town.sent:
        for ref in re.findall(r"[A-Z]{2,4}-\d{4}-\d{5}", one.text + subject(one)):
            told[ref].add(one.to.lower())
    heads = {one.lower() for one in STAFF}
    here = {one.lower() for one in council.roster.everybody}
    alone = []
    for ref, (row, case, _) in cases.items():
        if not row.is_open:
            continue
        for item in case.counted:
            with_officer = item.officer in here and item.officer in told[ref]
            if item.state is not ItemState.SENT and not with_officer and not told[ref] & heads:
                alone.append(f"{ref} Q{item.n} {item.state.value}")
    return alone


def _compared(council: Council, cases: Histories) -> Compared:
    until = council.town.now
    out: Compared = []
    for ref, (_, case, history) in cases.items():
        if any(isinstance(event.fact, MOVES) for event in history):
            continue  # its days are another tale, which the clock's witness checks
        want: set[timetable.Told] = set(timetable.expected(ref, case.authority, history, until))
        got: set[timetable.Told] = set(timetable.told_of(history))
        out.append((ref, want, got))
    return out


def _missing(compared: Compared) -> list[str]:
    return [f"{ref}: {one}" for ref, want, got in compared for one in want - got]


def _surplus(cases: Histories, compared: Compared) -> list[str]:
    twice = [
        f"{ref}: {key} twice"
        for ref, (_, _, history) in cases.items()
        for key, times in Counter(timetable.told_of(history)).items()
        if times > 1
    ]
    return twice + [f"{ref}: {one}" for ref, want, got in compared for one in got - want]


def _by_day(mails: Sequence[Sent]) -> dict[tuple[str, date], str]:
    found: dict[tuple[str, date], str] = defaultdict(str)
    for one in mails:
        found[one.to.lower(), one.at.astimezone(LONDON).date()] += subject(one) + one.text
    return found


def _unmailed(mails: Sequence[Sent], cases: Histories) -> list[str]:
    """A notice that was recorded is in a mail of that day to each person named in it."""
    by_day = _by_day(mails)
    wrong = []
    for ref, (_, _, history) in cases.items():
        for event in history:
            if isinstance(event.fact, events.Reminded):
                day = event.at.astimezone(LONDON).date()
                wrong += [
                    f"{ref} {event.fact.stage} {day} to {person}"
                    for person in event.fact.to
                    if ref not in by_day[person.lower(), day]
                ]
    return wrong


def _untold(council: Council, cases: Histories) -> list[str]:
    """A question that was given to somebody is in a mail to them by the next working morning."""
    by_day = _by_day(council.town.sent)
    wrong = []
    for ref, (_, whole, history) in cases.items():
        authority = whole.authority
        for event in history:
            if not isinstance(event.fact, events.Assigned):
                continue
            given = event.at.astimezone(LONDON)
            early = given.time() < timetable.MORNING
            by = days.own_from(given.date() if early else given.date() + timedelta(days=1))
            # What is known a little later is what the morning's mails are made of.
            morning = datetime.combine(by, timetable.MORNING, LONDON) + timedelta(minutes=2)
            known = [one for one in history if one.at < morning]
            if morning > council.town.now or event not in known:
                continue
            case = replay(ref, authority, known)
            if not _is_still_asked(case, event.fact.n, event.fact.officer):
                continue
            span = (given.date() + timedelta(days=n) for n in range((by - given.date()).days + 1))
            if not any(ref in by_day[event.fact.officer.lower(), day] for day in span):
                wrong.append(
                    f"{ref} Q{event.fact.n} to {event.fact.officer} on {given:%d.%m. %H:%M}"
                )
    return wrong


def _is_still_asked(case: Case, n: int, officer: str) -> bool:
    """Return whether a question waits for that officer's answer."""
    item = case.item(n)
    states = {ItemState.WITH_OFFICER, ItemState.PROPOSED}
    return item is not None and item.state in states and item.officer == officer


def _answered_twice(cases: Histories) -> list[str]:
    wrong = []
    for ref, (_, _, history) in cases.items():
        sent: Counter[int] = Counter()
        for event in history:
            if isinstance(event.fact, events.ResponseSent):
                sent.update(event.fact.items)
            elif isinstance(event.fact, events.ResponseFailed):
                sent.subtract(event.fact.items)
        wrong += [f"{ref} Q{n}: {times} letters" for n, times in sent.items() if times > 1]
    return wrong


def _crowded(mails: Sequence[Sent]) -> list[str]:
    counts = Counter((one.to, one.at.astimezone(LONDON).date()) for one in mails if _unasked(one))
    crowded = [f"{to} on {day}: {times}" for (to, day), times in counts.items() if times > 1]
    # A void code and the new draft of the same letter are one thing to say.
    new = {(one.to, one.at, reference_of(one)) for one in mails if one.kind == "draft"}
    both = [
        _named(one)
        for one in mails
        if one.kind == "draft-voided"
        and "on its way" in one.text
        and (one.to, one.at, reference_of(one)) in new
    ]
    return crowded + both


def _unasked(sent: Sent) -> bool:
    return sent.kind in UNASKED and sent.to.endswith(DOMAIN)


def _shows(sent: Sent) -> bool:
    inside = sent.to.endswith(DOMAIN) and sent.to not in STAFF
    outside = sent.kind in {"consultation", "qualified-person"}
    words = everything(sent)
    return (inside or outside) and any(one in words for one in PRIVATE)


def _mixes(sent: Sent) -> bool:
    own = ADDRESS.match(sent.to)
    return own is not None and set(ADDRESS.findall(everything(sent))) - {own[1]} != set()


def _tells(sent: Sent) -> bool:
    if sent.to.endswith(DOMAIN):
        return False
    return bool(_inner(sent))


def _inner(sent: Sent) -> list[str]:
    words = everything(sent).replace(DESK, "")
    return [one for one in INNER if one in words]


INNER = (INTERNAL, "foi-token", "note (internal", f"@{DOMAIN}", ".officer", "do not tell")


def _unapproved(council: Council) -> list[str]:
    """Each letter has a code that an approver gave by an honest mail before it went."""
    codes: dict[str, set[str]] = defaultdict(set)
    for one in council.town.sent:
        if one.kind in {"draft", "second-look"}:
            codes[reference_of(one)] |= set(CODE.findall(one.text))
    honest = council.honest
    return [
        _named(one)
        for one in council.town.sent
        if one.kind in {"response", "review-outcome"}
        and not any(
            given in honest and honest[given] <= one.at for given in codes[reference_of(one)]
        )
    ]
