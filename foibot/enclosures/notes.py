"""Inside the limited child: what is found while a file is taken apart, and what is made of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from foibot.enclosures.model import HiddenFinding, Remark

HIDDEN = "T23"
MOST_NOTES = 300
# SEC-2: over so many rows, on all sheets together, a second person looks.
TWO_PEOPLE_ROWS = 100
MOST_WORDS = 400_000


class Unreadable(Exception):  # noqa: N818 - it is an answer, not a fault of ours
    """The file cannot be taken apart completely, so nothing of it may leave."""


@dataclass(frozen=True, slots=True)
class Made:
    """One thing made of a file: "file" as it will go, "paper" for blocks that become a PDF."""

    form: str
    title: str
    extension: str
    content_type: str
    content: bytes
    about: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A file within the file: it is examined as one of its own."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Report:
    """
    What the child sends back.

    *save_as* asks for the file in another form, in which it can be taken apart; *members* are
    the files in it.
    """

    findings: tuple[HiddenFinding, ...]
    remarks: tuple[Remark, ...]
    made: tuple[Made, ...]
    why: str
    second_person: str
    pages: int = 0
    save_as: tuple[str, str] | None = None  # from which form to which
    words: str = ""  # every word of the old form, to be found again in the new one
    members: tuple[Member, ...] = ()


@dataclass(slots=True)
class Notes:
    """Collects what is found; the same thing is said once."""

    findings: dict[HiddenFinding, None] = field(default_factory=dict)
    remarks: dict[Remark, None] = field(default_factory=dict)
    made: list[Made] = field(default_factory=list)
    second_person: str = ""
    pages: int = 0
    save_as: tuple[str, str] | None = None
    words: str = ""
    members: list[Member] = field(default_factory=list)
    seen: list[tuple[str, str]] = field(default_factory=list)  # (place, visible words)
    _words: int = 0
    _rows: int = 0

    def hidden(self, place: str, what: str, how: str = "", rule: str = HIDDEN) -> None:
        """Note data that a reader does not see."""
        self._add(HiddenFinding(rule, place, what, how or "it is left out of what goes"))

    def trace(self, place: str, what: str, how: str = "", rule: str = HIDDEN) -> None:
        """Note what a program or its user left behind."""
        self._add(HiddenFinding(rule, place, what, how or "it is left out of what goes", False))

    def remark(self, place: str, what: str, how: str, rule: str = HIDDEN) -> None:
        """Note something visible that a person should look at."""
        if len(self.remarks) < MOST_NOTES:
            self.remarks[Remark(rule, place, what, how)] = None

    def two_people(self, why: str) -> None:
        """Note why a second person must approve (SEC-2); the first reason is told."""
        self.second_person = self.second_person or why

    def count_rows(self, count: int) -> None:
        """Count the visible rows of one more sheet."""
        self._rows += count

    def visible(self, place: str, words: str) -> None:
        """Keep visible words for the search for personal data, as far as it looks."""
        if words and self._words < MOST_WORDS:
            self._words += len(words)
            self.seen.append((place, words))

    def report(self, why: str = "") -> Report:
        """Return everything; what cannot leave takes nothing along."""
        if self._rows > TWO_PEOPLE_ROWS:
            self.two_people(f"it has {self._rows:,} rows of data")
        return Report(
            findings=tuple(self.findings),
            remarks=tuple(self.remarks),
            made=() if why else tuple(self.made),
            why=why,
            second_person=self.second_person,
            pages=0 if why else self.pages,
            save_as=None if why else self.save_as,
            words="" if why else self.words,
            members=() if why else tuple(self.members),
        )

    def _add(self, finding: HiddenFinding) -> None:
        if len(self.findings) < MOST_NOTES:
            self.findings[finding] = None
        elif finding.grave:
            # The list is full: that there is more is never kept from a person.
            more = HiddenFinding(HIDDEN, "the whole file", "more than is listed here", finding.how)
            self.findings[more] = None


def ranges(numbers: list[int]) -> str:
    """Return sorted *numbers* as a clerk writes them: "3 to 7, 12"; at most twelve stretches."""
    stretches: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if stretches and number == stretches[-1][1] + 1:
            stretches[-1] = (stretches[-1][0], number)
        else:
            stretches.append((number, number))
    said = [str(a) if a == b else f"{a} to {b}" for a, b in stretches[:12]]
    return ", ".join(said) + (", ..." if len(stretches) > 12 else "")
