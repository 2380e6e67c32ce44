"""What can be wrong with the database; each message says what to do."""

from __future__ import annotations

from foibot.errors import FoibotError


class StoreError(FoibotError):
    """The database is busy, older, newer or broken."""


class StaleCaseError(StoreError):
    """Somebody else changed the case meanwhile: load it again and decide again."""


class OtherInstanceError(StoreError):
    """Another foibot works on the same state."""
