"""A reply of governance, an approver or a reviewer: each decision carried out if it may be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from foibot.case.events import Approved
from foibot.case.lifecycle import standing
from foibot.case.model import CaseKind, Status
from foibot.case.renumbering import until
from foibot.errors import FoibotError
from foibot.handlers import deciding, pending, undoing
from foibot.handlers.absence import absence
from foibot.handlers.allowing import wishes_of
from foibot.handlers.approving import (
    NotApproved,
    approve,
    code_proven,
    looked_again,
    still_asked,
    waits_for_another,
)
from foibot.handlers.arrival import Arrival
from foibot.handlers.asked import asked_in, files_of, sent_text
from foibot.handlers.by_hand import says_away, says_only_that
from foibot.handlers.casefile import CaseFile
from foibot.handlers.decided import Carried, ask_for_codes, say_back
from foibot.handlers.deciding import Decider, DecisionError
from foibot.handlers.desk import Desk
from foibot.handlers.doing import DOING, Bench, check, named
from foibot.handlers.drafting import draft_when_ready
from foibot.handlers.held_mail import file_message, release_message
from foibot.handlers.hold import hold_for
from foibot.handlers.lateness import late_said
from foibot.handlers.numbered_then import by_today, moved_since
from foibot.handlers.regulator import regulator_said
from foibot.handlers.result import Result, kept
from foibot.handlers.review_entry import about_said
from foibot.handlers.reviewing import appointed_by, review_reply
from foibot.replies.decision_parts import Decision
from foibot.replies.decisions import read_decisions
from foibot.replies.model import AskedQuestion
from foibot.store.outbox import OutboxRow
from foibot.triage.chain import Verdict
from foibot.trust.codes import Given
from foibot.trust.permissions import Action, Allowed, Facts, may

TWO_FORMS = (
    "your mail holds its text twice, plain and formatted, and only one of them says {!r}: nothing "
    "was done; please reply once more, as plain text"
)


def decision(arrival: Arrival, desk: Desk, verdict: Verdict) -> Result:
    """Carry out what a reply decides; what may not be, or is unclear, is said back."""
    row, author = arrival.context.granted, arrival.context.author
    if row is None or author is None:
        return hold_for(arrival, desk, verdict.why)
    sent = sent_text(row, desk)
    files = _spoken_of(row, sent, arrival, desk)
    if not _decides(author, row, files, desk):
        return hold_for(arrival, desk, f"{author} does not decide at this desk")
    only = next(iter(files)) if len(files) == 1 else ""
    bench = Bench(arrival, row, Decider(author, arrival.identity), desk, only)
    if arrival.message.unlike:
        # Who sees the one form decides otherwise than who sees the other: neither is carried out.
        say_back(Carried(refused=[TWO_FORMS.format(arrival.message.unlike)]), (), (), bench)
        return Result(row.case_ref, reading=kept(arrival.reading))
    if _about_review(bench, files) or _about_first_line(bench, files):
        return Result(row.case_ref, reading=kept(arrival.reading))
    asked = _asked(sent, files, arrival.context.hints)
    reading = read_decisions(
        arrival.message,
        asked,
        desk.office.replies,
        today=desk.today,
        sent=sent,
        wishes=wishes_of(row.key, desk),
    )
    if says_away(arrival.message) and not reading.decisions:
        result = absence(arrival, desk, verdict)
        if says_only_that(arrival.message):
            return result
    carried = Carried()
    for one in undoing.each_undone(reading.decisions, row, sent, desk):
        _carry_out(one, row.case_ref, bench, carried)
    _ask_and_draft(carried, bench)
    ask_for_codes(carried, bench)
    unclear = [f"{one.text}\n({one.why})" for one in reading.unclear]
    say_back(carried, unclear, asked, bench)
    return Result(row.case_ref, reading=kept(arrival.reading))


def _spoken_of(row: OutboxRow, sent: str, arrival: Arrival, desk: Desk) -> dict[str, CaseFile]:
    """Return the cases of the mail that is answered, and those that the reply names itself."""
    files = files_of(sent, desk)
    names = [row.case_ref or "", *arrival.context.hints]
    for name in names:
        loaded = desk.files.load(name) if name and name not in files else None
        files |= {name: loaded} if loaded else {}
    return files


def _decides(author: str, row: OutboxRow, files: dict[str, CaseFile], desk: Desk) -> bool:
    """Return whether somebody decides today: whoever left since has the old mails (fact C)."""
    review = files.get(row.case_ref or "")
    appointed = review.case.reviewer if review is not None else None
    draft = review.case.draft if review is not None else None
    # The second person may be the manager of the service that answered (SEC-2).
    asked = draft.asked_of if draft is not None and draft.two_people else ()
    named_ = {(appointed or "").lower(), *map(str.lower, asked)}
    return desk.people.is_lead(author) or author in named_


def _about_review(bench: Bench, files: dict[str, CaseFile]) -> bool:
    """Take a reviewer's findings, or the reviewer whom a lead names; return whether it was one."""
    review = files.get(bench.row.case_ref or "")
    if review is None or review.case.kind is not CaseKind.REVIEW:
        return False
    return _taken_alone(partial(_review_said, review), bench)


