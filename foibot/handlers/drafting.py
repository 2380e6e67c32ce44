"""The letter before it goes: compiled, checked, put before an approver, bound to bytes (P23)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from foibot.case import events
from foibot.case.clockwork import case_clock
from foibot.case.lifecycle import VOIDING, replay, standing
from foibot.case.model import Case, CaseKind, Draft, ItemState
from foibot.case.review import took_part
from foibot.handlers.by_post import posted_to
from foibot.handlers.casefile import BOT, CaseFile
from foibot.handlers.compiling import compile_letter, response_key
from foibot.handlers.composing import Compiled, Further
from foibot.handlers.desk import Desk
from foibot.handlers.outcome import compile_outcome, outcome_key
from foibot.handlers.people import ENOUGH
from foibot.letter.blocks import Blocks, Listing, ListItem, words
from foibot.letter.findings import summary
from foibot.letter.governance import AlertKind, DraftForApproval
from foibot.letter.officer import UNPLACED, discarded_blocks
from foibot.letter.parcels import DraftFiles, files_listed
from foibot.letter.work import days_left
from foibot.trust.codes import Content, content_code
from foibot.trust.tokens import body_marker

SETTLED = frozenset({ItemState.SENT, ItemState.DROPPED})


@dataclass(frozen=True, slots=True)
class Ready:
    """Which questions a letter would answer now; *complete* when none is left."""

    items: tuple[int, ...]
    complete: bool


def ready(case: Case) -> Ready:
    """Return which questions could be answered now."""
    owed = [item for item in case.counted if item.state not in SETTLED]
    answered = [item.n for item in owed if item.state is ItemState.ANSWERED]
    return Ready(tuple(answered), complete=bool(owed) and len(answered) == len(owed))


def draft_when_ready(file: CaseFile, desk: Desk) -> CaseFile:
    """Put the letter before the approver once the last answer is in."""
    current = desk.files.load(file.reference) or file
    if not current.case.status.is_open or _sent_back(current):
        return current
    if current.case.kind is CaseKind.REVIEW:
        return _draft_outcome(current, desk)
    wanted = ready(current.case).complete or _was_drafted_in_part(current)
    return draft(current, desk) if wanted else current


def _was_drafted_in_part(file: CaseFile) -> bool:
    """Return whether the letter that was drafted last answers a part, and has not gone (CLK-6)."""
    for at, event in reversed(list(enumerate(file.history))):
        if isinstance(event.fact, events.ResponseQueued | events.ResponseSent):
            return False
        if isinstance(event.fact, events.DraftMade):
            then = replay(file.reference, file.case.authority, file.history[:at])
            return not ready(then).complete
    return False


def _draft_outcome(review: CaseFile, desk: Desk) -> CaseFile:
    """Put the outcome letter before the reviewer once there are findings (IR-8)."""
    case = review.case
    if not case.points or case.draft is not None or case.reviewer is None:
        return review
    made = compile_outcome(review, desk)
    approvers = who_approves(case, (), desk, two=bool(made.two_people))
    review = put_before(review, made, (), approvers, outcome_key(review), desk)
    _tell_of_one(review, made, approvers, desk)
    return review


def _tell_of_one(file: CaseFile, made: Compiled, approvers: tuple[str, ...], desk: Desk) -> None:
    """Tell governance when two people must approve and there is but one (SEC-2)."""
    if made.two_people and len(approvers) < ENOUGH:
        what = "Two people must approve this letter, and no second one is configured"
        how = "add somebody to approvers under [governance]; the draft then comes to both"
        if file.case.kind is CaseKind.REVIEW:
            how = "add somebody to reviewers under [governance] who took no part in the answer"
        desk.alert(AlertKind.DRAFT, file, what, (made.two_people, how))


def _sent_back(file: CaseFile) -> bool:
    """Return whether an approver said no and nothing has changed since."""
    for event in reversed(standing(file.history)):
        if isinstance(event.fact, events.ApprovalRefused):
            return True
        if isinstance(event.fact, (*VOIDING, events.DraftMade)):
            return False
    return False


def draft(file: CaseFile, desk: Desk) -> CaseFile:
    """Compile the letter of what is answered, check it, and put it before the approvers."""
    now_ready = ready(file.case)
    if not now_ready.items or file.case.draft is not None:
        return file
    made = compile_letter(file, now_ready.items, desk)
    approvers = who_approves(file.case, now_ready.items, desk, two=bool(made.two_people))
    key = response_key(file, now_ready.items)
    file = put_before(file, made, now_ready.items, approvers, key, desk)
    _tell_of_one(file, made, approvers, desk)
    return file


def who_approves(case: Case, items: Sequence[int], desk: Desk, *, two: bool) -> tuple[str, ...]:
    """Return who is asked to approve a letter that answers *items*."""
    if case.kind is CaseKind.REVIEW:
        return _who_reviews(case, desk, two=two)
    if not two:
        return desk.people.approvers(BOT, not_=suppliers(case))
    names = dict.fromkeys(item.service for item in case.items if item.n in items)
    services = [one for name in names if (one := desk.people.service(name)) is not None]
    return desk.people.two_approvers(BOT, suppliers(case), services)


def _who_reviews(case: Case, desk: Desk, *, two: bool) -> tuple[str, ...]:
    """
    Return who approves an outcome: the reviewer, and where SEC-2 wants two one more.

    The second took no part in the first answer either (IR-6).
    """
    reviewer = case.reviewer or ""
    if not two:
        return (reviewer,)
    original = desk.files.load(case.review_of) if case.review_of else None
    involved = took_part(original.case, original.history) if original else frozenset()
    barred = {reviewer.lower(), *involved}
    people = desk.people
    more = (*people.governance.reviewers, *people.two_approvers(BOT, barred, ()))
    other = next((one for one in more if one.lower() not in barred), None)
    return (reviewer, other) if other else (reviewer,)


def put_before(
    file: CaseFile,
    made: Compiled,
    items: tuple[int, ...],
    approvers: tuple[str, ...],
    key: str,
    desk: Desk,
) -> CaseFile:
    """Keep the very bytes of a letter and put them before those who may approve them."""
    name = f"{file.reference}.eml"
    stored = desk.uow.content.add_file(made.raw, name, "message/rfc822", "made", desk.now)
    for one in made.more:
        desk.uow.content.add_file(one.raw, name, "message/rfc822", "made", desk.now)
    blocked = made.blocked
    fact = events.DraftMade(
        made.sha256,
        items,
        approvers,
        BOT,
        key,
        made.enclosures,
        blocked,
        tuple(f"{one.rule}: {one.what} ({one.where})" for one in made.doubts),
        made.two_people,
        tuple((one.key, one.sha256) for one in made.more),
        tuple(
            f"{one.gravity.value}: {one.rule}: {one.what} ({one.where})" for one in made.findings
        ),
    )
    file = desk.files.record(file, fact)
    desk.uow.audit.append("draft_made", desk.now, file.reference, sha256=stored.sha256)
    for approver in approvers:
        _ask(file, made, approver, desk)
    if not approvers:
        desk.alert(AlertKind.DRAFT, file, "Nobody is configured to approve letters")
    return file


def suppliers(case: Case) -> frozenset[str]:
    """Return everybody who supplied an answer: none of them approves alone."""
    return frozenset(person.lower() for item in case.items for person in item.suppliers)


def code_of(case: Case, by: str, desk: Desk) -> str:
    """Return the code by which *by* approves exactly this draft (fact D)."""
    assert case.draft is not None
    return content_code("approve", content_of(case, case.draft, by), desk.office.key)


def second_code_of(case: Case, by: str, desk: Desk) -> str:
    """Return the code that sends a draft in spite of the checks' doubts."""
    assert case.draft is not None
    return content_code("approve", second_content_of(case, case.draft, by), desk.office.key)


