"""Whether the templates and letter rules that somebody edited still work: every fault at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from foibot.config.faults import ConfigError
from foibot.config.shipped import text_of
from foibot.letter import checks, exemptions, layout
from foibot.letter.as_pdf import Properties, as_pdf
from foibot.letter.blocks import Blocks, paragraph
from foibot.letter.contexts import CONTEXTS
from foibot.letter.model import LetterError

CAPTURE = "set ... endset makes words into signs; write them where they stand"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the file, the line where there is one, what is wrong, what to do."""

    file: str
    line: int
    what: str
    how: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.what}; {self.how}"


def faults(templates: Path, shipped: Path, rules: tuple[Path, Path]) -> tuple[Fault, ...]:
    """
    Return the faults of *templates*, a folder that overrides the *shipped* one, and of the rules.

    *rules* are the paths of exemptions.toml and checks.toml.
    """
    found = [*_rules(*rules), *_layout(templates), *_forms(templates, shipped)]
    own = {path.relative_to(templates).as_posix(): path for path in templates.rglob("*.txt")}
    edited = [name for name in sorted(own) if not _untouched(own[name], shipped / name)]
    for name in edited:
        found += _template(own[name], name, _allowed(name, shipped), shipped)
    return tuple(found)


def _untouched(path: Path, shipped: Path) -> bool:
    """Return whether a file is the one that foibot brings, which our own tests have seen to."""
    return shipped.exists() and path.read_bytes() == shipped.read_bytes()


def _rules(exempting: Path, checking: Path) -> Iterator[Fault]:
    try:
        exemptions.load(exempting)
    except (LetterError, ConfigError) as error:
        for line in str(error).splitlines():
            yield Fault(exempting.name, 0, line.removeprefix(f"{exempting}: "), "correct it")
    try:
        checks.load(checking)
    except (LetterError, ConfigError) as error:
        yield Fault(checking.name, 0, str(error).removeprefix(f"{checking}: "), "correct it")


def _layout(templates: Path) -> Iterator[Fault]:
    path = templates / "layout.html"
    if not path.exists():
        return
    try:
        layout.load(path)
    except (LetterError, ConfigError) as error:
        yield Fault(path.name, 0, str(error).removeprefix(f"{path}: "), "or delete the file")


def _forms(templates: Path, shipped: Path) -> Iterator[Fault]:
    """Yield why a letter cannot be made with the council's own letter.docx or letter.typ."""
    day = date(2026, 1, 5)
    sample = Properties("Our response", "The council", "FOI-2026-00001", day)
    for name in ("letter.docx", "letter.typ"):
        path = templates / name
        try:
            if path.exists() and not _untouched(path, shipped / name):
                _maker(name)((paragraph("The letter."),), sample, path)
        except (LetterError, OSError) as error:
            what = str(error).removeprefix(f"{path}: ")
            yield Fault(name, 0, what, "or delete the file to use the one that foibot brings")


def _allowed(name: str, shipped: Path) -> frozenset[str] | None:
    """
    Return the names that a template may use: its context's, or those the shipped one uses.

    None where none is shipped under that name.
    """
    if not (shipped / name).is_file():
        return None
    folder = name.split("/")[0]
    return (CONTEXTS.get(folder) or _names(text_of(shipped / name))) | {"desk"}


def _names(source: str) -> frozenset[str]:
    """Return the names that a template looks up."""
    tree = Environment(autoescape=True).parse(source)
    return frozenset(node.name for node in tree.find_all(nodes.Name) if node.ctx == "load")


def _template(
    path: Path, name: str, allowed: frozenset[str] | None, shipped: Path
) -> Iterator[Fault]:
    try:
        source = text_of(path)
    except ConfigError:
        yield Fault(name, 0, "is not UTF-8 text", "save it with the encoding UTF-8")
        return
    if allowed is None and not _is_translation(name, shipped):
        yield Fault(name, 0, "foibot knows no such template", "see templates/README.md")
        return
    try:
        tree = Environment(autoescape=True).parse(source)
    except TemplateSyntaxError as error:
        yield Fault(name, error.lineno, str(error.message), "see templates/README.md")
        return
    for block in tree.find_all(nodes.AssignBlock):
        yield Fault(name, block.lineno, CAPTURE, "see templates/README.md")
    known = allowed if allowed is not None else _english(name)
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name not in known:
            how = f"the names are {', '.join(sorted(known))}"
            yield Fault(name, node.lineno, f"'{node.name}' is not known here", how)
    yield from _remote(name, source)


def _is_translation(name: str, shipped: Path) -> bool:
    return (shipped / re.sub(r"\.[a-z]{2}\.txt$", ".txt", name)).exists()


def _english(name: str) -> frozenset[str]:
    return CONTEXTS.get(name.split("/")[0], frozenset()) | {"desk"}


def _remote(name: str, source: str) -> Iterator[Fault]:
    for at, line in enumerate(source.splitlines(), 1):
        if re.search(r"<(?:img|script|iframe|style)\b", line, re.IGNORECASE):
            yield Fault(name, at, "HTML has no effect here", "use the signs of README.md")


def _maker(name: str) -> Callable[[Blocks, Properties, Path], bytes]:
    if name == "letter.typ":
        return as_pdf
    # What writes Word files is large, and an idle service writes none.
    from foibot.letter.as_docx import as_docx

    return as_docx
