"""After a restore: what went out is learnt again from our own mailbox first (P17)."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from foibot.case.reference import SERIES, number_of
from foibot.config.model import Desk
from foibot.mailbox.protocol import Mailbox
from foibot.schedule.opening import OpenStore
from foibot.store.outbox import OutboxRow, State
from foibot.store.own_copies import OwnCopy
from foibot.store.state import IN_DOUBT, PAUSED, RESTORED
from foibot.store.unit_of_work import UnitOfWork, unit_of_work
from foibot.trust.tokens import ours

log = logging.getLogger(__name__)
BLANK_LINE = re.compile(rb"\n\r?\n")  # ends a header
FIELD = re.compile(
    rb"^(x-foibot-id|x-foibot-ref|x-foibot-kind|in-reply-to)[ \t]*:"
    rb"[ \t]*((?:\r?\n[ \t]+)?\S{1,900})",
    re.IGNORECASE | re.MULTILINE,
)
REASON = (
    "this database does not know mails that went out: it was restored from an older backup; "
    "see `foibot held list`, then lift this with: foibot resume"
)


# So many references may have been given out since the backup and be known to nobody: gaps are fine.
GAP = 1000


def relearn(
    mailbox: Mailbox,
    store: OpenStore,
    desk: Desk,
    now: datetime,
    besides: Sequence[Iterable[list[OwnCopy]]] = (),
) -> int:
    """
    Return how many of our own mails went out unknown to the outbox; any makes a quarantine.

    They are looked for in the mailbox and in *besides*.  References seen in them are never given
    out again (P10), whether the mails are known or not.
    """
    places = [copies_in(pages, store.key) for pages in mailbox.own_mail()]
    looks = [_look(pages, store, desk, now) for pages in (*places, *besides)]
    found = sum(new for new, _ in looks)
    if found:
        log.error("restore_noticed", extra={"mails": found})
    if not sum(seen for _, seen in looks):
        _doubt(store, desk, now)
    return found


def _doubt(store: OpenStore, desk: Desk, now: datetime) -> None:
    """
    After a restore without any proof of what went out: a person decides on what may have gone.

    What is known to have been sent is asked of no place that could know; so every mail to a
    requester is held that the restore may have made forget, and references leave a gap.
    """
    with unit_of_work(store.engine, desk.key, store.config.store.files) as uow:
        if RESTORED not in (uow.state.paused or "") or uow.state.own(IN_DOUBT):
            return
        uow.state.set_own(IN_DOUBT, now.isoformat())
        for series in dict.fromkeys(SERIES.values()):
            uow.cases.leave_gap(series, now.year, GAP)
        held = uow.doubted.hold_all()
        uow.audit.append("restore_in_doubt", now, None, mails=held)
        uow.commit()
    log.error("nothing_shows_what_went_out", extra={"held": held})


def copies_in(pages: Iterable[list[bytes]], key: bytes) -> Iterator[list[OwnCopy]]:
    """Yield those of our own mails whose headers these are."""
    for page in pages:
        yield [copy for header in page if (copy := own_copy(header, key)) is not None]


def _look(
    pages: Iterable[list[OwnCopy]], store: OpenStore, desk: Desk, now: datetime
) -> tuple[int, int]:
    """Return how many of the copies in *pages* are news, and how many there were."""
    found = seen = 0
    for copies in pages:
        seen += len(copies)
        with unit_of_work(store.engine, desk.key, store.config.store.files) as uow:
            rows = {row.message_id: row for row in uow.outbox.find_by_message_id(_ids(copies))}
            for copy in copies:
                _never_again(uow, copy.case_ref)
                uow.outbox.mark_arrived(copy.message_id)
            unknown = [copy for copy in copies if copy.message_id not in rows]
            new = sum(uow.own_copies.note(copy, now) for copy in unknown)
            new += sum(_never_handed_over(row) for row in rows.values())
            if new:
                quarantine(uow, now, new)
            uow.commit()
        found += new
        # What is older than a page of mails that are known to have gone is known too; a mail that
        # still waits here although it went tells nothing of the older ones.
        if copies and not unknown and all(row.state == State.SENT for row in rows.values()):
            break
    return found, seen


def _ids(copies: Sequence[OwnCopy]) -> list[str]:
    return [copy.message_id for copy in copies]


def _never_handed_over(row: OutboxRow) -> bool:
    """Return whether this database thinks that nobody was given the mail, which yet went out."""
    return row.state in {State.QUEUED, State.HELD} and row.attempts == 0


def quarantine(uow: UnitOfWork, now: datetime, mails: int) -> None:
    """Send nothing more until a person has looked (P17)."""
    uow.state.set(PAUSED, uow.state.paused or REASON)
    uow.audit.append("restore_noticed", now, None, mails=mails)


def own_copy(header: bytes, key: bytes) -> OwnCopy | None:
    """Return what a header says when we surely wrote it, else None."""
    fields: dict[str, str] = {}
    end = BLANK_LINE.search(header)
    for match in FIELD.finditer(header[: min(end.start() + 1 if end else 65536, 65536)]):
        value = match[2].strip().decode("ascii", "replace").replace("\ufffd", "?")
        fields.setdefault(match[1].decode().lower(), value)
    signed = ours(fields.get("x-foibot-id", ""), key)
    if signed is None:
        return None
    return OwnCopy(
        message_id=f"<{fields['x-foibot-id'].strip('<>')}>",
        kind=fields.get("x-foibot-kind", signed.kind)[:60],
        case_ref=_reference(fields.get("x-foibot-ref")),
        in_reply_to=fields.get("in-reply-to"),
    )


def _reference(text: str | None) -> str | None:
    return text.upper() if text is not None and number_of(text) is not None else None


def _never_again(uow: UnitOfWork, reference: str | None) -> None:
    parts = number_of(reference) if reference else None
    if parts is not None:
        series, year, number = parts
        uow.cases.raise_number(series, year, number)
