"""A case's letter as the bytes that will go, with what the checks say of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from foibot.case.clockwork import case_clock
from foibot.case.model import Case, CaseItem, Enclosure
from foibot.handlers.casefile import CaseFile
from foibot.handlers.claiming import with_opinions
from foibot.handlers.desk import Desk
from foibot.handlers.enclosing import hashes, prepared
from foibot.letter.as_text import as_text
from foibot.letter.blocks import Blocks
from foibot.letter.checks import check, checked
from foibot.letter.compose import compose
from foibot.letter.file_findings import file_blocks
from foibot.letter.findings import Finding, Gravity
from foibot.letter.forms import forms
from foibot.letter.model import Envelope, File, LetterError
from foibot.letter.readability import ease
from foibot.letter.response import ResponseFacts, answered, response
from foibot.letter.templates import Context, Rendered
from foibot.store.outbox import Lane


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


def compile_letter(file: CaseFile, items: tuple[int, ...], desk: Desk) -> Compiled:
    """Return the letter that answers *items*, exactly as it would go."""
    facts = facts_for(file, items, desk)
    files = prepared(file, items, desk)
    case = with_files(with_opinions(file.case, desk), items, files.enclosures)
    context = response(case, facts, desk.office.templates, desk.office.exemptions)
    made = compile_context(file, context, response_key(file, items), desk, files.enclosures)
    looked_at = checked(
        case,
        facts,
        as_text(made.blocks),
        desk.office.templates,
        desk.office.exemptions,
        desk.office.check_words,
        attached=tuple((one.name, one.sha256) for one in files.enclosures),
        safe=hashes(files.enclosures),
        monitored=frozenset({desk.office.sender.addr}),
        officers=tuple(sorted(desk.people.roster())),
    )
    return replace(
        made,
        findings=(*made.findings, *files.findings, *check(looked_at)),
        file_findings=file_blocks(files.files),
    )


def with_files(case: Case, items: tuple[int, ...], sent: tuple[Enclosure, ...]) -> Case:
    """Return *case* with the files that really go in place of those that officers attached."""
    chosen = {item.n for item in answered(case, items)}

    def own(item: CaseItem) -> CaseItem:
        if item.n not in chosen or item.answer is None:
            return item
        mine = {one.original_sha256 or one.sha256 for one in item.answer.enclosures}
        goes = tuple(one for one in sent if one.original_sha256 in mine)
        return replace(item, answer=replace(item.answer, enclosures=goes))

    return replace(case, items=tuple(own(item) for item in case.items))


def compile_context(
    file: CaseFile,
    context: Context,
    key: str,
    desk: Desk,
    enclosed: tuple[Enclosure, ...] = (),
) -> Compiled:
    """Return what *context* says as the bytes that would go to the requester."""
    mail = desk.to_requester(file, key, lane=Lane.URGENT)
    rendered = desk.office.templates.render(context, mail.language)
    files = tuple(_file(one, desk) for one in enclosed)
    own, faults = ((), ()) if mail.plain else _forms(file, rendered, desk)
    going = (*(one for one in own if _goes(one, desk)), *files)
    envelope = Envelope(
        key=key,
        recipient=mail.to,
        reference=file.reference,
        in_reply_to=mail.in_reply_to,
        references=mail.references,
        attachments=going,
        plain=mail.plain,
        language=mail.language,
    )
    letter = desk.office.templates.letter(context, envelope)
    own_id = desk.post.id_of(letter.kind, key)
    raw = compose(letter, desk.office.sender, own_id, desk.now)
    return Compiled(
        raw=raw,
        sha256=hashlib.sha256(raw).hexdigest(),
        message_id=own_id,
        subject=rendered.subject,
        blocks=rendered.blocks,
        findings=faults,
        file_findings=(),
        enclosed=enclosed,
        files=files,
        forms=own,
        readability="" if mail.language == "cy" else ease(as_text(rendered.blocks)).said,
    )


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


def response_key(file: CaseFile, items: tuple[int, ...]) -> str:
    """Return the key of the letter: one a set of questions and round of answers."""
    rounds = sum(item.sent_at is not None for item in file.case.items)
    named = "-".join(map(str, items))
    return f"response/{file.reference}/{named}/{rounds}/{file.case.version}"


def facts_for(file: CaseFile, items: tuple[int, ...], desk: Desk) -> ResponseFacts:
    """Return the dates that the letter states."""
    clocks = desk.office.clocks(file.case, file.history, desk.today)
    chosen = {n: clock for n, clock in clocks.items() if n in items}
    rest = {n: clock for n, clock in clocks.items() if n not in items}
    due = min((c.due for c in chosen.values() if c.due), default=desk.today)
    remaining: date | None = case_clock(rest).due if rest else None
    laws = {item.law for item in answered(file.case, items)}
    by = [day for law in laws if (day := desk.office.review_by(law, desk.today))]
    return ResponseFacts(
        letter_date=desk.today,
        due_on=due,
        late_reason=file.case.late_reason,
        review_by=max(by, default=None),
        items=items,
        remaining_by=remaining,
    )
