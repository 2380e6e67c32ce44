"""The list of records that is one ask: what is wanted of each stands below it (guide R4, R5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foibot.message.caseless import Caseless
from foibot.questions.acts import Sentence
from foibot.questions.blocks import Block
from foibot.questions.courtesies import ungreeted
from foibot.questions.drafts import Draft, Found
from foibot.questions.fields import (
    BY_ITSELF,
    FILE_HOLDS,
    FOR_EACH,
    LISTING,
    MOST_IN_NAME,
    OF_ALL,
    OF_EVERY,
    OF_THE_LIST,
    WITH_EACH,
    asks_for_records,
    begins_record,
    is_asked_of_each,
    may_be_field,
    names_field,
)
from foibot.questions.judge import (
    DANGLING,
    asks_for_columns,
    is_form,
    joins_list,
    read_all,
)
from foibot.questions.layout import are_figures, is_column, is_field, is_party
from foibot.questions.leads import HOW_MANY
from foibot.questions.opening import introduces
from foibot.questions.outline import Element, Listing
from foibot.questions.prose import ProseReader
from foibot.questions.rules import QuestionRules
from foibot.questions.values import are_names, are_sides, are_values

# "all e-mails between you and these providers:", and then their names, is one ask (R4).
OF_THESE = Caseless(
    r"\b(?:between|with|for|from|to|by|of|in|at|about|concerning|regarding)\b[^:,]{0,40}"
    r"\b(?:these|those|following)\b[^:]{1,160}:\s*$",
)
# "all letters between the following:", and then people and bodies, named or not.
PARTIES = re.compile(
    r"\b(?:between|with|from|to|by|of|involving|mentioning|containing)\s+(?:(?:any|all|each|one|some|either)"
    r"\s+(?:or more\s+)?(?:of\s+)?)?(?:the\s+)?(?:following|these)(?:\s+[\w’'-]+){0,3}\s*:\s*$",
    re.I,
)
# "The cost of each of these:" asks for a figure for each, not about all of them together.
OF_EACH = re.compile(r"\b(?:of|for|in) each (?:of )?(?:the )?(?:following|these)\b", re.I)
INCLUDES = re.compile(r"(?:including|excluding)\s(?!the following|all of the following)", re.I)
# "A list of the following:" asks for each thing below it, not for records with columns.
LISTS_THESE = re.compile(
    r"\b(?:the following|these|below|as follows)\b|\blist of (?:all )?(?:your|the)?:?\s*$", re.I
)
# "A list of all live accounts, with:", and then what is wanted of each.
HAVING = re.compile(r"\bwith(?: (?:their|its|the))?\s*:?\s*$", re.I)
THAT = re.compile(r"(?:and )?(?:that|which|who|whose)\s")  # "... that mention the stadium"
MOST_LINES = 20  # looked at below an ask
FEWEST = 3  # lines below an ask for a list, one after the other, that are its columns
EXAMPLES = re.compile(r"(?:for example|for instance|such as|e\.g\.|examples?)\W*$", re.I)


def tight(below: Sequence[Element]) -> list[Block]:
    """Return the lines below a paragraph up to a blank line or a list."""
    lines: list[Block] = []
    for each in below[:MOST_LINES]:
        if not isinstance(each, Block) or (lines and each.gap):
            break
        lines.append(each)
    return lines


def asks_for_list(every: list[Sentence]) -> bool:
    """Return whether a paragraph asks for a list of records, and not of what stands below it."""
    asked = any(each.has("ask", "order") and LISTING.search(each.text) for each in every)
    last = every[-1].text
    return asked and (bool(OF_EVERY.search(last)) or not LISTS_THESE.search(last))


def goes_on_small(last: Sentence, lines: list[Block]) -> bool:
    """Return whether lines go on from "For every grant, please give:", long or wrapped (R5)."""
    if len(lines) < FEWEST or not last.has("colon") or not asks_for_columns(last.text, last):
        return False
    texts = [each.text for each in lines]
    small = all(text[0].islower() and text[-1] != "?" for text in texts)
    counted = sum(HOW_MANY.match(text) is not None for text in texts)
    return small and not any(each.marker for each in lines) and 2 * counted <= len(lines)


@dataclass(slots=True)
class RecordReader:
    """Joins columns, parties and examples to the ask above them."""

    rules: QuestionRules
    found: Found
    prose: ProseReader
    columns: Draft | None = None  # the ask whose columns are being read, a line each
    tail: Draft | None = None  # what a line that goes on below a list belongs to
    tight: bool = False  # whether the columns stand one right below the other
    run: bool = False  # whether they stand under an ask that does not lead them in
    small: bool = False  # whether each of them goes on in small letters from what leads them in

    def close(self) -> None:
        """Take nothing more as a part of the ask above."""
        self.columns = self.tail = None

    def goes_on(self, block: Block, after: Element | None) -> bool:
        """Add a paragraph to the item above that it is a part of, if there is one."""
        if isinstance(after, Listing) and introduces(block):
            return False
        if self.columns is not None and self._is_column(block):
            self.columns.body = self.columns.body + block.whole
            self.tight = isinstance(after, Block) and not after.gap
            return True
        asked = self.prose.asked
        stands = asked is not None and asked in self.found.drafts[-1:] and not block.gap
        if asked is not None and stands and INCLUDES.match(block.text):
            asked.body = asked.body + block.body
            return True
        told = read_all(block.body, self.rules)[0].has("fact") and not THAT.match(block.text)
        if self.tail is not None and block.text[0].islower() and not told:
            # "... between the following: [names]", and then "relating to the farm, from May on".
            self.tail.body = self.tail.body + block.body
            return True
        return False

    def _is_column(self, block: Block) -> bool:
        """Return whether a line is the next column; a scope behind a blank line is none (R8)."""
        if block.gap and self.tight:
            return False
        if (
            block.gap
            and block.text.endswith(".")
            and read_all(block.body, self.rules)[0].has("scope")
        ):
            return False
        if self.small and not block.marker and block.text[0].islower():
            return True
        if self.run and is_asked_of_each(block.text):
            return True
        return is_column(block.text, self.rules, block) or self._next_column(block)

    def _next_column(self, block: Block) -> bool:
        """Return whether a longer line stands right under columns: "Sum due, by purpose (...)"."""
        every = read_all(block.body, self.rules)
        short = len(every) == 1 and len(block.text.split()) <= MOST_IN_NAME
        return not block.gap and short and not (every[0].asks or every[0].refused)

    def _opens(self, every: list[Sentence], below: Sequence[Element]) -> bool:
        """Return whether a paragraph asks for a list whose columns stand below it, a line each."""
        last, after = every[-1], below[0]
        if not isinstance(after, Block) or after.fill or is_form(last.text):
            return False  # the rows of a table to fill in are asked for one by one (R13)
        if all(is_field(each.text) for each in tight(below)[:FEWEST]):
            return False  # "Supplier:", "End date:": a form to fill in
        if asks_for_list(every) and self._run_of_fields(below):
            self.run = True
            return True
        lines = [each.text for each in tight(below)]
        if goes_on_small(last, tight(below)):
            self.run = self.small = True
            return True
        if self._asks_once(last) and len(lines) >= FEWEST and are_names(last.text, lines):
            return True
        if not is_column(after.text, self.rules, after):
            return False
        if WITH_EACH.search(last.text):
            return True
        of_each = OF_ALL.search(last.text) and names_field(after.text)
        return last.has("colon") and bool(of_each or joins_list(last.text, last))

    def _field(self, block: Block) -> bool:
        """Return whether a line in a run of them may be a column: "Ward", "what it cost"."""
        if is_column(block.text, self.rules, block) or is_asked_of_each(block.text):
            return True
        return names_field(block.text) and not any(
            each.asks for each in read_all(block.body, self.rules)
        )

    def _run_of_fields(self, below: Sequence[Element]) -> bool:
        """Return whether short lines, each of which may name a field, stand below an ask."""
        lines = tight(below)
        if len(lines) < FEWEST or not all(map(self._field, lines)):
            return False
        return 2 * sum(may_be_field(each.text) for each in lines) >= len(lines)

    def open(self, block: Block, below: Sequence[Element], before: int) -> None:
        """Take the lines under "..., with these columns:" as part of the ask (R5)."""
        every = read_all(block.body, self.rules)
        self.run = self.small = False
        if every and below and self._opens(every, below):
            self.tight = False
            del self.found.drafts[before:]
            first = next((each for each in every if each.asks), every[0])
            body = block.body.cut(block.body.text.index(first.text), len(block.body.text))
            body = ungreeted(body, self.rules)
            asked = self._asked_above() if OF_THE_LIST.match(body.text) else None
            if asked is not None and asks_for_records(asked.body.text):
                asked.body = asked.body + body
                self.columns = asked
            else:
                self.columns = Draft(body, path="columns")
                self.found.drafts.append(self.columns)
            self.prose.waiting, self.prose.last = False, None
            self.prose.lead = list(self.prose.heading)

    def joined(self, listing: Listing, lead: list[Sentence]) -> bool:
        """Join the columns of a per-record list to the ask above them (R5)."""
        if not self._joins(listing, lead):
            return False
        wanted = ("thing", "ask") if lead[-1].has("examples") else ("thing",)
        start = next((n for n, each in enumerate(lead) if each.asks and each.has(*wanted)), None)
        if start is None and lead[-1].has("follow"):
            # "I would like data on the fires.  For each we need:", and then the columns.
            start = next((n for n, each in enumerate(lead[:-1]) if each.asks), None)
        parts = [each.body for each in (lead[-1:] if start is None else lead[start:])]
        parts += [entry.block.whole for entry in listing.entries]
        draft = self._asked_above() if start is None else None
        if draft is None:
            draft = Draft(parts.pop(0), lead=list(self.prose.outer), path="columns")
            self.found.drafts.append(draft)
            self.prose.lead = list(self.prose.outer)
        else:
            parts = [*self.prose.since, *parts]
            self.found.scopes = [s for s in self.found.scopes if s not in self.prose.since]
        for part in parts:
            draft.body = draft.body + part
        self.tail = draft
        return True

    def _above(self, lead: list[Sentence]) -> list[str]:
        """Return the asks above a list that it may be a part of."""
        asked = self.prose.asked
        if asked not in self.found.drafts[-1:] and not (asked and asked.body in self.prose.lead):
            asked = None
        return [each.text for each in lead[:-1] if each.asks] + ([asked.body.text] if asked else [])

    def _joins(self, listing: Listing, lead: list[Sentence]) -> bool:
        """Return whether a list is part of the ask above it: columns (R5) or examples (R4)."""
        above, last = self._above(lead), lead[-1]
        texts = [entry.block.text for entry in listing.entries if not entry.children]
        if self._names_those(last, texts) and len(texts) > 1:
            return True
        if last.has("examples") and last.has("colon") and EXAMPLES.search(last.text):
            return bool(above) or last.has("ask")
        if not all(e.marker.style.startswith("glyph") for e in listing.entries):
            return False
        if self._lists_parties(last):
            return all(is_party(entry, self.rules) for entry in listing.entries)
        if self._names_fields(listing, last) or (above and FILE_HOLDS.search(last.text)):
            return True
        if last.has("ask", "order") and LISTING.search(last.text) and self._fields(listing, last):
            return True
        shown = last.has("shows") and any(LISTING.search(text) for text in above)
        if not shown and not above and not LISTING.search(last.text):
            return joins_list(last.text, last) and not are_figures(listing, self.rules)
        return shown or joins_list(last.text, last)

    def _names_those(self, last: Sentence, texts: list[str]) -> bool:
        """Return whether *texts* name those of whom one thing is asked, or its sides (R4)."""
        if self._asks_once(last) and are_names(last.text, texts):
            return True
        wanted = last.has("ask", "order", "noun") and not last.has("fact", "question")
        return wanted and are_sides(last.text, texts, self.rules)

    def _asks_once(self, last: Sentence) -> bool:
        """Return whether one thing is asked of all that is named below, not a figure of each."""
        return last.has("ask", "order") and not OF_EACH.search(last.text)

    def _fields(self, listing: Listing, last: Sentence) -> bool:
        """Return whether bullets under an ask for a list only name its columns (R5)."""
        if LISTS_THESE.search(last.text):
            return False
        if DANGLING.search(last.text.rstrip(" :")) and not HAVING.search(last.text):
            return False
        blocks = [entry.block for entry in listing.entries if not entry.children]
        if len(blocks) < len(listing.entries):
            return False
        alone = sum(bool(BY_ITSELF.match(each.text)) for each in blocks)
        told = HAVING.search(last.text) and all(may_be_field(each.text) for each in blocks)
        short = len(blocks) > 1 and (bool(told) or not are_figures(listing, self.rules))
        return short and all(map(self._field, blocks)) and 2 * alone <= len(blocks)

    def _lists_parties(self, last: Sentence) -> bool:
        """Return whether a lead-in names people or bodies of whom one thing is asked."""
        if last.has("columns", "fields"):
            return False
        if OF_THESE.search(last.text) and (last.has("thing") if last.asks else self.prose.waiting):
            return True
        party = PARTIES.search(last.text) and not OF_EACH.search(last.text)
        return bool(party) and last.asks and last.has("thing")

    def _names_fields(self, listing: Listing, last: Sentence) -> bool:
        """Return whether the entries are fields of a record (R5) or values of an ask (R4)."""
        texts = [entry.block.text for entry in listing.entries]
        if OF_ALL.search(last.text) and all(map(names_field, texts)):
            return True
        if last.asks and begins_record(last.text, texts):
            return True
        if FOR_EACH.search(last.text) and LISTING.search(last.text):
            return True
        asked = last.asks and last.has("thing") and last.text[-1] != "?"
        return asked and are_values(last.text, texts, self.rules)

    def _asked_above(self) -> Draft | None:
        """Return the ask whose columns come next, also where it had become a lead-in (R5)."""
        asked = self.prose.asked
        if asked is None or asked in self.found.drafts[-1:]:
            return asked
        if asked.body not in self.prose.lead:
            return None
        # "Details of all vans.  Specifically, for these vans:": with its columns it is one ask.
        self.found.drafts.append(asked)
        return asked
