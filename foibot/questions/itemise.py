"""The text of a message -> its questions, each with what scopes it (guide R1 to R15)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from foibot.message.caseless import Caseless
from foibot.message.wording import said
from foibot.questions.acts import Sentence, read_sentence
from foibot.questions.blocks import blocks
from foibot.questions.casing import restored
from foibot.questions.confidence import LAST_RESORT, confidence
from foibot.questions.courtesies import is_closing, is_greeting, plain
from foibot.questions.drafts import Doubt, Draft, Found
from foibot.questions.judge import (
    is_refused,
    read_all,
)
from foibot.questions.language import Language
from foibot.questions.layout import is_listed
from foibot.questions.lines import is_name
from foibot.questions.model import Item
from foibot.questions.reader import SourceReader
from foibot.questions.remarks import joined_on, remarks_asked, without_remarks
from foibot.questions.rules import QuestionRules
from foibot.questions.source import BODY, SUBJECT, Source

TOPIC = re.compile(
    r"\b(?:about|regarding|concerning|relating to|relation to|respect of"
    r"|on the subject of)\b",
    re.I,
)
NAMED = re.compile(
    r"(?:(?:re|fwd?)\s*:\s*)*"
    r"(?:(?:(?:an? |my |new )?(?:foia?|foisa|eirs?|freedom of information|environmental information"
    r"|information)(?: act)?(?: 2000)?(?: request)?|request for information)\s*(?:[:–—]|-\s)\s*)+",
    re.I,
)
JOINERS = frozenset(["also", "and", "plus", "additionally", "and also"])  # scope nothing
# "Contact: Ann Roe, ann@example.org" is about who asks.
REACHED = re.compile(r"(?:contact|e-?mail|reply to|from)\b[^@]{0,60}\w@\w", re.I)
SHORT = 1500  # characters of a mail that may name what it wants and say no more
ATTACHED = Caseless(r"\battach(?:ed|ment|ments)?\b|\benclosed\b|\batodi\w*")
BACKGROUND = Caseless(
    r"\bfor (?:your )?(?:ease of |further )?(?:background|information|reference|context|records?"
    r"|illustration|interest)\b",
)
# "Could you answer the questions in the enclosed file?": what is asked stands there.
SENT_THERE = re.compile(
    r"\b(?:questions?|queries|requests?|questionnaires?|surveys?|list of (?:what|questions)"
    r"|what (?:i|we)\b)[^.?!]{0,60}\b(?:attach(?:ed|ment|ments)?|enclos(?:ed|ure|ures))\b"
    r"|\b(?:attached|enclosed) (?:\w+ )?"
    r"(?:questions?|queries|requests?|questionnaires?|surveys?|letter|lists)\b",
    re.I,
)
THERE = ("attach", "enclos")  # one of them stands wherever that does: looked for first
# "As per subject line", "See the title of this e-mail": what is asked stands there.
SENT_UP = re.compile(
    r"\b(?:as (?:per|in|stated in)|per|see|in|is|read|answer) (?:the |my )?(?:e-?mail )?"
    r"(?:subject|title|heading)\b(?! (?:access|to|of (?!this|my)))|\bas above\b",
    re.I,
)
# The same, where it is all that a sentence says: "My question is in the subject line".
IN_SUBJECT = Caseless(
    r"^\W*(?:(?:please|hello|hi|dear (?:sir|all|team))\W{1,3})?(?:(?:my|our|the) )?(?:\w+ )?"
    r"(?:questions?|requests?|quer(?:y|ies)|enquir(?:y|ies))\W{1,2}(?:is|are|as)"
    r"(?: stated| set out)? (?:in|per) (?:the |my )?(?:e-?mail )?(?:subject|title|heading)"
    r"(?: (?:line|heading|box|above|of (?:this|my) (?:e-?mail|message)))*\W*$",
)


@dataclass(frozen=True, slots=True)
class Itemised:
    """The questions found, the findings beside them, and how sure the reading is."""

    items: tuple[Item, ...]
    scopes: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    confidence: float = 1.0
    spare: tuple[Item, ...] = ()  # what it may ask, if it must be a request after all


def itemise(
    sources: Sequence[Source], rules: QuestionRules, language: Language | None = None
) -> Itemised:
    """Return the questions of the body; of the attachments if it has none; else of the subject."""
    subject = [each for each in sources if each.name == SUBJECT]
    body = [each for each in sources if each.name == BODY]
    attached = [each for each in sources if each.name not in (SUBJECT, BODY)]
    found: list[tuple[Source, Found]] = [
        (each, SourceReader(rules, language).read(each)) for each in body
    ]
    found += from_files(found, attached, rules, language)
    only_up = drop_pointers(found)
    if not any(each.drafts for _, each in found):
        pointed = only_up or any(map(sends_up, body))
        named = None if pointed else named_alone(body, subject, rules)
        found.append(named or last_resort(found, subject, rules, pointed=pointed))
    done = finished(found)
    return done if done.items else replace(done, spare=rescued([*body, *attached, *subject], rules))


def from_files(
    found: list[tuple[Source, Found]],
    attached: list[Source],
    rules: QuestionRules,
    language: Language | None,
) -> list[tuple[Source, Found]]:
    """Return what attachments ask, if the body asks nothing or sends us there (R13)."""
    drafts = [draft for _, out in found for draft in out.drafts]
    own = [draft for draft in drafts if not sends_there(draft) and asks(draft, rules)]
    pointed = any(points_out(part.text) for _, out in found for part in out.announced)
    pointed = pointed or any(points_there(line) for each, _ in found for line, _ in each.lines)
    if own and not pointed:
        return []
    read = [(each, SourceReader(rules, language).read(each)) for each in attached]
    if any(out.drafts for _, out in read):
        for out in (out for _, out in found if out.surplus or not own):
            gone = "".join(fold(draft.body.text) for draft in out.drafts)
            out.doubts = [d for d in out.doubts if not d.words or fold(d.words) not in gone]
            out.drafts.clear()
        own = [draft for _, out in found for draft in out.drafts]
    known = {fold(draft.body.text) for draft in own}
    narrowing = [part for _, out in found for part in out.scopes]
    for _, out in read:
        if known & {fold(draft.body.text) for draft in out.drafts}:
            out.drafts.clear()
        for draft in out.drafts:
            if draft.parent is None:
                draft.context = [*narrowing, *draft.context]
    return read


def asks(draft: Draft, rules: QuestionRules) -> bool:
    """Return whether a draft asks or names a record: "Type straight into the form" does not."""
    every = read_all(draft.body, rules)
    return is_listed(draft) or any(each.asks or each.has("thing") for each in every)


def points_out(text: str) -> bool:
    """Return whether *text* announces an attachment, and not as mere background."""
    return ATTACHED.search(text) is not None and BACKGROUND.search(text) is None


def sends_there(draft: Draft) -> bool:
    """Return whether a draft asks for nothing but an answer to the attachment, or is a name."""
    text = draft.body.text
    return points_there(text) or is_name(text)


def points_there(text: str) -> bool:
    """Return whether *text* says that the questions are in an attachment."""
    return said(text.casefold(), THERE) is not None and SENT_THERE.search(text) is not None


def sends_up(body: Source) -> bool:
    """Return whether a mail says that its subject is what it asks: "As per subject line" (R13)."""
    text = " ".join(line for line, _ in body.lines)
    return len(text) <= SHORT and SENT_UP.search(text) is not None


def drop_pointers(found: list[tuple[Source, Found]]) -> bool:
    """Drop "my question is in the subject line" where all that is asked is that; return if so."""
    drafts = [draft for _, out in found for draft in out.drafts]
    if not drafts or not all(IN_SUBJECT.search(draft.body.text) for draft in drafts):
        return False
    for _, out in found:
        out.drafts.clear()
    return True


def fold(text: str) -> str:
    """Return the letters of *text*, to compare two wordings."""
    return re.sub(r"[\W_]+", "", text.lower())


def named_alone(
    body: list[Source], subject: list[Source], rules: QuestionRules
) -> tuple[Source, Found] | None:
    """Return what a body that asks in no word names, "The diary of the Leader for May.", if any."""
    if any(sentence.asks for each in subject for sentence in written_in(each, rules)):
        return None
    for each in body:
        if sum(len(text) for text, _ in each.lines) > SHORT:
            continue
        named = [s for s in written_in(each, rules) if s.has("noun") and not s.has("fact", "told")]
        if named:
            drafts = [Draft(sentence.body, path="rescued") for sentence in named]
            return each, Found(drafts, doubts=[LAST_RESORT])
    return None


def written_in(each: Source, rules: QuestionRules) -> list[Sentence]:
    """Return the sentences between greeting and closing that no rule refuses."""
    every = blocks(each.lines, lambda text: is_closing(text, rules))
    end = next((n for n, b in enumerate(every) if n and is_closing(b.text, rules)), len(every))
    return [
        sentence
        for block in every[:end]
        if not is_greeting(block.text, rules)
        for sentence in read_all(block.body, rules)
        if not sentence.refused and not sentence.has("blank")
    ]


def last_resort(
    found: list[tuple[Source, Found]],
    subject: list[Source],
    rules: QuestionRules,
    *,
    pointed: bool,
) -> tuple[Source, Found]:
    """
    Return the subject, if it asks, else what announces the request, as the only item.

    Where the body *pointed* to it the subject leaves no doubt, and may only name what is wanted.
    """
    for each in subject:
        asked = [s for b in blocks(each.lines, lambda _: False) for s in read_all(b.body, rules)]
        asked = [unnamed(s, rules) for s in asked]
        told = [s for s in asked if s.has("thing", "noun", "question", "mark")]
        doubts = [] if told and pointed else [LAST_RESORT]
        told = told or [s for s in asked if pointed and s.has("matter")]
        if told and not is_refused(told[0]):
            return each, Found([Draft(told[0].body, path="subject")], doubts=doubts)
    for each, out in found:
        topics = [part for part in out.announced if TOPIC.search(part.text)]
        if topics or out.weak:
            return each, Found(
                [Draft((topics or out.weak)[0], path="announced")], doubts=[LAST_RESORT]
            )
    return Source(SUBJECT, ()), Found()


def rescued(sources: Sequence[Source], rules: QuestionRules) -> tuple[Item, ...]:
    """Return what a request that seems to ask for nothing may mean: never none (law.md 7.1)."""
    for each in sources:
        asked = [one for one in written_in(each, rules) if not is_name(one.text)]
        for tags in (("ask", "mark", "question", "order"), ("noun", "thing"), ("announce",)):
            if named := [sentence for sentence in asked if sentence.has(*tags)]:
                drafts = [Draft(sentence.body, path="rescued") for sentence in named]
                return finished([(each, Found(drafts, doubts=[LAST_RESORT]))]).items
        if asked and each.name != SUBJECT:
            longest = max(asked, key=lambda sentence: len(sentence.text))
            draft = Draft(longest.body, path="rescued")
            return finished([(each, Found([draft], doubts=[LAST_RESORT]))]).items
    return ()


def unnamed(each: Sentence, rules: QuestionRules) -> Sentence:
    """Return a sentence of a subject without the name of the right: "FOI request: ..."."""
    named = NAMED.match(each.text)
    if not named or named.end() == len(each.text):
        return each
    return read_sentence(each.body.cut(named.end(), len(each.text)), rules)


def finished(found: list[tuple[Source, Found]]) -> Itemised:
    """Return the drafts as items, numbered, with their contexts in the order of R7."""
    items: list[Item] = []
    scopes: list[str] = []
    formats: list[str] = []
    for origin, each in found:
        for draft in each.drafts:
            draft.body = restored(draft.body, origin)
        each.drafts = without_bare_numbers(each.drafts)
        remarks_asked(each)
        joined_on(each)
    doubts = tuple(doubt for _, each in found for doubt in each.doubts)
    sure = confidence(doubts, sum(len(each.drafts) for _, each in found))
    for origin, each in found:
        numbers = {id(draft): len(items) + n for n, draft in enumerate(each.drafts, 1)}
        general = [part.folded for part in without_remarks(each.scopes, each.drafts)]
        items += [
            finished_item(draft, numbers, general, origin.name, sure) for draft in each.drafts
        ]
        scopes += [part.folded for part in each.scopes]
        formats += [part.folded for part in each.formats]
    return Itemised(tuple(items), tuple(scopes), tuple(formats), doubts, sure)


def without_bare_numbers(drafts: list[Draft]) -> list[Draft]:
    """
    Return *drafts* without those whose number stands alone; what was below moves up (R10).

    So does what was below a question that was left out as asking for nothing.
    """
    kept = [draft for draft in drafts if is_worded(draft)]
    there = set(map(id, kept))
    for draft in kept:
        while draft.parent is not None and id(draft.parent) not in there:
            draft.parent = draft.parent.parent
    return kept


def is_worded(draft: Draft) -> bool:
    """Return whether there is anything but marks in a draft."""
    return any(map(str.isalnum, draft.body.text))


def finished_item(
    draft: Draft, numbers: dict[int, int], general: list[str], origin: str, sure: float
) -> Item:
    """Return a draft as an item; a child inherits the context of its parent."""
    own = [part.folded for part in [*draft.lead, *draft.context]]
    own = [part for part in own if plain(part) not in JOINERS and REACHED.match(part) is None]
    context = own if draft.parent else [*general, *own]
    return Item(
        n=numbers[id(draft)],
        label=draft.label,
        parent=numbers[id(draft.parent)] if draft.parent else None,
        stem=draft.stem,
        text=draft.body.folded,
        context=tuple(dict.fromkeys(context)),
        source=origin,
        start=draft.body.start,
        end=draft.body.end,
        confidence=sure,
    )
