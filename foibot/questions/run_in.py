"""
Lists whose line breaks were lost: "Please send: 1) the plan 2) the costs" -> a line to each entry.

Half of what is pasted from forms and letters comes so.  A label counts where its neighbours do:
1 before 2 before 3, in one style, each where a clause ends or a capital begins the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from foibot.questions.breaks import NARROWEST
from foibot.questions.courtesies import is_closing
from foibot.questions.glue import sentences
from foibot.questions.inline import REFERENCE, are_alternatives, names_sides
from foibot.questions.judge import read_all
from foibot.questions.labels import Label, labels_in
from foibot.questions.markers import readings
from foibot.questions.passage import Passage, passage
from foibot.questions.rules import QuestionRules
from foibot.questions.signs import last_piece, parted
from foibot.questions.values import YES_OR_NO, are_columns, are_options

Line = tuple[str, int]

SAID = re.compile(r"(?:[.?!:;,)\]\"”']|\b(?:and|or|plus|also|then|finally|lastly)|\s&)\s*$", re.I)
JOINTS = ("and", "or", "to", "&", "and/or")  # as in "section 1(1)(a) and (b)"
LONGEST_STEM = 200  # characters of "Is the building", whose answers are labelled
FEW = 4  # words of a name that a lead-in lists
SURE = ("(a", "(1", "(i", "Q1", "a.", "1 ")
# More lists open at once are no list of a person.
DEEP = 12
GLYPH = re.compile(r"\s*([•·▪◦‣●*>–-])\s+\S")
BOLD = re.compile(r"\s*(?:[•·▪●*+–-]\s+)?(?:\*\*|__)(?=\S)")
GLYPHS = frozenset("•·▪◦‣●*>–—-➢✓»→")
# "...in the borough:*What did it cost?*How many": the breaks between bullets were lost.
STUCK = re.compile(
    r"(?<=[?:.;)])([*•·▪●])(?=\s?[A-Z])|(?:(?<=[;:])|(?<=\band)|(?<=\bor))([•▪●])(?=\s?\w)"
)
# "1. the number of dogs 2. the cost of kennels": without a stop between.
NEXT_THING = re.compile(
    r"\s*(?:the|an?|any|all|how|what|which|who|whether|when|where|why|copies|details|numbers?|total)\s"
)
LISTED = ("1.", "1)", "a)")
FEWEST_TOLD = 3  # words of an entry
AFTER_A_STOP = re.compile(r"[.?!]\s+[A-Z]")
# "Please provide: - Number of homes - Cost of each": the first stands behind a colon.
LED = re.compile(r":\s+([*•·▪●◦‣➢✓»→>o–—-])\s+(?=[^\W\d])")
WORDY = 9  # words of an entry, on average, that is no answer to choose
APART = re.compile(r"(?<=[?:.;)])\s(\*)\s(?=[A-Z])")
CLOSES = re.compile(
    r"(?<=\s)(?:Yours (?:faithfully|sincerely|truly)|(?:[Kk]ind|[Bb]est|[Ww]arm) [Rr]egards|Regards"
    r"|Thanks|Many thanks|Thank you|I look forward to|Sent from my|Please (?:respond|reply"
    r"|send your reply|acknowledge|(?:do )?let me know (?:that |when )?you have received))\b"
)
NUMBERED = ("(1", "1)", "Q1", "#1", "1-", "1.")


@dataclass(slots=True)
class Chain:
    """Labels that count on from one another."""

    labels: list[Label] = field(default_factory=list)


def unfolded(lines: Sequence[Line], rules: QuestionRules) -> tuple[Line, ...]:
    """Return the lines, each cut where a paragraph goes on with the labels of one list."""
    out: list[Line] = []
    every = [*paragraphs(lines), []]
    told = [paragraph for paragraph in every if not paragraph or paragraph[0][0].strip()]
    after = {id(one): following for one, following in pairwise(told)}
    for paragraph in every:
        blank = not paragraph or not paragraph[0][0].strip()
        leads_in = id(paragraph) in after and names_values(paragraph, after[id(paragraph)])
        out += paragraph if blank or leads_in else cut(paragraph, rules)
    return tuple(out)


def names_values(lines: list[Line], after: list[Line]) -> bool:
    """
    Return whether labels only part the names in the lead-in of the list that comes next (R4).

    So in "for each of these contracts: (a) lighting (b) waste", and then what is wanted of each.
    """
    if not after or not listed(after[0][0]):
        return False
    text = " ".join(line for line, _ in lines)
    for chain in chains(text, {0}):
        starts = [label.end for label in chain.labels]
        ends = [label.start for label in chain.labels[1:]] + [len(text)]
        before = text[: chain.labels[0].start].rstrip()
        short = all(len(text[a:b].split()) <= FEW for a, b in zip(starts, ends, strict=True))
        if short and before.endswith(":") and text[ends[-1] - 1 :] not in "?":
            return True
    return False


def paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph; an empty line is one of its own."""
    held: list[Line] = []
    for line in lines:
        if line[0].strip():
            held.append(line)
            continue
        if held:
            yield held
        yield [line]
        held = []
    if held:
        yield held


