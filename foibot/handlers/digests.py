"""One mail a person a morning: their questions, what is chased, what is stuck (design: digest)."""

from __future__ import annotations

import json
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
from foibot.letter.blocks import Blocks, paragraph
from foibot.letter.calendar_file import Deadline, calendar_file
from foibot.letter.dates import count, listed
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
# Of so many requests a mail tells; who has more gets the next ones when these are answered.
MOST = 200
MORE = "digest_more"
# What an alert is about, where all its notices come from these stages of rules/notices.toml.
STAGES = {
    AlertKind.UNASSIGNED: {"unassigned"},
    AlertKind.SUBJECT_ACCESS: {"hand-on"},
    AlertKind.LAPSE: {"propose-close", "fee-unpaid"},
    AlertKind.REVIEW: {"no-reviewer"},
}


@dataclass(frozen=True, slots=True)
class Above:
    """A question that is stuck, as a manager or director is told of it."""

    stuck: Stuck
    director: bool
    review: bool


@dataclass(slots=True)
class Morning:
    """What one person gets this morning, beside all that is theirs: no case is kept for it."""

    chased: dict[str, set[int]] = field(default_factory=dict)
    above: list[Above] = field(default_factory=list)

    def chase(self, one: Due) -> None:
        """Note a question that this person is chased about."""
        if not is_review(one.file):
            self.chased.setdefault(one.file.reference, set()).add(one.n)

    def tell_of(self, one: Due) -> None:
        """Note a question that is stuck below this person."""
        director = one.role is Role.DIRECTOR
        self.above.append(Above(_stuck(one), director, is_review(one.file)))


@dataclass(slots=True)
class Gathered:
    """What the notices of a morning come to, taken page by page: a backlog fits into memory."""

    people: dict[str, Morning] = field(default_factory=dict)
    still_late: list[str] = field(default_factory=list)  # a line a case
    first_late: list[Due] = field(default_factory=list)

    def take(self, due: Sequence[Due], desk: Desk) -> None:
        """Send at once what concerns one case alone; keep what stands in a mail with others."""
        told: dict[str, list[Due]] = {}
        for one in due:
            if one.role in CHASED:
                self.people.setdefault(one.to, Morning()).chase(one)
            elif one.role in ABOVE:
                self.people.setdefault(one.to, Morning()).tell_of(one)
            elif one.role is Role.REQUESTER:
                remind_requester(one, desk)
            elif one.role is Role.REVIEWER:
                send_review(one, desk)
            else:
                told.setdefault(one.file.reference, []).append(one)
        for about in told.values():
            if _is_still_late(about):
                self.still_late.append(f"{about[0].file.reference}: {'; '.join(map(_said, about))}")
                self.first_late = self.first_late or about
            else:
                _alert(about, desk)


def send_digests(gathered: Gathered, desk: Desk) -> None:
    """Send each person the one mail of the morning, and governance what is late still."""
    people = gathered.people
    for officer in (*_with_news(desk), *_with_more(desk)):
        people.setdefault(officer, Morning())
    _tell_still_late(gathered, desk)
    more = [person for person, work in sorted(people.items()) if _one_mail(person, work, desk)]
    desk.uow.state.set_own(MORE, json.dumps(more) if more else None)


def _tell_still_late(gathered: Gathered, desk: Desk) -> None:
    """Note what governance was told of on an earlier day, in one alert for all cases."""
    lines = gathered.still_late
    if len(lines) == 1:
        _alert(gathered.first_late, desk)
    elif lines:
        what = f"{len(lines)} requests are still late. ({desk.today:%d.%m.%Y})"
        shown = [*lines[:MOST], *_and_more(len(lines) - MOST)]
        desk.alert(AlertKind.OVERDUE, None, what, shown, subject="still-late")


def _and_more(number: int) -> list[str]:
    return [f"and {number} more"] if number > 0 else []


def _is_still_late(due: Sequence[Due]) -> bool:
    """Return whether governance has been told on an earlier day that a case is late."""
    return _alert_kind(due) is AlertKind.OVERDUE and all(
        any(key.startswith(f"{one.n}/{one.notice.stage}/") for key in one.file.case.reminded)
        for one in due
    )


def _one_mail(person: str, work: Morning, desk: Desk) -> bool:
    """Send *person* the mail of the morning; return whether they have more than it holds."""
    wanted = _own_work(person, work, desk)
    shown = dict(list(wanted.items())[:MOST])
    mine = [
        case_work(file, ns, desk)
        for reference, ns in shown.items()
        if (file := desk.files.load(reference)) is not None
    ]
    mine = [one for one in mine if one.questions]
    rest = sum(len(ns) for ns in wanted.values()) - sum(len(ns) for ns in shown.values())
    if mine:
        _digest(person, mine, work.above, rest, desk)
    elif work.above:
        _escalate(person, work.above, desk)
    return rest > 0


def _with_more(desk: Desk) -> list[str]:
    """Return those whose last digest did not hold everything: they get the rest in turn."""
    return [str(one) for one in json.loads(desk.uow.state.own(MORE) or "[]")]


def _with_news(desk: Desk) -> set[str]:
    """Return the officers who have a question that no digest has told them of yet."""
    since = desk.uow.state.own("digest_seq")
    newest = desk.uow.cases.last_event()
    found = desk.uow.cases.with_news_since(int(since or 0))
    desk.uow.state.set_own("digest_seq", str(newest))
    return {one for one in found if one}


def _own_work(person: str, work: Morning, desk: Desk) -> dict[str, set[int]]:
    """Return the questions that a person has to answer or to help with, nearest date first."""
    wanted: dict[str, set[int]] = {}
    for row in desk.uow.cases.items_with(person, MINE):
        wanted.setdefault(row.reference, set()).add(row.n)
    # Who answers and is also told of what is stuck gets both in the one mail.
    above = work.above if wanted else ()
    for reference, ns in work.chased.items():
        wanted.setdefault(reference, set()).update(ns)
    for one in above:
        if not one.review:
            wanted.setdefault(one.stuck.reference, set()).add(one.stuck.n)
    return wanted


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


def _digest(
    person: str, work: list[CaseWork], above: Sequence[Above], rest: int, desk: Desk
) -> None:
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
        work=(*_table(above), *work_blocks(ordered, desk.today), *_rest(rest)),
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


def _table(above: Sequence[Above]) -> Blocks:
    if not above:
        return ()
    nearest = sorted((one.stuck for one in above), key=lambda one: one.due_on)[:MOST]
    more = [paragraph(line) for line in _and_more(len(above) - MOST)]
    in_turn = {id(one) for one in nearest}
    shown = tuple(one.stuck for one in above if id(one.stuck) in in_turn)
    return (*stuck_table(shown), *more)


def _escalate(person: str, above: Sequence[Above], desk: Desk) -> None:
    mail = desk.to_staff(person, f"escalation/{desk.today}", lane=Lane.REMINDER)
    by_case: dict[str, set[int]] = {}
    for one in above:
        by_case.setdefault(one.stuck.reference, set()).add(one.stuck.n)
    files = [(desk.files.load(name), ns) for name, ns in list(by_case.items())[:MOST]]
    work = [case_work(file, ns, desk) for file, ns in files if file is not None]
    context = Escalation(
        person=desk.people.called(person),
        references=short_list(tuple(by_case)),
        director=any(one.director for one in above),
        questions=len(above),
        table=_table(above),
        work=work_blocks(work, desk.today),
        token=body_marker(desk.post.token_of(mail)),
    )
    desk.post.send(context, mail)


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
