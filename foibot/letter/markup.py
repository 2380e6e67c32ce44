"""
TEMPLATE TEXT -> BLOCKS: the few signs that a template may use; values can never be markup (T8).

A value stands in the text as a slot, a number between two private characters; it is put in after
the lines were understood.  So a requester's "# heading" or "{{ 7*7 }}" stays what it is: words.

    # Title           ## Heading          - entry            1. entry
    : Name = value    ! a callout         (!good !warn !late) --- a line across
    **strong**        <https://...>       a line of its own {{ blocks }}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from foibot.letter.blocks import (
    Block,
    Blocks,
    Callout,
    Facts,
    Fence,
    Heading,
    Listing,
    ListItem,
    Paragraph,
    Rule,
    Span,
    Spans,
    Tone,
)

OPEN, CLOSE = "\ue000", "\ue001"
# Blocks have a mark of their own: they stand on a line by themselves.
SLOT = re.compile(f"{OPEN}b([0-9]{{1,6}}){CLOSE}")
PIECE = re.compile(
    rf"{OPEN}b?([0-9]{{1,6}}){CLOSE}|\*\*([^*\n]{{1,400}})\*\*|<(https?://[^\s<>]+)>"
)
SIGNS = frozenset(f"#-:!0123456789{OPEN}")  # with which a line begins that is not words alone
NUMBERED = re.compile(r"([0-9]{1,3})\. (.*)")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")


@dataclass(frozen=True, slots=True)
class Link:
    """A value that may be followed: an address of ours from the configuration, never a sender's."""

    href: str
    text: str = ""


Value = str | Link | Blocks


@dataclass(slots=True)
class Slots:
    """The values met while a template was rendered."""

    values: list[Value] = field(default_factory=list)

    def add(self, value: Value) -> str:
        """Return the mark that stands for *value*."""
        self.values.append(value)
        sign = "b" if isinstance(value, tuple) else ""
        return f"{OPEN}{sign}{len(self.values) - 1}{CLOSE}"


def blocks_of(text: str, slots: Slots) -> Blocks:
    """Return the blocks that *text* describes."""
    found: list[Block] = []
    for chunk in re.split(r"\n[ \t]*\n", text.strip("\n")):
        lines = [line.rstrip() for line in chunk.splitlines() if line.strip()]
        if lines:
            found += _chunk(lines, slots)
    return tuple(found)


def line_of(text: str, slots: Slots) -> str:
    """Return *text* as one line of plain words: a subject."""
    spans = _spans(" ".join(text.split()), slots)
    return "".join(span.text for span in spans)


def _chunk(lines: list[str], slots: Slots) -> Blocks:
    """Return the blocks of one chunk: runs of lines of one kind."""
    found: list[Block] = []
    at = 0
    while at < len(lines):
        for matches, build in _forms(lines[at]):
            if matches(lines[at]):
                end = at + 1
                while end < len(lines) and not _starts(lines[end], matches):
                    end += 1
                found += build(lines[at:end], slots)
                at = end
                break
    return tuple(found)


def _starts(line: str, same: Callable[[str], bool]) -> bool:
    """Return whether *line* begins something else than the run that *same* began."""
    if same in {_is_heading, _is_slot, _is_rule, _is_fence}:
        return True
    if same in {_is_bullet, _is_numbered, _is_fact} and same(line):
        return False
    return any(form(line) for form, _ in _forms(line)[:-1])


def _is_heading(line: str) -> bool:
    return line.startswith(("# ", "## ", "### "))


def _is_rule(line: str) -> bool:
    return line == "---"


def _is_fence(line: str) -> bool:
    return line.startswith("--- ") and line.endswith(" ---")


def _is_bullet(line: str) -> bool:
    return line.startswith("- ")


def _is_numbered(line: str) -> bool:
    return NUMBERED.match(line) is not None


def _is_fact(line: str) -> bool:
    return line.startswith(": ") and " =" in line


def _is_callout(line: str) -> bool:
    return line.startswith("!") and line.split(" ")[0][1:] in {"", *Tone}


def _is_slot(line: str) -> bool:
    return OPEN in line and SLOT.fullmatch(line.strip()) is not None


def _is_text(line: str) -> bool:
    return bool(line)


def _heading(lines: list[str], slots: Slots) -> Blocks:
    signs, _, text = lines[0].partition(" ")
    return (Heading(_spans(text, slots), len(signs)),)


