"""
Labelled mails in many voices, read as `foibot read` reads them: voices*.txt.

A mail begins with `==== id | pattern | kind | regime | subject | sender`, then `@key: value` lines
(name, org, format, period, lang, urgent, html, subject: the part of the subject that is the item).
Items are `{{label#id<parent!;regime|...}}` (`!` a stem); context is `[[*|...]]` for every item at
the top, `[[>|...]]` for the items from here to the next such mark or `[[/]]`, `[[^|...]]` for the
item before.  `---- file name` begins an attachment.  Each lot was labelled and measured before any
rule was mended by looking into it.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

HERE = Path(__file__).parent
HEAD = re.compile(
    r"^==== (?P<name>\S+) \| (?P<pattern>\w+) \| (?P<kind>\w+) \| (?P<regime>\w+)"
    r" \| (?P<subject>.*) \| (?P<sender>.*)$",
    re.M,
)
META = re.compile(r"\A(?:@\w+: .*\n)*")
FILE = re.compile(r"^---- (.+)$", re.M)
TAGS = re.compile(r"<!\[[^]]*\]>|<[^<>]*>")
MARK = re.compile(
    r"\{\{(?P<label>[^|{}<!#;]*)(?:#(?P<id>\w+))?(?:<(?P<parent>\w[\w.]*))?(?P<stem>!?)"
    r"(?:;(?P<regime>\w+))?\|(?P<text>.*?)\}\}"
    r"|\[\[(?P<scope>[*>^])\|(?P<context>.*?)\]\]|(?P<end>\[\[/\]\])",
    re.S,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One item as a person labelled it; *parent* is the number of another item."""

    n: int
    label: str | None
    parent: int | None
    text: str
    context: tuple[str, ...]
    stem: bool = False
    regime: str | None = None


@dataclass(frozen=True, slots=True)
class Mail:
    """A labelled mail; *raw* is its bytes as they would arrive."""

    name: str
    pattern: str
    kind: str
    regime: str
    items: tuple[Wanted, ...]
    meta: dict[str, str]
    raw: bytes


@dataclass(slots=True)
class Labels:
    """The items and contexts of one mail while its marks are being read."""

    found: list[Wanted] = field(default_factory=list)
    general: list[str] = field(default_factory=list)
    own: dict[int, list[str]] = field(default_factory=dict)
    section: tuple[str, int] | None = None
    ids: dict[str, int] = field(default_factory=dict)

    def read(self, text: str) -> str:
        """Take the marks in *text*; return the text without them."""
        return MARK.sub(self._mark, text)

    def _mark(self, mark: re.Match[str]) -> str:
        if mark["end"]:
            self.section = None
            return ""
        if mark["scope"]:
            return self._context(mark["scope"], mark["context"])
        n = len(self.found) + 1
        parent = self.ids[mark["parent"]] if mark["parent"] else None
        inherited = self.section is not None and parent is not None and self.section[1] < parent
        lead = [self.section[0]] if self.section and not inherited else []
        self.ids[mark["id"] or mark["label"]] = n
        self.own[n] = []
        label, text, stem = mark["label"] or None, folded(mark["text"]), bool(mark["stem"])
        self.found.append(Wanted(n, label, parent, text, tuple(lead), stem, mark["regime"]))
        return mark["text"]

    def _context(self, scope: str, text: str) -> str:
        if scope == "*":
            self.general.append(folded(text))
        elif scope == ">":
            self.section = (folded(text), len(self.found) + 1)
        else:
            self.own[len(self.found)].append(folded(text))
        return text

    def items(self) -> tuple[Wanted, ...]:
        """Return the items, each with its whole context in the order of guide R7."""
        return tuple(
            Wanted(
                each.n,
                each.label,
                each.parent,
                each.text,
                (
                    *(() if each.parent else self.general),
                    *each.context,
                    *self.own[each.n],
                ),
                each.stem,
                each.regime,
            )
            for each in self.found
        )


def folded(text: str) -> str:
    """Return the words of *text* without tags, with single spaces."""
    return " ".join(html.unescape(TAGS.sub(" ", text)).split())


def mails(file: str) -> list[Mail]:
    """Return the mails of one of our files, such as "voices2"."""
    text = (HERE / f"{file}.txt").read_text(encoding="utf-8")
    heads = list(HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    pairs = zip(heads, ends, strict=True)
    return [_mail(head, text[head.end() : end].strip("\n") + "\n") for head, end in pairs]


def _mail(head: re.Match[str], text: str) -> Mail:
    opening = META.match(text)
    assert opening is not None
    lines = [line[1:].split(": ", 1) for line in opening[0].splitlines()]
    meta = dict(lines)
    labels = Labels()
    parts = FILE.split(labels.read(text[opening.end() :].lstrip("\n")))
    items = labels.items()
    if "subject" in meta:
        items = (Wanted(1, None, None, meta["subject"], ()),)
    raw = _raw(head, meta, parts[0], list(zip(parts[1::2], parts[2::2], strict=True)))
    return Mail(head["name"], head["pattern"], head["kind"], head["regime"], items, meta, raw)


def _raw(
    head: re.Match[str], meta: dict[str, str], body: str, files: list[tuple[str, str]]
) -> bytes:
    mail = EmailMessage()
    mail["From"] = head["sender"]
    mail["To"] = "foi@exampleton.gov.uk"
    mail["Subject"] = "" if head["subject"] == "(no subject)" else head["subject"]
    mail["Date"] = "Tue, 11 Mar 2025 09:30:00 +0000"
    mail["Message-ID"] = f"<{head['name']}@voices.example>"
    if "html" in meta:
        mail.set_content(f"<html><body>{body}</body></html>", subtype="html")
    else:
        mail.set_content(body)
    for name, text in files:
        mail.add_attachment(text.strip("\n") + "\n", filename=name)
    return mail.as_bytes()
