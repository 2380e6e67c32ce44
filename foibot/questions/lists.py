"""List entries -> items: stems, children, values, columns, facts (guide R1 to R5, R8, R10, R12)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foibot.questions.acts import Sentence
from foibot.questions.asking import is_formal, without_model
from foibot.questions.blocks import Block, adds_case
from foibot.questions.courtesies import is_redacted, plain
from foibot.questions.drafts import Draft, Found
from foibot.questions.entries import (
    are_sections,
    bare_lines,
    completed_below,
    counted,
    fields_below,
    heads_section,
    mostly_asks,
    names_before_brackets,
    numbered_through,
)
from foibot.questions.fields import LISTING, are_fields, names_contact
from foibot.questions.inline import split
from foibot.questions.judge import (
    DANGLING,
    are_refused,
    is_refused,
    is_refused_entry,
    is_stem,
    is_title,
    joins_list,
    read_all,
)
from foibot.questions.meanings import defines, says_meaning
from foibot.questions.nesting import MOST_IN_TITLE, between
from foibot.questions.opening import OPENS_LIST, introduces, shows_fields
from foibot.questions.outline import Entry, Listing
from foibot.questions.passage import Passage
from foibot.questions.rules import QuestionRules
from foibot.questions.signs import CONFIRMS, is_phrase, only_scopes
from foibot.questions.values import are_choices, are_values, is_category

# Sub-entries that are conditions, all of one thing, and not a figure for each of them.
WHERE = re.compile(
    r"\b(?:(?:where|in which|for which)(?: (?:both|all|each)\b[^:]{0,30})?"
    r"|(?:that|which) (?:meet|satisfy)\b[^:]{0,40}|meeting\b[^:]{0,40})\s*[:–-]+\s*$",
    re.I,
)
FIGURE = re.compile(
    r"\b(?:how (?:many|much|often|long)|numbers?|totals?|amounts?|percentage|proportion|count"
    r"|figures?|cost|value)\b",
    re.I,
)
# Words with which an entry names something, though a verb follows.
NAMING = frozenset(["whether", "where", "who", "how", "what", "which", "why"])
FEW_WORDS = 3  # of a part that only says which of its kind is meant
THEIRS = frozenset(["their", "its", "his", "her"])
SCOPED = frozenset(
    {"scope", "definition", "definitions", "period", "timeframe", "coverage", "interpretation",
     "parameters", "exclusions"}
)  # fmt: skip


@dataclass(slots=True)
class ListReader:
    """Turns the entries of one list into drafts; *lead* is what stands above it."""

    rules: QuestionRules
    found: Found
    lead: list[Passage]
    source_asks: bool = True
    titled: bool = False  # every entry is a title over sub-entries of its own
    sure: bool = False  # nearly every entry asks, so what seems to state something names it

    def read(self, listing: Listing) -> None:
        """Add an item for each entry that asks."""
        waiting: list[Passage] = []
        self.sure = mostly_asks(listing, self.rules)
        self.titled = are_sections(listing.entries, self.rules)
        if numbered_through(listing.entries):
            for entry in listing.entries:
                self._under_heading(entry)
            return
        for entry in listing.entries:
            if self._states(entry, beside=listing.entries):
                waiting.append(labelled(entry))
                continue
            if not entry.block.text.strip():
                # "5. (a) the number; (b) the cost": the number alone is no question (R10).
                for child in entry.children:
                    if isinstance(child, Entry) and not self._states(child):
                        self._entry(child, None).lead = [*self.lead, *waiting]
                continue
            draft = self._entry(entry, None)
            draft.lead = [*self.lead, *waiting]

    def _under_heading(self, entry: Entry) -> None:
        """Add the questions below a heading as entries of their own, the heading leading in."""
        for child in entry.children:
            if isinstance(child, Entry) and not self._states(child):
                self._entry(child, None).lead = [*self.lead, entry.block.whole]

    def _states(
        self, entry: Entry, *, completes: bool = False, beside: Sequence[Entry | Block] = ()
    ) -> bool:
        """
        Return whether an entry asks for nothing (R10, R11); what *completes* a stem asks.

        What looks like a value asks too where those *beside* it are none: "late" or "in 8 weeks".
        """
        body = self._text(entry)[0]
        if (self.lead or self.sure) and names_before_brackets(body, self.rules):
            return False
        if not any(map(str.isalnum, body.text)) or is_redacted(body.text):
            return not entry.children
        every = read_all(body, self.rules)
        if entry.children:
            return self._is_formal(entry)
        if self._is_section(entry, part=completes):
            return True
        part = completes and (every[0].has("order") or all(is_phrase(each) for each in every))
        if is_refused_entry(every) and not part:
            return True
        scopes = [says_meaning(each) or only_scopes(each, self.rules) for each in every]
        kind = completes and len(every[0].words) <= FEW_WORDS  # "(b) excluding exceptions"
        none = all(s or is_refused(e) for s, e in zip(scopes, every, strict=True))
        if any(scopes) and none and not kind:
            self.found.scopes.append(entry.block.whole)
            return True
        family = [each.block.text for each in beside if isinstance(each, Entry)]
        if completes or is_category(entry.block.text, family):
            return False
        mark = "told" if self.lead or self.sure else "fact"
        return all(
            (each.has(mark, "value", "blank") and not each.asks and not self._names(each))
            or (each.has("not_rhetorical") and not self.lead)
            for each in every
        )

    def _is_formal(self, entry: Entry) -> bool:
        """Return whether an entry with others under it is about the request (R11)."""
        # "3. Handling of this request", with what to do if any of it is refused.
        formal = set(plain(entry.block.text).split()) <= self.rules.formality
        formal = formal and is_title(entry.block.text.rstrip("*_"))
        above = [each for block in entry.more for each in read_all(block.body, self.rules)]
        if formal and above and is_formal(above[-1]):
            return True
        return formal and all(self._formal(each) for each in entry.children)

    def _names(self, each: Sentence) -> bool:
        """Return whether an entry that looks like a statement names what is wanted.

        So "Whether it was adopted", and "their ages when they were moved" where all others ask.
        """
        if not each.words:
            return False
        if self.lead and (each.words[0] == "that" or CONFIRMS.search(self.lead[-1].text)):
            return True  # "Please confirm: 1. That a licence is held  2. Signs are in place"
        if each.words[0] == "my" and each.text[-1] not in ".!" and self.lead:
            # So "my application form and all that I sent with it", led in by "Please send me".
            return any(sentence.asks for sentence in read_all(self.lead[-1], self.rules))
        if each.words[0] == "if" and each.has("noun"):
            return True  # "If a loss was made, the report which says so"
        if each.words[0] in self.rules.words["led_in"] and each.has("noun") and self.lead:
            return True  # "Since the zone began, the amount of money spent by the authority"
        if each.words[0] in NAMING and not each.has("heated"):
            return "," not in each.words[:8]
        led = self.sure or bool(self.lead)
        return led and each.words[0] in THEIRS and each.has("thing", "noun")

    def _formal(self, child: Entry | Block) -> bool:
        """Return whether what stands under a title such as "Costs" is about the request (R11)."""
        body = child.block.body if isinstance(child, Entry) else child.body
        every = read_all(body, self.rules)
        return all(
            is_refused(each) or not (each.asks or each.has("noun", "thing")) for each in every
        )

    def _is_section(self, entry: Entry, *, part: bool = False) -> bool:
        """Return whether an entry heads scope or formalities: "1. Scope of this request".

        Under "Please send me:", among asks, and as *part* of a stem even "The fees" are wanted.
        """
        title = set(plain(entry.block.text).split())
        formal = title <= self.rules.formality
        empty = formal and not (self.lead or self.sure or part)
        if not is_title(entry.block.text) or not (entry.more or empty):
            return False
        under = [each for block in entry.more for each in read_all(block.body, self.rules)]
        named = not title.isdisjoint(SCOPED) and not formal
        scopes = [e for e in under if (named or e.has("scope")) and not is_refused(e)]
        if not formal and title.isdisjoint(SCOPED):
            return False
        # "3. Fees", and "Total fee income in each year." right under it: the income is wanted.
        wanted = [each for each in under if not is_refused(each)]
        if any(each.asks and each.has("thing", "question") for each in wanted):
            return False
        if formal and any(each.has("noun") and not each.has("fact", "scope") for each in wanted):
            return False
        self.found.scopes += [each.body for each in scopes]
        return True

    def _text(self, entry: Entry) -> tuple[Passage, list[Passage], list[Block]]:
        """Return the text of an entry, remarks on it, and bare lines that may be its children."""
        body, remarks = entry.block.body, []
        more = without_model(entry.more, self.rules)
        if any(shows_fields(block) for block in more):
            return sum((block.body for block in more), body), [], []
        lines = bare_lines(body, more) or fields_below(body, more) or self._asked_below(body, more)
        for block in more[: len(more) - len(lines)] if lines else more:
            if between(block, entry, body):
                continue
            every = read_all(block.body, self.rules)
            if are_choices(block.text, body.text) or adds_case(block):
                body = body + block.body
            elif are_refused(every):
                self.found.formats.extend(e.body for e in every if e.has("not_format"))
            elif all(
                each.has("fact") and not each.has("scope", "value") for each in every
            ) and not (defines(block.text, entry.block.text) or self._under_title(block, body)):
                remarks.append(block.body)
            else:
                body = body + block.body
                if not lines and (rest := bare_lines(body, more[more.index(block) + 1 :])):
                    lines = rest
                    break
        return body, remarks, lines

    def _under_section(self, entry: Entry) -> list[Passage]:
        """Return what stands between the heading of a section and its questions (R7)."""
        every = [(block.body, read_all(block.body, self.rules)) for block in entry.more]
        return [body for body, said in every if not all(map(is_refused, said))]

    def _under_title(self, block: Block, body: Passage) -> bool:
        """Return whether a line right under a mere title says what is wanted: "2. Contracts"."""
        titled = is_title(body.text) and len(body.text.split()) <= MOST_IN_TITLE
        names = any(each.has("noun") or each.asks for each in read_all(block.body, self.rules))
        return titled and names and not block.gap

    def _asked_below(self, body: Passage, more: list[Block]) -> list[Block]:
        """Return the paragraphs under a numbered title if each of them asks for something (R2)."""
        if len(more) < 2 or not is_title(body.text) or any(introduces(each) for each in more):
            return []
        every = [read_all(each.body, self.rules) for each in more]
        aside = [
            (each[0].has("follow") and not each[0].has("mark"))
            or any(s.has("scope", "told") or is_refused(s) for s in each)
            for each in every
        ]
        named = sum(any(s.asks or s.has("noun") for s in each) for each in every)
        facts = sum(any(s.has("fact") for s in each) for each in every)
        return [] if any(aside) or facts > named // 2 else more

    def _entry(self, entry: Entry, parent: Draft | None) -> Draft:
        body, remarks, lines = self._text(entry)
        if entry.children and heads_section(entry):
            body, remarks = entry.block.body, self._under_section(entry)
        draft = Draft(body, entry.marker.label, parent, path=entry.marker.style)
        draft.context.extend(remarks)
        self.found.drafts.append(draft)
        children = [each for each in entry.children if isinstance(each, Entry)]
        # "What was paid?", then "Please show separately:": the line says what is below it.
        leads = (e for e in entry.more if between(e, entry, body) and e.text not in body.text)
        asked = sum((each.body for each in leads), body)
        if children and self._part_of_text(asked, children):
            draft.body = absorbed(asked, children, self.rules)
        elif children:
            self._children(draft, entry)
        elif len(lines) > 1 and not self._columns(body, lines):
            self._bare(draft, lines)
        elif lines:
            for line in lines:
                draft.body = draft.body + line.body
        else:
            self._inline(draft)
        return draft

    def _part_of_text(self, body: Passage, children: list[Entry]) -> bool:
        """Return whether sub-entries are values (R4) or columns (R5) rather than items."""
        if are_values(body.text, [each.block.text for each in children], self.rules):
            return True
        if all(each.marker.style[-1] in "☐☑□]" for each in children):
            return True
        if all(e.marker.label is None and names_contact(e.block.text) for e in children):
            return True
        if WHERE.search(body.text) and not FIGURE.search(body.text):
            # "The last ten decisions where: 1) the council won, 2) it paid": both hold of each.
            every = [each for child in children for each in read_all(child.block.body, self.rules)]
            return not any(each.asks or each.has("noun", "thing") for each in every)
        glyphs = all(each.marker.style.startswith("glyph") for each in children)
        if glyphs and LISTING.search(body.text) and not OPENS_LIST.search(body.text):
            return self._joins(body) or are_fields([each.block.text for each in children])
        return glyphs and self._joins(body)

    def _columns(self, body: Passage, lines: list[Block]) -> bool:
        """Return whether the lines under an entry are values (R4) or columns (R5) of it."""
        if are_values(body.text, [each.text for each in lines], self.rules):
            return True
        return all(names_contact(each.text) for each in lines) or self._joins(body)

    def _joins(self, body: Passage) -> bool:
        """Return whether what stands below *body* goes on with its last sentence, if it has one."""
        sentences = read_all(body, self.rules)
        if len(sentences) > 1 and sentences[-1].has("fact") and not sentences[-1].asks:
            return True  # "Segregation can be provided by the following:" says what is meant
        return bool(sentences) and joins_list(sentences[-1].text, sentences[-1])

    def _children(self, draft: Draft, entry: Entry) -> None:
        draft.stem = is_stem(draft.body.text, read_all(draft.body, self.rules))
        draft.stem = draft.stem and not (self._asks_beside(draft.body, entry) or counted(entry))
        draft.stem = draft.stem or (self.titled and draft.parent is None)
        lead = [each.body for each in entry.more[-1:] if between(each, entry, draft.body)]
        for child in entry.children:
            if isinstance(child, Block):
                lead = [child.body]
            elif self.found.drafts[-1] is draft and self._defines(child):
                draft.body = draft.body + child.block.whole
            elif not self._states(
                child,
                completes=draft.stem or completed_below(draft.body),
                beside=entry.children,
            ):
                self._entry(child, draft).lead = list(lead)

    def _asks_beside(self, body: Passage, entry: Entry) -> bool:
        """Return whether a whole question ends with a colon and each sub-entry asks by itself."""
        every = read_all(body, self.rules)
        if not every or not all(every[-1].has(each) for each in ("colon", "question", "thing")):
            return False
        below = [each for each in entry.children if isinstance(each, Entry)]
        asked = [read_all(each.block.body, self.rules)[-1:] for each in below]
        whole = not DANGLING.search(body.text.rstrip(": "))
        return whole and all(each and each[0].has("ask", "order", "question") for each in asked)

    def _defines(self, child: Entry) -> bool:
        """Return whether a bullet under a question only says what its words mean (R8)."""
        if child.children or not child.marker.style.startswith("glyph"):
            return False
        every = read_all(child.block.body, self.rules)
        return all(each.has("fact") and each.has("scope") and not each.asks for each in every)

    def _bare(self, draft: Draft, lines: list[Block]) -> None:
        draft.stem = is_stem(draft.body.text, read_all(draft.body, self.rules))
        for line in lines:
            self.found.drafts.append(Draft(line.body, None, draft, path="bare"))

    def _inline(self, draft: Draft) -> None:
        """Cut an entry at the labels inside its sentence (R2)."""
        before, pieces = split(draft.body)
        if not before.text or len(pieces) < 2 or pieces[0].style == "glyph":
            return
        if are_values(before.text, [piece.body.text for piece in pieces], self.rules):
            return
        draft.body = before
        draft.stem = is_stem(before.text, read_all(before, self.rules))
        for piece in pieces:
            self.found.drafts.append(Draft(piece.body, piece.label, draft, path="inline"))


def labelled(entry: Entry) -> Passage:
    """Return the text of an entry."""
    return entry.block.body


# "Please show both", "* as at 31 March", "for each of them"; not the next heading, "**Format**".
ADDED = re.compile(r"Please |\*(?!\*)|[a-z]")


def only_shapes(each: Sentence) -> bool:
    """Return whether a sentence only says in what form to send it: "Send the list as a PDF"."""
    return each.has("not_format") and not each.has("question", "mark", "scope")


def absorbed(body: Passage, children: list[Entry], rules: QuestionRules) -> Passage:
    """Return an entry together with the values under it, markers and all (R4), and what asks."""
    for child in children:
        body = body + child.block.whole
        for block in child.more:
            every = read_all(block.body, rules)
            asks = any(each.has("ask", "order", "question") for each in every)
            asks = asks or ADDED.match(block.text) is not None
            if asks and not any(is_refused(each) or only_shapes(each) for each in every):
                body = body + block.body
    return body
