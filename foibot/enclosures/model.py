"""What is known of a file on its way out: what is hidden in it, what goes instead, what to heed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HiddenFinding:
    """
    Something that a reader of the file does not see (reliability T23, law.md SEC-2).

    *grave* is data that somebody hid or forgot; the rest are traces that programs leave, such as
    an author's name.  Neither is in the safe form; each bars the original.
    """

    rule: str
    place: str
    what: str
    how: str
    grave: bool = True


@dataclass(frozen=True, slots=True)
class Remark:
    """Something visible that a person should look at before the file goes."""

    rule: str
    place: str
    what: str
    how: str


@dataclass(frozen=True, slots=True)
class SafeFile:
    """A file that we made ourselves from what is visible; *about* says what it shows."""

    title: str
    extension: str
    content_type: str
    content: bytes
    about: str = ""


@dataclass(frozen=True, slots=True)
class Examined:
    """What an examination found; *why* is said of a file that must not leave in any form."""

    findings: tuple[HiddenFinding, ...] = ()
    safe: tuple[SafeFile, ...] = ()
    remarks: tuple[Remark, ...] = ()
    why: str = ""
    second_person: str = ""

    @property
    def blocked(self) -> bool:
        """Return whether nothing of this file may leave."""
        return bool(self.why) or not self.safe

    @property
    def grave(self) -> tuple[HiddenFinding, ...]:
        """Return what was hidden, without the traces of programs."""
        return tuple(one for one in self.findings if one.grave)

    @property
    def may_leave_as_it_is(self) -> bool:
        """Return whether a person may decide to send the original."""
        return not self.blocked and not self.findings