def cut(lines: list[Line], rules: QuestionRules) -> list[Line]:
    """Return the lines of one paragraph, with a line begun at each label that runs on in it."""
    whole = joined(lines)
    begun = set(line_starts(lines))
    runs = [chain.labels for chain in chains(whole.text, begun)]
    starts = {label.start for labels in runs for label in labels}
    marked = starts | set(glyphs(whole.text, begun))
    inner = (marked | glued(whole.text, runs)) - begun
    if not inner:
        return lines
    last = max([labels[-1].end for labels in runs] + [at + 1 for at in marked], default=0)
    aside = said_after(whole, last, rules) if marked else set()
    aside |= headings(whole, runs)
    out: list[Line] = []
    at, before = 0, ""
    for text, start in lines:
        edges = [n - at for n in sorted(inner | aside) if at < n < at + len(text)]
        for first, last in pairwise([0, *edges, len(text)]):
            if at + first in aside:
                out.append(("", start + first))
            out.append((text[first:last], start + first))
            if (
                not first
                and wraps(before, text)
                and not is_closing(text, rules)
                and at not in starts
                and not listed(text)
            ):
                join_last(out)
        at, before = at + len(text) + 1, text
    return out


def wraps(before: str, text: str) -> bool:
    """Return whether a program, not the author, broke the line between *before* and *text*."""
    bare = before.rstrip()
    if not bare or bare[-1] in ".?!:;":
        return False
    head = text.lstrip()[:1]
    return len(bare) >= NARROWEST or head.islower() or head == "&"


def listed(text: str) -> bool:
    """Return whether a line begins with a label or glyph that is surely one."""
    return any(not mark.weak for mark in readings(text.strip()))


def join_last(lines: list[Line]) -> None:
    """Make one line of the last two, if they stand next to each other in their source."""
    (first, begin), (second, start) = lines[-2:]
    if first.strip() and begin + len(first) + 1 == start:
        lines[-2:] = [(f"{first} {second}", begin)]


def joined(lines: Sequence[Line]) -> Passage:
    """Return the lines as one text, a space between them, none left out."""
    text, marks = "", []
    for line, start in lines:
        marks.append((len(text), start))
        text += line + " "
    return Passage(text, tuple(marks))


def line_starts(lines: Sequence[Line]) -> Iterator[int]:
    """Yield where in the joined text each line begins, behind its white space and its stars."""
    at = 0
    for line, _ in lines:
        yield at + len(line) - len(line.lstrip())
        if bold := BOLD.match(line):
            yield at + bold.end()  # "- **1. Cost** The sum", whose label stands behind the bullet
        at += len(line) + 1


def glyphs(text: str, begun: set[int]) -> list[int]:
    """Return where the same glyph as at the head of a paragraph begins further entries."""
    if frozenset(text).isdisjoint(GLYPHS) and ": o " not in text:
        return []
    stuck = list(STUCK.finditer(text)) or bulleted(text, begun)
    if len(stuck) > 1 and len({mark[0] for mark in stuck}) == 1:
        return [mark.start() for mark in stuck]
    first = GLYPH.match(text)
    if first is None:
        return led(text, begun)
    inner = [m.start() for m in re.finditer(rf"(?<=\s){re.escape(first[1])}(?=\s+\S)", text)]
    inner = [at for at in inner if at > first.end() and (at in begun or parts(text, at))]
    return inner if first[1] in "•·▪◦‣●" or len(inner) > 1 else []


def led(text: str, begun: set[int]) -> list[int]:
    """Return where bullets begin of which the first stands behind a colon: "send: - A - B"."""
    first = LED.search(text)
    if first is None:
        return []
    places = [m.start(1) for m in re.finditer(rf"(?<=\s)({re.escape(first[1])})(?=\s+\S)", text)]
    sure = first[1] not in "o*>–—-"
    if not sure and AFTER_A_STOP.search(text, 0, first.start()):
        return []  # "... of each. Include: - their age - their area": what one entry takes in
    inner = [at for at in places if at > first.end() and (at in begun or sure or parts(text, at))]
    return [first.start(1), *inner] if inner else []


def bulleted(text: str, begun: set[int]) -> list[re.Match[str]]:
    """Return the asterisks between sentences of a paragraph; between answers are none (R4)."""
    found = list(APART.finditer(text))
    words = len(text[found[0].start() :].split()) if found else 0
    own = any(mark.start(1) in begun for mark in found) or "? *" not in text
    return [] if own or readings(text) or words < WORDY * len(found) else found


def parts(text: str, at: int) -> bool:
    """Return whether a glyph inside a line begins an entry: not so in "since 2023 - including"."""
    said = SAID.search(text[max(0, at - 8) : at])
    return text[at] in "•·▪◦‣●" or bool(said) or text[at + 2 : at + 3].isupper()


def glued(text: str, runs: list[list[Label]]) -> set[int]:
    """Return where sentences are glued together, if labels or several such places show it."""
    found = sentences(text)
    return found if runs or len(found) > 1 else set()


