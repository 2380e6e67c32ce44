"""What the approver is told of each file: what goes of it, what was hidden in it (T23)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foibot.letter.blocks import Block, Blocks, Heading, Paragraph, Span, Table, words

# So many places of one kind are named; a file with 400 findings stays readable.
FIRST_PLACES = 4
MOST_KINDS = 14
MOST_TRACES = 6
_LONGEST = 160
_NUMBERS = re.compile(r"[0-9][0-9,]*")


@dataclass(frozen=True, slots=True)
class FileFinding:
    """One thing found; *hidden*: a reader does not see it; *grave*: somebody hid or forgot it."""

    rule: str
    place: str
    what: str
    how: str
    hidden: bool
    grave: bool


@dataclass(frozen=True, slots=True)
class FileFound:
    """One file as an officer sent it; *number* is how a reply names it, *goes* what goes of it."""

    number: int
    name: str
    goes: tuple[str, ...]
    found: tuple[FileFinding, ...]


def file_blocks(files: Sequence[FileFound]) -> Blocks:
    """Return one part a file: what goes, then one line a kind of finding, the gravest first."""
    blocks: list[Block] = []
    for one in files:
        blocks.append(Heading(words(f"File {one.number}: {one.name}"), 3))
        blocks += [Paragraph((Span(line),)) for line in one.goes]
        rows = _rows(one.found)
        if rows:
            head = ("What", "Where", "What to do")
            blocks.append(Table(f"What was found in file {one.number}", head, rows))
    return tuple(blocks)


def _rows(found: Sequence[FileFinding]) -> tuple[tuple[str, ...], ...]:
    grave = _grouped("Hidden", [one for one in found if one.hidden and one.grave])
    seen = _grouped("Look at", [one for one in found if not one.hidden])
    traces = [one for one in found if one.hidden and not one.grave]
    rows = [*_cut(grave), *_cut(seen)]
    if traces:
        rows.append(_traces(traces))
    return tuple(rows)


def _cut(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    if len(rows) <= MOST_KINDS:
        return rows
    more = f"{len(rows) - MOST_KINDS} more kinds of things"
    return [*rows[:MOST_KINDS], (more, "the whole file", rows[MOST_KINDS][2])]


def _grouped(head: str, found: Iterable[FileFinding]) -> list[tuple[str, ...]]:
    """Return one row a kind: things that differ only in their numbers are of one kind."""
    kinds: dict[tuple[str, str, str], list[FileFinding]] = {}
    for one in found:
        kinds.setdefault((one.rule, _NUMBERS.sub("#", one.what), one.how), []).append(one)
    return [
        (f"{head}: {_summed(group)} ({rule})", _places(group), how)
        for (rule, _, how), group in kinds.items()
    ]


def _summed(group: Sequence[FileFinding]) -> str:
    """Return what was found, its one number added up: "612 letters outside the page"."""
    first = group[0].what
    numbers = [_NUMBERS.findall(one.what) for one in group]
    if len(group) > 1 and all(len(one) == 1 for one in numbers):
        total = sum(int(one[0].replace(",", "")) for one in numbers)
        first = _NUMBERS.sub(f"{total:,}", first)
    return f"{first}, {len(group)} times" if len(group) > 1 else first


def _places(group: Sequence[FileFinding]) -> str:
    places = list(dict.fromkeys(one.place[:_LONGEST] for one in group))
    more = len(places) - FIRST_PLACES
    said = "; ".join(places[:FIRST_PLACES])
    return f"{said}; and {more} more places" if more > 0 else said


def _traces(found: Sequence[FileFinding]) -> tuple[str, ...]:
    """Return the one row of what programs leave in every file."""
    kinds = list(dict.fromkeys(one.what for one in found))
    more = f" and {len(kinds) - MOST_TRACES} more kinds" if len(kinds) > MOST_TRACES else ""
    what = f"Left by programs: {'; '.join(kinds[:MOST_TRACES])}{more} ({found[0].rule})"
    return what, _places(found), found[0].how
