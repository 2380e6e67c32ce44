"""A number that grows with every start, in the database and in a file beside it (P17)."""

from __future__ import annotations

import logging
import os
from datetime import datetime
from pathlib import Path

from foibot.schedule.relearn import quarantine
from foibot.store.content import sync_directory
from foibot.store.state import GENERATION
from foibot.store.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)
NAME = "generation"


def next_generation(uow: UnitOfWork, state: Path, now: datetime) -> int:
    """
    Return the number of this start; a database behind the file was restored: a quarantine.

    The caller commits, and then calls write_generation: a crash between the two leaves the file
    behind, which means nothing.
    """
    stored, seen = int(uow.state.get(GENERATION) or 0), read_generation(state)
    if seen > stored:
        log.error("database_is_older_than_its_state_folder", extra={"file": seen, "row": stored})
        quarantine(uow, now, 0)
    number = max(stored, seen) + 1
    uow.state.set(GENERATION, str(number))
    return number


def read_generation(state: Path) -> int:
    """Return the number of the last start that this folder has seen, or 0."""
    try:
        return int((state / NAME).read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return 0


def write_generation(state: Path, number: int) -> None:
    """Keep *number* in the folder, whole or not at all."""
    temporary = state / f"{NAME}.part"
    with temporary.open("w", encoding="ascii") as out:
        out.write(f"{number}\n")
        out.flush()
        os.fsync(out.fileno())
    temporary.rename(state / NAME)
    sync_directory(state)
