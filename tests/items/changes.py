"""The same request as other programs and other people would have laid it out."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from dataclasses import replace

from foibot.questions.source import BODY, source
from tests.items.labelled import Request

Change = Callable[[str], str]
ENTRY = re.compile(
    r"^(\s*)([-*•·–▪>]|\(?[\w.]{1,4}[.)]|[Qq]\d+[.:]?|\d{1,2}(?: -|(?=\s+[A-Z])))(\s+)", re.M
)
WIDE = 100


def unwrapped(text: str) -> str:
    """Return *text* with the line breaks of wrapping removed, those of the author kept."""
    lines = text.split("\n")
    width = max((len(line) for line in lines if len(line) <= WIDE), default=0)
    out: list[str] = []
    for n, line in enumerate(lines):
        before = lines[n - 1] if n else ""
        word = line.split(None, 1)[0] if line.strip() else ""
        wrapped = before.strip() and word and not ENTRY.match(line) and "\t" not in before
        if wrapped and width > 55 and len(before) + 1 + len(word) > width:
            out[-1] += " " + line.strip()
        else:
            out.append(line)
    return "\n".join(out)


def wrapped(width: int) -> Change:
    """Return a change that wraps at *width*, without hanging indents."""

    def change(text: str) -> str:
        lines = []
        for line in unwrapped(text).split("\n"):
            lines += (
                [line]
                if "\t" in line
                else textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
                or [""]
            )
        return "\n".join(lines)

    return change


def spaced(text: str) -> str:
    """Return *text* with a blank line after every line, as HTML mail is often turned into text."""
    return re.sub(r"\n+", "\n\n", unwrapped(text))


def returns(text: str) -> str:
    """Return *text* with the line ends of another system."""
    return text.replace("\n", "\r\n")


def glyphs(mark: str) -> Change:
    """Return a change of every bullet into *mark*."""
    return lambda text: re.sub(r"^(\s*)[-*•·–▪](?=\s)", rf"\1{mark}", text, flags=re.M)


def brackets(text: str) -> str:
    """Return *text* with "1." and "1)" written as "(1)"."""
    return re.sub(r"^(\s*)(\d{1,2})[.)](?=\s)", r"\1(\2)", text, flags=re.M)


def closing_brackets(text: str) -> str:
    """Return *text* with "1." written as "1)"."""
    return re.sub(r"^(\s*)(\d{1,2})\.(?=\s)", r"\1\2)", text, flags=re.M)


def outlook(text: str) -> str:
    """Return *text* with the wide gaps that Outlook leaves behind labels and bullets."""
    return ENTRY.sub(lambda m: f"{m[1]}{m[2]}      ", unwrapped(text))


def nonbreaking(text: str) -> str:
    """Return *text* with no-break spaces at the usual places."""
    return ENTRY.sub(lambda m: f"{m[1]}{m[2]}\u00a0\u00a0", text)


def lower(text: str) -> str:
    """Return *text* by somebody who uses no capitals."""
    return text.lower()


def upper(text: str) -> str:
    """Return *text* by somebody who uses nothing else."""
    return text.upper()


def no_marks(text: str) -> str:
    """Return *text* by somebody who leaves question marks out at the ends of lines."""
    return re.sub(r"\?(?=\s*(?:\n|$))", "", text)


def run_in(text: str) -> str:
    """Return *text* as it comes from a form that drops the line breaks within a paragraph."""
    return "\n\n".join(" ".join(each.split()) for each in re.split(r"\n\s*\n", text))


def one_line(text: str) -> str:
    """Return *text* as it comes from a form that drops every line break."""
    return " ".join(text.split())


def glued(text: str) -> str:
    """Return *text* as disclosure logs print it, each line touching the next: "...?2. How"."""
    return "".join(each.strip() for each in unwrapped(text).split("\n"))


# Only labels show where an entry begins once the line breaks are gone.
LOST: dict[str, tuple[Change, float]] = {
    "paragraphs in one line": (run_in, 0.88),
    "all in one line": (one_line, 0.7),
    "all in one line, no spaces between": (glued, 0.3),
}

CHANGES: dict[str, Change] = {
    "wrapped at 60": wrapped(60),
    "wrapped at 72": wrapped(72),
    "not wrapped": unwrapped,
    "blank lines between": spaced,
    "CRLF": returns,
    "bullets as -": glyphs("-"),
    "bullets as •": glyphs("•"),
    "1. as (1)": brackets,
    "1. as 1)": closing_brackets,
    "Outlook": outlook,
    "no-break spaces": nonbreaking,
    "small letters": lower,
    "CAPITALS": upper,
    "no question marks": no_marks,
}


def changed(request: Request, change: Change) -> Request:
    """Return *request* with its body changed."""
    pairs = zip(request.sources, request.texts, strict=True)
    sources = tuple(
        source(each.name, change(text.strip("\n"))) if each.name == BODY else each
        for each, text in pairs
    )
    return replace(request, sources=sources)