def _rule(lines: list[str], slots: Slots) -> Blocks:
    return (Rule(),) if lines == ["---"] else _text(lines, slots)


def _bullets(lines: list[str], slots: Slots) -> Blocks:
    entries = _entries(lines, lambda line: line[2:] if _is_bullet(line) else None)
    return (Listing(tuple(ListItem(_spans(entry, slots)) for entry in entries)),)


def _numbers(lines: list[str], slots: Slots) -> Blocks:
    """Return a list where the numbers count up; else the lines are words: no number moves."""
    numbers = [found[1] for line in lines if (found := NUMBERED.match(line))]
    start = int(numbers[0])
    if len(numbers) < 2 or numbers != [str(start + at) for at in range(len(numbers))]:
        entries = _entries(lines, lambda line: line if _is_numbered(line) else None)
        return tuple(Paragraph(_spans(entry, slots)) for entry in entries)

    def text_of(line: str) -> str | None:
        found = NUMBERED.match(line)
        return found[2] if found else None

    entries = _entries(lines, text_of)
    items = tuple(ListItem(_spans(entry, slots)) for entry in entries)
    return (Listing(items, ordered=True, start=start),)


def _entries(lines: Sequence[str], text_of: Callable[[str], str | None]) -> list[str]:
    """Return the entries of a list; a line without a sign goes on with the one before."""
    entries: list[str] = []
    for line in lines:
        text = text_of(line)
        if text is None:
            entries[-1] += " " + line.strip()
        else:
            entries.append(text)
    return entries


def _facts(lines: list[str], slots: Slots) -> Blocks:
    rows: list[tuple[str, str]] = []
    for line in lines:
        name, sign, value = line[2:].partition(" =") if _is_fact(line) else ("", "", line)
        if sign:
            rows.append((name.strip(), value.strip()))
        else:
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {value.strip()}")
    kept = tuple((name, spans) for name, value in rows if (spans := _spans(value, slots)))
    return (Facts(kept),)


def _callout(lines: list[str], slots: Slots) -> Blocks:
    sign, _, rest = lines[0].partition(" ")
    tone = Tone(sign[1:] or "note")
    return (Callout((Paragraph(_spans(" ".join([rest, *lines[1:]]), slots)),), tone),)


def _slot(lines: list[str], slots: Slots) -> Blocks:
    found = SLOT.fullmatch(lines[0].strip())
    value = slots.values[int(found[1])] if found else ""
    return value if isinstance(value, tuple) else ()


def _fence(lines: list[str], slots: Slots) -> Blocks:
    return (Fence("".join(span.text for span in _spans(lines[0], slots))),)


def _text(lines: list[str], slots: Slots) -> Blocks:
    return (Paragraph(_spans(" ".join(line.strip() for line in lines), slots)),)


Form = tuple[Callable[[str], bool], Callable[[list[str], Slots], Blocks]]
FORMS: tuple[Form, ...] = (
    (_is_heading, _heading),
    (_is_rule, _rule),
    (_is_fence, _fence),
    (_is_bullet, _bullets),
    (_is_numbered, _numbers),
    (_is_fact, _facts),
    (_is_callout, _callout),
    (_is_slot, _slot),
    (_is_text, _text),
)


def _forms(line: str) -> tuple[Form, ...]:
    """Return the forms that *line* may have by its first sign: most lines are words."""
    return FORMS if line[0] in SIGNS or line[0].isspace() else FORMS[-1:]


def _spans(text: str, slots: Slots) -> Spans:
    """Return *text* in spans: strong words, links, and the values in their slots."""
    found: list[Span] = []
    at = 0
    for piece in PIECE.finditer(text):
        if piece.start() > at:
            found.append(Span(text[at : piece.start()]))
        found += _piece(piece, slots)
        at = piece.end()
    if at < len(text):
        found.append(Span(text[at:]))
    return tuple(found)


def _piece(piece: re.Match[str], slots: Slots) -> Spans:
    if piece[2]:
        return tuple(Span(span.text, strong=True) for span in _spans(piece[2], slots))
    if piece[3]:
        return (Span(piece[3], href=piece[3]),)
    value = slots.values[int(piece[1])]
    if isinstance(value, Link):
        return (Span(value.text or value.href, href=value.href),)
    if isinstance(value, tuple):
        return ()
    return (Span(value),) if value else ()
