"""An internal review from its reviewer to its outcome letter (law.md IR-6 to IR-9)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from foibot.case import events
from foibot.case.clockwork import case_clock
from foibot.case.lifecycle import ENDED
from foibot.case.model import Case, CaseItem, Enclosure, PointDecided, Status
from foibot.case.review import ENVIRONMENTAL, asking, took_part
from foibot.case.timeline import timeline
from foibot.clock.calendar import receipt_date
from foibot.handlers.arrival import Arrival
from foibot.handlers.casefile import CaseFile
from foibot.handlers.deciding import Decider, DecisionError
from foibot.handlers.desk import Desk
from foibot.handlers.drafting import draft_when_ready
from foibot.handlers.editing import edited
from foibot.handlers.evidence import whole_bundle
from foibot.handlers.kept_files import Kept, keep_files
from foibot.handlers.outcome import UNINVOLVED, independence
from foibot.handlers.promises import keep_promises
from foibot.letter.blocks import Blocks, Listing, ListItem, Quote, paragraph, words
from foibot.letter.checks_review import FOUND
from foibot.letter.dates import short_date
from foibot.letter.governance import AlertKind
from foibot.letter.model import File
from foibot.letter.plain import blocks_of_text
from foibot.letter.reviews import ReviewAssignment
from foibot.message.parse import parse
from foibot.replies.deadlines import promised_day
from foibot.replies.findings import Findings, PointFound, lines_of, overall, read_findings
from foibot.trust.tokens import body_marker

APPOINTED = re.compile(
    r"^\s{0,8}reviewer[ :]{1,4}(\S{3,200}@\S{3,200}?)[,.;]?"
    r"(?:\s{1,4}(?:because|as|since)[ :]{0,2}(.{1,2000}))?$",
    re.IGNORECASE,
)


def appoint(review: CaseFile, reviewer: str, why: str, who: Decider, desk: Desk) -> CaseFile:
    """Give a review to somebody; whoever took part needs a reason that is kept (IR-6)."""
    original = _original(review.case, desk)
    involved = original is not None and reviewer.lower() in took_part(
        original.case, original.history
    )
    if involved and not why.strip():
        raise DecisionError(f"{reviewer} took part in the first answer: say why nobody else can")
    fact = events.ReviewerAppointed(reviewer, why if involved else UNINVOLVED)
    review = desk.files.record(review, fact, actor=who.by, message=who.message)
    _assign(review, original, why if involved else "", desk)
    return review


def _original(review: Case, desk: Desk) -> CaseFile | None:
    return desk.files.load(review.review_of) if review.review_of else None


def assign_again(review: CaseFile, desk: Desk) -> None:
    """Put a review before its reviewer once more, as it is now."""
    _assign(review, _original(review.case, desk), independence(review), desk)


def asked_when(review: CaseFile, original: CaseFile, desk: Desk) -> str:
    """Return, in words, whether a review was asked for in time (IR-3)."""
    clocks = desk.office.clocks(original.case, original.history, desk.today)
    return asking(review.case.received_on, clocks).said


def _assign(review: CaseFile, original: CaseFile | None, why: str, desk: Desk) -> None:
    """Send the reviewer the case in full, with how to answer."""
    case = review.case
    assert case.reviewer is not None
    clock = case_clock(desk.office.clocks(case, review.history, desk.today))
    key = f"review-assignment/{review.reference}/{case.version}"
    mail = desk.to_staff(case.reviewer, key, review.reference)
    if original is not None:
        content = whole_bundle(original, desk, with_reviews=False)
        mail = replace(mail, files=(File(f"{original.reference}.zip", "application/zip", content),))
    context = ReviewAssignment(
        reviewer=desk.people.called(case.reviewer),
        reference=review.reference,
        original_reference=original.reference if original else "",
        received_on=case.received_on,
        due_on=clock.due or desk.today,
        most_on=most_on(review, desk),
        environmental=case.law in ENVIRONMENTAL,
        in_time=asked_when(review, original, desk) if original else "",
        complaint=(Quote(blocks_of_text(case.complaint)),),
        letter=_letter(original, desk),
        history=_history(original),
        independence=why,
        token=body_marker(desk.post.token_of(mail)),
    )
    desk.post.send(context, mail)


def most_on(review: CaseFile, desk: Desk) -> date | None:
    """Return the last day to which a review may be extended; None where it may not (IR-4)."""
    clocks = desk.office.clocks(review.case, review.history, desk.today)
    return clocks[0].date_of("max40")


def _letter(original: CaseFile | None, desk: Desk) -> Blocks:
    """Return the response as it went, for the reviewer to read."""
    if original is None:
        return (paragraph("Which request this is about is not certain yet."),)
    rows = [r for r in desk.uow.outbox.of_case(original.reference) if r.kind == "response"]
    if not rows:
        return (paragraph("No answer has gone yet."),)
    text = parse(desk.uow.outbox.content_of(rows[-1])).text
    return (Quote(blocks_of_text(text)),)


def _history(original: CaseFile | None) -> Blocks:
    lines = timeline(original.history) if original else ()
    items = tuple(ListItem(words(f"{e.at:%d.%m.%Y}: {e.text}")) for e in lines if not e.undone)
    return (Listing(items),) if items else ()


def review_reply(
    review: CaseFile, arrival: Arrival, who: Decider, desk: Desk, *, amends: bool
) -> str | None:
    """
    Record what the reviewer found, and put the outcome letter before them; None: no finding.

    In reply to the draft it *amends* the findings there: those that it does not name stay.
    """
    lines = lines_of(arrival.message, desk.office.replies)
    if not find(lines, desk).points:
        return None
    decided = decide(review, lines, keep_files(arrival, desk), who, desk, amends=amends)
    finding = decided.case.finding
    assert finding is not None
    return f"{review.reference}: {FOUND[finding]}; the outcome letter follows"


def find(lines: Sequence[str], desk: Desk) -> Findings:
    """Return the findings in *lines*."""
    return read_findings(lines, desk.office.findings, desk.office.grounds)


def decide(
    review: CaseFile,
    lines: Sequence[str],
    files: Kept,
    who: Decider,
    desk: Desk,
    *,
    amends: bool = False,
) -> CaseFile:
    """Record the findings of a review and put its outcome letter before the reviewer (IR-8)."""
    if review.case.reviewer is None or who.by.lower() != review.case.reviewer.lower():
        raise DecisionError(f"{review.reference} is reviewed by {review.case.reviewer or 'nobody'}")
    _check_open(review.case)
    found = find(lines, desk)
    if not found.points:
        raise DecisionError(
            "begin each finding on a line with upheld, partly upheld or not upheld, then why"
        )
    if any(not one.text.strip() for one in found.points):
        raise DecisionError("give the reason of each finding: the letter must state it (IR-8)")
    points = _with_files(_decided(review, found.points, who, desk), files)
    if amends and not any(one.of_all for one in found.points):
        points = amended(review.case.points, points)
    fact = events.ReviewDecided(
        overall(points),
        "\n\n".join(f"{FOUND[one.finding]}: {one.text}" for one in points),
        who.by,
        points,
        found.role or _usual_role(who.by, desk),
        found.late,
    )
    if found.role:
        desk.uow.state.set_own(f"reviewer-role:{who.by.lower()[:200]}", found.role[:200])
    review = desk.files.record(review, fact, actor=who.by, message=who.message)
    keep_promises(review, points, desk)
    return draft_when_ready(review, desk)


def _check_open(case: Case) -> None:
    """Raise where the outcome has gone, or is on its way: no finding changes it any more (IR-8)."""
    if case.status is Status.APPROVED:
        raise DecisionError(
            f"{case.reference}: the outcome is approved and on its way: nothing was changed"
        )
    if case.sent_at is not None and case.status is Status.ANSWERED:
        raise DecisionError(
            f"{case.reference}: the outcome went on {short_date(receipt_date(case.sent_at))}: "
            "nothing was changed"
        )
    if case.status in ENDED:
        raise DecisionError(f"{case.reference} is {case.status.value}: nothing was changed")


def amended(
    before: Sequence[PointDecided], given: Sequence[PointDecided]
) -> tuple[PointDecided, ...]:
    """
    Return the findings of *before* with those *given* in the place of what they are about.

    A finding of no question stands beside those of questions unless it contradicts one: asked back.
    """
    about = {one.n for one in given}
    rest = {one.finding for one in before if one.n and one.n not in about}
    if any(one.n == 0 and rest - {one.finding} for one in given):
        raise DecisionError(
            "findings of single questions stand: say which question this one is about, as in Q2: "
            "upheld and why, or that it takes the place of all, as in Upheld. All of it: and why"
        )
    kept: list[PointDecided] = []
    for one in before:
        kept += [new for new in given if new.n == one.n and new not in kept]
        kept += [one] if one.n not in about else []
    return (*kept, *(new for new in given if new not in kept))


def _usual_role(reviewer: str, desk: Desk) -> str:
    """Return the role that the reviewer gave the last time."""
    return desk.uow.state.own(f"reviewer-role:{reviewer.lower()[:200]}") or ""


def _decided(
    review: CaseFile, found: Sequence[PointFound], who: Decider, desk: Desk
) -> tuple[PointDecided, ...]:
    original = _original(review.case, desk)
    return tuple(_point(one, original, who, desk) for one in found)


def _point(found: PointFound, original: CaseFile | None, who: Decider, desk: Desk) -> PointDecided:
    """Return one finding as it is recorded: its day read, its new answer made."""
    item = _asked_about(found, original.case) if original and found.point else None
    if found.answer and item is None:
        raise DecisionError("say which question a new answer is to: Q2: upheld, why, then Answer:")
    words, days = desk.office.replies.dates, desk.office.own_days
    by = promised_day(found.by, words, desk.today, days.working_day) if found.by else None
    if found.by and by is None:
        raise DecisionError(f"say by which day, such as By: 12 January 2027 (not {found.by!r})")
    answer = None
    if found.answer and item is not None:
        answer = edited(found.answer, replace(item, answer=None), who.by, desk)
    n = found.point if item is not None and found.point else 0
    return PointDecided(n, found.finding, found.text, found.action, by, answer)


def _asked_about(found: PointFound, case: Case) -> CaseItem | None:
    """Return the question that a finding names; a point of the complaint may have its number."""
    item = case.item(found.point or 0)
    if item is None and found.of_question:
        names = ", ".join(f"Q{one.n}" for one in case.counted)
        raise DecisionError(f"{case.reference} has no question {found.point}: it has {names}")
    return item


def _with_files(points: tuple[PointDecided, ...], files: Kept) -> tuple[PointDecided, ...]:
    """
    Return *points* with the attached files at the answers that they belong to.

    A file goes where it is named; else to the only point with an answer.
    """
    placed = dict.fromkeys(files.by_name, -1)
    answered = [at for at, one in enumerate(points) if one.answer is not None]
    for name in placed:
        named = [at for at in answered if name.lower() in _words(points[at]).lower()]
        if len(named or answered) != 1:
            raise DecisionError(
                f"say to which answer {name} belongs: Q2: upheld, why, then Answer: see {name}"
            )
        placed[name] = (named or answered)[0]
    return tuple(
        _enclosing(one, files.named([name for name, place in placed.items() if place == at]))
        for at, one in enumerate(points)
    )


def _words(point: PointDecided) -> str:
    return f"{point.text}\n{point.action}\n{point.answer.text if point.answer else ''}"


def _enclosing(point: PointDecided, files: tuple[Enclosure, ...]) -> PointDecided:
    if point.answer is None or not files:
        return point
    return replace(point, answer=replace(point.answer, enclosures=files))


def nobody_free(review: CaseFile, desk: Desk) -> None:
    """Ask governance for a reviewer, with the reason that is then needed."""
    choices = ("reviewer: name@the authority, because (the reason, where they took part)",)
    what = "Nobody of the configured reviewers is free of the first decision"
    desk.alert(AlertKind.REVIEW, review, what, choices=choices)


def appointed_by(review: CaseFile, arrival: Arrival, who: Decider, desk: Desk) -> str | None:
    """Appoint the reviewer whom a lead names in the first line; None when none is named."""
    first = next((one for one in arrival.message.reply_text.splitlines() if one.strip()), "")
    named = APPOINTED.match(first[:2500])
    if named is None:
        return None
    appoint(review, named[1].strip("<>").lower(), named[2] or "", who, desk)
    return f"{review.reference}: {named[1]} reviews it"
