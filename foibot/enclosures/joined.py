"""What is known of a file and of those within it, as one answer."""

from __future__ import annotations

from dataclasses import replace

from foibot.enclosures.model import Examined, HiddenFinding, Remark, SafeFile


def joined(outer: Examined, inner: Examined) -> Examined:
    """Return both as one: what holds one of them holds all."""
    return Examined(
        findings=tuple(dict.fromkeys(outer.findings + inner.findings)),
        safe=outer.safe + inner.safe,
        remarks=tuple(dict.fromkeys(outer.remarks + inner.remarks)),
        why=outer.why or inner.why,
        second_person=outer.second_person or inner.second_person,
    )


def within(name: str, found: Examined) -> Examined:
    """Return *found* as it is said of the file *name* within another."""
    why = found.why or ("nothing in it is visible" if not found.safe else "")
    return Examined(
        findings=tuple(_finding(name, one) for one in found.findings),
        safe=tuple(_safe(name, one) for one in found.safe),
        remarks=tuple(_remark(name, one) for one in found.remarks),
        why=f"of {name} in it: {why}" if why else "",
        second_person=f"{name}: {found.second_person}" if found.second_person else "",
    )


def _finding(name: str, one: HiddenFinding) -> HiddenFinding:
    return replace(one, place=f"{name}, {one.place}")


def _remark(name: str, one: Remark) -> Remark:
    return replace(one, place=f"{name}, {one.place}")


def _safe(name: str, one: SafeFile) -> SafeFile:
    return replace(one, title=f"{name}, {one.title}" if one.title else name)
