"""Files on their way out: examined once, sent in safe forms, held when they cannot be (T23)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from foibot.case import events
from foibot.case.lifecycle import standing
from foibot.case.model import Enclosure
from foibot.enclosures.examine import EXAMINATION, examine
from foibot.enclosures.model import Examined
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.letter.findings import Finding, Gravity
from foibot.letter.response import answered, enclosures_of
from foibot.sandbox.values import decode, encode

TWO_LOOK = "each of the two looks through what goes before approving"


@dataclass(frozen=True, slots=True)
class Made:
    """A safe form as it was kept."""

    sha256: str
    extension: str
    content_type: str
    size: int
    title: str
    about: str = ""  # what it shows: how many rows or pages, the first and the last


@dataclass(frozen=True, slots=True)
class Looked:
    """What an examination found; kept by the file's hash, so that a draft stays the same."""

    made: tuple[Made, ...]
    found: tuple[tuple[str, str, str, str], ...]  # rule, place, what, how
    remarks: tuple[tuple[str, str, str, str], ...]
    why: str
    second_person: str
    clean: bool  # nothing at all was hidden: a person may send the original


@dataclass(frozen=True, slots=True)
class Prepared:
    """What goes with a letter, and what the approver must know of it."""

    enclosures: tuple[Enclosure, ...]
    findings: tuple[Finding, ...]


def prepared(file: CaseFile, items: tuple[int, ...], desk: Desk) -> Prepared:
    """Return the files that go with the answers to *items*, each in a safe form by default."""
    out: list[Enclosure] = []
    findings: list[Finding] = []
    for original in enclosures_of(answered(file.case, items)):
        decision = _decided(file, original.sha256)
        if decision == "drop":
            continue
        looked = _look(original, desk)
        findings += _findings(original, looked, decision)
        if decision == "original" and looked.clean and not looked.why:
            forms = [replace(original, released_as_original=True)]
        else:
            forms = [_form(original, made) for made in looked.made]
        out += forms
    if out:
        findings += _of_services(file, items, desk)
    named = tuple(_named(one, at, file.reference) for at, one in enumerate(out, 1))
    return Prepared(named, tuple(findings))


def _of_services(file: CaseFile, items: tuple[int, ...], desk: Desk) -> Iterator[Finding]:
    """Yield the services whose files always take two people: staff, social care (SEC-2)."""
    given = [one for one in answered(file.case, items) if one.answer and one.answer.enclosures]
    for name in dict.fromkeys(item.service for item in given):
        service = desk.people.service(name)
        if service is not None and service.two_people:
            what = f"files of {service.name} may hold records about people"
            yield Finding("SEC-2", what, service.name, TWO_LOOK, Gravity.TWO_PEOPLE)


def _decided(file: CaseFile, sha256: str) -> str:
    """Return what a person decided of a file: safe, original or drop."""
    facts = [e.fact for e in standing(file.history)]
    decided = [f for f in facts if isinstance(f, events.EnclosureDecided) and f.sha256 == sha256]
    return decided[-1].decision if decided else "safe"


def _look(original: Enclosure, desk: Desk) -> Looked:
    """Return what is known of a file; it is examined once, in the limited child."""
    key = f"examined:{EXAMINATION}:{original.sha256[:40]}"
    kept = desk.uow.state.own(key)
    if kept is not None:
        return cast(Looked, decode(Looked, json.loads(kept)))
    content = desk.uow.content.file_bytes(original.sha256)
    found = examine(original.name, original.content_type, content, desk.office.examiner)
    looked = _kept(original, found, desk)
    desk.uow.state.set_own(key, json.dumps(encode(looked)))
    return looked


def _kept(original: Enclosure, found: Examined, desk: Desk) -> Looked:
    made = []
    for safe in found.safe:
        origin = f"made from {original.sha256[:16]}"
        name = f"{safe.title or original.name}.{safe.extension}"
        kept = desk.uow.content.add_file(safe.content, name, safe.content_type, origin, desk.now)
        title = safe.title or original.title
        made.append(
            Made(kept.sha256, safe.extension, safe.content_type, kept.size, title, safe.about)
        )
    return Looked(
        made=tuple(made),
        found=tuple((one.rule, one.place, one.what, one.how) for one in found.findings),
        remarks=tuple((one.rule, one.place, one.what, one.how) for one in found.remarks),
        why=found.why,
        second_person=found.second_person,
        clean=found.may_leave_as_it_is,
    )


def _findings(original: Enclosure, looked: Looked, decision: str) -> list[Finding]:
    """Return what the approver is told: what stops the letter first."""
    name = original.name
    found: list[Finding] = []
    if looked.why:
        how = f"ask the officer for another file, or: foibot case file REFERENCE {name} drop"
        found.append(Finding("T23", f"{name} cannot go: {looked.why}", name, how))
    if decision == "original" and not looked.clean:
        how = "it goes in its safe form; nothing hidden may leave"
        found.append(Finding("T23", f"{name} does not go as it is", name, how, Gravity.WARN))
    if looked.second_person:
        found.append(Finding("SEC-2", looked.second_person, name, TWO_LOOK, Gravity.TWO_PEOPLE))
    for made in looked.made if decision == "safe" else ():
        if made.about:
            what = "; ".join(made.about.splitlines())
            how = "see that nothing else is in it"
            found.append(Finding("T23", what, made.title or name, how, Gravity.WARN))
    for rule, place, what, _how in looked.found:
        how = "it was left out of the safe form that goes"
        found.append(Finding(rule, what, f"{name}: {place}", how, Gravity.WARN))
    for rule, place, what, how in looked.remarks:
        found.append(Finding(rule, what, f"{name}: {place}", how, Gravity.WARN))
    return found


def _form(original: Enclosure, made: Made) -> Enclosure:
    return replace(
        original,
        title=made.title,
        sha256=made.sha256,
        content_type=made.content_type,
        size=made.size,
        name=f"file.{made.extension}",
    )


def _named(one: Enclosure, at: int, reference: str) -> Enclosure:
    """Return a file under a name of ours: nothing of a stranger's name goes out (T15)."""
    extension = one.name.rpartition(".")[2].lower() if "." in one.name else "bin"
    safe = extension if extension.isalnum() and len(extension) <= 5 else "bin"
    return replace(one, name=f"{reference}-enclosure-{at}.{safe}")


def hashes(enclosures: Sequence[Enclosure]) -> frozenset[str]:
    """Return what the checks may take as examined."""
    return frozenset(one.sha256 for one in enclosures)