def said_after(whole: Passage, begin: int, rules: QuestionRules) -> set[int]:
    """Return where the thanks and the like begin that follow the last entry (none: empty)."""
    last = passage(whole.text[begin:])
    closing = CLOSES.search(last.text, 1)
    if closing is not None:
        last = last.cut(0, closing.start())
    body, rest = last_piece(last, read_all(last, rules))
    ends = {begin + closing.start()} if closing is not None else set()
    return ends | ({begin + rest.start} if rest is not None and rest.text and body.text else set())


def headings(whole: Passage, runs: list[list[Label]]) -> set[int]:
    """Return where headings in capitals begin that stand before the next label."""
    starts = sorted({label.start for labels in runs for label in labels} | {len(whole.text)})
    found: set[int] = set()
    for first, last in pairwise(starts):
        heading = parted(passage(whole.text[first:last]))[1]
        if heading is not None:
            found.add(first + heading.start)
    return found


def chains(text: str, begun: set[int]) -> list[Chain]:
    """Return the lists that run on in *text*: two labels or more; lines are *begun* at these."""
    open_chains: list[Chain] = []
    for label in labels_in(text):
        chain = next((c for c in reversed(open_chains[-DEEP:]) if follows(c, label)), None)
        if label.stuck:
            if chain and not is_bracketed(text[chain.labels[-1].end : label.start]):
                chain.labels.append(label)
        elif chain and (
            begins_clause(text, chain.labels[-1], label) or names_next(text, chain, label, begun)
        ):
            chain.labels.append(label)
        elif label.place == 1 or label.start in begun or touches(text, label):
            open_chains.append(Chain([label]))
    long = [chain for chain in open_chains if len(chain.labels) > (2 if loose(chain, text) else 1)]
    return [chain for chain in long if not inside_sentence(text, chain.labels)]


def inside_sentence(text: str, labels: list[Label]) -> bool:
    """Return whether letters only part the words of a sentence: "at (i) primary and (ii) ..."."""
    if labels[0].style in NUMBERED or labels[0].under:
        return False
    if names_sides(text, labels[0].start):
        return True
    ends = [label.start for label in labels[1:]] + [sentence_end(text, labels[-1].end)]
    parts = [text[a.end : end].strip() for a, end in zip(labels, ends, strict=True)]
    before = text[max(0, labels[0].start - LONGEST_STEM) : labels[0].start]
    stem = re.split(r"[.?!]\s", before)[-1].strip()
    if are_columns(stem, parts):
        return True
    if YES_OR_NO.match(stem) and all(parts) and are_options(stem, parts):
        return True
    return are_alternatives(parts)


def sentence_end(text: str, at: int) -> int:
    """Return where the sentence ends that goes on at *at*."""
    found = re.compile(r"[.?!;](?=\s|$)").search(text, at)
    return found.end() if found else len(text)


def is_bracketed(text: str) -> bool:
    """Return whether a bracket is open at the end of *text*, so that ")" closes it."""
    return text.count("(") > text.count(")")


def follows(chain: Chain, label: Label) -> bool:
    """Return whether a label counts on from a chain, in the same style or as another number."""
    last = chain.labels[-1]
    if label.place != last.place + 1 or label.under != last.under or label.start < last.end:
        return False
    both = last.style in NUMBERED and label.style in NUMBERED
    return label.style == last.style or (both and last.place > 1)


def begins_clause(text: str, last: Label, label: Label) -> bool:
    """Return whether a clause begins at the second of two labels, or nothing follows the first."""
    told, after = text[last.end : label.start], text[label.end :].lstrip()
    if told.strip().lower() in JOINTS:
        return False
    if not told.strip() or SAID.search(told) or after[:1].isupper():
        return True
    return label.style in SURE


def names_next(text: str, chain: Chain, label: Label, begun: set[int]) -> bool:
    """
    Return whether "1. the number of dogs 2. the cost" goes on with the next thing it wants.

    Its first label stands where a line is *begun*.
    """
    if chain.labels[0].start not in begun:
        return False
    told = text[chain.labels[-1].end : label.start]
    begins = NEXT_THING.match(text, label.end)
    before = text[max(0, label.start - LONGEST_STEM) : label.start]
    worded = len(told.split()) >= FEWEST_TOLD
    return bool(begins) and worded and label.style in LISTED and not REFERENCE.search(before)


def touches(text: str, label: Label) -> bool:
    """Return whether a number stands right behind the end of a sentence: "...;2. Were they"."""
    after = text[label.end :].lstrip()
    return label.style in NUMBERED and text[label.start - 1] in ".?;" and after[:1].isupper()


def loose(chain: Chain, text: str) -> bool:
    """Return whether the labels might be initials or ends of sentences: "a. one b. two"."""
    style = chain.labels[0].style
    # "a. Does it charge?  b. If so": small letters with a point, and each time a new sentence.
    begun = all(text[each.end :].lstrip()[:1].isupper() for each in chain.labels)
    begun = begun or all(text[: each.start].rstrip()[-1:] in ("", *".:;?") for each in chain.labels)
    return style in ("1-", "1,", "1 ", "1:") or (style in ("a.", "i.") and not begun)
