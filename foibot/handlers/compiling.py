"""A case's letter as the bytes that will go, with what the checks say of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from foibot.case.clockwork import case_clock
from foibot.case.ended import ended
from foibot.case.model import Case, CaseItem, Enclosure
from foibot.handlers.casefile import CaseFile
from foibot.handlers.claiming import with_opinions
from foibot.handlers.composing import Compiled, compile_context
from foibot.handlers.desk import Desk
from foibot.handlers.enclosing import hashes, prepared
from foibot.letter.as_text import as_text
from foibot.letter.checks import check, checked
from foibot.letter.file_findings import file_blocks
from foibot.letter.response import ResponseFacts, answered, response


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
        ended=ended(file.case, file.history),
    )
