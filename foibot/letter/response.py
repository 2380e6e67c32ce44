"""
CASE -> RESPONSE: the letter that the authority owes, in the order that law.md part 6 sets out.

Each question stands verbatim above its answer; each outcome has its own wording for each law, in
templates/outcomes/, so that no law borrows the words of another (LET-1 to LET-3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from foibot.case.ended import Ended
from foibot.case.model import Case, CaseItem, Enclosure, Law, Outcome
from foibot.letter.answers import answer_blocks
from foibot.letter.blocks import (
    Block,
    Blocks,
    Heading,
    Listing,
    ListItem,
    Paragraph,
    Quote,
    paragraph,
    words,
)
from foibot.letter.dates import listed
from foibot.letter.enclosing import called
from foibot.letter.exemptions import REGULATIONS, Exemptions
from foibot.letter.questions import question_list
from foibot.letter.templates import Context, Templates
from foibot.letter.welsh import softened

# The words above each question and each answer, by language (ACK-5).
ABOVE = {
    "en": ("Question", "Our answer", "Answered under the {}."),
    "cy": ("Cwestiwn", "Ein hateb", "Atebwyd o dan {}."),
}
# What a list of files says of one: what was removed, and whose it is.
OF_FILE = {"en": ("taken out", "owner"), "cy": ("wedi ei dynnu allan", "perchennog")}
GIVEN = frozenset({Outcome.DISCLOSED, Outcome.PART})


@dataclass(frozen=True, slots=True)
class ResponseFacts:
    """What the letter needs beside the case: dates that the clock worked out, and what is part."""

    letter_date: date
    due_on: date
    late_reason: str = ""
    review_by: date | None = None
    items: tuple[int, ...] = ()  # a part response answers these; empty means all
    remaining_by: date | None = None
    ended: tuple[Ended, ...] = ()


@dataclass(frozen=True, slots=True)
class Response(Context):
    """The response letter; the names of the fields are those of the template."""

    template: ClassVar[str] = "requester-response"
    kind: ClassVar[str] = "response"
    automatic: ClassVar[str] = ""  # a person approved it
    to_requester: ClassVar[bool] = True

    reference: str
    heading: str
    letter_date: date
    received_on: date
    due_on: date
    requester_name: str
    requester_address: str  # the postal one, where the letter is posted
    late: bool
    late_reason: str
    part: bool
    environmental: Blocks
    request: Blocks
    answers: Blocks
    remaining: Blocks
    remaining_by: date | None
    not_answered: Blocks  # what was withdrawn, or another authority holds
    enclosures: Blocks
    reuse: Blocks
    rights: Blocks


def response(
    case: Case, facts: ResponseFacts, templates: Templates, exemptions: Exemptions
) -> Response:
    """Return the letter that answers *case*, or those of its items that *facts* names."""
    chosen = answered(case, facts.items)
    left = tuple(item for item in case.counted if item not in chosen and item.sent_at is None)
    laws = tuple(dict.fromkeys(item.law for item in chosen)) or (case.law,)
    lang = language_of(case, templates)
    return Response(
        reference=case.reference,
        heading=heading(laws, templates, lang),
        letter_date=facts.letter_date,
        received_on=case.received_on,
        due_on=facts.due_on,
        requester_name=case.requester.name,
        requester_address=case.requester.postal,
        late=facts.letter_date > facts.due_on,
        late_reason=facts.late_reason,
        part=bool(left),
        environmental=_environmental(chosen, laws, templates, lang),
        request=_request(case),
        answers=answers_of(case, chosen, templates, exemptions, lang),
        remaining=question_list([item.question for item in left], lang),
        remaining_by=facts.remaining_by,
        not_answered=_not_answered(facts, templates, lang) if not left else (),
        enclosures=enclosure_list(enclosures_of(chosen), lang),
        reuse=reuse_of(chosen, templates, lang),
        rights=_rights(case.reference, laws, facts, templates, lang),
    )


def _not_answered(facts: ResponseFacts, templates: Templates, lang: str) -> Blocks:
    """Return what became of each question that ended without an answer: the last letter says it."""
    if not facts.ended:
        return ()
    return templates.part("response-parts/not-answered", lang, ended=facts.ended)


def language_of(case: Case, templates: Templates) -> str:
    """Return the language of a letter: Welsh to who wrote in Welsh (ACK-5), but for Scotland."""
    return "cy" if case.requester.language == "cy" and not templates.desk.scotland else "en"


def answered(case: Case, numbers: Sequence[int]) -> tuple[CaseItem, ...]:
    """Return the items that the letter answers: those of *numbers*, else all that are owed."""
    owed = [item for item in case.counted if item.sent_at is None]
    return tuple(item for item in owed if not numbers or item.n in numbers)


def enclosures_of(items: Sequence[CaseItem]) -> tuple[Enclosure, ...]:
    """Return what goes with the answers, each file once, in order."""
    every = [file for item in items if item.answer for file in item.answer.enclosures]
    return tuple({(file.name, file.sha256): file for file in every}.values())


def heading(laws: Sequence[Law], templates: Templates, lang: str = "en") -> str:
    """Return the title of the letter: the law or laws under which it answers."""
    names = templates.desk.said_in(lang).laws
    return listed([names[law].title for law in laws if law in names], lang)


def _environmental(
    items: Sequence[CaseItem], laws: Sequence[Law], templates: Templates, lang: str
) -> Blocks:
    """Return why the Regulations apply (law.md 6.2 row 3); nothing when they do not."""
    under = [item for item in items if item.law in REGULATIONS]
    if not under:
        return ()
    names = templates.desk.said_in(lang).laws
    general = next((law for law in laws if law not in REGULATIONS), None)
    numbers = listed([str(item.n) for item in under], lang)
    one = len(under) == 1
    return templates.part(
        "response-parts/environmental",
        lang,
        numbers=numbers,
        mixed=general is not None,
        which=f"Question {numbers} asks for information"
        if one
        else f"Questions {numbers} ask for information",
        them="it" if one else "them",
        env=names[under[0].law],
        general=names[general] if general else None,
    )


def _request(case: Case) -> Blocks:
    """Return the title and the opening of the request, in the requester's words."""
    inner: list[Block] = []
    if case.title:
        inner.append(paragraph(case.title, strong=True))
    inner += [paragraph(part) for part in case.intro.split("\n\n") if part.strip()]
    return (Quote(tuple(inner)),) if inner else ()


