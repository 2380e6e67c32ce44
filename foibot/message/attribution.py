"""Find where quoted mail is introduced: "On ... wrote:", blocks of From/Sent/To, dividers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from foibot.message.draft import Draft, Hint
from foibot.message.languages import (
    DIVIDERS,
    FORWARDS,
    FROM,
    HEADER_KEYS,
    SENT,
    SUBJECT,
    TO,
    WROTE,
    any_of,
)
from foibot.message.wording import said as said_of


class Opening(StrEnum):
    """How a quotation is introduced."""

    WROTE = "wrote"
    HEADER = "header"
    DIVIDER = "divider"
    FORWARD = "forward"


@dataclass(frozen=True, slots=True)
class Introduction:
    """The lines *start* to *end* (not included) that introduce what is quoted below them."""

    start: int
    end: int
    opening: Opening
    strong: bool  # enough by itself, without marks on the lines below
    forward: bool = False


# No letter is longer; hostile lines cost their number times the length of a head.
_MOST_LOOKED_AT = 20_000
_LONGEST = 600
_MOST_LINES = 6
_WROTE = re.compile(
    rf"(?:^|[\s,>\"'»”)\]，]|(?=[写寫]))(?:{any_of(WROTE)})(?=$|[\s:：,;.(*_-])", re.I
)
_ENDS = re.compile(r"(?:[:：]|-{2,}|…)[\s*_>]{0,5}$")
_ADDRESS = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190}|\[email[^\]]{0,20}\]|<mailto:")
_TIME = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_VERBS = ("wrote", "写道", "a écrit")
# How a line can end that introduces a quote.
_LAST = frozenset(":：-…_*> ")
_DIGIT = re.compile(r"\d")
_BEGINS = re.compile(
    r"(?:(?:on|at|le|am|ar|el|il|op|den|em|dnia|dne|dňa|v|в|på|om|στις|u|dana|tarihinde|vào|pada|vom|"
    r"quoting|wiadomość|w dniu|in|la|pe|am|kl|ons|mån|tis|tors|fre|lör|sön|ma|ti|ke|to|pe|su|mon|"
    r"tue|wed|thu|fri|"
    r"sat|sun|lun|mar|mer|mié|jeu|jue|ven|vie|sam|sáb|dom|dim|mo|di|mi|do|fr|sa|so|din|maw|iau|gwe|"
    r"llun|mer|sul|понед\w*|втор\w*|сред\w*|четв\w*|пятн\w*|субб\w*|воск\w*)\b|在|\d{1,4}[-./]\d{1,2}[-./]\d|\d{1,2}\.?\s+[^\W\d]{3,12}\.?,?\s+\d{4}|\d{4}年)",
    re.I,
)
# Old Gmail: a date and a name, no verb.
_DATED = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?\s*(?:GMT|UTC)?\s*[+-]\d{2}:?\d{2}"
    r"\s+\S.{0,150}|[^<>\n]{1,100}<[^<>\s]{3,200}>\s*:?)$"
)
_IN_ADDRESSES = frozenset("@/,;")
_NAMED_LAST = re.compile(r"<[\w.+%-]{1,64}@[\w.-]{1,253}>\s?[:：]$")
_NAMED = re.compile(r"[<(\[][\w.+%-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190}[>)\]]")
_RULE = re.compile(r"[\s*_=—–-]{0,200}$")
_DIVIDER = re.compile(rf"(?:{any_of(DIVIDERS)})", re.I)
_FORWARD = re.compile(rf"(?:{any_of(FORWARDS)})", re.I)
# To look for the words first costs a tenth of the pattern.
_DIVIDERS = (
    (tuple(FORWARDS.split("|")), _FORWARD, Opening.FORWARD),
    (tuple(DIVIDERS.split("|")), _DIVIDER, Opening.DIVIDER),
)
_KEY = re.compile(r"[\s*_>|]{0,8}([^\s:：*][^:：*\n]{0,24}?)[\s*_]{0,3}[:：][\s*_]{0,4}(.{0,400})")
_NOTES_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?")


def introductions(drafts: Sequence[Draft]) -> list[Introduction]:
    """Return every introduction of quoted mail in *drafts*, in order, none overlapping."""
    found: list[Introduction] = []
    drafts = drafts[:_MOST_LOOKED_AT]
    at = 0
    while at < len(drafts):
        here = _introduction(drafts, at, found[-1].end if found else 0)
        if here is None or _idle(drafts, here):
            at += 1
            continue
        found.append(here)
        at = max(here.end, at + 1)
    return found


def _idle(drafts: Sequence[Draft], here: Introduction) -> bool:
    """Return whether *here* is too weak to introduce the unmarked lines below it."""
    if here.strong or here.opening is not Opening.WROTE:
        return False
    below = _next_said(drafts, here.end)
    return below < 0 or drafts[below].depth <= drafts[here.start].depth


def _introduction(drafts: Sequence[Draft], at: int, floor: int) -> Introduction | None:
    draft = drafts[at]
    text = draft.bare.strip()
    if not text:
        return None
    if draft.hint in (Hint.ATTRIBUTION, Hint.HEADER):
        hinted = _hinted(drafts, at)
        if hinted:
            return hinted
    if len(text) <= 300:
        divider = _divided(drafts, at, text)
        if divider:
            return divider
        if ":" in text or "：" in text:
            block = _header_block(drafts, at, floor)
            if block:
                return block
    return _wrote(drafts, at, floor, text)


def _hinted(drafts: Sequence[Draft], at: int) -> Introduction | None:
    """Return what the markup says is an introduction, when its words do not speak against it."""
    hint, end = drafts[at].hint, at
    while end < len(drafts) and drafts[end].hint is hint and end - at < 30:
        end += 1
    said = [each.bare for each in drafts[at:end] if not each.blank]
    if hint is Hint.ATTRIBUTION:
        forward = any(_FORWARD.search(text) for text in said)
        opening = Opening.FORWARD if forward else Opening.WROTE
        return Introduction(at, end, opening, strong=True, forward=forward)
    if sum(":" in text or "：" in text for text in said) < 2:
        return None
    return Introduction(at, end, Opening.HEADER, strong=True)


def _divided(drafts: Sequence[Draft], at: int, text: str) -> Introduction | None:
    """Return the introduction that a divider such as -----Original Message----- makes."""
    if text[0] in "-_=*–—>+#~" or text[-1] in ":：-_*=":
        lowered = text.lower()
        for words, pattern, opening in _DIVIDERS:
            if not said_of(lowered, words):
                continue
            said = pattern.search(text)
            if said and _is_divider(text, said.start(), said.end(), drafts, at):
                return _with_header(drafts, at, opening)
    return None


def _is_divider(text: str, start: int, end: int, drafts: Sequence[Draft], at: int) -> bool:
    """Return whether the words stand between dashes, or end in a colon and begin the line."""
    before, after = text[:start].strip(" *"), text[end:].strip(" *")
    dashed = len(before) >= 2 and bool(_RULE.match(before))
    if dashed and (not after or after[-1] in "-_=*—–:" or len(after) > 3):
        return True
    begins = not before or bool(_RULE.match(before))
    return begins and after in (":", "：") and len(text) < 60


def _with_header(drafts: Sequence[Draft], at: int, opening: Opening) -> Introduction:
    end = at + 1
    text = drafts[at].bare.strip()
    if opening is Opening.FORWARD and text[-1] not in "-_:=*" and end < len(drafts):
        # Notes: "----- Forwarded by X on 05/18/2001" goes on below until its dashes.
        end += drafts[end].bare.rstrip().endswith("--")
    forward = opening is Opening.FORWARD
    below = _next_said(drafts, end)
    for first in (below, below + 1, below + 2):
        block = _header_block(drafts, first, end) if below >= 0 and first < len(drafts) else None
        if block:
            return Introduction(at, block.end, opening, strong=True, forward=forward)
    return Introduction(at, end, opening, strong=True, forward=forward)


def _next_said(drafts: Sequence[Draft], at: int) -> int:
    for index in range(at, min(at + 6, len(drafts))):
        if not drafts[index].blank:
            return index
    return -1


# Each line of a header is looked at again for every line above it.
@lru_cache(maxsize=256)
def header_key(text: str) -> tuple[str, str, str] | None:
    """Return kind, name and value of a line such as "From: X", or None."""
    found = _KEY.match(text)
    if not found:
        return None
    name = found[1].strip().lower()
    kind = HEADER_KEYS.get(name)
    return (kind, name, found[2].strip()) if kind else None


def _header_block(drafts: Sequence[Draft], at: int, floor: int) -> Introduction | None:
    """Return the block of header lines that begins at *at*."""
    first = header_key(drafts[at].bare.strip())
    if first is None:
        return None
    kinds, end, telling = _block_kinds(drafts, at)
    if _suffices(kinds, telling=telling):
        said = len(kinds) >= 3 and any(not each.blank for each in drafts[floor:at])
        telling = telling or said
        return Introduction(_above(drafts, at, floor), end, Opening.HEADER, strong=telling)
    if kinds >= {TO, SUBJECT}:
        start = _notes_start(drafts, at, floor)
        if start is not None:
            return Introduction(_above(drafts, start, floor), end, Opening.HEADER, strong=True)
    return None


def _suffices(kinds: set[str], *, telling: bool) -> bool:
    """Return whether lines of these *kinds* are the head of a mail: From and what goes with it."""
    if FROM in kinds:
        return len(kinds) > 2 or (telling and bool(kinds & {SENT, TO, SUBJECT}))
    return telling and kinds >= {SENT, TO}


def _block_kinds(drafts: Sequence[Draft], at: int) -> tuple[set[str], int, bool]:
    """Return the kinds of header lines from *at* on, where they end, and if one is an address."""
    kinds: set[str] = set()
    end, index, telling, depth = at, at, False, drafts[at].depth
    loose = 0
    while index < len(drafts) and index - at < 40 and drafts[index].depth == depth:
        text = drafts[index].bare.strip()
        key = header_key(text) if text else None
        if key:
            kinds.add(key[0])
            telling = telling or bool(_ADDRESS.search(text) or _TIME.search(key[2]))
            end, loose = index + 1, 0
        elif not text:
            if (SUBJECT in kinds and FROM in kinds) or not _key_below(drafts, index):
                break
        elif loose < 40 and _continues(drafts, index, text, subject=SUBJECT in kinds):
            loose += 1
            telling = telling or bool(_ADDRESS.search(text))
            if "@" in text or drafts[index - 1].bare.rstrip().endswith((",", ";")):
                end = index + 1
        else:
            break
        index += 1
    return kinds, end, telling


def _key_below(drafts: Sequence[Draft], index: int) -> bool:
    """Return whether the line below an empty one is a header line again."""
    return index + 1 < len(drafts) and header_key(drafts[index + 1].bare.strip()) is not None


def _continues(drafts: Sequence[Draft], index: int, text: str, *, subject: bool) -> bool:
    """Return whether *text* goes on with the list of addresses, or the subject, above it."""
    if not subject and len(text) < 200 and not _IN_ADDRESSES.isdisjoint(text):
        return True
    above = drafts[index - 1].bare.rstrip()
    if above.endswith((",", ";", "<")) or text.startswith(("<", "mailto:", ">")):
        return True
    # A folded line: what stands below it must be a header line again.
    return _key_below(drafts, index) and len(text) < 200


def _above(drafts: Sequence[Draft], at: int, floor: int) -> int:
    """Return where the introduction begins when a rule stands above its header lines.

    BlackBerry writes "Original Message" there, without any dashes.
    """
    index, blanks = at - 1, 0
    while index >= floor and drafts[index].blank and blanks < 3:
        index, blanks = index - 1, blanks + 1
    if index >= floor:
        text = drafts[index].bare.strip()
        divides = _RULE.match(text) or _DIVIDER.fullmatch(text)
        if len(text) >= 4 and divides and drafts[index].depth == drafts[at].depth:
            return index
    return at


def _notes_start(drafts: Sequence[Draft], at: int, floor: int) -> int | None:
    """Return where a block of Notes begins: its name and date stand above To: and Subject:."""
    above = [i for i in range(max(floor, at - 7), at) if not drafts[i].blank][-4:]
    for place in range(len(above) - 1, -1, -1):
        index = above[place]
        text = drafts[index].bare.strip()
        below = drafts[above[place + 1]].bare.strip() if place + 1 < len(above) else ""
        if not _NOTES_DATE.search(f"{text} {below}"):
            continue
        alone = bool(_NOTES_DATE.match(text)) and place > 0 and above[place - 1] == index - 1
        if not alone or len(drafts[index - 1].bare) >= 100:
            return index
        sent_by = drafts[index - 1].bare.strip().lower().startswith("sent by")
        return index - 2 if sent_by and place > 1 and above[place - 2] == index - 2 else index - 1
    return None


def _wrote(drafts: Sequence[Draft], at: int, floor: int, text: str) -> Introduction | None:
    """Return the introduction that begins at *at* and ends, lines below, in a verb and colon."""
    if _DATED.match(text) or _groupwise(text):
        return Introduction(at, at + 1, Opening.WROTE, strong=True)
    begins = bool(_BEGINS.match(text.lstrip("-*_ \"'>")))
    if not begins and "@" not in text and text[-1] not in _LAST and not text.endswith(_VERBS):
        return None
    joined = ""
    for index in range(at, min(at + _MOST_LINES, len(drafts))):
        draft = drafts[index]
        line = draft.bare.strip()
        if index > at and not _goes_on(drafts, at, index, begins):
            return None
        joined = f"{joined} {line}" if joined else line
        if len(joined) > _LONGEST:
            return None
        verdict = _complete(joined, begins, line)
        if verdict is not None:
            return Introduction(at, index + 1, Opening.WROTE, strong=verdict)
        if line.endswith((".", "!", "?")) and not _ADDRESS.search(line):
            return None
    return None


def _without_verb(joined: str, begins: bool, alone: bool) -> bool | None:
    """Return the same for words without a verb: a date, a time, an address and a colon."""
    if len(joined) >= 160:
        return None
    dated = bool(_YEAR.search(joined))
    if dated and alone and _TIME.search(joined) and _NAMED_LAST.search(joined):
        return True
    if dated and begins and _ADDRESS.search(joined):
        return False
    # "Quoting Jo (jo@example.org):" in whatever words: it counts when marks follow.
    return False if alone and _NAMED.search(joined) else None


def _groupwise(text: str) -> bool:
    return text.startswith(">>>") and text.endswith(">>>") and bool(_YEAR.search(text))


def _goes_on(drafts: Sequence[Draft], at: int, index: int, begins: bool) -> bool:
    """Return whether the introduction that begins at *at* may go on at *index*."""
    draft = drafts[index]
    if draft.depth < drafts[at].depth:
        return False
    if not begins:
        # A name and address, and "wrote:" on the next line.
        short = len(draft.bare.strip()) <= 30 and draft.depth == drafts[at].depth
        return index == at + 1 and short and bool(_ADDRESS.search(drafts[at].bare))
    line = draft.bare.strip()
    # What is an introduction by itself is not the end of a longer one.
    own = bool(_BEGINS.match(line)) and _complete(line, True, line) is not None
    return not own


def _complete(joined: str, begins: bool, last: str) -> bool | None:
    """Return whether *joined* introduces a quote (True: by itself), or None when it does not."""
    ends = bool(_ENDS.search(joined))
    if not ends and not last.lower().rstrip(" -").endswith(_VERBS):
        return None
    verb = _WROTE.search(joined)
    if verb is None:
        return _without_verb(joined, begins and ends, joined == last and ends)
    address, time = _ADDRESS.search(joined), _TIME.search(joined)
    if address or (begins and time):
        return True
    if begins and _DIGIT.search(joined):
        return False
    if time and len(joined) < 120 and _YEAR.search(joined, verb.end()):
        # A name, the verb, and behind it the date.
        return False
    return False if len(joined) < 80 and verb.end() >= len(joined.rstrip(" :：-*_")) - 1 else None
