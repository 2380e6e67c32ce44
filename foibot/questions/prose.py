"""Running text -> items: a sentence that asks, with what leans on it (guide R6, R7, R9, R11)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from foibot.questions.acts import Sentence, read_sentence
from foibot.questions.added import adds_more, counts_parts, names_more
from foibot.questions.again import asked_for, of_another, of_each_above, of_period
from foibot.questions.asking import covers_parts, leading_part
from foibot.questions.cases import conditional, conditional_on, kept_so, rests_on
from foibot.questions.context import leading_in
from foibot.questions.drafts import Draft, Found
from foibot.questions.fields import RECORDS
from foibot.questions.inline import Piece, split
from foibot.questions.judge import heads, is_refused, is_stem, read_all
from foibot.questions.layout import ends_listed
from foibot.questions.leads import is_lead
from foibot.questions.meanings import says_meaning
from foibot.questions.passage import Passage
from foibot.questions.rules import QuestionRules
from foibot.questions.sentences import Starts, cut_up
from foibot.questions.signs import (
    EXAMPLE,
    FOR,
    INDIRECT,
    REQUESTS,
    SEPARATE,
    asks_afresh,
    is_aim,
    is_courtesy,
    is_definite,
    is_general,
    is_idle,
    is_lead_in,
    is_meant,
    is_rhetorical,
    is_weak,
    last_piece,
    leans_by_its_words,
    names_matter,
    names_record,
    of_all_figures,
    own_matter,
    parted,
    points_on,
    shows_fields,
    turns_on,
)
from foibot.questions.values import are_choices, are_values

LEANING = 12  # words of a question that hangs on the one before, at most
# "I request under the Act: any reports on it": what is wanted stands behind the colon.
NAMED = re.compile(r":\s+\S.{12}")


@dataclass(slots=True)
class ProseReader:
    """Reads paragraphs one after the other; *lead* is what stands above the asks that follow."""

    rules: QuestionRules
    found: Found
    lead: list[Passage] = field(default_factory=list)
    starts: Starts | None = None
    waiting: bool = False
    expecting: bool = False
    first: bool = True
    listed: bool = False
    tight: bool = False
    heated: bool = False
    careless: bool = False
    place: int = 0
    in_form: bool = False
    under_head: bool = False  # one of the lines under a heading
    by_line: bool = False  # one of several lines that ask a question each
    examples: bool = False  # "E.g. who runs it?": the questions that follow are examples too
    formal: bool = False  # under a heading such as "Public interest"
    heading: list[Passage] = field(default_factory=list)
    beneath: list[Passage] = field(default_factory=list)  # scope under the present heading
    outer: list[Passage] = field(default_factory=list)  # what led in when the last lead-in came
    lead_at: int = 0  # how many items there were when the lead-in came
    general: Draft | None = None
    last: Draft | None = None
    asked: Draft | None = None
    purpose: Draft | None = None
    since: list[Passage] = field(default_factory=list)
    beside: list[Sentence] = field(default_factory=list)  # what stands before in the paragraph

    def paragraph(self, body: Passage, *, before_list: bool) -> list[Sentence]:
        """Read a paragraph; return the sentences that lead in the list after it, if any does."""
        self.place += 1
        every = self._read(body)
        if before_list and (led := leading_part(every)):
            return self._lead(led)
        before, pieces = split(body)
        scoped = before.text and covers_parts(read_all(before, self.rules)[-1])
        if len(pieces) > 1 and not (
            scoped or are_values(before.text, [p.body.text for p in pieces], self.rules)
        ):
            self._inline(before, pieces)
            return []
        self._sentences(every, expecting=self.waiting)
        return []

    def _read(self, body: Passage) -> list[Sentence]:
        """Return the sentences of a paragraph; the model parts those without full stops."""
        parts = cut_up(body, self.starts if self.careless else None)
        read = (read_sentence(part, self.rules) for part in parts)
        return [each for each in read if each.words]  # "..." and the like say nothing

    def _lead(self, every: list[Sentence]) -> list[Sentence]:
        """Keep what stands before a list as its lead-in; asks before it only if concrete."""
        self.outer = list(self.lead) if self.waiting else list(self.heading)
        fresh = SEPARATE.search(every[-1].text) and every[-1].has("fresh")
        fresh = fresh or turns_on(every)
        if len(every) > 1 and (fresh or conditional_on(every[:-1], every[-1])):
            # "How many are there?  I would also like:": the first is an ask of its own.
            self._sentences(every[:-1])
            every = every[-1:]
        kept = leading_in(every, self.found)
        if self.tight and self.last in self.found.drafts and self._names_like(every):
            # "Number approved", "Number refused", and then the reasons: all three are asked for.
            self._ask(every[0])
            self.lead = [every[0].body]
            return every
        if (
            (every[-1].has("specifics") or self.tight)
            and self.found.drafts
            and not counts_parts(every[-1], self.found.drafts[-1].body.text)
            and self.last in self.found.drafts
        ):
            draft = self.found.drafts.pop()
            self.lead = [draft.body]
        elif self.heading and len(every) == 1 and heads(every[0]):
            self.under(every[0].body)
            return every
        elif len(every) == 1 and every[0].has("value") and self._leading():
            pass  # one more period under the lead-in
        else:
            self.lead = list(self.heading)
        self.lead += [each.body for each in kept]
        self.lead_at = len(self.found.drafts)
        self.last, self.formal = None, False
        return every

    def _names_like(self, every: list[Sentence]) -> bool:
        """Return whether a line above a list is one of several that each name what is wanted."""
        assert self.last is not None
        named = len(every) == 1 and every[0].has("noun") and not every[0].has("colon")
        return named and read_sentence(self.last.body, self.rules).has("noun")

    def _leading(self) -> bool:
        """Return whether a lead-in stands above that no item followed yet."""
        return self.waiting and self.lead_at == len(self.found.drafts)

    def under(self, heading: Passage) -> None:
        """Open a section; a lead-in that no item followed yet is then for all sections (R7)."""
        waits = self.lead and self.lead != self.heading
        if waits and self.lead_at == len(self.found.drafts):
            self.found.scopes += [part for part in self.lead if part not in self.found.scopes]
        self.flush()
        self.heading = self.lead = [heading]
        self.last, self.formal = None, False
        self.lead_at = len(self.found.drafts)

    def flush(self) -> None:
        """Make the scope of a section without items ("Definitions") that of the whole mail."""
        if self.lead_at == len(self.found.drafts):
            self.found.scopes += self.beneath
        self.beneath = []

    def _inline(self, before: Passage, pieces: list[Piece]) -> None:
        """Read a paragraph that holds its own labels."""
        intro = read_all(before, self.rules) if before.text else []
        if intro and not is_lead(intro[-1]) and intro[-1].text[-1:] in ".?!":
            self._sentences(intro)
            intro = []
        elif intro and conditional_on(intro[:-1], intro[-1]):
            self._sentences(intro[:-1])
            intro = intro[-1:]
        self.lead = [each.body for each in leading_in(intro, self.found)] or self.lead
        # "I want (a) an apology, (b) the lift mended by Friday" is done, not told.
        pieces = [p for p in pieces if not all(e.demands for e in read_all(p.body, self.rules))]
        for n, piece in enumerate(pieces):
            body, rest = piece.body, None
            every = read_all(piece.body, self.rules)
            if n == len(pieces) - 1:
                body, rest = last_piece(piece.body, every)
            body, heading = parted(body)
            told = "told" if self.lead else "fact"
            if not any(each.asks or not each.has(told) for each in every) or not body.text:
                self.lead = [*self.lead, piece.body]
                continue
            self._piece(piece, body)
            if heading is not None:
                self.lead = [heading]
            if rest is not None and rest.text:
                self.last = None
                self._sentences(read_all(rest, self.rules))

    def _piece(self, piece: Piece, body: Passage) -> None:
        before, inner = split(body)
        draft = Draft(body, piece.label, lead=list(self.lead), path="inline")
        self.found.drafts.append(draft)
        if (
            len(inner) < 2
            or not before.text
            or are_values(before.text, [p.body.text for p in inner], self.rules)
        ):
            return
        draft.body = before
        draft.stem = is_stem(before.text, read_all(before, self.rules))
        for each in inner:
            self.found.drafts.append(Draft(each.body, each.label, draft, path="inline"))

    def _sentences(self, every: list[Sentence], *, expecting: bool = False) -> None:
        self.last, self.purpose, self.examples = None, None, False
        for n, each in enumerate(every):
            self.beside = every[:n]
            self.expecting = expecting and n == 0
            self.listed = expecting
            self.first = n == 0
            self._sentence(each)

    def _sentence(self, each: Sentence) -> None:
        """Do with one sentence what it asks for: the first rule that fits."""
        for fits, act in (
            (self._leans(each), self._extend),
            (self._shows_columns(each), self._columns),
            (points_on(each), self._points),
            (self.in_form and (each.has("question") or not each.asks), self._ask),
            (is_refused(each) or (self.last is None and rests_on(each)), self._refused),
            (self.formal and not is_definite(each), self._refused),
            (self.heated and is_rhetorical(each), self._refused),
            (each.has("announce"), self._announced),
            (says_meaning(each), self._scope),
            (of_another(each) or (self.waiting and self._named_line(each)), self._ask),
            (each.has("scope") and not is_lead_in(each) and not own_matter(each), self._scope),
            (is_lead(each) and (each.has("points") or not each.has("mark")), self._points),
            (each.has("scope") and not own_matter(each), self._scope),
            (bool(self.found.drafts) and of_period(each), self._scope),
            (self.last is None and ends_listed(self.found) and of_each_above(each), self._scope),
            (conditional(each) and (each.has("scope") or kept_so(each)), self._scope),
            (each.asks and (self.by_line or not is_weak(each, self.beside)), self._ask),
        ):
            if fits and not each.has("blank"):
                act(each)
                return
        self._other(each)

    def _named_line(self, each: Sentence) -> bool:
        """Return whether a line names what is wanted; with a colon it heads the lines below it."""
        named = self.first and each.has("noun") and not each.has("mark")
        named = named and not of_all_figures(each)
        named = named and not (each.has("scope") and each.has("fact"))
        return named and (self.in_form or not each.has("colon"))

    def _leans(self, each: Sentence) -> bool:
        """Return whether a sentence hangs on the ask before it."""
        if self.last is not None and are_choices(each.text, self.last.body.text):
            return True
        if self.last is not None and each.text.startswith(("(", "[")) and self._beside():
            return True  # a remark in brackets goes on with what stands before it
        fresh = asks_afresh(each) or (each.has("fresh") and not each.has("likewise"))
        withheld = each.has("not_exemption") and is_refused(each)
        if self.last is None or fresh or withheld or is_courtesy(each):
            return False
        if self.by_line and each.has("mark") and not each.has("ask", "order"):
            return True
        if self.examples and each.has("mark", "question") and not each.has("ask", "order"):
            return True
        if each.has("follow", "likewise") or (
            self.listed
            and not is_refused(each)
            and not each.has("told")
            and not (each.has("mark") and len(each.words) > LEANING)
            and not (own_matter(each) or (each.asks and each.has("object")) or names_record(each))
        ):
            return True
        return leans_by_its_words(each)

    def _shows_columns(self, each: Sentence) -> bool:
        """Return whether a sentence of its own names the columns of the list asked for (R5)."""
        if self.asked is None or self.asked not in self.found.drafts[-1:]:
            return False
        return shows_fields(each, self.asked.body.text, beside=self.last is not None)

    def _columns(self, each: Sentence) -> None:
        assert self.asked is not None
        for part in [*self.since, each.body]:
            self.asked.body = self.asked.body + part
        self.found.scopes = [part for part in self.found.scopes if part not in self.since]
        self.last = self.asked

    def _announced(self, each: Sentence) -> None:
        named = bool(FOR.search(each.text) or REQUESTS.search(each.text))
        named = named or (each.has("ask") and NAMED.search(each.text) is not None)
        if (each.has("thing") and named) or INDIRECT.search(each.text):
            self._ask(each)
        else:
            self.found.announced.append(each.body)
            self.last = None

    def _points(self, each: Sentence) -> None:
        above = self.lead if self.lead_at == len(self.found.drafts) else list(self.heading)
        if not any(before.asks for before in self.beside):
            # "Ten limes were felled in May.  Please answer the following.", and then the lines.
            every = leading_in([*self.beside[-1:], each], self.found)
            told = [e for e in every[:-1] if e.has("fact")]
            above = [*above, *(e.body for e in told if e.body not in above)]
        self.lead, self.waiting, self.last = [*above, each.body], True, None
        self.lead_at = len(self.found.drafts)

    def _extend(self, each: Sentence) -> None:
        assert self.last is not None
        self.examples = self.examples or bool(EXAMPLE.match(each.text))
        self.last.body = self.last.body + each.body

    def _refused(self, each: Sentence) -> None:
        if each.has("not_format"):
            self.found.formats.append(each.body)
        self.last, self.waiting = None, False

    def _scope(self, each: Sentence) -> None:
        if self.last:
            self._extend(each)
        elif self.heading and self.lead_at == len(self.found.drafts):
            # What stands directly under a heading is for its section alone.
            self.heading = self.lead = [*self.lead, each.body]
            self.beneath.append(each.body)
        else:
            self.found.scopes.append(each.body)
            self.since.append(each.body)

    def _ask(self, each: Sentence) -> None:
        before = self.found.drafts[-1] if self.found.drafts else None
        if before is not None and before is self.general and not each.has("fresh"):
            # "I want information about the fleet.  How many ...": a topic, then what of it.
            self.found.drafts.pop()
            self.lead, before = [*self.lead, self.general.body], None
        told = [fact.body for fact in asked_for(each, self.beside)]
        draft = Draft(each.body, context=told, lead=list(self.lead))
        if self.purpose is not None and before is self.purpose:
            self.found.drafts.pop()
            draft.context.insert(0, before.body)
            before = None
        self.purpose = draft if is_aim(each) else None
        if each.has("specifics") and before is not None and before is self.asked:
            # "I want all you hold. To be exact, I request ...": the first is only the context.
            self.found.drafts.pop()
            draft.context.insert(0, before.body)
        self.found.drafts.append(draft)
        if not (told or each.has("thing", "question", "noun", "sure")):
            meant = (
                self.by_line or is_meant(each) or (self.expecting and not each.has("ask", "order"))
            )
            draft.weak = each.asks and not (meant or RECORDS.search(each.text))
        draft.idle = is_idle(each, self.rules) and not (self.expecting or told)
        draft.filled = self.in_form or self.under_head or of_another(each)
        draft.named = bool(told) or names_matter(each) or (self.expecting and not each.has("fact"))
        draft.place = self.place
        self.general = draft if is_general(each) else None
        self.waiting = self.waiting or self.general is draft
        self.last = draft
        self.asked, self.since = draft, []

    def _beside(self) -> bool:
        """Return whether the paragraph has asked something already."""
        return bool(self.found.drafts) and self.found.drafts[-1].place == self.place

    def _other(self, each: Sentence) -> None:
        """Place a sentence that neither asks nor scopes."""
        pointed = self._leading() and [b.body for b in self.beside[-1:]] == self.lead[-1:]
        named = each.has("noun") and len(each.words) > 3 and not each.has("colon")
        pointed = pointed and each.has("thing") and not of_all_figures(each)
        named = named and (self.first or pointed)
        indirect = self.expecting and each.words[0] in self.rules.words["wh"]
        # "The time that the person at the top has waited", in a list, names what is wanted.
        stated = each.has("fact") and not indirect
        stated = stated and not (self.expecting and each.has("noun") and not each.has("told"))
        added = adds_more(each) and self._beside() and not indirect
        # "Please send the number of pupils.  The number of schools.": one more record is named.
        above = read_sentence(self.last.body, self.rules) if self.last is not None else None
        added = added or names_more(each, above, self.beside)
        # "END" is no question, be it where one would be.
        silent = stated or each.has("value", "blank")
        if added or (not silent and (self.expecting or named)):
            self._ask(each)
        else:
            if each.has("value") and self._leading() and any(map(str.isalpha, each.text)):
                # A period under the lead-in; years alone are the heads of columns.
                self.lead = [*self.lead, each.body]
            if each.has("fact"):
                # What leans on it from here on leans on this fact, not on the ask before.
                self.last = None
            self.since.append(each.body)
            self.found.told.append(each.body)