def second_content_of(case: Case, made: Draft, by: str) -> Content:
    """Return what the second look is bound to: the draft, and what was doubted."""
    first = content_of(case, made, by)
    again = (*first.enclosures_sha256, "looked again", *made.doubts)
    return replace(first, enclosures_sha256=again)


def content_of(case: Case, made: Draft, by: str) -> Content:
    """
    Return what an approval is bound to: case, version, recipient, bytes, enclosures (T30).

    Where two people must approve, each has a code of their own (SEC-2).
    """
    own = ("approved by", by.lower()) if made.two_people else ()
    address = case.requester.address
    files = (*made.enclosures, *(sha for _, sha in made.more), *own)
    return Content(case.reference, str(made.version), address, made.sha256, files)


def _ask(file: CaseFile, made: Compiled, approver: str, desk: Desk) -> None:
    case = file.case
    clock = case_clock(desk.office.clocks(case, file.history, desk.today))
    due = clock.due or desk.today
    mail = desk.to_staff(approver, f"draft/{file.reference}/{made.sha256[:24]}", file.reference)
    shown = [one for one in made.forms if one.name.rpartition(".")[2] in _wanted(desk)]
    mail = replace(mail, files=(*shown, *made.first))
    context = DraftForApproval(
        reference=file.reference,
        recipient=_recipient(case, desk),
        due_on=due,
        days_left=days_left(clock.days_left or 0)[0],
        version=case.draft.version if case.draft else case.version,
        code=f"APPROVE {code_of(case, approver, desk)}",
        two_people=made.two_people,
        others=tuple(one for one in (case.draft.asked_of if case.draft else ()) if one != approver),
        replaces=_replaced(file.reference, approver, desk),
        blocked=made.blocked,
        late=desk.today > due,
        checks=summary(made.findings),
        findings=made.file_findings,
        discarded=discarded_blocks("\n\n".join(_not_in_it(case))),
        enclosures=_listed([f"{one.name} ({one.size:,} bytes)" for one in made.enclosed]),
        readability=made.readability,
        wish=case.format_preference or "",
        welsh=case.requester.language == "cy",
        review=case.kind is CaseKind.REVIEW,
        subject=made.subject,
        letter=made.blocks,
        token=body_marker(desk.post.token_of(mail)),
    )
    desk.post.send(context, mail)
    for part, one in enumerate(made.more, 2):
        _show_files(file, one, part, 1 + len(made.more), approver, desk)