def _review_said(review: CaseFile, bench: Bench) -> str | None:
    said = about_said(review, bench.arrival, bench.who, bench.desk)
    said = said or appointed_by(review, bench.arrival, bench.who, bench.desk)
    if said is None and (bench.about_review or bench.about_draft):
        amends = bench.about_draft
        said = review_reply(review, bench.arrival, bench.who, bench.desk, amends=amends)
    return said


def _about_first_line(bench: Bench, files: dict[str, CaseFile]) -> bool:
    """Take why a letter is late, or what became of a regulator's; return whether it was either."""
    file = files.get(bench.row.case_ref or "")
    return file is not None and _taken_alone(partial(_first_line, file), bench)


def _taken_alone(take: Callable[[Bench], str | None], bench: Bench) -> bool:
    """Say back what *take* did or why it could not; return False when it had nothing to do."""
    carried = Carried()
    try:
        said = take(bench)
    except FoibotError as error:
        said = None
        carried.refused.append(str(error))
    if said is None and not carried.refused:
        return False
    carried.did(said or "", bench.row.case_ref or "", can_undo=True)
    say_back(carried, (), (), bench)
    return True


def _first_line(file: CaseFile, bench: Bench) -> str | None:
    said = late_said(file, bench.arrival, bench.who, bench.desk)
    return said or regulator_said(file, bench.arrival, bench.who, bench.desk)


def _asked(
    sent: str, files: dict[str, CaseFile], hints: Sequence[str]
) -> tuple[AskedQuestion, ...]:
    """Return the questions that a decision may be about: all of the cases that were spoken of."""
    named = asked_in(sent, files)
    if named and {one.reference for one in named} >= set(hints) & set(files):
        return named
    # A case that the reply names itself is the one that it is about.
    wanted = [files[name] for name in hints if name in files] or list(files.values())
    return tuple(
        AskedQuestion(file.reference, item.n, item.question.text, item.question.label)
        for file in wanted
        for item in file.case.counted
    )


# A message that was dealt with, and an undoing, stay as they are.
FOR_GOOD = frozenset({Action.UNDO, Action.RELEASE, Action.FILE})
# What only changes a draft needs no code: the letter itself is approved with one.
LESS = {Action.REFUSE: Action.ASSIGN}


def _carry_out(one: Decision, case: str | None, bench: Bench, carried: Carried) -> None:
    reference = one.keys[0].reference if one.keys else one.case or case or bench.only
    file = bench.desk.files.load(reference) if reference else None
    facts = _facts(one, file, bench)
    if one.code and one.action is not Action.APPROVE and file is not None:
        version = file.case.version
        found = pending.take(one, file.reference, version, bench.who.by, bench.desk)
        coded = replace(facts, code=bool(found))
        for each in found or (one,):
            _carry_out_by(coded, each, bench.desk.files.load(reference), bench, carried)
        return
    _carry_out_by(facts, one, file, bench, carried)


def _carry_out_by(
    facts: Facts, one: Decision, file: CaseFile | None, bench: Bench, carried: Carried
) -> None:
    """Carry out one decision where the *facts* about its sender allow it; else say why not."""
    if file is not None and one.keys:
        one, why = _numbered_now(one, file, bench)
        if why:
            carried.refused.append(f"{named(one)}: {why}")
            return
    said = _approved_already(one, file, bench)
    if said:
        carried.did(said, can_undo=False)
        return
    allowed = may(LESS.get(one.action, one.action), facts)
    if not isinstance(allowed, Allowed):
        if file is not None and _lacks_code_only(one, facts):
            _show_first(one, file, bench, carried)
            return
        carried.refused.append(f"{named(one)}: {'; '.join(allowed.reasons)}")
        bench.desk.uow.audit.append(
            "decision_refused",
            bench.desk.now,
            file.reference if file is not None else None,
            action=one.action.value,
        )
        return
    try:
        said = _do(one, file, "".join(allowed.facts), bench)
    except FoibotError as error:
        carried.refused.append(f"{named(one)}: {error}")
    else:
        _note_done(said, one, file, bench, carried)


