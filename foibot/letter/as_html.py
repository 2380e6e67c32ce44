"""BLOCKS -> HTML: one narrow column, styles in line, no remote content, everything escaped (T8)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial, singledispatch
from html import escape

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

# What each kind of tag is called in the style sheet; layout.py makes the styles of them.
TAGS = {
    "h1": "h1",
    "h2": "h2",
    "h3": "h3",
    "p": "p",
    "ul": "ul",
    "ol": "ol",
    "li": "li",
    "a": "a",
    "blockquote": "blockquote",
    "hr": "hr",
    "facts": "table",
    "facts-name": "th",
    "facts-value": "td",
    "table": "table",
    "caption": "caption",
    "head": "th",
    "cell": "td",
    "row-head": "th",
    "bar-cell": "td",
    "bar": "div",
    "note": "div",
    "good": "div",
    "warn": "div",
    "late": "div",
    "fence": "p",
}

# A word is cut behind its signs, and every twelve letters where it has none.
_SHORT = 14
_LONG_PART = re.compile(r"[^@./_-]{1,12}[@./_-]{0,12}|[@./_-]{1,12}")
CODE = re.compile(r"[A-Z]{5,8} [0-9A-Z]{4}-[0-9A-Z]{4}")
Open = Mapping[str, str]


# A narrow screen breaks at hyphens: "FOI-2026-" and below it "00012".
_KEPT_WHOLE = re.compile(r"\b(?:[A-Z]{2,4}-[0-9]{4}-[0-9]{4,6}|e-mails?)\b")
_WHOLE = r'<span style="white-space:nowrap">\g<0></span>'


def as_html(blocks: Blocks, opening: Open) -> str:
    """Return *blocks* as HTML; *opening* holds the attributes (class, style) of each kind."""
    return "\n".join(_block(block, opening) for block in blocks)


def spans_html(spans: Spans, opening: Open) -> str:
    """Return the words of *spans*, escaped, with strong words, links and line breaks."""
    out = []
    for span in spans:
        words = _KEPT_WHOLE.sub(_WHOLE, escape(span.text)).replace("\n", "<br>\n")
        if span.strong:
            # A code that is to be typed stays on one line.
            whole = ' style="white-space:nowrap"' if CODE.fullmatch(span.text) else ""
            words = f"<strong{whole}>{words}</strong>"
        if span.href:
            words = f'<a href="{escape(span.href)}"{opening["a"]}>{words}</a>'
        out.append(words)
    return "".join(out)


@singledispatch
def _block(block: Block, opening: Open) -> str:
    """Return the HTML of one block; a test says that no kind is forgotten."""
    raise TypeError(f"{type(block).__name__}: {len(opening)}")


@_block.register
def _heading(block: Heading, opening: Open) -> str:
    tag = f"h{block.level}"
    return f"<{tag}{opening[tag]}>{spans_html(block.spans, opening)}</{tag}>"


@_block.register
def _paragraph(block: Paragraph, opening: Open) -> str:
    return f"<p{opening['p']}>{spans_html(block.spans, opening)}</p>"


@_block.register
def _listing(block: Listing, opening: Open) -> str:
    tag = "ol" if block.ordered else "ul"
    start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
    entries = [
        f"<li{opening['li']}>{spans_html(item.spans, opening)}"
        + "".join(map(partial(_listing, opening=opening), item.below))
        + "</li>"
        for item in block.items
    ]
    return f"<{tag}{start}{opening[tag]}>\n" + "\n".join(entries) + f"\n</{tag}>"


@_block.register
def _facts(block: Facts, opening: Open) -> str:
    rows = [
        f'<tr><th scope="row"{opening["facts-name"]}>{escape(name)}</th>'
        f"<td{opening['facts-value']}>{spans_html(spans, opening)}</td></tr>"
        for name, spans in block.rows
    ]
    return f"<table{opening['facts']}>\n" + "\n".join(rows) + "\n</table>"


@_block.register
def _table(block: Table, opening: Open) -> str:
    head = "".join(f'<th scope="col"{opening["head"]}>{escape(cell)}</th>' for cell in block.head)
    rows = [
        "<tr>" + "".join(f"<td{opening['cell']}>{_breakable(cell)}</td>" for cell in row) + "</tr>"
        for row in block.rows
    ]
    return _framed(block.caption, f"<tr>{head}</tr>", rows, opening)


def _breakable(text: str) -> str:
    """
    Return the text of a cell with places to break long words: addresses, links, figures.

    Columns on a phone are narrow; without these a program breaks every word anywhere.
    """
    words = ([one] if len(one) <= _SHORT else _LONG_PART.findall(one) for one in text.split(" "))
    parts = (part for word in words for part in (" ", *word))
    pieces = [escape(part) for part in parts][1:]
    marked = "<wbr>".join(pieces)
    return marked.replace("<wbr> <wbr>", " ").replace("<wbr> ", " ").replace(" <wbr>", " ")


@_block.register
def _bars(block: Bars, opening: Open) -> str:
    most = max((number for _, number in block.rows), default=0) or 1
    rows = [
        f'<tr><th scope="row"{opening["row-head"]}>{escape(name)}</th>'
        f"<td{opening['bar-cell']}>{number}"
        + _bar(round(100 * number / most), opening)
        + "</td></tr>"
        for name, number in block.rows
    ]
    head = "".join(f'<th scope="col"{opening["head"]}>{escape(cell)}</th>' for cell in block.head)
    return _framed(block.caption, f"<tr>{head}</tr>", rows, opening)


def _bar(percent: int, opening: Open) -> str:
    """Return the bar: a coloured box that screen readers pass over, the number says it."""
    if not percent:
        return ""
    style = opening["bar"].replace("width: 0;", f"width: {percent}%;", 1)
    return f'<div aria-hidden="true"{style}>&nbsp;</div>'


def _framed(caption: str, head: str, rows: list[str], opening: Open) -> str:
    said = f"<caption{opening['caption']}>{escape(caption)}</caption>" if caption else ""
    body = "\n".join(rows)
    return (
        f"<table{opening['table']}>{said}\n<thead>{head}</thead>\n<tbody>\n{body}\n</tbody></table>"
    )


@_block.register
def _quote(block: Quote, opening: Open) -> str:
    inner = as_html(block.blocks, opening)
    return f"<blockquote{opening['blockquote']}>\n{inner}\n</blockquote>"


@_block.register
def _callout(block: Callout, opening: Open) -> str:
    return f"<div{opening[block.tone.value]}>\n{as_html(block.blocks, opening)}\n</div>"


@_block.register
def _fence(block: Fence, opening: Open) -> str:
    return f"<p{opening['fence']}>{escape(block.line)}</p>"


@_block.register
def _rule(_: Rule, opening: Open) -> str:
    return f"<hr{opening['hr']}>"
