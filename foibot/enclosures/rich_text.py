"""A Rich Text file -> a PDF of its visible words; hidden and deleted ones are told (T23)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from foibot.enclosures.cell_styles import WHITE, Colour, alike
from foibot.enclosures.notes import Notes, Unreadable
from foibot.enclosures.paper import Line, Paper
from foibot.enclosures.word import deliver_paper

_TOKEN = re.compile(
    r"\\([a-z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])"
    r"|([{}])|([^\\{}\r\n]{1,65536})|[\r\n]",
    re.DOTALL,
)
_DEEPEST = 200
_SMALLEST = 8
# Destinations that hold no text of the page; the first group of them is worth telling.
_TOLD = {
    "annotation": "a comment", "atnauthor": "a comment", "object": "an embedded object",
    "objdata": "an embedded object", "datafield": "data of a field", "docvar": "document variables",
    "userprops": "custom properties", "datastore": "custom data (XML)",
}  # fmt: skip
_TRACES = {
    "author": "the author", "operator": "who changed it last", "company": "the company",
    "manager": "a manager", "title": "a title", "subject": "a subject", "keywords": "keywords",
    "doccomm": "a comment on the document",
}  # fmt: skip
_SKIPPED = frozenset(
    {"fonttbl", "colortbl", "stylesheet", "info", "pict", "listtable", "listoverridetable",
     "rsidtbl", "generator", "themedata", "colorschememapping", "latentstyles", "xmlnstbl",
     "header", "footer", "headerl", "headerr", "headerf", "footerl", "footerr", "footerf",
     "fldinst", "filetbl", "revtbl", "mmathPr", "wgrffmtfilter", "nonshppict", "bkmkstart",
     "bkmkend", "pgptbl", "listtext", "template", "pntext", "atnid", "atndate", "atnref",
     "private", "xe", "tc", "txe", "rxe", "sp", "fchars", "lchars"}
)  # fmt: skip
_LETTERS = {
    "par": "\n", "line": "\n", "row": "\n", "cell": "\t", "tab": "\t", "emdash": "—",
    "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "nbsp": " ", "emspace": " ", "enspace": " ", "sect": "\n", "page": "\n",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _State:
    """How what comes next is to be read; each group has its own."""

    skip: bool = False
    into: str = ""
    hidden: bool = False
    deleted: bool = False
    ink: int = 0
    paper: int = 0
    size: int = 24
    skip_after: int = 1


@dataclass(slots=True)
class _Reader:
    """Reads a file token by token."""

    notes: Notes
    colours: list[Colour]
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    lines: int = 1
    to_skip: int = 0
    starred: bool = False
    charset: str = "cp1252"

    def put(self, text: str) -> None:
        """Take the text that comes next, where it is visible."""
        if self.to_skip:
            cut = min(self.to_skip, len(text))
            self.to_skip -= cut
            text = text[cut:]
        if self.state.skip or not text:
            if self.state.into and text.strip(" ;"):
                self.notes.trace(
                    f"document information, {self.state.into}", _TRACES[self.state.into]
                )
            return
        why = self._unseen()
        if why and text.strip():
            self.notes.hidden(f"paragraph {self.lines}", why)
            return
        self.lines += text.count("\n")
        self.words.append(text)

    def _unseen(self) -> str:
        state = self.state
        if state.deleted:
            return "deleted text (tracked)"
        if state.hidden:
            return "hidden text"
        if state.size < _SMALLEST:
            return "text too small to read"
        ink = self._colour(state.ink, (0, 0, 0))
        return (
            "text in the colour of its background"
            if alike(ink, self._colour(state.paper, WHITE))
            else ""
        )

    def _colour(self, number: int, default: Colour) -> Colour:
        return self.colours[number] if 0 < number < len(self.colours) else default

    def word(self, name: str, number: int | None) -> None:
        """Do what a control word says."""
        if name in _LETTERS:
            self.put(_LETTERS[name])
        elif name in _TOLD:
            if not self.state.skip or name in ("annotation", "objdata"):
                self.notes.hidden(f"paragraph {self.lines}", _TOLD[name])
            # The result of an object, its picture or text, stands in the group beside the data.
            self.state = replace(self.state, skip=True)
        elif name in _TRACES and self.state.skip:
            self.state = replace(self.state, into=name)
        elif name in _SKIPPED or self.starred:
            self.state = replace(self.state, skip=True)
        else:
            self._format(name, number)
        self.starred = False

    def _format(self, name: str, number: int | None) -> None:
        on = number != 0
        if name == "v":
            self.state = replace(self.state, hidden=on)
        elif name == "deleted":
            self.state = replace(self.state, deleted=on)
        elif name == "revised" and on:
            self.notes.hidden(
                f"paragraph {self.lines}", "inserted text (tracked)", "it goes as accepted"
            )
        elif name == "plain":
            self.state = replace(self.state, hidden=False, deleted=False, ink=0, paper=0, size=24)
        elif name in ("cf", "cb", "highlight", "chcbpat", "fs", "uc"):
            slot = {"cf": "ink", "fs": "size", "uc": "skip_after"}.get(name, "paper")
            self.state = replace(self.state, **{slot: number or 0})  # type: ignore[arg-type]
        elif name == "u" and number is not None:
            self.put(chr(number % 65_536) if not 0xD800 <= number % 65_536 < 0xE000 else "?")
            self.to_skip = self.state.skip_after
        elif name == "bin":
            raise Unreadable("it holds binary data; save it as .docx and send it again")

    def token(self, token: re.Match[str]) -> None:
        """Take the next piece of the file."""
        word, number, code, sign, brace, text = token.groups()
        if word:
            self.word(word, int(number) if number else None)
        elif brace:
            self.brace(brace)
        elif sign:
            self.sign(sign)
        else:
            self.put(bytes.fromhex(code).decode("cp1252", "replace") if code else text or "")

    def brace(self, sign: str) -> None:
        """Begin or end a group."""
        if sign == "{":
            self.stack.append(self.state)
            if len(self.stack) > _DEEPEST:
                raise Unreadable("it is nested too deep")
        elif self.stack:
            self.state = self.stack.pop()
        self.to_skip = 0
        self.starred = False

    def sign(self, sign: str) -> None:
        """Take an escaped sign."""
        if sign == "*":
            self.starred = True
        elif sign in ("\\", "{", "}"):
            self.put(sign)
        elif sign in ("~", "_"):
            self.put(" " if sign == "~" else "-")
        elif sign in ("\n", "\r"):
            self.put("\n")


def rich_text(content: bytes, notes: Notes) -> None:
    """Make a PDF of the visible words of *content*; note everything else."""
    source = content.decode("cp1252", "replace")
    if len(source) > 20_000_000:
        raise Unreadable("it is too large to be looked at; save it as .docx")
    if "\\pict" in source:
        how = "the PDF has only the words; send the document as a PDF if the picture matters"
        notes.remark("the document", "pictures that are left out", how)
    reader = _Reader(notes, _colours(source))
    for token in _TOKEN.finditer(source):
        reader.token(token)
    paper = Paper()
    for line in "".join(reader.words).split("\n"):
        paper.add(Line(" | ".join(part.strip() for part in line.split("\t") if part.strip())))
    deliver_paper(paper, notes)


def _colours(source: str) -> list[Colour]:
    start = source.find("{\\colortbl")
    if start < 0:
        return []
    table = source[start + 10 : source.find("}", start)][:20_000]
    found: list[Colour] = []
    for entry in table.split(";")[:-1]:
        parts = {
            name: int(value) for name, value in re.findall(r"\\(red|green|blue)([0-9]{1,3})", entry)
        }
        found.append((parts.get("red", 0), parts.get("green", 0), parts.get("blue", 0)))
    return found
