"""All hiding places: importing this module registers those of every maker."""

from __future__ import annotations

from tests.hidden import (
    book_parts,
    books,
    decks,
    later_places,
    old_books,
    open_files,
    other_files,
    packed_files,
    pdfs,
    rare_places,
    rich_texts,
    sly_books,
    sly_others,
    sly_words,
    web_files,
    winmail_files,
    words,
)
from tests.hidden.places import PLACES, Place

MAKERS = (
    books,
    old_books,
    decks,
    book_parts,
    words,
    open_files,
    rich_texts,
    pdfs,
    other_files,
    sly_books,
    sly_words,
    sly_others,
    web_files,
    packed_files,
    rare_places,
    winmail_files,
    later_places,
)


def every_place() -> tuple[Place, ...]:
    """Return all places there are."""
    return tuple(PLACES)