def _note_done(
    said: str, one: Decision, file: CaseFile | None, bench: Bench, carried: Carried
) -> None:
    about = file.reference if file is not None else ""
    carried.did(said, about, can_undo=one.action not in FOR_GOOD)
    if _has_gone(one, file, bench):
        carried.gone.add(about)
    if about and one.action is not Action.APPROVE:
        carried.changed[about] = None


def _show_first(one: Decision, file: CaseFile, bench: Bench, carried: Carried) -> None:
    """Ask for the code of a decision, or say at once why it could not be carried out."""
    try:
        check(one, file, bench)
    except FoibotError as error:
        carried.refused.append(f"{named(one)}: {error}")
        return
    carried.coded.setdefault((file.reference, one.action), []).append(one)


def _has_gone(one: Decision, file: CaseFile | None, bench: Bench) -> bool:
    """Return whether an approval sent its letter; the first of two people's sends none (SEC-2)."""
    if one.action is not Action.APPROVE or file is None:
        return False
    latest = bench.desk.files.load(file.reference)
    return latest is not None and latest.case.status is Status.APPROVED


OTHERWISE = (
    "the list of {} was corrected after the mail that you answered, and the number means something "
    "else now: please say it again, with the numbers below"
)


def _numbered_now(one: Decision, file: CaseFile, bench: Bench) -> tuple[Decision, str]:
    """Return a decision by today's numbers, and why it cannot be sure which questions it means."""
    others = [event for event in file.history if event.message != bench.who.message]
    before = replace(file, history=tuple(others))
    sent = until(before.history, bench.row.created_at)
    own = [key for key in one.keys if key.reference == file.reference]
    if any(moved_since(key, sent, before) for key in own):
        return one, OTHERWISE.format(file.reference)
    # What the same reply did before moved its own numbers, and nobody else's.
    keys = by_today(one.keys, before.history, file)
    if len(keys) < len(one.keys):
        return one, "another decision of the same reply leaves no such question"
    return replace(one, keys=keys), ""


def _approved_already(one: Decision, file: CaseFile | None, bench: Bench) -> str:
    """Return that a colleague was quicker, or "": the second of two approvers did nothing wrong."""
    if one.action is not Action.APPROVE or file is None or not bench.facts.domain:
        return ""
    if file.case.status not in {Status.APPROVED, Status.ANSWERED}:
        return ""
    made = [event.fact for event in file.history if isinstance(event.fact, Approved)]
    who = made[-1].by if made else "somebody"
    return f"{file.reference}: nothing is left to do: {who} has approved the letter already"


def _lacks_code_only(one: Decision, facts: Facts) -> bool:
    whole = may(one.action, replace(facts, code=True))
    return not one.code and one.action is not Action.APPROVE and isinstance(whole, Allowed)


def _facts(one: Decision, file: CaseFile | None, bench: Bench) -> Facts:
    if not one.code or file is None:
        return bench.facts
    proven = code_proven(file.case, bench.who.by, [Given("APPROVE", one.code)], bench.desk)
    return replace(bench.facts, code=proven)


def _do(one: Decision, file: CaseFile | None, facts: str, bench: Bench) -> str:
    """Carry out one decision and return what was done, in words."""
    if one.action is Action.RELEASE:
        return release_message(bench.row, bench.who, bench.desk)
    if one.action is Action.FILE:
        return file_message(bench.row, one.text, bench.who, bench.desk)
    if file is None:
        if one.case:
            raise DecisionError(f"no case is called {one.case}")
        raise DecisionError("the mail that you answered is about no case: name the reference")
    if one.action is Action.APPROVE:
        return _approve(one, file, facts, bench)
    action = DOING.get(one.action)
    if action is None:
        raise DecisionError(f"{one.action.value} is not decided by mail")
    return f"{file.reference}: {action(one, file, bench)}"


def _ask_and_draft(carried: Carried, bench: Bench) -> None:
    """Ask requesters, and put changed letters before approvers: once, however much is decided."""
    for reference in carried.changed:
        latest = bench.desk.files.load(reference)
        if latest is not None:
            made = [e for e in standing(latest.history) if e.message == bench.who.message]
            deciding.tell_asked(latest, made, bench.who, bench.desk)
            draft_when_ready(latest, bench.desk)


def _approve(one: Decision, file: CaseFile, facts: str, bench: Bench) -> str:
    by, desk = bench.who, bench.desk
    again = looked_again(file.case, by.by, [Given("APPROVE", one.code)], desk)
    made = approve(file, by.by, facts, desk, by.message, second_look=again)
    if isinstance(made, NotApproved):
        raise DecisionError(made.why)
    if waits_for_another(made.case):
        others = " or ".join(still_asked(made.case)) or "a second person"
        return f"{file.reference}: you approved the letter; it goes when {others} approves it too"
    return f"{file.reference}: you approved the letter; it goes now, and cannot be called back"
