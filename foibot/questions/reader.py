"""Reads one source from top to bottom: paragraphs and lists in their order (guide R1 to R13)."""

from __future__ import annotations

import re

from foibot.questions.acts import Sentence
from foibot.questions.added import OF_THESE
from foibot.questions.asking import (
    DEFINES,
    asking,
    leads_own_list,
    leaves_out,
    pleads,
    recited,
)
from foibot.questions.blocks import Block
from foibot.questions.casing import evened, in_one_case
from foibot.questions.confidence import CUT_OFF
from foibot.questions.context import lean
from foibot.questions.courtesies import is_greeting, plain, ungreeted
from foibot.questions.drafts import Draft, Found
from foibot.questions.fields import MOST_IN_NAME
from foibot.questions.formalities import heads_respondent, of_respondent, without_formal_parts
from foibot.questions.handing_over import covers_all, drop_order
from foibot.questions.headings import MOST_IN_TITLE, headings, questions_by_line
from foibot.questions.judge import (
    is_bare,
    is_heading,
    is_refused,
    is_title,
    read_all,
)
from foibot.questions.language import Language
from foibot.questions.layout import (
    is_banner,
    is_field,
    is_formality,
    is_link,
    laid_out,
    sorts,
)
from foibot.questions.leads import is_lead
from foibot.questions.lines import RIGHT, are_names, is_capped, is_name, is_titled_name
from foibot.questions.lists import ListReader
from foibot.questions.nesting import nested
from foibot.questions.opening import NARROWS, introduces
from foibot.questions.outline import Element, Listing, Outliner
from foibot.questions.passage import Passage
from foibot.questions.prose import ProseReader
from foibot.questions.records import MOST_LINES, RecordReader
from foibot.questions.rules import QuestionRules
from foibot.questions.sifting import drop_aim, drop_umbrella, drop_weak
from foibot.questions.signs import is_angry
from foibot.questions.source import Source, shortened
from foibot.questions.surplus import drop_surplus
from foibot.questions.surveys import titles_survey

MOST_IN_HEAD = 7
CELLS = re.compile(r"\t| {2,}|\|")
TABLE = re.compile(r"table \d{1,2}\b(?!.*[.?]$)", re.I)


# How a paragraph begins that names one thing wanted: "Countries from which officers worked."
NAMES_ONE = re.compile(
    r"(?:The|Any|All|Each|Every|Both|An?|Whether|Your|[A-Z][a-z]+(?:s|ing|ion|ment|age|ty|ce))\s"
)
OWN_WORDS = frozenset(["i", "we", "me", "us", "my", "our", "not", "no", "nothing", "nobody"])


