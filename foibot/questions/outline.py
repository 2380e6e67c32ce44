"""Blocks -> paragraphs and lists of entries with their children (guide R2, R8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from foibot.questions.blocks import Block
from foibot.questions.fields import names_contact
from foibot.questions.judge import HEADING
from foibot.questions.lines import is_capped, is_name, is_topic
from foibot.questions.markers import NUMBERS, Marker, follows_orphan, goes_with, is_under
from foibot.questions.meanings import defines
from foibot.questions.opening import (
    ADDS,
    MOST_IN_FIELD,
    OPENS_LIST,
    heading_depth,
    introduces,
    is_aside,
    is_headed,
    leans_on,
    shows_fields,
)
from foibot.questions.siblings import counts_on, follows, is_deeper
from foibot.questions.values import are_choices


@dataclass(slots=True)
class Entry:
    """One entry of a list while it is being put together; *more* are paragraphs inside it."""

    block: Block
    marker: Marker
    children: list[Entry | Block] = field(default_factory=list)
    more: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Listing:
    """Entries that stand together under one lead-in."""

    entries: list[Entry]


Element = Block | Listing


@dataclass(slots=True)
class Outliner:
    """Builds the outline; *opens* says whether a paragraph is a heading or a lead-in."""

    blocks: Sequence[Block]
    opens: Callable[[Block], bool]
    bare: Callable[[Block], bool]
    named: Callable[[Block], bool]
    out: list[Element] = field(default_factory=list)
    stack: list[Entry] = field(default_factory=list)
    at: int = 0

    def build(self) -> list[Element]:
        """Return the outline of the blocks."""
        for at, block in enumerate(self.blocks):
            self.at = at
            if block.marker:
                self._entry(block, block.marker)
            else:
                self._paragraph(block)
        return self.out

    def _entry(self, block: Block, marker: Marker) -> None:
        entry = Entry(block, marker)
        depth = self._depth(block, marker)
        del self.stack[depth:]
        if depth:
            self.stack[-1].children.append(entry)
        else:
            self._top(entry)
        self.stack.append(entry)

    def _top(self, entry: Entry) -> None:
        last = self.out[-1] if self.out else None
        if isinstance(last, Listing) and (
            goes_with(last.entries[-1].marker, entry.marker)
            or follows_orphan(last.entries[0].marker, entry.marker)
        ):
            last.entries.append(entry)
        else:
            self.out.append(Listing([entry]))

    def _depth(self, block: Block, marker: Marker) -> int:
        """Return how many entries stay open above a new one."""
        if marker.parent is not None:
            return self._under(marker)
        if block.gap and marker.style == "Q" and self.bare(block):
            return 0  # "Request 2: Governance" heads a part, whatever stands above it
        if depth := heading_depth(block):
            return sum(0 < heading_depth(entry.block) < depth for entry in self.stack)
        going_on = [
            depth
            for depth in range(len(self.stack) - 1, -1, -1)
            if follows(self.stack[depth], block, marker) and not self._deeper_than(depth, block)
        ]
        if going_on:
            # "7." after "6." goes on from it, even where a list within it stands at "4.".
            last = marker.ordinal - 1
            near = (d for d in going_on if self.stack[d].marker.ordinal == last)
            return next(near, going_on[0])
        if self._begins_within(block, marker):
            return len(self.stack)
        return self._depth_by_style(block, marker)

    def _depth_by_style(self, block: Block, marker: Marker) -> int:
        """Return the same for an entry that continues none, by what stands open in its style."""
        last = self.out[-1] if self.out else None
        if isinstance(last, Listing) and follows_orphan(last.entries[0].marker, marker):
            return 0
        for depth, open_entry in enumerate(self.stack):
            if counts_on(open_entry, block, marker):
                return depth
        for depth, open_entry in enumerate(self.stack):
            if open_entry.marker.style == marker.style and not is_deeper(block, open_entry):
                return depth
        return len(self.stack) if self._nests(marker) else 0

    def _deeper_than(self, depth: int, block: Block) -> bool:
        """Return whether an entry stands as far to the left as one further out in its style."""
        entry = self.stack[depth]
        outer = [e for e in self.stack[:depth] if e.marker.style == entry.marker.style]
        return block.indent < entry.block.indent and any(
            abs(e.block.indent - block.indent) < 2 for e in outer
        )

    def _begins_within(self, block: Block, marker: Marker) -> bool:
        """Return whether a list begins again, further to the right, under the last entry."""
        last = self.stack[-1] if self.stack else None
        if last is None or marker.ordinal != 1 or last.marker.style != marker.style:
            return False
        if OPENS_LIST.search(last.block.text) and last.marker.ordinal > 1:
            return True
        if introduces(last.block) and self._goes_on():
            return True  # "1. In 2024:", with a "1.", "2." of its own, and then "2." again
        return block.indent >= last.block.indent + 2

    def _under(self, marker: Marker) -> int:
        for depth in range(len(self.stack) - 1, -1, -1):
            if is_under(marker, self.stack[depth].marker):
                return depth + 1
        for depth, open_entry in enumerate(self.stack):
            if open_entry.marker.style == marker.style and (
                open_entry.marker.parent == marker.parent or not depth
            ):
                return depth
        return 0

    def _nests(self, marker: Marker) -> bool:
        """Return whether a list of a new style is part of the entry before it."""
        if not self.stack:
            return False
        last = self.out[-1] if self.out else None
        above = self.stack[-1]
        if marker.style in NUMBERS and above.marker.style.startswith("glyph"):
            # Numbers stand under a bullet only where it is the head of their list.
            return introduces(above.block) or self.bare(above.block)
        return isinstance(last, Listing) or self._goes_on()

    def _paragraph(self, block: Block) -> None:
        if not self.stack:
            self.out.append(block)
        elif shows_fields(block) or self._is_field(block) or self._remarks(block):
            self.stack[-1].more.append(block)
        elif self._goes_on():
            self._between(block)
        elif self._belongs(block):
            self.stack[-1].more.append(block)
        else:
            self.stack.clear()
            self.out.append(block)

    def _remarks(self, block: Block) -> bool:
        """Return whether words in brackets stand under an entry, and not under a heading (R8)."""
        if not is_aside(block):
            return False
        above = self.blocks[self.at - 1]
        under = above.marker is not None or any(above is each for each in self.stack[-1].more)
        return under and (not block.gap or self._goes_on())

    def _is_field(self, block: Block) -> bool:
        """Return whether a line names a field of the list that the entry above asks for (R5)."""
        shown = any(shows_fields(each) for each in self.stack[-1].more)
        return shown and len(block.text.split()) <= MOST_IN_FIELD and block.text[-1] not in ".?:"

    def _between(self, block: Block) -> None:
        """Place a paragraph that stands between two entries of one list."""
        following = self._next_marked()
        above = self.stack[-1].block.text
        if following is None or are_choices(block.text, above) or defines(block.text, above):
            self.stack[-1].more.append(block)
            return
        level = self._level_of(following)
        if level == 0 and self.out and not isinstance(self.out[-1], Listing):
            # What stands under a heading between two entries belongs to the heading.
            self.out.append(block)
            return
        below = level is not None and level == len(self.stack) - 1 and self._titled_above(block)
        below = below and not (block.gap and following.gap and is_topic(block.text))
        below = below and not HEADING.match(block.text)
        if level is None or not self._opens_soon(block) or below:
            self.stack[-1].more.append(block)
        elif level:
            self.stack[level - 1].children.append(block)
        else:
            self.out.append(block)
            del self.stack[1:]

    def _opens_soon(self, block: Block) -> bool:
        """Return whether this paragraph, or one that follows it, opens a new group of entries."""
        below = []
        for later in self.blocks[self.at + 1 :]:
            if later.marker:
                break
            below.append(later)
        tight = len(below) > 1 and not below[0].gap
        if self.opens(block) and not (block.text.endswith(":") and below) and not tight:
            return True
        if not below:
            apart = block.gap or self._between_fields(block)
            return apart and (is_capped(block.text) or is_topic(block.text))
        opened = self.opens(below[-1])
        apart = (below[-1].gap and block.gap) or opened
        wished = below[-1].text[-1].isalnum() and "please" in below[-1].text.lower()
        return apart and (below[-1].text.endswith(":") or (opened and wished))

    def _between_fields(self, block: Block) -> bool:
        """Return whether a line stands between fields of a form that have nothing below them."""
        entry, last = self.stack[-1], self.out[-1] if self.out else None
        family = last.entries if isinstance(last, Listing) else []
        alone = self.blocks[self.at - 1] is entry.block and entry.block.text.endswith(":")
        bare = alone and not any(e.more or e.children for e in family)
        return bare and self._field(entry) and not names_contact(block.text)

    def _bare_before(self, entry: Entry) -> bool:
        """Return whether the entry before this one is as short and has nothing under it."""
        last = self.out[-1] if self.out else None
        top = last.entries if isinstance(last, Listing) else []
        family = self.stack[-2].children if len(self.stack) > 1 else top
        before = [e for e in family if isinstance(e, Entry) and e is not entry]
        return any(self.bare(e.block) and not e.more and not e.children for e in before[-3:])

    def _field(self, entry: Entry) -> bool:
        """Return whether an entry is a field of a form, as its neighbour is: "End date:"."""
        place = next(n for n, each in enumerate(self.blocks) if each is entry.block)
        near = [b for b in self.blocks[max(0, place - 3) : place + 3] if b is not entry.block]
        return any(b.marker and b.text.endswith(":") for b in near)

    def _titled_above(self, block: Block) -> bool:
        """Return whether the entry above is a mere title, whose matter this paragraph is."""
        entry = self.stack[-1]
        if entry.children:
            return False
        if not entry.more:
            if self._bare_before(entry):
                return False
            above = self.bare(entry.block) or introduces(entry.block)
            return above and not self._field(entry)
        opened = introduces(entry.block) or any(introduces(each) for each in entry.more)
        return opened or not (block.gap or introduces(block))

    def _belongs(self, block: Block) -> bool:
        """Return whether a paragraph after the last entry is part of it (R8)."""
        entry = self.stack[-1]
        if leans_on(block, entry.block) or self._as_before(block):
            return True
        adds = ADDS.match(block.text) is not None and block.indent <= entry.block.indent
        if adds or ((introduces(block) or self.opens(block)) and self._restarts()):
            return False
        if block.gap and is_name(block.text) and len(block.text.split()) <= 4 and not entry.more:
            return False
        if self._names_on(entry, block) or self._second_line(entry, block):
            return True
        if block.gap and (self._plain_list() or self._tight_list()):
            return block.indent >= entry.block.indent + 2 and block.indent > 0
        titled = self.bare(entry.block) and not entry.children and not is_name(block.text)
        if titled and entry.more and self._was_titled(apart=block.gap):
            return True
        if self._titled_above(block):
            return not entry.more or introduces(entry.more[-1])
        return block.indent >= entry.block.indent + 2 and block.indent > 0

    def _as_before(self, block: Block) -> bool:
        """Return whether the same line stands under an entry above, or one of an address does."""
        if block.gap:
            return False
        last = self.out[-1] if self.out else None
        above = last.entries[:-1] if isinstance(last, Listing) else []
        said = {each.text.lower() for entry in above for each in entry.more}
        return names_contact(block.text) or block.text.lower() in said

    def _plain_list(self) -> bool:
        """Return whether nothing stands under any of several bullets, so nothing will."""
        last = self.out[-1] if self.out else None
        entries = last.entries if isinstance(last, Listing) else []
        plain = all(e.marker.style.startswith("glyph") and not e.children for e in entries)
        return len(entries) > 2 and plain and not any(e.more for e in entries)

    def _tight_list(self) -> bool:
        """Return whether bare entries stand right below each other, so a gap ends their list."""
        last = self.out[-1] if self.out else None
        entries = last.entries if isinstance(last, Listing) else []
        closed_up = len(entries) > 1 and not any(e.block.gap for e in entries[1:])
        return closed_up and not any(e.more or e.children for e in entries)

    def _second_line(self, entry: Entry, block: Block) -> bool:
        """Return whether a question right under the last entry is part of it, as in those above."""
        last = self.out[-1] if self.out else None
        if block.gap or entry.more or not isinstance(last, Listing):
            return False
        if introduces(block) and not is_headed(entry.block.text):
            return False
        tails = [each for above in last.entries[:-1] for each in (above, *above.children[-1:])]
        return any(isinstance(e, Entry) and e.more and not e.more[0].gap for e in tails)

    def _names_on(self, entry: Entry, block: Block) -> bool:
        """Return whether "If yes, please give:" goes on with a line to each thing wanted."""
        if not introduces(entry.block) or not entry.more or entry.children:
            return False
        lines = [*entry.more, block]
        tight = all(not each.gap and each.text[-1] not in ".?!:" for each in lines)
        short = all(len(each.text.split()) <= MOST_IN_FIELD for each in lines)
        return (tight and short) or all(map(self.named, lines))

    def _restarts(self) -> bool:
        """Return whether the next list has the style of one that is open."""
        following = self._next_marked()
        style = following.marker.style if following and following.marker else None
        return any(entry.marker.style == style for entry in self.stack)

    def _was_titled(self, *, apart: bool) -> bool:
        """Return whether an earlier entry was a title with several lines, or paragraphs, below."""
        last = self.out[-1] if self.out else None
        earlier = last.entries[:-1] if isinstance(last, Listing) else []
        below = [each.more for each in earlier if len(each.more) > 1]
        return any(any(each.gap for each in more) or not apart for more in below)

    def _next_marked(self) -> Block | None:
        return next((b for b in self.blocks[self.at + 1 :] if b.marker), None)

    def _level_of(self, block: Block) -> int | None:
        marker = block.marker
        assert marker is not None
        for depth in range(len(self.stack) - 1, -1, -1):
            if follows(self.stack[depth], block, marker):
                return depth
        return None

    def _goes_on(self) -> bool:
        """Return whether an open list is continued further down."""
        between = 0
        for block in self.blocks[self.at + 1 :]:
            marker = block.marker
            if marker is None:
                between += 1
                continue
            if marker.style.startswith("glyph") and between > 2:
                return False
            if any(follows(entry, block, marker) for entry in self.stack):
                return True
            if any(entry.marker.label == marker.parent for entry in self.stack if marker.parent):
                return True
            if any(entry.marker.style == marker.style for entry in self.stack):
                return False
        return False
