"""
How far each audit had come, kept beside the database: an older copy and a cut end show (P25).

Inside one database nothing tells a chain whose end was cut off, with its counter, from a whole one.
"""

from __future__ import annotations

import json
from pathlib import Path

from foibot.schedule.opening import OpenStore
from foibot.store.audit import Head
from foibot.store.content import sync_directory
from foibot.store.unit_of_work import reading

NAME = "audit-heads.json"


def read_heads(state: Path) -> dict[str, Head]:
    """Return the newest line that was seen of each authority's audit; none of one never seen."""
    try:
        stored = json.loads((state / NAME).read_text(encoding="ascii"))
        return {key: Head(int(seq), str(digest)) for key, (seq, digest) in stored.items()}
    except (FileNotFoundError, ValueError, TypeError, AttributeError):
        return {}


def keep_heads(store: OpenStore, *, anew: bool = False) -> None:
    """
    Note the newest lines; where one that was seen is gone the note of it stays, as evidence.

    *anew*: a person has looked, and what is there now holds from here on.
    """
    seen = read_heads(store.config.store.state)
    newest = {}
    for desk in store.config.desks:
        with reading(store.engine, desk.key, store.config.store.files) as uow:
            old = seen.get(desk.key)
            whole = anew or old is None or uow.audit.holds(old)
            newest[desk.key] = uow.audit.head() if whole or old is None else old
    if newest != seen:
        _write(store.config.store.state, newest)


def _write(state: Path, heads: dict[str, Head]) -> None:
    temporary = state / f"{NAME}.part"
    temporary.write_text(json.dumps(heads, indent=1), encoding="ascii")
    temporary.rename(state / NAME)
    sync_directory(state)
