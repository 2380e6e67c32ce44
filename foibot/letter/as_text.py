"""BLOCKS -> PLAIN TEXT: long lines for the reader's own screen to wrap; blank lines between."""

from __future__ import annotations

from functools import singledispatch

from foibot.letter.blocks import (
    Bars,
    Block,
    Blocks,
    Callout,
    Facts,
    Fence,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Spans,
    Table,
)

WIDE = 72
BAR = 30


def as_text(blocks: Blocks) -> str:
    """Return *blocks* as text; it ends with a newline."""
    return "\n\n".join(filter(None, (_block(block) for block in blocks))) + "\n"


@singledispatch
def _block(block: Block) -> str:
    """Return the text of one block; a test says that no kind is forgotten."""
    raise TypeError(type(block).__name__)


def _line(spans: Spans) -> str:
    """Return the words; a link whose words differ is followed by its address."""
    out = []
    for span in spans:
        out.append(span.text)
        if span.href and span.href not in {span.text, f"mailto:{span.text}"}:
            out.append(f" ({span.href.removeprefix('mailto:')})")
    return "".join(out).strip()


@_block.register
def _heading(block: Heading) -> str:
    return _line(block.spans)


@_block.register
def _paragraph(block: Paragraph) -> str:
    return _line(block.spans)


@_block.register
def _listing(block: Listing) -> str:
    return _entries(block, 0)


def _entries(block: Listing, depth: int) -> str:
    lines: list[str] = []
    for at, item in enumerate(block.items):
        sign = f"{block.start + at}." if block.ordered else "-"
        indent = "   " * depth
        lines.append(f"{indent}{sign} " + _line(item.spans).replace("\n", f"\n{indent}  "))
        lines += [_entries(below, depth + 1) for below in item.below]
    return "\n".join(lines)


@_block.register
def _facts(block: Facts) -> str:
    return "\n".join(f"{name}: {_line(spans)}" for name, spans in block.rows)


@_block.register
def _table(block: Table) -> str:
    rows = [block.head, *block.rows]
    widths = [max(len(row[at]) for row in rows) for at in range(len(block.head))]
    aligned = sum(widths) + 3 * len(widths) <= WIDE
    lines = [
        " | ".join(cell.ljust(widths[at]) if aligned else cell for at, cell in enumerate(row))
        for row in rows
    ]
    return "\n".join(filter(None, [block.caption, *(line.rstrip() for line in lines)]))


@_block.register
def _bars(block: Bars) -> str:
    most = max((number for _, number in block.rows), default=0) or 1
    name_width = max(len(name) for name, _ in (block.head, *block.rows))
    lines = [block.caption, f"{block.head[0].ljust(name_width)} | {block.head[1]}"]
    for name, number in block.rows:
        bar = "█" * round(BAR * number / most)
        lines.append(f"{name.ljust(name_width)} | {number} {bar}".rstrip())
    return "\n".join(lines)


@_block.register
def _quote(block: Quote) -> str:
    return as_text(block.blocks).rstrip("\n")


@_block.register
def _callout(block: Callout) -> str:
    return as_text(block.blocks).rstrip("\n")


@_block.register
def _fence(block: Fence) -> str:
    return block.line


@_block.register
def _rule(_: Rule) -> str:
    return "-" * 40
