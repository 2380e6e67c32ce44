"""Words and files -> the very bytes that go: one mail, or several numbered ones (P8)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from foibot.case.model import Enclosure
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.handlers.post import Mail, envelope_of
from foibot.letter.as_text import as_text
from foibot.letter.blocks import Blocks
from foibot.letter.compose import compose
from foibot.letter.findings import Finding, Gravity
from foibot.letter.forms import forms
from foibot.letter.model import File, Letter, LetterError
from foibot.letter.parcels import ResponseFiles, files_listed, in_mail, parcels, told
from foibot.letter.readability import ease
from foibot.letter.response import Response
from foibot.letter.reviews import ReviewOutcome
from foibot.letter.templates import Context, Rendered
from foibot.store.lanes import Lane

# What the words of a further mail take.
WORDS = 30_000
MEGABYTE = 1024 * 1024
Answering = Response | ReviewOutcome


@dataclass(frozen=True, slots=True)
class Further:
    """One of the mails that bring the files which did not fit in the first one."""

    key: str
    raw: bytes
    sha256: str
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A letter as it will go: *raw* is what the relay gets, *sha256* names it."""

    raw: bytes
    sha256: str
    message_id: str
    subject: str
    blocks: Blocks
    findings: tuple[Finding, ...]
    file_findings: Blocks
    enclosed: tuple[Enclosure, ...]
    files: tuple[File, ...]
    forms: tuple[File, ...]  # the letter itself as PDF and Word, for the approver
    readability: str
    first: tuple[File, ...] = ()  # those of the files that are in the mail with the letter
    more: tuple[Further, ...] = ()  # the further mails, where one is too small for all

    @property
    def enclosures(self) -> tuple[str, ...]:
        """Return the hashes of the files that go with the letter."""
        return tuple(one.sha256 for one in self.enclosed)

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """Return what the checks ask to be looked at again before it goes."""
        return tuple(one for one in self.findings if one.gravity is Gravity.CONFIRM)

    @property
    def two_people(self) -> str:
        """Return why two different people must approve it (SEC-2), "" when one is enough."""
        found = [one for one in self.findings if one.gravity is Gravity.TWO_PEOPLE]
        return f"{found[0].what} ({found[0].where})" if found else ""

    @property
    def blocked(self) -> bool:
        """Return whether a check stands against the letter."""
        return any(one.gravity is Gravity.BLOCK for one in self.findings)


def compile_context(
    file: CaseFile,
    context: Answering,
    key: str,
    desk: Desk,
    enclosed: tuple[Enclosure, ...] = (),
) -> Compiled:
    """Return what *context* says as the bytes that would go: in several mails where one is full."""
    files = tuple(_file(one, desk) for one in enclosed)
    made = _one_mail(file, context, key, desk, files)
    most = round(desk.office.config.limits.largest_mail_mb * MEGABYTE)
    if len(made.raw) > most and files:
        made = _several(file, context, key, desk, files, most)
    return replace(made, enclosed=enclosed, files=files)


def _several(
    file: CaseFile,
    context: Answering,
    key: str,
    desk: Desk,
    files: tuple[File, ...],
    most: int,
) -> Compiled:
    """Return the letter in numbered mails, none over *most* bytes where each file fits in one."""
    bare = len(_one_mail(file, context, key, desk, ()).raw) + WORDS
    sizes = [len(one.content) for one in files]
    mails = [tuple(files[at] for at in each) for each in parcels(sizes, most - bare, most - WORDS)]
    how = told([[one.name for one in each] for each in mails])
    first = replace(context, enclosures=(*context.enclosures, *how))
    made = _one_mail(file, first, key, desk, mails[0], of=len(mails))
    large = [one for one in files if in_mail(len(one.content)) > most - WORDS]
    return replace(
        made,
        findings=(*made.findings, *(_too_large(one, most) for one in large)),
        more=tuple(
            _further(file, f"{key}/{at}", at, len(mails), each, desk)
            for at, each in enumerate(mails[1:], 2)
        ),
    )


def _too_large(one: File, most: int) -> Finding:
    size, limit = len(one.content) / MEGABYTE, most / MEGABYTE
    what = f"it is too large for any e-mail: {size:.1f} MB, and a mail may have {limit:.1f} MB"
    how = (
        "ask the officer for it in smaller files; or publish it, say where in the answer, and: "
        f"foibot case file REFERENCE {one.name} drop"
    )
    return Finding("P8", what, one.name, how)


def _further(
    file: CaseFile, key: str, part: int, of: int, files: tuple[File, ...], desk: Desk
) -> Further:
    context = ResponseFiles(file.reference, part, of, files_listed([one.name for one in files]))
    raw, _ = _composed(context, desk.to_requester(file, key, lane=Lane.URGENT), files, desk)
    return Further(key, raw, hashlib.sha256(raw).hexdigest(), files)


def _one_mail(
    file: CaseFile,
    context: Answering,
    key: str,
    desk: Desk,
    files: tuple[File, ...],
    of: int = 1,
) -> Compiled:
    """Return the letter as one mail with *files*, the first *of* as many."""
    mail = desk.to_requester(file, key, lane=Lane.URGENT)
    rendered = desk.office.templates.render(context, mail.language)
    own, faults = ((), ()) if mail.plain else _forms(file, rendered, desk)
    going = (*(one for one in own if _goes(one, desk)), *files)
    raw, letter = _composed(context, mail, going, desk, f" (1 of {of})" if of > 1 else "")
    return Compiled(
        raw=raw,
        sha256=hashlib.sha256(raw).hexdigest(),
        message_id=desk.post.id_of(letter.kind, key),
        subject=letter.subject,
        blocks=rendered.blocks,
        findings=faults,
        file_findings=(),
        enclosed=(),
        files=files,
        forms=own,
        readability="" if mail.language == "cy" else ease(as_text(rendered.blocks)).said,
        first=files,
    )


def _composed(
    context: Context, mail: Mail, files: tuple[File, ...], desk: Desk, mark: str = ""
) -> tuple[bytes, Letter]:
    """Return a mail to the requester as bytes and as words; *mark* ends its subject."""
    letter = desk.office.templates.letter(context, envelope_of(mail, files))
    letter = replace(letter, subject=f"{letter.subject}{mark}")
    own_id = desk.post.id_of(letter.kind, mail.key)
    return compose(letter, desk.office.sender, own_id, desk.now), letter


def _file(one: Enclosure, desk: Desk) -> File:
    return File(one.name, one.content_type, desk.uow.content.file_bytes(one.sha256))


def _forms(
    file: CaseFile, rendered: Rendered, desk: Desk
) -> tuple[tuple[File, ...], tuple[Finding, ...]]:
    """Return the letter as files beside its mail, and which of them a bad template prevents."""
    templates = desk.office.templates
    wanted = dict.fromkeys((*templates.desk.forms.requester, *templates.desk.forms.approver))
    made: list[File] = []
    faults: list[Finding] = []
    for one in wanted:
        try:
            made += forms(rendered, file.reference, desk.today, (one,), templates)
        except LetterError as error:
            how = "correct the template; the letter goes without this form"
            faults.append(Finding("6.2-13", str(error), f"letter.{one}", how, Gravity.CONFIRM))
    return tuple(made), tuple(faults)


def _goes(form: File, desk: Desk) -> bool:
    return form.name.rpartition(".")[2] in desk.office.templates.desk.forms.requester