def _recipient(case: Case, desk: Desk) -> str:
    """Return to which address the letter goes, and whom it is then posted to."""
    to = posted_to(case, desk.people)
    return f"{case.requester.address}, to be posted to {to}" if to else case.requester.address


def _not_in_it(case: Case) -> list[str]:
    """Return the words and files of officers that no answer took, for the approver (T21)."""
    answers = [item.answer for item in case.items if item.answer is not None]
    placed = {name for a in answers for one in a.enclosures for name in (one.name, one.title)}
    return [one for one in case.left_out if one.removeprefix(UNPLACED) not in placed]


def _show_files(
    file: CaseFile, one: Further, part: int, of: int, approver: str, desk: Desk
) -> None:
    """Show the approver the files that did not fit into the mail with the draft."""
    key = f"draft-files/{file.reference}/{one.sha256[:24]}"
    mail = replace(desk.to_staff(approver, key, file.reference), files=one.files)
    context = DraftFiles(
        reference=file.reference,
        part=part,
        of=of,
        files=files_listed([each.name for each in one.files]),
        token=body_marker(desk.post.token_of(mail)),
    )
    desk.post.send(context, mail)


def _replaced(reference: str, approver: str, desk: Desk) -> str:
    """Return why the draft that *approver* had before is void, or ""."""
    found = (
        one.why
        for one in reversed(desk.files.voided)
        if one.case.reference == reference and not one.gone and approver in one.draft.asked_of
    )
    return next(found, "")


def _wanted(desk: Desk) -> tuple[str, ...]:
    return desk.office.templates.desk.forms.approver


def _listed(lines: list[str]) -> Blocks:
    return (Listing(tuple(ListItem(words(line)) for line in lines)),) if lines else ()
