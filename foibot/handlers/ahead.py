"""What each message of a transaction asks the database, asked once for all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from foibot.handlers.acknowledge import key_of
from foibot.handlers.triaging import released_mark
from foibot.store.inbox import Waiting
from foibot.store.unit_of_work import UnitOfWork


def look_ahead(
    every: Collection[Waiting],
    softs: Collection[str],
    questions: Iterable[str],
    uow: UnitOfWork,
) -> None:
    """
    Ask for what nearly always is not there; what comes to be there meanwhile is known too.

    So no message needs a statement of its own to learn that nobody released it, that it was not
    acknowledged before, and that no other says the same under a name of *softs*; and how common
    the words of *questions* are is counted once for all.
    """
    uow.state.look_ahead([released_mark(one.identity) for one in every])
    uow.outbox.look_ahead([key_of(one.identity) for one in every])
    uow.inbox.look_ahead(softs)
    uow.similar.look_ahead(questions)
