"""The mails that go out: queued once by their key, claimed under a fence, then sent (P6, P7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, bindparam, case, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from foibot.store.acknowledged import ACKNOWLEDGED, Most, asked_of, with_those
from foibot.store.columns import constant
from foibot.store.content import Content, Stored
from foibot.store.doubted import PERHAPS, Doubted
from foibot.store.grouping import Grouping
from foibot.store.lanes import Lane, in_turn, within
from foibot.store.outgoing import Outgoing
from foibot.store.own_copies import OwnCopies
from foibot.store.tables import outbox


class State(StrEnum):
    """Where a mail stands."""

    QUEUED = "queued"  # surely not accepted by anybody yet
    SENDING = "sending"  # claimed, or at the server's door: after a crash its fate is unknown
    SENT = "sent"  # accepted by the relay, or found in the Sent folder
    UNKNOWN = "unknown"  # the relay may have accepted it: it is looked for before it goes again
    FAILED = "failed"  # refused for good: a person is told
    HELD = "held"  # waits for a person
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A mail as the database knows it, without its bytes."""

    id: int
    key: str
    kind: str
    case_ref: str | None
    recipient: str
    message_id: str
    sha256: str
    size: int
    state: str
    lane: int
    priority: date
    attempts: int
    next_attempt_at: datetime
    fence: int | None
    unknown_since: datetime | None
    last_reply: str | None
    created_at: datetime
    sent_at: datetime | None
    resend_allowed: bool
    approved: bool