class SourceReader:
    """Reads one source from top to bottom."""

    def __init__(self, rules: QuestionRules, language: Language | None) -> None:
        self.rules = rules
        self.found = Found()
        self.prose = ProseReader(rules, self.found, starts=language.starts if language else None)
        self.records = RecordReader(rules, self.found, self.prose)
        self.titles = 0  # of the lists above
        self.ended = False  # whether the paragraph before ends a sentence
        self.heads: set[int] = set()  # of the blocks that head lines of their own
        self.recited: set[int] = set()  # of the lists that tell what happened
        self.units: set[int] = set()  # of the blocks that are a line each with its question
        self.headed = False  # whether the paragraph before heads lines of their own
        self.filling = False  # whether the paragraph before is a row of a table to fill in
        self.waited = False  # whether a lead-in waited for asks before that table
        self.respondent = False  # whether a heading such as "About you" stands above
        self.below: list[Element] = []  # what follows the present paragraph
        self.wider: list[Passage] = []  # what leads in again behind "Of these:" and its lines

    def read(self, each: Source) -> Found:
        """Return what the source holds."""
        short = shortened(each)
        if short is not each:
            self.found.doubts.append(CUT_OFF)
        even = evened(short)
        self.prose.careless = in_one_case(short)
        every = laid_out(even, self.rules)
        outline = Outliner(
            every, lambda b: is_heading(b, self.rules), self._bare, self._named
        ).build()
        outline = without_formal_parts(nested(outline, self.rules), self.rules)
        self.heads = headings(outline, self.rules)
        self.units = questions_by_line(outline, self.rules)
        self.recited = recited(outline, self.rules)
        self.prose.heated = any(
            is_angry(sentence) for b in every for sentence in read_all(b.body, self.rules)
        )
        lead: list[Sentence] = []
        for n, element in enumerate(outline):
            after = outline[n + 1] if n + 1 < len(outline) else None
            if isinstance(element, Listing):
                self._listing(element, lead)
                lead = []
            else:
                self.below = outline[n + 1 : n + MOST_LINES]
                lead = self._paragraph(element, after)
        self.prose.flush()
        drop_aim(self.found, self.rules)
        drop_umbrella(self.found, self.rules)
        drop_weak(self.found)
        drop_order(self.found)
        drop_surplus(self.found, every, self.rules)
        lean(self.found)
        return self.found

    def _bare(self, block: Block) -> bool:
        every = read_all(block.body, self.rules)
        titled = (
            len(every) == 1
            and is_title(block.text)
            and len(re.sub(r"\([^)]*\)", "", block.text).split()) <= 6
        )
        return titled and not every[0].has("thing", "ask", "question", "mark", "order")

    def _named(self, block: Block) -> bool:
        """Return whether a line is no more than the name of something wanted."""
        every = read_all(block.body, self.rules)
        if len(every) != 1 or len(block.text.split()) > MOST_IN_NAME or block.text.endswith(":"):
            return False
        return every[0].has("noun", "thing") and not (every[0].asks or is_refused(every[0]))

    def _paragraph(self, block: Block, after: Element | None) -> list[Sentence]:
        text = block.text
        if self.records.goes_on(block, after):
            return []
        if is_link(text) or is_greeting(text, self.rules) or self._heads_table(text):
            return []
        self.records.close()
        if self._signs(block, after):
            return []
        self.ended = text[-1] in ".?!"
        right = set(plain(text).split()) <= RIGHT and text.rstrip("-–")[-1:] not in "?:"
        right = right or covers_all(block, self.found)
        right = right or (not self.found.drafts and not self.prose.waiting and titles_survey(text))
        if right or self._of_respondent(block):
            return []
        heads = (self._heads_fields, self._heads_part, self._heads_lines)
        if is_banner(text, row=block.fill) or any(each(block, after) for each in heads):
            self.headed = id(block) in self.heads
            self.prose.under(block.body)
            return read_all(block.body, self.rules)
        if self._opens_part(block, after):
            return read_all(block.body, self.rules) if self.prose.formal else []
        self.prose.in_form = self._in_form(block, after)
        self._fills(block)
        self.prose.by_line = id(block) in self.units
        if isinstance(after, Listing) and self._unlabelled_first(block, after):
            self.found.drafts.append(
                Draft(block.body, lead=list(self.prose.lead), path="unlabelled", filled=True)
            )
            return read_all(self.prose.lead[-1], self.rules) if self.prose.lead else []
        before = len(self.found.drafts)
        self.prose.tight = (
            self.prose.last is not None
            and not block.gap
            and len(block.text.split()) <= 9
            and not any(s.has("ask", "order", "scope") for s in read_all(block.body, self.rules))
        )
        amid = not self.prose.waiting and (
            self._amid_asks(block, after) or self._named_apart(block, after)
        )
        self.prose.waiting = self.prose.waiting or amid
        lead = self._in_prose(block, after)
        self.prose.waiting = self.prose.waiting and not amid
        self.records.open(block, self.below, before)
        return lead

    def _in_prose(self, block: Block, after: Element | None) -> list[Sentence]:
        """Read a paragraph; "Of these:" reaches to the next blank line, where the rest goes on."""
        if block.gap and self.wider:
            self.prose.lead, self.wider = self.wider, []
        narrows = NARROWS.fullmatch(block.text) and not isinstance(after, Listing)
        if narrows:
            self.wider = self.wider or list(self.prose.lead)
        lead = self.prose.paragraph(
            ungreeted(block.body, self.rules), before_list=isinstance(after, Listing)
        )
        if narrows:
            self.prose.lead = [*self.wider, block.body]
        return lead

    def _signs(self, block: Block, after: Element | None) -> bool:
        """Return whether who writes stands here, or several do, above their society."""
        titled = after is None and is_titled_name(block.text)
        if titled or (is_name(block.text) and after is None):
            return titled or block.gap or self.ended or not self.prose.waiting
        below = self.ended and block.gap and len(self.below) <= 1
        return below and are_names(block.text)

    def _heads_lines(self, block: Block, after: Element | None) -> bool:
        """Return whether a line heads lines of their own, as another does: "How it is run" (R3)."""
        return isinstance(after, Block) and id(block) in self.heads

    def _opens_part(self, block: Block, after: Element | None) -> bool:
        """Return whether a line opens a table to fill in, or a part about the request itself."""
        if TABLE.match(block.text) and isinstance(after, Block):
            self.prose.under(block.body)
            self.prose.waiting = True  # its rows are asked for, whatever leads them in
            return True
        if is_formality(block, self.rules):
            self.prose.formal = True
            return True
        return False

    def _amid_asks(self, block: Block, after: Element | None) -> bool:
        """Return whether a few words stand between questions, a line each: "Annual value" (R6)."""
        asked = self.prose.asked
        more = [each.place for each in self.found.drafts[-2:]]
        if asked is None or block.gap or asked not in self.found.drafts[-1:]:
            return False
        if asked.place != self.prose.place:
            return False
        several = more == [self.prose.place - 1, self.prose.place]
        near = [read_all(each.body, self.rules)[:1] for each in self.found.drafts[-2:]]
        several = several and any(each[0].has("noun") for each in near if each)
        if not (isinstance(after, Block) and not after.gap) and not several:
            return False
        every = read_all(block.body, self.rules)
        ends = block.text[-1].isalnum() or block.text[-1] == asked.body.text[-1] == "."
        bare = len(every) == 1 and is_bare(every[0]) and ends
        return bare and not every[0].has("value") and not (every[0].refused or is_name(block.text))

    def _named_apart(self, block: Block, after: Element | None) -> bool:
        """Return whether a paragraph below an ask only names one thing more: no verb tells of it.

        So "The contribution made by each authority." where one paragraph each asks (R6).
        """
        if isinstance(after, Block) and not self.found.drafts and self._first_named(block, after):
            return True
        asked = self.prose.asked
        if asked is None or asked not in self.found.drafts[-1:] or isinstance(after, Listing):
            return False
        if not block.gap or asked.place != self.prose.place or asked.path != "prose":
            return False
        every = read_all(block.body, self.rules)
        if len(every) != 1 or not NAMES_ONE.match(block.text) or OWN_WORDS & set(every[0].words):
            return False
        before = read_all(asked.body, self.rules)
        alike = asked.body.text[-1] == block.text[-1] or (
            asked.body.text[-1].isalnum() and block.text[-1].isalnum() and isinstance(after, Block)
        )
        alike = alike and not any(each.asks for each in before)
        told = every[0].has("fact", "scope", "colon", "value", "heated", "short")
        return alike and every[0].has("matter") and not (told or every[0].refused)

    def _first_named(self, block: Block, after: Block) -> bool:
        """Return whether things are named, a paragraph each, from this one on: "Opening hours"."""
        every, below = read_all(block.body, self.rules), read_all(after.body, self.rules)
        if len(every) != 1 or len(below) != 1 or not block.gap or not after.gap:
            return False
        told = every[0].has("fact", "scope", "colon", "value", "heated", "ask", "general")
        named = all(every[0].has(tag) for tag in ("thing", "concrete"))
        asked = below[0].has("noun", "question") and not below[0].has("fact")
        return named and asked and not (told or every[0].refused or is_capped(block.text))

    def _heads_part(self, block: Block, after: Element | None) -> bool:
        """Return whether a title stands over paragraphs, as others stood over lists before it."""
        title = block.gap and is_title(block.text) and len(block.text.split()) <= MOST_IN_TITLE
        asks = isinstance(after, Block) and any(s.asks for s in read_all(after.body, self.rules))
        return self.titles > 1 and title and asks and block.text[-1].isalnum()

    def _heads_fields(self, block: Block, after: Element | None) -> bool:
        """Return whether a line heads the fields right below it: "General", "Number of homes:"."""
        below = isinstance(after, Block) and is_field(after.text)
        head = block.gap and is_title(block.text) and not is_field(block.text)
        if below and head and isinstance(after, Block) and after.gap:
            # "Burial records", a blank line, "Name of the system:".
            every = read_all(block.body, self.rules)
            short = len(block.text.split()) <= MOST_IN_HEAD and block.text[-1].isalnum()
            head = short and len(every) == 1 and not every[0].asks
        self.titles += below and head
        return below and head

    def _of_respondent(self, block: Block) -> bool:
        """Return whether a blank at the head of a form only takes who fills it in (R11)."""
        if heads_respondent(block.text):
            self.respondent = True
            return False
        self.respondent = self.respondent and of_respondent(block.text, self.rules)
        return self.respondent or (
            block.fill and not self.found.drafts and plain(block.text) in self.rules.form_field
        )

    def _heads_table(self, text: str) -> bool:
        cells = [plain(cell) for cell in CELLS.split(text.strip()) if cell.strip()]
        return bool(cells) and all(cell in self.rules.table_head for cell in cells)

    def _fills(self, block: Block) -> None:
        """Take each row of a table to fill in, and each line under a heading, as an ask (R13)."""
        below = self.headed or (self.filling and not block.gap)
        self.headed = False
        if block.fill:
            self.prose.in_form = True
        self.prose.under_head = below
        if block.fill or below:
            self.waited = self.prose.waiting if not self.filling else self.waited
            self.prose.waiting = True
        elif self.filling:
            # "Any comments" below the last part is asked for too; a sentence is not.
            self.prose.waiting = self.waited and len(block.text.split()) <= MOST_IN_TITLE
        self.filling = block.fill or below

    def _in_form(self, block: Block, after: Element | None) -> bool:
        """Return whether a line is one of several fields to fill in, or a question among them."""
        if isinstance(after, Listing):
            return False
        if not is_field(block.text):
            return self.prose.in_form and not block.gap and block.text.endswith("?")
        run = [each for each in self.below[:2] if isinstance(each, Block) and not each.gap]
        several = len(run) > 1 and all(is_field(each.text) for each in run)
        if not (self.prose.waiting or self.prose.in_form or several):
            return False
        return self.prose.in_form or (after is not None and is_field(after.text))

    def _unlabelled_first(self, block: Block, after: Listing) -> bool:
        """Return whether a line is the first entry of a list whose label is missing (R9)."""
        first = after.entries[0].marker
        if first.ordinal != 2 or not first.style.startswith(("1", "(", "Q")):
            return False
        every = read_all(block.body, self.rules)
        named = any(each.asks or each.has("noun", "thing") for each in every)
        named = named or bool(self.prose.lead and self.prose.lead[-1].text.rstrip().endswith(":"))
        return named and not is_lead(every[-1])

    def _shows_model(self, listing: Listing) -> bool:
        """Return whether a list ends with "Lay it out like this:", and a model below (R11)."""
        last = listing.entries[-1].block
        every = read_all(last.body, self.rules)
        return introduces(last) and all(is_refused(e) or e.has("not_format") for e in every)

    def _pleaded(self, listing: Listing) -> None:
        """Read the numbered paragraphs of a letter: what asks in one is a sentence of it (R10)."""
        for entry in listing.entries:
            every = read_all(entry.block.body, self.rules)
            if len(every) > 1 or not every[0].asks:
                for block in [entry.block, *entry.more]:
                    self.prose.paragraph(block.body, before_list=False)
            else:
                ListReader(self.rules, self.found, []).read(Listing([entry]))
                self.prose.last = None

    def _parted(self, before: int) -> None:
        """Hang what only names a kind from the question above it: "- Residents", "- Businesses"."""
        asked, new = self.prose.asked, self.found.drafts[before:]
        if asked is None or asked not in self.found.drafts[before - 1 : before]:
            return
        every = [each for draft in new for each in read_all(draft.body, self.rules)]
        bare = all(map(is_bare, every)) and not any(draft.label or draft.lead for draft in new)
        if asked.place == self.prose.place and asked.body.text.endswith("?") and bare:
            for draft in new:
                draft.parent = asked

    def _listing(self, listing: Listing, lead: list[Sentence]) -> None:
        self.titles += len(lead) == 1 and is_title(lead[0].text) and not lead[0].has("colon")
        if lead and self.records.joined(listing, lead):
            return
        asks = id(listing) not in self.recited and asking(listing, lead, self.rules)
        if not asks or sorts(listing, lead, self.rules):
            first = next((n for n, each in enumerate(lead) if DEFINES.search(each.text)), -1)
            if lead and (first >= 0 or lead[-1].has("examples", "scope") or leaves_out(lead)):
                self.found.scopes += [each.body for each in lead[first:]]
                self.found.scopes += [e.block.whole for e in listing.entries]
            self.prose.lead = []
            return
        if pleads(listing, lead, self.rules):
            self._pleaded(listing)
            return
        before = len(self.found.drafts)
        ListReader(self.rules, self.found, self.prose.lead if lead else []).read(listing)
        self._parted(before)
        self.prose.last = None
        waits = bool(lead) and not (lead[-1].asks or self._shows_model(listing))
        self.prose.waiting = self.prose.waiting and waits
        asked = self.prose.asked and self.prose.asked.body
        if lead and (asked == lead[-1].body or OF_THESE.match(lead[-1].text)):
            self.prose.lead = list(self.prose.outer)
        elif lead and leads_own_list(lead[-1]):
            self.prose.lead = list(self.prose.heading)
