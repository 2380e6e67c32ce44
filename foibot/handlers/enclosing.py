"""Files on their way out: examined once, sent in safe forms, held when they cannot be (T23)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from foibot.case import events
from foibot.case.lifecycle import standing
from foibot.case.model import Case, Enclosure
from foibot.enclosures.examine import EXAMINATION, examine
from foibot.enclosures.model import Examined
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.letter.file_findings import FileFinding, FileFound
from foibot.letter.findings import Finding, Gravity
from foibot.letter.response import answered, enclosures_of
from foibot.sandbox.values import decode, encode

LEFT_OUT = "it is left out of what goes"
DROPPED = "It does not go: a person left it out."
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
    found: tuple[FileFinding, ...]
    why: str
    second_person: str
    clean: bool  # nothing at all was hidden: a person may send the original


@dataclass(frozen=True, slots=True)
class Prepared:
    """What goes with a letter, what stands against it, and what was found file by file."""

    enclosures: tuple[Enclosure, ...]
    findings: tuple[Finding, ...]
    files: tuple[FileFound, ...]


NOTHING = Prepared((), (), ())


def originals(case: Case, items: tuple[int, ...] = ()) -> tuple[Enclosure, ...]:
    """
    Return the files as officers sent them, in the order of their numbers in the draft.

    An internal review gives its own with its points.
    """
    points = [] if items else [one.answer for one in case.points if one.answer is not None]
    anew = [one for answer in points for one in answer.enclosures]
    every = (*enclosures_of(answered(case, items)), *anew)
    return tuple({(one.name, one.sha256): one for one in every}.values())


def prepared(file: CaseFile, items: tuple[int, ...], desk: Desk) -> Prepared:
    """Return the files that go with the answers to *items*, each in a safe form by default."""
    out: list[Enclosure] = []
    findings: list[Finding] = []
    files: list[FileFound] = []
    numbers = {one.sha256: at for at, one in enumerate(originals(file.case), 1)}
    for original in originals(file.case, items):
        decision, number = _decided(file, original.sha256), numbers.get(original.sha256, 0)
        if decision == "drop":
            files.append(FileFound(number, original.name, (DROPPED,), ()))
            continue
        looked = look(original, desk)
        findings += _findings(original, number, looked)
        if decision == "original" and looked.clean:
            forms = [replace(original, released_as_original=True)]
        else:
            forms = [_form(original, made) for made in looked.made]
        named = [_named(one, at, file.reference) for at, one in enumerate(forms, len(out) + 1)]
        out += named
        files.append(_file_found(original, number, looked, named))
    if out:
        findings += _of_services(file, items, desk)
    return Prepared(tuple(out), tuple(findings), tuple(files))


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


def look(original: Enclosure, desk: Desk) -> Looked:
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
        found=(
            *(
                FileFinding(one.rule, one.place, one.what, LEFT_OUT, hidden=True, grave=one.grave)
                for one in found.findings
            ),
            *(
                FileFinding(one.rule, one.place, one.what, one.how, hidden=False, grave=False)
                for one in found.remarks
            ),
        ),
        why=found.why,
        second_person=found.second_person,
        clean=found.may_leave_as_it_is,
    )


def _findings(original: Enclosure, number: int, looked: Looked) -> list[Finding]:
    """Return what stands against the letter because of a file."""
    name = original.name
    found: list[Finding] = []
    if looked.why:
        how = f"ask the officer for another file, or reply: drop file {number}: and the reason"
        found.append(Finding("T23", f"{name} cannot go: {looked.why}", name, how))
    if looked.second_person:
        found.append(Finding("SEC-2", looked.second_person, name, TWO_LOOK, Gravity.TWO_PEOPLE))
    return found


def _file_found(
    original: Enclosure, number: int, looked: Looked, going: Sequence[Enclosure]
) -> FileFound:
    """Return what the approver is told of a file; what each form shows stands beside its name."""
    about = {made.sha256: made.about for made in looked.made}
    goes = [_goes(one, about.get(one.sha256, "")) for one in going]
    lines = goes or [f"Nothing of it can go: {looked.why}"]
    return FileFound(number, original.name, tuple(lines), looked.found)


def _goes(one: Enclosure, about: str) -> str:
    shown = "; ".join(about.splitlines())
    how = "goes as the officer sent it" if one.released_as_original else "goes, made anew"
    title = f" ({one.title})" if one.title and one.title not in one.name else ""
    return f"{one.name}{title} {how}{f': {shown}' if shown else ''}"


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
