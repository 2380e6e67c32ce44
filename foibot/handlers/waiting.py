"""Notices to the two who are no officers: the requester whom we asked, and the reviewer."""

from __future__ import annotations

from foibot.case.model import CaseItem
from foibot.case.review import ENVIRONMENTAL
from foibot.case.timeline import timeline
from foibot.clock.calendar import receipt_date
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.handlers.noticing import Due
from foibot.handlers.reviewing import asked_when, most_on
from foibot.handlers.undone_asks import REMINDER, asked_at
from foibot.letter.blocks import Blocks, Listing, ListItem, paragraph, words
from foibot.letter.plain import blocks_of_text
from foibot.letter.questions import question_list
from foibot.letter.requester import ClarificationReminder
from foibot.letter.reviews import ReviewAssignment
from foibot.store.lanes import Lane
from foibot.trust.tokens import body_marker

LATEST = 12
KIND = "review-assignment"


def remind_requester(one: Due, desk: Desk) -> None:
    """Remind the requester, once, of what we asked about a question (CLK-5)."""
    item = one.file.case.item(one.n)
    asked = item.clarification if item else None
    if item is None or asked is None or asked.answered_at is not None:
        return
    same = [other for other in one.file.case.items if _asked_with(other, item)]
    context = ClarificationReminder(
        reference=one.file.reference,
        asked_on=receipt_date(asked.asked_at),
        asked=(
            *question_list([other.question for other in same], one.file.case.requester.language),
            paragraph(asked.question),
        ),
        close_after=one.clock.date_of("clar_close") or desk.today,
    )
    # The questions that were asked about in one mail are reminded of in one mail.
    key = f"{REMINDER}/{one.file.reference}/{same[0].n}/{asked_at(asked.asked_at)}"
    desk.post.send(context, desk.to_requester(one.file, key, lane=Lane.REMINDER))


def _asked_with(other: CaseItem, item: CaseItem) -> bool:
    return other.clarification == item.clarification


def send_review(one: Due, desk: Desk) -> None:
    """Put a review, or the reminder of it, before its reviewer (IR-6)."""
    file = one.file
    sent = [row for row in desk.uow.outbox.of_case(file.reference) if row.kind == KIND]
    if sent and one.notice.stage == "reviewer":
        # It went when the reviewer was appointed.
        return
    original = desk.files.load(file.case.review_of) if file.case.review_of else None
    key = f"review-assignment/{file.reference}/{one.notice.key}"
    mail = desk.to_staff(one.to, key, file.reference, lane=Lane.REMINDER)
    context = ReviewAssignment(
        reviewer=desk.people.called(one.to),
        reference=file.reference,
        original_reference=original.reference if original else "",
        received_on=file.case.received_on,
        due_on=one.clock.due or one.clock.answer_by,
        most_on=most_on(file, desk),
        environmental=file.case.law in ENVIRONMENTAL,
        in_time=asked_when(file, original, desk) if original else "",
        complaint=blocks_of_text(file.case.complaint),
        letter=(),
        history=_history(original),
        independence="",
        token=body_marker(desk.post.token_of(mail)),
        reminder=True,
    )
    desk.post.send(context, mail)


def _history(original: CaseFile | None) -> Blocks:
    if original is None:
        return ()
    lines = [f"{one.at:%d.%m.%Y}: {one.text}" for one in timeline(original.history)[-LATEST:]]
    return (Listing(tuple(ListItem(words(line)) for line in lines)),) if lines else ()
