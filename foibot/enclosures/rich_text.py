"""A Rich Text file -> a PDF of its visible words; hidden and deleted ones are told (T23)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from foibot.enclosures.cell_styles import WHITE, Colour, alike
from foibot.enclosures.notes import Notes, Unreadable
from foibot.enclosures.paper import Line, Paper, deliver_paper
from foibot.enclosures.word_fields import tell_field
from foibot.enclosures.word_objects import COVERED

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
    "datastore": "custom data (XML)",
}  # fmt: skip
_TRACES = {
    "author": "the author", "operator": "who changed it last", "company": "the company",
    "manager": "a manager", "title": "a title", "subject": "a subject", "keywords": "keywords",
    "doccomm": "a comment on the document", "template": "the path of a template",
}  # fmt: skip
_SKIPPED = frozenset(
    {"fonttbl", "colortbl", "stylesheet", "info", "pict", "listtable", "listoverridetable",
     "rsidtbl", "generator", "themedata", "colorschememapping", "latentstyles", "xmlnstbl",
     "mmathPr", "wgrffmtfilter", "nonshppict", "bkmkend", "pgptbl", "listtext", "pntext", "atnid",
     "atndate", "atnref", "sp", "fchars", "lchars", "panose", "background", "ftnsep",
     "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "pn", "pnseclvl", "shpinst", "shppict",
     "blipuid", "picprop", "defchp", "defpap", "cs", "ts", "ds", "blipupi", "ud",
     "shptxt", "do", "ftnalt", "pgdsctbl", "protusertbl", "listpicture", "svb", "formfield",
     "mmath", "unitsections", "passwordhash", "password", "expandedcolortbl", "objclass"}
)  # fmt: skip
# Destinations whose words are worth a look.
_SAID = {
    "filetbl": "names of files", "revtbl": "names of people who changed it",
    "bkmkstart": "the name of a bookmark", "xe": "an entry of an index",
    "txe": "an entry of an index",
    "rxe": "an entry of an index", "tc": "an entry of an index", "private": "private data",
    "fldinst": "", "userprops": "custom properties", "falt": "another name of a font",
    "listname": "the name of a list", "hlinkbase": "a path", "sv": "data of a shape",
    **dict.fromkeys(
        ("ffname", "ffdeftext", "ffhelptext", "ffstattext", "ffformat", "ffentrymcr", "ffexitmcr",
         "ffl"), "a field of a form with data of its own"
    ),
}  # fmt: skip
# Headers and footers with the word of the file that lets them be seen.
_EDGES = {
    "header": "", "headerr": "", "headerl": r"\facingp", "headerf": r"\titlepg",
    "footer": "", "footerr": "", "footerl": r"\facingp", "footerf": r"\titlepg",
}  # fmt: skip
_QUIET = ("Unknown", "_Toc", "_Ref", "_Hlk", "_GoBack")
_IN_FRONT = re.compile(
    r"\\shpwr3\b.{0,300}?\\shpfblwtxt0\b|\\shpfblwtxt0\b.{0,300}?\\shpwr3\b", re.DOTALL
)
_EMPTY_SHAPE = re.compile(r"\{\\sn fFilled\}\{\\sv 0\}")
_WORDS = re.compile(r"[^\W\d_]{4}")
_NARROWEST = 10
# In twips: three points.
_LOWEST_LINE = 60
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
    narrow: bool = False
    low: bool = False
    block: int = 0  # the shade of a paragraph
    in_table: bool = False
    edge: str = ""


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
    ended: bool = False
    source: str = ""
    edges: dict[str, list[str]] = field(default_factory=dict)
    cells: list[int] = field(default_factory=list)  # the shades of the cells of a row
    cell: int = 0
    shade: int = 0

    def put(self, text: str) -> None:
        """Take the text that comes next, where it is visible."""
        if self.to_skip:
            cut = min(self.to_skip, len(text))
            self.to_skip -= cut
            text = text[cut:]
        if self.state.skip or not text:
            self._skipped(text)
            return
        why = self._unseen()
        if why and text.strip():
            self.notes.hidden(f"paragraph {self.lines}", why)
            return
        if self.state.edge:
            self.edges.setdefault(self.state.edge, []).append(text)
            return
        self.lines += text.count("\n")
        self.words.append(text)

    def _skipped(self, text: str) -> None:
        """Note what stands where no reader looks."""
        into, said = self.state.into, text.strip(" ;\n")
        if not said or not into:
            return
        if into in _TRACES:
            self.notes.trace(f"document information, {into}", _TRACES[into])
        elif into == "fldinst":
            tell_field(text, f"paragraph {self.lines}, a field", self.notes)
        elif into in _SAID:
            if not said.startswith(_QUIET) and (into != "sv" or _WORDS.search(said)):
                self.notes.trace(f"paragraph {self.lines}", _SAID[into])
        else:
            self.notes.hidden(f"part {into[:40]}", "a part that no program shows")

    def _unseen(self) -> str:
        state = self.state
        if state.deleted:
            return "deleted text (tracked)"
        if state.hidden:
            return "hidden text"
        if state.size < _SMALLEST or state.narrow:
            return "text too small to read"
        if state.low:
            return "lines without height"
        ink = self._colour(state.ink, (0, 0, 0))
        return (
            "text in the colour of its background"
            if alike(ink, self._colour(self._paper(), WHITE))
            else ""
        )

    def _paper(self) -> int:
        """Return the colour behind the letters: theirs, their paragraph's, else their cell's."""
        state = self.state
        row = self.cells if state.in_table else []
        cell = row[self.cell] if self.cell < len(row) else 0
        return state.paper or state.block or cell

    def _colour(self, number: int, default: Colour) -> Colour:
        return self.colours[number] if 0 < number < len(self.colours) else default

    def word(self, name: str, number: int | None) -> None:
        """Do what a control word says."""
        if name in _LETTERS:
            self.put(_LETTERS[name])
            self.cell = {"cell": self.cell + 1, "row": 0}.get(name, self.cell)
        elif name in _TOLD:
            if not self.state.skip or name in ("annotation", "objdata"):
                self.notes.hidden(f"paragraph {self.lines}", _TOLD[name])
            # The result of an object, its picture or text, stands in the group beside the data.
            self.state = replace(self.state, skip=True)
        elif name in _TRACES and (self.state.skip or self.starred):
            self.state = replace(self.state, skip=True, into=name)
        elif name in _EDGES:
            self.state = replace(self.state, edge=name)
        elif name in _SAID:
            self.state = replace(self.state, skip=True, into=name)
        elif name in _SKIPPED or self.starred:
            strange = name not in _SKIPPED and not self.state.skip
            self.state = replace(self.state, skip=True, into=name if strange else "")
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
        elif name == "u" and number is not None:
            self.put(chr(number % 65_536) if not 0xD800 <= number % 65_536 < 0xE000 else "?")
            self.to_skip = self.state.skip_after
        elif name == "bin":
            raise Unreadable("it holds binary data; save it as .docx and send it again")
        else:
            self._look(name, number)

    def _look(self, name: str, number: int | None) -> None:
        """Take what is said of letters and lines."""
        if name == "plain":
            self.state = replace(
                self.state, hidden=False, deleted=False, ink=0, paper=0, size=24, narrow=False
            )
        elif name == "pard":
            self.state = replace(self.state, low=False, block=0, in_table=False)
        elif name == "intbl":
            self.state = replace(self.state, in_table=True)
        elif name in ("trowd", "clcbpat", "cellx"):
            self._row(name, number or 0)
        elif name == "sl":
            self.state = replace(self.state, low=-_LOWEST_LINE < (number or 0) < 0)
        elif name == "charscalex":
            self.state = replace(self.state, narrow=0 <= (number or 0) < _NARROWEST)
        elif name in ("cf", "cb", "highlight", "chcbpat", "cbpat", "fs", "uc"):
            slots = {"cf": "ink", "fs": "size", "uc": "skip_after", "cbpat": "block"}
            slot = slots.get(name, "paper")
            self.state = replace(self.state, **{slot: number or 0})  # type: ignore[arg-type]

    def _row(self, name: str, number: int) -> None:
        """Take what is said of the cells of the row that follows."""
        if name == "trowd":
            self.cells, self.shade, self.cell = [], 0, 0
        elif name == "clcbpat":
            self.shade = number
        else:
            self.cells.append(self.shade)
            self.shade = 0

    def token(self, token: re.Match[str]) -> None:
        """Take the next piece of the file."""
        word, number, code, sign, brace, text = token.groups()
        if self.ended:
            if token[0].strip("\x00\r\n\t "):
                self.notes.hidden("behind the end", "data behind the end of the document")
        elif word:
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
            self.ended = not self.stack
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
    _look_at_shapes(source, notes)
    reader = _Reader(notes, _colours(source), source=source)
    for token in _TOKEN.finditer(source):
        reader.token(token)
    paper = Paper()
    for text in (_edges(reader, "header"), "".join(reader.words), _edges(reader, "footer")):
        for line in text.split("\n"):
            paper.add(Line(" | ".join(part.strip() for part in line.split("\t") if part.strip())))
    deliver_paper(paper, notes)


def _look_at_shapes(source: str, notes: Notes) -> None:
    """Note pictures and boxes; a file in which a shape lies over the text is not taken."""
    if "\\pict" in source:
        how = "the PDF has only the words; send the document as a PDF if the picture matters"
        notes.remark("the document", "pictures that are left out", how)
    for shape in _IN_FRONT.finditer(source):
        if not _EMPTY_SHAPE.search(source, shape.start(), shape.end() + 3_000):
            raise Unreadable(COVERED)
    if "\\shptxt" in source:
        notes.remark("the document", "words in boxes that are left out", "write them into the text")


def _edges(reader: _Reader, kind: str) -> str:
    """Return the headers or footers that pages show; those that none shows are noted."""
    shown = []
    for name, words in reader.edges.items():
        text = "".join(words)
        if not name.startswith(kind) or not any(map(str.isalpha, text)):
            continue
        if _EDGES[name] and _EDGES[name] not in reader.source:
            reader.notes.hidden(name, f"a {kind} that no page shows")
        else:
            shown.append(text)
    return "\n".join(shown)


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
