"""What a check found: the rule, what is wrong, where, how to mend it, and how grave it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foibot.case.model import Case, CaseItem
from foibot.letter.blocks import Blocks, Callout, Table, Tone, paragraph
from foibot.letter.desk import Desk
from foibot.letter.exemptions import Exemptions
from foibot.letter.welsh import in_english_terms


class Gravity(StrEnum):
    """Whether the letter may go: not at all, with two people, after a second look, or at once."""

    BLOCK = "block"
    TWO_PEOPLE = "two_people"  # SEC-2: a second person approves it too
    CONFIRM = "confirm"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; *rule* is the id in law.md or reliability.md."""

    rule: str
    what: str
    where: str
    how: str
    gravity: Gravity = Gravity.BLOCK

    @property
    def blocking(self) -> bool:
        """Return whether the letter cannot go while this stands."""
        return self.gravity is Gravity.BLOCK


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of rules/checks.toml."""

    internal: tuple[str, ...]
    placeholders: tuple[str, ...]
    motive: tuple[str, ...]
    promises: tuple[str, ...]
    promises_surely: tuple[str, ...]
    whose: tuple[str, ...]
    hard: int
    longest_sentence: int


@dataclass(frozen=True, slots=True)
class Checked:
    """
    All that the checks look at: the case, the letter as it would go, and what goes with it.

    *item_texts* holds the answer to each item as it stands in the letter.  *attached* names the
    files that really go, *safe* the sha256 of those that passed the check for hidden data.
    """

    case: Case
    items: tuple[CaseItem, ...]
    text: str
    item_texts: dict[int, str]
    desk: Desk
    exemptions: Exemptions
    words: Words
    sent_on: date
    due_on: date
    attached: tuple[tuple[str, str], ...]
    safe: frozenset[str]
    monitored: frozenset[str]  # addresses whose mail this desk reads
    drafters: frozenset[str]
    officers: tuple[str, ...] = ()  # names and addresses that are not to be told
    late_reason: str = ""
    published: str = ""  # the copy for the disclosure log, where there is one
    language: str = "en"

    def terms(self, text: str) -> str:
        """Return *text* of the letter with the law's provisions called as the checks know them."""
        return in_english_terms(text) if self.language == "cy" else text


def summary(findings: Iterable[Finding]) -> Blocks:
    """Return the findings as the approver sees them, the gravest first."""
    order = list(Gravity)
    rows = sorted(findings, key=lambda one: order.index(one.gravity))
    if not rows:
        return (Callout((paragraph("Every check passed."),), Tone.GOOD),)
    said = {
        Gravity.BLOCK: "must be mended",
        Gravity.TWO_PEOPLE: "two people must approve",
        Gravity.CONFIRM: "look again",
        Gravity.WARN: "remark",
    }
    return (
        Table(
            "What the checks found",
            ("What", "Where", "How to mend it"),
            tuple(
                (f"{said[one.gravity].capitalize()}: {one.what} ({one.rule})", one.where, one.how)
                for one in rows
            ),
        ),
    )
