"""Requests that somebody moved out of Junk: what was held back for that reason alone goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from foibot.store.arrivals import Arrival
from foibot.store.outbox import State
from foibot.store.tables import message
from foibot.store.unit_of_work import UnitOfWork

IN_JUNK = "it was found in Junk, and goes when somebody moves the message out of it"


def acknowledgement_of(identity: str) -> str:
    """Return the key of the acknowledgement of the message *identity*."""
    return f"acknowledgement/{identity}"


def rescue(arrivals: Sequence[Arrival], uow: UnitOfWork, now: datetime) -> int:
    """
    Release the acknowledgements of those messages that lay in Junk and lie outside of it now.

    Who moves a message has looked at it (law.md ACK-3); its clock has run since it was received,
    into whichever folder.  Return how many go.
    """
    outside = [one.identity for one in arrivals if not one.junk]
    dealt_with = (message.c.authority == uow.authority, message.c.junk, message.c.state != "new")
    query = select(message.c.identity).where(*dealt_with, message.c.identity.in_(outside))
    found = uow.connection.execute(query).scalars().all() if outside else ()
    released = 0
    for identity in found:
        key = acknowledgement_of(identity)
        row = uow.outbox.get(key)
        if row is not None and (row.state, row.last_reply) == (State.HELD, IN_JUNK):
            released += uow.outbox.release(key, now)
            uow.audit.append("moved_out_of_junk", now, row.case_ref, mail=key)
    if found:
        own = (message.c.authority == uow.authority, message.c.identity.in_(found))
        uow.connection.execute(update(message).where(*own).values(junk=False))
    return released
