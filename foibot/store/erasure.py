"""Erasing what the retention schedule says has had its time; the audit keeps that it was there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Engine, String, cast, delete, func, select, update

from foibot.store import tables
from foibot.store.cases import ERASED
from foibot.store.content import path_of
from foibot.store.engine import is_sqlite
from foibot.store.similar import forget_items

LONDON = ZoneInfo("Europe/London")
HASH = re.compile(r"\b[0-9a-f]{64}\b")
EMPTY = {"data": b"", "size": 0}
# As many as one transaction takes, so that others wait for moments only.
PORTION = 200


@dataclass(frozen=True, slots=True)
class Past:
    """A case that may go: itself, its reviews, and the last day on which anything happened."""

    references: tuple[str, ...]
    last: date


class Erasure:
    """What may go of one authority, and its going; the caller commits."""

    def __init__(self, connection: Connection, authority: str) -> None:
        self._connection = connection
        self._authority = authority

    def cases_before(self, limit: date) -> list[Past]:
        """
        Return the cases in which nothing happened on *limit* or after, each with its reviews.

        A case goes only with every review of it, and none goes while one of them is open: the
        time counts from the last event, message or mail of any of them (RET-2).
        """
        found = [past for past in self._families() if past.last < limit]
        return sorted(found, key=lambda one: (one.last, one.references))

    def still_past(self, past: Past) -> bool:
        """Return whether nothing has happened to *past* since it was found."""
        return past in self._families(past.references)

    def _families(self, references: Sequence[str] = ()) -> Iterator[Past]:
        """Yield every case that is closed with all its reviews; only *references* if there are."""
        case = tables.case
        query = select(case.c.reference, case.c.review_of, case.c.is_open).where(
            case.c.authority == self._authority, case.c.status != ERASED
        )
        if references:
            query = query.where(case.c.reference.in_(references) | case.c.review_of.in_(references))
        families: dict[str, dict[str, bool]] = {}
        for row in self._connection.execute(query):
            members = families.setdefault(row.review_of or row.reference, {})
            members[row.reference] = bool(row.is_open)
        last = self._last_of_each(references)
        for members in families.values():
            if not any(members.values()):
                newest = max(last[name] for name in members)
                yield Past(tuple(sorted(members)), newest.astimezone(LONDON).date())

    def _last_of_each(self, references: Sequence[str]) -> dict[str, datetime]:
        """Return the moment of the last event, message or mail of each case."""
        case, event, message, outbox = tables.case, tables.event, tables.message, tables.outbox
        happened = (
            select(case.c.reference, func.max(event.c.at))
            .join(event, event.c.case_id == case.c.id)
            .where(case.c.authority == self._authority)
        )
        came = select(message.c.case_ref, func.max(message.c.received_at)).where(
            message.c.authority == self._authority, message.c.case_ref.is_not(None)
        )
        went = select(outbox.c.case_ref, func.max(outbox.c.created_at)).where(
            outbox.c.authority == self._authority, outbox.c.case_ref.is_not(None)
        )
        newest: dict[str, datetime] = {}
        columns = (case.c.reference, message.c.case_ref, outbox.c.case_ref)
        for query, name in zip((happened, came, went), columns, strict=True):
            chosen = query.where(name.in_(references)) if references else query
            for reference, moment in self._connection.execute(chosen.group_by(name)).tuples():
                newest[reference] = max(newest.get(reference, moment), moment)
        return newest

    def erase_cases(self, past: Past) -> list[str]:
        """
        Erase everything personal of *past*; return the hashes of files that may be removed.

        What stays says nothing of a person: reference, law, dates and how each question ended,
        for the statistics (RET-3), and what keeps a message from being taken for a new one.
        """
        case = tables.case
        mine = (case.c.authority == self._authority, case.c.reference.in_(past.references))
        ids = list(self._connection.execute(select(case.c.id).where(*mine)).scalars())
        loose = self._hashes_in_events(ids)
        loose |= self._mails_go(tables.outbox.c.case_ref.in_(past.references))
        loose |= self._messages_go(tables.message.c.case_ref.in_(past.references))
        self._connection.execute(delete(tables.event).where(tables.event.c.case_id.in_(ids)))
        self._connection.execute(
            update(tables.item).where(tables.item.c.case_id.in_(ids)).values(text="", officer=None)
        )
        self._connection.execute(
            update(case).where(*mine).values(requester="", title="", status=ERASED, next_look=None)
        )
        for one in ids:
            forget_items(self._connection, one)
        return self._files_go(loose)

    def other_messages_before(self, limit: date, most: int = PORTION) -> list[int]:
        """Return messages that made no case (automatic, advertising, thanks) before *limit*."""
        message = tables.message
        query = select(message.c.id).where(
            message.c.authority == self._authority,
            message.c.case_ref.is_(None),
            message.c.state == "done",
            message.c.received_on < limit,
            message.c.reading.is_not(None) | message.c.message_id.is_not(None),
        )
        return list(self._connection.execute(query.order_by(message.c.id).limit(most)).scalars())

    def erase_messages(self, numbers: Sequence[int]) -> list[str]:
        """Erase messages that belong to no case; return the hashes of files that may be removed."""
        return self._files_go(self._messages_go(tables.message.c.id.in_(numbers)))

    def other_mails_before(self, limit: date, most: int = PORTION) -> list[int]:
        """Return mails of ours that belong to no one case (digests, summaries) before *limit*."""
        outbox = tables.outbox
        query = select(outbox.c.id).where(
            outbox.c.authority == self._authority,
            outbox.c.case_ref.is_(None),
            outbox.c.state == "sent",
            outbox.c.size > 0,
            outbox.c.sent_at < datetime.combine(limit, datetime.min.time(), LONDON),
        )
        return list(self._connection.execute(query.order_by(outbox.c.id).limit(most)).scalars())

    def erase_mails(self, numbers: Sequence[int]) -> list[str]:
        """Erase such mails; return the hashes of files that may be removed."""
        return self._files_go(self._mails_go(tables.outbox.c.id.in_(numbers)))

    def _hashes_in_events(self, ids: Sequence[int]) -> set[str]:
        query = select(cast(tables.event.c.data, String)).where(tables.event.c.case_id.in_(ids))
        found: set[str] = set()
        for data in self._connection.execute(query).scalars():
            found.update(HASH.findall(str(data)))
        return found

    def _mails_go(self, which: ColumnElement[bool]) -> set[str]:
        outbox = tables.outbox
        mine = (outbox.c.authority == self._authority, which)
        hashes = set(self._connection.execute(select(outbox.c.sha256).where(*mine)).scalars())
        gone = {"recipient": "", "domain": "", "last_reply": None, **EMPTY}
        self._connection.execute(update(outbox).where(*mine).values(**gone))
        return hashes

    def _messages_go(self, which: ColumnElement[bool]) -> set[str]:
        message, raw = tables.message, tables.raw
        mine = (message.c.authority == self._authority, which)
        hashes = set(self._connection.execute(select(message.c.sha256).where(*mine)).scalars())
        names = ("message_id", "soft_identity", "reading", "error", "held_reason")
        self._connection.execute(update(message).where(*mine).values(dict.fromkeys(names)))
        # The same bytes may be another authority's message as well.
        kept = select(message.c.sha256).where(
            message.c.sha256.in_(hashes),
            message.c.reading.is_not(None) | message.c.message_id.is_not(None),
        )
        hashes -= set(self._connection.execute(kept).scalars())
        self._connection.execute(update(raw).where(raw.c.sha256.in_(hashes)).values(**EMPTY))
        return hashes

    def _files_go(self, hashes: set[str]) -> list[str]:
        """Delete enclosures of *hashes* that no other case names; return what nothing needs."""
        kept = {one for one in hashes if self._is_named(one)}
        loose = hashes - kept
        file = tables.file
        self._connection.execute(
            delete(file).where(file.c.authority == self._authority, file.c.sha256.in_(loose))
        )
        return sorted(loose)

    def _is_named(self, sha256: str) -> bool:
        """Return whether an event, a message or a mail that stays needs the content."""
        event, outbox, raw = tables.event, tables.outbox, tables.raw
        for query in (
            select(event.c.id).where(cast(event.c.data, String).contains(sha256)),
            select(outbox.c.id).where(outbox.c.sha256 == sha256, outbox.c.size > 0),
            select(raw.c.sha256).where(raw.c.sha256 == sha256, raw.c.size > 0),
        ):
            if self._connection.execute(query.limit(1)).first() is not None:
                return True
        return False


def remove_files(files: Path, hashes: Iterable[str]) -> int:
    """Remove the files of *hashes*, after the commit that gave them up; return how many were."""
    removed = 0
    for sha256 in hashes:
        path = path_of(files, sha256)
        if path.is_file():
            path.unlink()
            removed += 1
    return removed


def scrub(engine: Engine) -> None:
    """
    Rewrite the database, so that what was erased stands on none of its pages any more.

    SQLite's file is written anew.  PostgreSQL gives the room to what comes next.
    """
    # Neither database lets this be a part of a transaction.
    if not is_sqlite(engine):
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as own:
            own.exec_driver_sql("VACUUM")
        return
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("INSERT INTO item_text(item_text) VALUES ('optimize')")
        raw.cursor().execute("VACUUM")
    finally:
        raw.close()
