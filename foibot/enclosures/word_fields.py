"""Fields of Word documents: what they say behind what one sees, over paragraphs (T23)."""

from __future__ import annotations

from dataclasses import dataclass, field

from foibot.enclosures.notes import Notes
from foibot.enclosures.package import Element, attribute, under

# Fields whose instruction says no more than their result.
_PLAIN = frozenset(
    {"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "DATE", "TIME", "TOC", "REF", "PAGEREF", "SEQ",
     "STYLEREF", "NOTEREF", "SYMBOL", "SAVEDATE", "CREATEDATE", "PRINTDATE", "FORMTEXT",
     "FORMCHECKBOX", "FORMDROPDOWN", "=", "EQ", "SHAPE", "LISTNUM"}
)  # fmt: skip
_SOURCES = frozenset({"DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "PRIVATE", "RD"})


@dataclass(slots=True)
class Field:
    """Whether the walk is within the instruction of a field, which nobody sees."""

    open: list[bool] = field(default_factory=list)

    @property
    def in_instruction(self) -> bool:
        """Return whether what comes next is an instruction."""
        return any(self.open)

    def step(self, kind: str) -> None:
        """Take note of the beginning, the middle or the end of a field."""
        if kind == "begin":
            self.open.append(True)
        elif kind == "separate" and self.open:
            self.open[-1] = False
        elif kind == "end" and self.open:
            self.open.pop()


def tell_field(instruction: str, place: str, notes: Notes) -> None:
    """Note an instruction that says something which its result does not."""
    words = instruction.split()
    kind = words[0].upper() if words else ""
    if kind in _SOURCES:
        notes.hidden(place, f"a field with a source ({kind})")
    elif kind == "HYPERLINK":
        notes.trace(place, "the target of a link")
    elif kind and kind not in _PLAIN and kind.isalpha():
        notes.trace(place, f"the instruction of a field ({kind[:20]})")


def data_of(properties: Element | None) -> list[str]:
    """Return what a content control says beside its words."""
    names = ("tag", "listItem", "dataBinding", "docPartGallery")
    nodes = [one for name in names for one in under(properties, name)]
    return [str(value) for one in nodes for value in one.attrib.values()]


def value(node: Element | None) -> str:
    """Return the value that an element has, "" when there is none."""
    return "" if node is None else attribute(node, "val")
