"""One mail a person a morning: their questions, what is chased, what is stuck (design: digest)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date

from foibot.case.blind import blind
from foibot.case.model import CaseItem, ItemState, Law
from foibot.clock.model import ItemClock
from foibot.clock.timetable import Role
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.handlers.earlier import earlier_answers
from foibot.handlers.noticing import Due, is_review
from foibot.handlers.waiting import remind_requester, send_review
from foibot.letter.blocks import Blocks
from foibot.letter.calendar_file import Deadline, calendar_file
from foibot.letter.dates import listed
from foibot.letter.governance import AlertKind
from foibot.letter.model import File
from foibot.letter.officer import Digest, Escalation, Stuck, short_list, stuck_table
from foibot.letter.work import CaseWork, Question, days_left, own_number, work_blocks
from foibot.request.preferences import forms_wanted
from foibot.store.outbox import Lane
from foibot.trust.tokens import body_marker

MINE = (ItemState.WITH_OFFICER.value, ItemState.PROPOSED.value)
CHASED = frozenset({Role.OFFICER, Role.DEPUTY})
ABOVE = frozenset({Role.MANAGER, Role.DIRECTOR})
SOON = 5
# What an alert is about, where all its notices come from these stages of rules/notices.toml.
STAGES = {
    AlertKind.UNASSIGNED: {"unassigned"},
    AlertKind.SUBJECT_ACCESS: {"hand-on"},
    AlertKind.LAPSE: {"propose-close", "fee-unpaid"},
    AlertKind.REVIEW: {"no-reviewer"},
}


@dataclass(slots=True)
class Morning:
    """What one person gets this morning."""

    chased: list[Due] = field(default_factory=list)
    above: list[Due] = field(default_factory=list)


def send_digests(due: Sequence[Due], desk: Desk) -> None:
    """Send each person the one mail of the morning; alerts to governance go on their own."""
    people: dict[str, Morning] = {officer: Morning() for officer in _with_news(desk)}
    told: dict[str, list[Due]] = {}
    for one in due:
        if one.role in CHASED:
            people.setdefault(one.to, Morning()).chased.append(one)
        elif one.role in ABOVE:
            people.setdefault(one.to, Morning()).above.append(one)
        elif one.role is Role.REQUESTER:
            remind_requester(one, desk)
        elif one.role is Role.REVIEWER:
            send_review(one, desk)
        else:
            told.setdefault(one.file.reference, []).append(one)
    _tell_governance(list(told.values()), desk)
    for person, work in sorted(people.items()):
        _one_mail(person, work, desk)


def _tell_governance(told: Sequence[list[Due]], desk: Desk) -> None:
    """Note one alert a case; what was late yesterday, too, is told in one for all cases."""
    again = [due for due in told if _is_still_late(due)]
    if len(again) > 1:
        lines = [f"{due[0].file.reference}: {'; '.join(map(_said, due))}" for due in again]
        what = f"{len(again)} requests are still late. ({desk.today:%d.%m.%Y})"
        desk.alert(AlertKind.OVERDUE, None, what, lines, subject="still-late")
    for due in told:
        if len(again) < 2 or due not in again:
            _alert(due, desk)


def _is_still_late(due: Sequence[Due]) -> bool:
    """Return whether governance has been told on an earlier day that a case is late."""
    return _alert_kind(due) is AlertKind.OVERDUE and all(
        any(key.startswith(f"{one.n}/{one.notice.stage}/") for key in one.file.case.reminded)
        for one in due
    )


def _one_mail(person: str, work: Morning, desk: Desk) -> None:
    mine = _own_work(person, work, desk)
    if mine:
        _digest(person, mine, work.above, desk)
    elif work.above:
        _escalate(person, work.above, desk)


def _with_news(desk: Desk) -> set[str]:
    """Return the officers who have a question that no digest has told them of yet."""
    since = desk.uow.state.own("digest_seq")
    newest = desk.uow.cases.last_event()
    found = desk.uow.cases.with_news_since(int(since or 0))
    desk.uow.state.set_own("digest_seq", str(newest))
    return {one for one in found if one}


def _own_work(person: str, work: Morning, desk: Desk) -> list[CaseWork]:
    """Return everything that a person has to answer, and what they are asked to help with."""
    wanted: dict[str, set[int]] = {}
    for row in desk.uow.cases.items_with(person, MINE):
        wanted.setdefault(row.reference, set()).add(row.n)
    # Who answers and is also told of what is stuck gets both in the one mail.
    for one in (*work.chased, *(work.above if wanted else ())):
        if not is_review(one.file):
            wanted.setdefault(one.file.reference, set()).add(one.n)
    found = []
    for reference, ns in wanted.items():
        file = desk.files.load(reference)
        if file is not None:
            found.append(case_work(file, ns, desk))
    return [one for one in found if one.questions]


def case_work(file: CaseFile, ns: set[int], desk: Desk) -> CaseWork:
    """Return the questions *ns* of a case as an officer sees them: without who asked (T20)."""
    clocks = desk.office.clocks(file.case, file.history, desk.today)
    items = [item for item in file.case.items if item.n in ns and not item.question.stem]
    mine = [clocks[item.n] for item in items if item.n in clocks]
    first = min(mine, key=lambda clock: clock.due or date.max)
    due = first.due or first.answer_by
    return CaseWork(
        reference=file.reference,
        received_on=file.case.received_on,
        due_on=due,
        answer_by=_answer_by(first, due),
        days_left=first.days_left if first.days_left is not None else 0,
        questions=tuple(question(item, file, desk) for item in items),
        wanted_as=listed(forms_wanted(file.case.format_preference or "")),
    )


def _answer_by(clock: ItemClock, due: date) -> date:
    return clock.date_of("answer_back") or clock.target or due


def question(item: CaseItem, file: CaseFile, desk: Desk) -> Question:
    """Return one question with what is needed to answer it."""
    who = file.case.requester
    parents = {one.n: one for one in file.case.items}
    above = parents.get(item.question.parent or 0)
    over = (*above.question.context, above.question.text) if above else ()
    lines = [*over, *item.question.context]
    remark = ""
    if item.clarification and item.clarification.answer:
        remark = f"The requester was asked: {item.clarification.question} They answered: "
        remark += blind(item.clarification.answer, who)
    return Question(
        n=item.n,
        text=blind(item.question.text, who),
        label=own_number(item.question.label or "", item.n),
        context=tuple(blind(line, who) for line in lines if line),
        environmental=item.law in {Law.EIR, Law.EISRS},
        earlier=earlier_answers(item, file, desk),
        remark=remark,
    )


def _digest(person: str, work: list[CaseWork], above: Sequence[Due], desk: Desk) -> None:
    ordered = sorted(work, key=lambda case: (case.due_on, case.reference))
    mail = desk.to_staff(person, f"digest/{desk.today}", lane=Lane.REMINDER)
    if desk.office.timetable.digest_calendar:
        mail = replace(mail, files=(_calendar(ordered, desk),))
    count = sum(len(case.questions) for case in ordered)
    context = Digest(
        officer="colleague",
        references=short_list(tuple(case.reference for case in ordered)),
        today=desk.today,
        questions=count,
        cases=len(ordered),
        late=sum(len(case.questions) for case in ordered if case.days_left < 0),
        soon=sum(len(case.questions) for case in ordered if 0 <= case.days_left <= SOON),
        work=(*_table(above), *work_blocks(ordered, desk.today)),
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


def _table(above: Sequence[Due]) -> Blocks:
    return stuck_table(tuple(_stuck(one) for one in above)) if above else ()


def _escalate(person: str, due: Sequence[Due], desk: Desk) -> None:
    mail = desk.to_staff(person, f"escalation/{desk.today}", lane=Lane.REMINDER)
    by_case: dict[str, set[int]] = {}
    for one in due:
        by_case.setdefault(one.file.reference, set()).add(one.n)
    work = [case_work(_file(due, name), ns, desk) for name, ns in by_case.items()]
    context = Escalation(
        person="colleague",
        references=short_list(tuple(by_case)),
        director=any(one.role is Role.DIRECTOR for one in due),
        questions=len(due),
        table=_table(due),
        work=work_blocks(work, desk.today),
        token=body_marker(desk.post.token_of(mail)),
    )
    desk.post.send(context, mail)


def _file(due: Sequence[Due], reference: str) -> CaseFile:
    return next(one.file for one in due if one.file.reference == reference)


def _stuck(one: Due) -> Stuck:
    item = one.file.case.item(one.n)
    text = blind(item.question.text, one.file.case.requester) if item else one.file.case.title
    left = days_left(one.clock.days_left if one.clock.days_left is not None else 0)[0]
    due = one.clock.due or one.clock.answer_by
    officer = (item.officer if item else one.file.case.reviewer) or "nobody"
    return Stuck(one.file.reference, one.n, text, officer, due, left)


def _alert(due: Sequence[Due], desk: Desk) -> None:
    """Note one alert a case: which questions, with whom, and why now."""
    lines = dict.fromkeys(_said(one) for one in due)
    what = f"{due[0].notice.why} ({desk.today:%d.%m.%Y})"
    desk.alert(_alert_kind(due), due[0].file, what, tuple(lines), _choices(due))


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