LONGEST_WAIT = timedelta(minutes=65)  # nothing waits so long for its next try
# A claimed mail that may go twice is `sending` at once, which saves a commit for each of them; one
# with enclosures stays `queued` until it is at the server's door, and so is never held in vain.
CLAIMED = (State.SENDING, State.QUEUED)
AT_CLAIM = case((outbox.c.resend_allowed, State.SENDING.value), else_=outbox.c.state)
# Made once: to build a statement costs more than to run it.
ADD = {
    name: dialect.insert(outbox).on_conflict_do_nothing().returning(outbox.c.id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
ADD_ALL = insert(outbox)
SENT_ONE = (
    update(outbox)
    .where(
        outbox.c.id == bindparam("number"),
        outbox.c.fence == bindparam("holder"),
        outbox.c.state.in_(CLAIMED),
    )
    .values(state=State.SENT.value, sent_at=bindparam("at"), last_reply=bindparam("said"))
)
COLUMNS = [outbox.c[name] for name in OutboxRow.__dataclass_fields__]
HAS = select(outbox.c.id).where(
    outbox.c.authority == bindparam("owner"), outbox.c.key == bindparam("named")
)
HAS_ANY = select(outbox.c.key).where(
    outbox.c.authority == bindparam("owner"),
    outbox.c.key.in_(bindparam("named", expanding=True)),
)
SENT_TO = (
    select(*COLUMNS)
    .where(outbox.c.authority == bindparam("owner"), outbox.c.recipient == bindparam("addressee"))
    .order_by(outbox.c.created_at.desc(), outbox.c.id.desc())
    .limit(bindparam("most"))
)
CONTENT = select(outbox.c.id, outbox.c.data).where(
    outbox.c.id.in_(bindparam("numbers", expanding=True))
)


class Outbox:
    """The outbox of one authority."""

    def __init__(
        self,
        connection: Grouping,
        authority: str,
        content: Content,
        copies: OwnCopies,
        doubted: Doubted,
    ) -> None:
        self._connection = connection
        self._authority = authority
        self._content = content
        self._copies = copies
        self._doubted = doubted
        self._queued: set[str] = set()  # keys that are known to be there: none is ever taken out
        self._missing: set[str] = set()  # keys that were not there when this transaction asked

    # ---- queueing

    def add(self, mail: Outgoing, now: datetime) -> bool:
        """
        Queue *mail*; return False, and do nothing, when its key was queued before.

        What our own mailbox shows to have gone out before a restore counts as sent.
        """
        gone = self._copies.went_out(mail.message_id)
        doubted = not gone and self._doubted.may_have_gone(mail)
        kept = self._content.keep(mail.content)
        values = {
            "authority": self._authority,
            "key": mail.key,
            "case_ref": mail.case_ref,
            "kind": mail.kind,
            "recipient": mail.recipient,
            "domain": mail.recipient.rpartition("@")[2].lower(),
            "message_id": mail.message_id,
            "sha256": kept.sha256,
            "size": kept.size,
            "data": kept.data,
            "state": State.SENT if gone else State.HELD if mail.held or doubted else State.QUEUED,
            "last_reply": PERHAPS if doubted else mail.held_because or None,
            "sent_at": now if gone else None,
            "lane": int(mail.lane),
            "priority": mail.priority or now.date(),
            "next_attempt_at": now,
            "created_at": now,
            "resend_allowed": mail.resend_allowed,
            "approved": mail.approved,
        }
        self._queued.add(mail.key)
        if mail.key in self._missing and self._connection.dialect.name == "sqlite":
            # Nobody else writes before the commit: it goes with the others of this transaction.
            self._missing.discard(mail.key)
            self._connection.later("outbox", ADD_ALL, [values])
            return True
        statement = ADD[self._connection.dialect.name]
        return self._connection.execute(statement, values).scalar_one_or_none() is not None

    def has(self, key: str) -> bool:
        """Return whether *key* was ever queued."""
        if key in self._queued:
            return True
        if key in self._missing:
            return False
        values = {"owner": self._authority, "named": key}
        # What waits to be written is among the keys that are known to be queued.
        found = self._connection.beside(HAS, values).scalar_one_or_none() is not None
        (self._queued if found else self._missing).add(key)
        return found

    def look_ahead(self, keys: Sequence[str]) -> None:
        """Ask for *keys* together; to queue one that comes to be there meanwhile does nothing."""
        values = {"owner": self._authority, "named": list(keys)}
        self._queued |= set(self._connection.execute(HAS_ANY, values).scalars())
        self._missing |= set(keys) - self._queued

    def get(self, key: str) -> OutboxRow | None:
        """Return the mail of *key*, or None."""
        return next(iter(self._rows(outbox.c.key == key)), None)

    def find_by_message_id(self, message_ids: Sequence[str]) -> list[OutboxRow]:
        """Return our mails with any of these Message-IDs: what a reply or a bounce refers to."""
        if not message_ids:
            return []
        named = outbox.c.message_id.in_(list(message_ids)[:200])
        # An expression, not the column: for many of them SQLite would rather read the whole outbox
        # of the authority.
        own = outbox.c.authority.concat("") == self._authority
        query = select(*COLUMNS).where(own, named).order_by(outbox.c.id).limit(1000)
        return [OutboxRow(*row) for row in self._connection.execute(query).all()]

    def sent_to(self, recipient: str, limit: int = 200) -> list[OutboxRow]:
        """Return the newest mails to *recipient*, newest first: what a token may belong to."""
        values = {"owner": self._authority, "addressee": recipient, "most": limit}
        return [OutboxRow(*row) for row in self._connection.execute(SENT_TO, values).all()]

    def of_case(self, reference: str) -> list[OutboxRow]:
        """Return the mails of a case in the order in which they were queued."""
        return self._rows(outbox.c.case_ref == reference)

    def in_state(self, state: State, limit: int = 1000) -> list[OutboxRow]:
        """Return mails in *state*, oldest first."""
        return self._rows(outbox.c.state == constant(state), limit=limit)

    def since(self, number: int) -> list[OutboxRow]:
        """Return mails queued after *number*, in order."""
        return self._rows(outbox.c.id > number)

    def content_of(self, row: OutboxRow) -> bytes:
        """Return the bytes of a mail."""
        return self._content.read(self.stored([row])[row.id])

    def stored(self, rows: Sequence[OutboxRow]) -> dict[int, Stored]:
        """Return by their numbers where the bytes of mails are."""
        values = {"numbers": [row.id for row in rows]}
        data = dict(self._connection.execute(CONTENT, values).tuples().all())
        return {row.id: Stored(row.sha256, row.size, data[row.id]) for row in rows}

    def _rows(self, *where: ColumnElement[bool], limit: int = 1000) -> list[OutboxRow]:
        query = select(*COLUMNS).where(self._own(*where)).order_by(outbox.c.id).limit(limit)
        return [OutboxRow(*row) for row in self._connection.execute(query).all()]

    def _own(self, *where: ColumnElement[bool]) -> ColumnElement[bool]:
        return and_(outbox.c.authority == self._authority, *where)

    def acknowledged(self, kind: str, address: str, now: datetime, most: Most) -> Most:
        """
        Return how many mails of *kind* were queued: to *address* in an hour and in a day, to its
        domain in a day, and in all in a day; each is counted no further than *most* says.
        """
        values = asked_of(self._authority, kind, address, now, most)
        counted = Most(*self._connection.beside(ACKNOWLEDGED, values).one())
        return with_those(counted, self._connection.waiting("outbox"), values, most)

    # ---- delivering: every transition carries the fence of the lease (P18)

    def claim(
        self, limit: int, fence: int, now: datetime, largest: int, turn: int | None = 0
    ) -> list[OutboxRow]:
        """
        Return due mails, now ours under *fence*; together at most *largest* bytes.

        Lanes take turns, of which *turn* are over.  None is a trial: mails whose time has not come
        are claimed too, and those first that were tried least, whatever their lane.
        """
        at = outbox.c.next_attempt_at
        # What was never tried, or waits for too long, waits for a wrong clock's moment (P12).
        due = or_(at <= now, outbox.c.attempts == 0, at > now + LONGEST_WAIT)
        if turn is None:
            first = self._due(limit, [outbox.c.attempts])
        else:
            waiting = {lane: self._due(limit, [], outbox.c.lane == int(lane), due) for lane in Lane}
            first = in_turn(waiting, limit, turn)
        taken = within(first, largest)
        if taken:
            statement = update(outbox).where(outbox.c.id.in_([row.id for row in taken]))
            values = {"state": AT_CLAIM, "fence": fence}
            self._connection.execute(statement.values(attempts=outbox.c.attempts + 1, **values))
        return taken

    def _due(
        self, limit: int, rank: Sequence[ColumnElement[int]], *where: ColumnElement[bool]
    ) -> list[OutboxRow]:
        """Return the first queued mails, by *rank* where there is one, the oldest clock first."""
        query = (
            select(*COLUMNS)
            .where(self._own(outbox.c.state == constant(State.QUEUED), *where))
            .order_by(*rank, outbox.c.priority, outbox.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return [OutboxRow(*row) for row in self._connection.execute(query).all()]

    def begin(self, number: int, fence: int) -> bool:
        """Its next step hands it over for good; False when it is no longer ours to send."""
        return self._move([number], fence, state=State.SENDING) > 0

    def sent(self, number: int, fence: int, now: datetime, reply: str = "") -> int:
        """The relay accepted it; return 0 when it was no longer ours."""
        values = {"number": number, "holder": fence, "at": now, "said": reply[:500]}
        return self._connection.execute(SENT_ONE, values).rowcount

    def again(self, number: int, fence: int, next_attempt_at: datetime, reply: str) -> int:
        """Surely not accepted: queue it again, for later."""
        return self._move(
            [number],
            fence,
            state=State.QUEUED,
            next_attempt_at=next_attempt_at,
            last_reply=reply[:500],
        )

    def put_back(self, number: int, fence: int, reply: str) -> int:
        """Nothing was done with it: it is queued as if it had not been claimed."""
        attempts = outbox.c.attempts - 1
        return self._move([number], fence, state=State.QUEUED, attempts=attempts, last_reply=reply)

    def wake(self, now: datetime) -> int:
        """The relay is back: mails that wait out their own back-off may go at once."""
        statement = update(outbox).where(
            self._own(outbox.c.state == constant(State.QUEUED), outbox.c.next_attempt_at > now)
        )
        return self._connection.execute(statement.values(next_attempt_at=now)).rowcount

    def failed(self, number: int, fence: int, reply: str) -> int:
        """Refused for good: a person is told."""
        return self._move([number], fence, state=State.FAILED, last_reply=reply[:500])

    def unknown(self, number: int, fence: int, now: datetime, reply: str) -> int:
        """Perhaps accepted: it is looked for first; and by itself it goes again only once."""
        values = {"unknown_since": now, "last_reply": reply[:500]}
        once = and_(outbox.c.resend_allowed, outbox.c.unknown_since.is_(None))
        return self._move([number], fence, state=State.UNKNOWN, resend_allowed=once, **values)

    def _move(self, ids: Sequence[int], fence: int, **values: object) -> int:
        if not ids:
            return 0
        statement = update(outbox).where(
            outbox.c.id.in_(ids), outbox.c.fence == fence, outbox.c.state.in_(CLAIMED)
        )
        return self._connection.execute(statement.values(**values)).rowcount

    def orphaned(self, fence: int, now: datetime) -> int:
        """Mails that an earlier holder was sending: their fate is unknown; return how many."""
        statement = update(outbox).where(
            self._own(outbox.c.state == constant(State.SENDING), outbox.c.fence != fence)
        )
        values = {"state": State.UNKNOWN, "unknown_since": now}
        return self._connection.execute(statement.values(**values)).rowcount

    # ---- the unknown (P7)

    def resolve(self, number: int, state: State, now: datetime, reply: str) -> int:
        """Settle the fate of an unknown mail: found, to go again, or for a person."""
        values: dict[str, object] = {"state": state, "last_reply": reply[:500]}
        values |= {"sent_at": now} if state is State.SENT else {"next_attempt_at": now}
        statement = update(outbox).where(
            self._own(outbox.c.id == number, outbox.c.state == constant(State.UNKNOWN))
        )
        return self._connection.execute(statement.values(**values)).rowcount

    # ---- people

    def release(self, key: str, now: datetime) -> bool:
        """A person sends a held or failed mail after all; False when it was neither."""
        return self._person(key, (State.HELD, State.FAILED), State.QUEUED, now)

    def cancel(self, key: str, now: datetime) -> bool:
        """A person stops a mail that has not gone; False when it is too late."""
        return self._person(key, (State.HELD, State.FAILED, State.QUEUED), State.CANCELLED, now)

    def supersede(self, kind: str, recipient: str, key: str) -> int:
        """A newer mail, *key*, says all that waiting ones of its *kind* say: they do not go."""
        statement = update(outbox).where(
            self._own(outbox.c.kind == kind, outbox.c.recipient == recipient),
            outbox.c.key != key,
            outbox.c.state == constant(State.QUEUED),
        )
        values = {"state": State.CANCELLED, "last_reply": f"superseded by {key}"}
        return self._connection.execute(statement.values(**values)).rowcount

    def revive(self, key: str, now: datetime) -> bool:
        """What was stopped goes after all; False when it was not."""
        return self._person(key, (State.CANCELLED,), State.QUEUED, now)

    def cancel_all(self, keys: Sequence[str], now: datetime) -> bool:
        """A person stops a letter in several mails, if none of them has gone; all or none."""
        stoppable = (State.HELD, State.FAILED, State.QUEUED)
        query = select(outbox.c.state).where(self._own(outbox.c.key.in_(keys))).with_for_update()
        states = self._connection.execute(query).scalars().all()
        if len(states) < len(keys) or not set(states) <= set(stoppable):
            return False
        return all(self.cancel(key, now) for key in keys)

    def mark_arrived(self, message_id: str, at: datetime | None = None) -> bool:
        """Our own copy, received *at*, was found: it went out then, or on its own date (P17)."""
        undecided = (State.QUEUED, State.UNKNOWN, State.HELD, State.FAILED)
        # As above: by its name, not by reading all of the authority.
        own = outbox.c.authority.concat("") == self._authority
        named = (outbox.c.message_id == message_id, outbox.c.state.in_(undecided))
        statement = update(outbox).where(own, *named)
        values = {"state": State.SENT, "last_reply": "found in our own mail"}
        when = at or func.coalesce(outbox.c.unknown_since, outbox.c.created_at)
        dated = statement.values(sent_at=when, **values)
        return self._connection.execute(dated).rowcount > 0

    def _person(self, key: str, states: Sequence[State], to: State, now: datetime) -> bool:
        statement = update(outbox).where(self._own(outbox.c.key == key, outbox.c.state.in_(states)))
        return (
            self._connection.execute(statement.values(state=to, next_attempt_at=now)).rowcount > 0
        )

    def counts(self) -> dict[str, int]:
        """Return how many mails are in each state."""
        query = select(outbox.c.state, func.count()).where(self._own()).group_by(outbox.c.state)
        return dict(self._connection.execute(query).tuples().all())
