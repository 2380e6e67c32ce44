"""Cells of the tables that we write: none is a formula, whatever people wrote (reliability T16)."""

from __future__ import annotations

# What a spreadsheet takes for the beginning of a formula; it also looks behind white space, and
# some take the wide forms of East Asian keyboards for the same.
BEGINS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def words_only(cell: str) -> str:
    """Return *cell* so that every spreadsheet shows it and none works it out."""
    first = cell.lstrip()
    return f"'{cell}" if first.startswith(BEGINS) or cell[:1] in {"\t", "\r", "\n"} else cell