def answers_of(
    case: Case,
    chosen: Sequence[CaseItem],
    templates: Templates,
    exemptions: Exemptions,
    lang: str,
) -> Blocks:
    """Return every question with its answer below it; a stem stands above its parts."""
    question, answer, under = ABOVE[lang]
    laws = {item.law for item in chosen}
    stems = {item.n for item in case.items if item.question.stem} & _above(case, chosen)
    out: list[Block] = []
    for item in case.items:
        if item not in chosen and item.n not in stems:
            continue
        out.append(Heading(words(f"{question} {item.n}")))
        out.append(Quote(tuple(_verbatim(item))))
        if item in chosen:
            out.append(Heading(words(answer), 3))
            if len(laws) > 1:
                title = templates.desk.said_in(lang).laws[item.law].title
                said = softened(title) if lang == "cy" else title
                out.append(paragraph(under.format(said), strong=True))
            out += answer_blocks(
                item, case.received_on, templates, exemptions, lang, alone=len(case.counted) == 1
            )
    return tuple(out)


def _above(case: Case, chosen: Sequence[CaseItem]) -> set[int]:
    """Return the numbers of all that stand above the chosen items."""
    parents = {item.n: item.question.parent for item in case.items}
    found: set[int] = set()
    for item in chosen:
        at = parents.get(item.n)
        while at is not None and at not in found:
            found.add(at)
            at = parents.get(at)
    return found


def _verbatim(item: CaseItem) -> Sequence[Paragraph]:
    return [paragraph(part) for part in item.question.text.split("\n") if part.strip()]


def enclosure_list(files: Sequence[Enclosure], lang: str = "en") -> Blocks:
    """Return the list of what is enclosed, with what was taken out of each (6.2 row 9)."""
    if not files:
        return ()
    lines = []
    for file in files:
        title = f": {called(file)}" if called(file) != file.name else ""
        removed = f" ({OF_FILE[lang][0]}: {file.removed})" if file.removed else ""
        lines.append(ListItem(words(f"{file.name}{title}{removed}")))
    return (Listing(tuple(lines), ordered=True),)


def reuse_of(items: Sequence[CaseItem], templates: Templates, lang: str) -> Blocks:
    """Return what may be re-used: what is ours under the licence, the rest is named (LET-17)."""
    given = [item for item in items if item.answer and item.answer.outcome in GIVEN]
    files = enclosures_of(items)
    licence = templates.desk.licence
    if not (given or files) or not licence.name:
        return ()
    own = [file for file in files if file.owner is None]
    others = [file for file in files if file.owner is not None]
    entries = tuple(
        ListItem(words(f"{file.name} ({OF_FILE[lang][1]}: {file.owner})")) for file in others
    )
    return templates.part(
        "response-parts/reuse",
        lang,
        ours=bool(given or own),
        files=bool(own),
        others=(Listing(entries),) if entries else (),
        licence=licence,
    )


def rights_of(case: Case, templates: Templates, letter_date: date) -> Blocks:
    """Return how to complain, for a letter about *case* that is not its answer."""
    laws = tuple(dict.fromkeys(item.law for item in case.counted)) or (case.law,)
    facts = ResponseFacts(letter_date, letter_date)
    return _rights(case.reference, laws, facts, templates, language_of(case, templates))


def _rights(
    reference: str, laws: Sequence[Law], facts: ResponseFacts, templates: Templates, lang: str
) -> Blocks:
    """Return how to ask for a review and how to complain, in every letter (6.2 rows 11, 12)."""
    desk = templates.desk.said_in(lang)
    general = next((desk.laws[law] for law in laws if law not in REGULATIONS), None)
    regulations = next((desk.laws[law] for law in laws if law in REGULATIONS), None)
    return templates.part(
        f"response-parts/rights-{'scotland' if desk.scotland else 'uk'}",
        lang,
        reference=reference,
        foi=general,
        eir=regulations,
        review_by=facts.review_by,
    )
