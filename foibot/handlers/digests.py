"""One mail a person a morning: their questions, what is chased, what is stuck (design: digest)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date

from foibot.case.blind import blind
from foibot.case.clockwork import answer_by
from foibot.case.model import CaseItem, ItemState, Law
from foibot.clock.timetable import Role
from foibot.handlers.alerts import SOON, TOLD_OLD
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.handlers.earlier import earlier_answers
from foibot.handlers.gathered import (
    MOST,
    Entry,
    Gathered,
    Late,
    Morning,
    Nearest,
    StillLate,
    entry_of,
)
from foibot.handlers.noticing import Due, is_review
from foibot.handlers.waiting import remind_requester, send_review
from foibot.handlers.weekly import summary_within
from foibot.handlers.wished import time_said
from foibot.letter.blocks import Blocks, paragraph
from foibot.letter.calendar_file import Deadline, calendar_file
from foibot.letter.dates import count, listed, long_date
from foibot.letter.governance import AlertKind
from foibot.letter.model import File
from foibot.letter.officer import Digest, Escalation, Stuck, short_list, stuck_table
from foibot.letter.work import CaseWork, Question, days_left, own_number, work_blocks
from foibot.request.preferences import forms_wanted
from foibot.store.lanes import Lane
from foibot.trust.tokens import body_marker

MINE = (ItemState.WITH_OFFICER.value, ItemState.PROPOSED.value)
CHASED = frozenset({Role.OFFICER, Role.DEPUTY})
ABOVE = frozenset({Role.MANAGER, Role.DIRECTOR})
MORE = "digest_more"
_OF_THE_DATE = frozenset({AlertKind.AT_RISK, AlertKind.OVERDUE, AlertKind.UNASSIGNED})
# What an alert is about, where all its notices come from these stages of rules/notices.toml.
STAGES = {
    AlertKind.UNASSIGNED: {"unassigned"},
    AlertKind.SUBJECT_ACCESS: {"hand-on"},
    AlertKind.LAPSE: {"propose-close", "fee-unpaid"},
    AlertKind.REVIEW: {"no-reviewer"},
}


def take(gathered: Gathered, due: Sequence[Due], desk: Desk) -> None:
    """Send at once what concerns one case alone; gather what stands in a mail with others."""
    told: dict[str, list[Due]] = {}
    for one in due:
        if one.role in CHASED:
            _chase(one, gathered.of(one.to))
        elif one.role in ABOVE:
            _tell_of(one, gathered.of(one.to))
        elif one.role is Role.REQUESTER:
            remind_requester(one, desk)
        elif one.role is Role.REVIEWER:
            send_review(one, desk)
        else:
            told.setdefault(one.file.reference, []).append(one)
    for about in told.values():
        if _is_still_late(about):
            gathered.late.add(_late(about, desk))
        else:
            _alert(about, desk)


def _chase(one: Due, work: Morning) -> None:
    """Note a question that a person is chased about; what is theirs comes by itself."""
    item = one.file.case.item(one.n)
    theirs = item is not None and item.officer == one.to and item.state.value in MINE
    if not theirs and not is_review(one.file):
        work.chased.add(_entry(one))


def _tell_of(one: Due, work: Morning) -> None:
    """Note a question that is stuck below a person."""
    director = one.role is Role.DIRECTOR
    work.directs = work.directs or director
    work.above.add(replace(_entry(one), director=director, review=is_review(one.file)))


def _entry(one: Due) -> Entry:
    return entry_of(one.clock.due or one.clock.answer_by, one.file.reference, one.n)


def tell_still_late(gathered: Gathered, desk: Desk) -> None:
    """Note what governance was told of on an earlier day, in one alert for all cases."""
    late = gathered.late
    if late.total == 1 and late.first is not None:
        file = desk.files.load(late.first.reference)
        desk.alert(AlertKind.OVERDUE, file, late.first.what, late.first.lines, late.first.choices)
    elif late.total:
        what = f"On {long_date(desk.today)}, {late.total} requests are still late"
        shown = [*late.lines[:MOST], *_and_more(late.total - len(late.lines[:MOST]))]
        desk.alert(AlertKind.OVERDUE, None, what, shown, subject="still-late")
    gathered.late = StillLate()


def _and_more(number: int) -> list[str]:
    return [f"and {number} more"] if number > 0 else []


def _is_still_late(due: Sequence[Due]) -> bool:
    """Return whether governance has been told on an earlier day that a case is late."""
    return _alert_kind(due) is AlertKind.OVERDUE and all(
        any(key.startswith(f"{one.n}/{one.notice.stage}/") for key in one.file.case.reminded)
        for one in due
    )


def add_those_with_news(gathered: Gathered, desk: Desk) -> None:
    """Add who has a question that no digest told of yet, or more than the last digest held."""
    since = desk.uow.state.own("digest_seq")
    newest = desk.uow.cases.last_event()
    found = desk.uow.cases.with_news_since(int(since or 0))
    desk.uow.state.set_own("digest_seq", str(newest))
    kept = json.loads(desk.uow.state.own(MORE) or "[]")
    gathered.add_people([*sorted(one for one in found if one), *map(str, kept)])


def keep_more(gathered: Gathered, desk: Desk) -> None:
    """Keep who has more than one mail holds: they get the rest in turn."""
    more = sorted(gathered.more)
    desk.uow.state.set_own(MORE, json.dumps(more) if more else None)


def send_mail(person: str, work: Morning, desk: Desk) -> bool:
    """Send *person* the mail of the morning; return whether they have more than it holds."""
    wanted, rest = _own_work(person, work, desk)
    mine = [
        case_work(file, ns, desk)
        for reference, ns in wanted.items()
        if (file := desk.files.load(reference)) is not None
    ]
    mine = [one for one in mine if one.questions]
    if mine:
        _digest(person, mine, work.above, rest, desk)
    elif work.above.total:
        _escalate(person, work, desk)
    return rest > 0


def _own_work(person: str, work: Morning, desk: Desk) -> tuple[dict[str, set[int]], int]:
    """
    Return the questions that a person has to answer or to help with, nearest date first.

    At most MOST requests; how many questions more there are is returned beside them.
    """
    wanted: dict[str, set[int]] = {}
    # No case has so many questions that this would not be enough for MOST cases, but for rare ones
    # whose later questions come in turn.
    for row in desk.uow.items.with_officer(person, MINE, limit=10 * MOST):
        if row.reference in wanted or len(wanted) < MOST:
            wanted.setdefault(row.reference, set()).add(row.n)
    rest = desk.uow.items.count_with(person, MINE)
    rest -= sum(map(len, wanted.values()))
    # Who answers and is also told of what is stuck gets both in the one mail.
    above = work.above if wanted else Nearest()
    more = [*work.chased.first, *(one for one in above.first if not one.review)]
    rest += work.chased.total + above.total - len(work.chased.first) - len(above.first)
    for one in more:
        if one.reference not in wanted and len(wanted) >= MOST:
            rest += 1
        else:
            wanted.setdefault(one.reference, set()).add(one.n)
    return wanted, rest


def case_work(file: CaseFile, ns: set[int], desk: Desk) -> CaseWork:
    """Return the questions *ns* of a case as an officer sees them: without who asked (T20)."""
    clocks = desk.office.clocks(file.case, file.history, desk.today)
    items = [item for item in file.case.items if item.n in ns and not item.question.stem]
    mine = [clocks[item.n] for item in items if item.n in clocks]
    first = min(mine, key=lambda clock: clock.due or date.max)
    due = first.due or first.answer_by
    wanted = [answer_by(item, clocks[item.n]) for item in items if item.n in clocks]
    return CaseWork(
        reference=file.reference,
        received_on=file.case.received_on,
        due_on=due,
        answer_by=min(wanted),
        days_left=first.days_left if first.days_left is not None else 0,
        questions=tuple(question(item, file, desk) for item in items),
        wanted_as=listed(forms_wanted(file.case.format_preference or "")),
    )


def question(item: CaseItem, file: CaseFile, desk: Desk) -> Question:
    """Return one question with what is needed to answer it."""
    who = file.case.requester
    parents = {one.n: one for one in file.case.items}
    above = parents.get(item.question.parent or 0)
    over = (*above.question.context, above.question.text) if above else ()
    lines = [*over, *item.question.context]
    remark = time_said(item, who)
    if item.clarification and item.clarification.answer:
        told = f"The requester was asked: {item.clarification.question} They answered: "
        told += blind(item.clarification.answer, who)
        remark = f"{told} {remark}".rstrip()
    return Question(
        n=item.n,
        text=blind(item.question.text, who),
        label=own_number(item.question.label or "", item.n),
        context=tuple(blind(line, who) for line in lines if line),
        environmental=item.law in {Law.EIR, Law.EISRS},
        earlier=earlier_answers(item, file, desk),
        remark=remark,
    )


def _digest(person: str, work: list[CaseWork], above: Nearest, rest: int, desk: Desk) -> None:
    ordered = sorted(work, key=lambda case: (case.due_on, case.reference))
    mail = desk.to_staff(person, f"digest/{desk.today}", lane=Lane.REMINDER)
    if desk.office.timetable.digest_calendar:
        mail = replace(mail, files=(_calendar(ordered, desk),))
    number = sum(len(case.questions) for case in ordered)
    context = Digest(
        officer=desk.people.called(person),
        references=short_list(tuple(case.reference for case in ordered)),
        today=desk.today,
        questions=number,
        cases=len(ordered),
        late=sum(len(case.questions) for case in ordered if case.days_left < 0),
        soon=sum(len(case.questions) for case in ordered if 0 <= case.days_left <= SOON),
        work=(
            *_table(above, desk),
            *work_blocks(ordered, desk.today),
            *_rest(rest),
            *_week(person, desk),
        ),
        token=body_marker(desk.post.token_of(mail)),
    )
    if desk.post.send(context, mail):
        # After days without a way out one digest goes, not one a day (P13): it holds everything.
        desk.uow.outbox.supersede("digest", mail.to, mail.key)


def _calendar(work: Sequence[CaseWork], desk: Desk) -> File:
    """Return the days by which a person is to answer, a case an entry (RFC 5545)."""
    domain = desk.office.config.authority.domain
    return calendar_file(
        [
            Deadline(f"{one.reference}@{domain}", one.reference, one.answer_by, len(one.questions))
            for one in work
        ],
        desk.office.sender.addr,
        desk.now.astimezone(UTC),
    )


def _rest(number: int) -> Blocks:
    """Return a line on what does not fit into one mail."""
    if not number:
        return ()
    said = f"You have {count(number, 'more question')}"
    return (paragraph(f"{said} with later dates: they come when some of these are answered."),)


def _table(above: Nearest, desk: Desk) -> Blocks:
    """Return what is stuck, the nearest dates of it, as a table."""
    if not above.total:
        return ()
    in_order = sorted(above.first, key=lambda one: (one.reference, one.n))
    shown = tuple(stuck for one in in_order if (stuck := _stuck(one, desk)) is not None)
    more = [paragraph(line) for line in _and_more(above.total - len(above.first))]
    return (*stuck_table(shown), *more) if shown else ()


def _escalate(person: str, morning: Morning, desk: Desk) -> None:
    mail = desk.to_staff(person, f"escalation/{desk.today}", lane=Lane.REMINDER)
    by_case: dict[str, set[int]] = {}
    for one in sorted(morning.above.first, key=lambda one: (one.reference, one.n)):
        by_case.setdefault(one.reference, set()).add(one.n)
    files = [(desk.files.load(name), ns) for name, ns in by_case.items()]
    work = [case_work(file, ns, desk) for file, ns in files if file is not None]
    context = Escalation(
        person=desk.people.called(person),
        references=short_list(tuple(by_case)),
        director=morning.directs,
        questions=morning.above.total,
        table=_table(morning.above, desk),
        work=(*work_blocks(work, desk.today), *_week(person, desk)),
        token=body_marker(desk.post.token_of(mail)),
    )
    desk.post.send(context, mail)


def _week(person: str, desk: Desk) -> Blocks:
    """Return the weekly summary, where *person* gets it in no other mail."""
    found = summary_within(person, desk)
    return desk.office.templates.within(found) if found else ()


def _stuck(one: Entry, desk: Desk) -> Stuck | None:
    file = desk.files.load(one.reference)
    if file is None:
        return None
    clock = desk.office.clocks(file.case, file.history, desk.today).get(one.n)
    item = file.case.item(one.n)
    text = blind(item.question.text, file.case.requester) if item else file.case.title
    left = days_left(clock.days_left if clock and clock.days_left is not None else 0)[0]
    officer = (item.officer if item else file.case.reviewer) or "nobody"
    return Stuck(one.reference, one.n, text, officer, date.fromisoformat(one.due), left)


def _alert(due: Sequence[Due], desk: Desk) -> None:
    """Note one alert a case: which questions, with whom, and why now."""
    mark = f"{TOLD_OLD}{due[0].file.reference}"
    told = desk.uow.state.own(mark)
    if told:
        desk.uow.state.set_own(mark, None)
    if told == desk.today.isoformat() and _alert_kind(due) in _OF_THE_DATE:
        return
    late = _late(due, desk)
    desk.alert(_alert_kind(due), due[0].file, late.what, late.lines, late.choices)


def _late(due: Sequence[Due], desk: Desk) -> Late:
    """Return what an alert says of one case."""
    lines = tuple(dict.fromkeys(_said(one) for one in due))
    what = f"{long_date(desk.today)}: {due[0].notice.why}"
    return Late(due[0].file.reference, what, lines, _choices(due))


def _alert_kind(due: Sequence[Due]) -> AlertKind:
    """Return what an alert is about: being late outweighs everything else."""
    if any(one.clock.late for one in due):
        return AlertKind.OVERDUE
    stages = {one.notice.stage for one in due}
    return next((kind for kind, named in STAGES.items() if stages <= named), AlertKind.AT_RISK)


def _choices(due: Sequence[Due]) -> tuple[str, ...]:
    if _alert_kind(due) is AlertKind.LAPSE:
        return ("close: the requester has not answered (you are asked for a code)",)
    if _alert_kind(due) is AlertKind.UNASSIGNED:
        return tuple(f"assign Q{one.n} to the name of the service" for one in due[:3] if one.n)
    return ()


def _said(one: Due) -> str:
    item = one.file.case.item(one.n)
    who = (item.officer if item else one.file.case.reviewer) or "nobody"
    return f"Q{one.n}: with {who}" if one.n else f"with {who}"
