"""
Find answers that somebody typed inside a quotation, as users of Outlook do.

Only where they are announced, or where nothing else was said: what is coloured in a mail that is
passed on is its own writer's.  Where they are announced and cannot be told from the original, its
lines below a question are kept as new: an answer that is lost is worse than a line too many.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from foibot.message.announced import Force, Notice, notice
from foibot.message.asked import asks, closes, first_question, greets, heads, originals
from foibot.message.cutting import Piece, cut, joined
from foibot.message.draft import Draft
from foibot.message.endings import mark_endings
from foibot.message.ink import PLAIN, Ink, hues
from foibot.message.languages import FORWARD_SUBJECT
from foibot.message.model import Role
from foibot.message.quoting import Zones
from foibot.message.signature import is_closing
from foibot.message.struck import any_struck, mark_below_struck

_LABEL = re.compile(
    r"\s*(?:\*{1,2})?(?:(?:a|ans|answer|reply|response|comment|ateb|ymateb|my answer|our answer|"
    r"our response)\s?\d{0,3}\s?(?:\*{1,2})?\s?[:=–-]|a(?:ns(?:wer)?)?\s?\d{1,3}\s?[.)])\s?\S",
    re.I,
)
_ARROW = re.compile(r"\s*(?:-{1,3}>|={1,3}>|>>>|\*{2,4}\s|#{2,4}\s|\u2192|\u21d2)\s?\S")
_MOST_PIECES = 4_000

# A form that says where each answer goes: there what stands outside is no answer by its place.
_FENCE = re.compile(r"-{3} \S.* -{3}\s*$")


def with_answers(
    drafts: list[Draft], found: Zones, subject: str, sender: str
) -> tuple[list[Draft], Zones]:
    """Return the lines and their zones, the answers inside quotations on lines that are new."""
    if Role.QUOTED not in found.roles:
        return drafts, found
    said = _announcement(drafts, found, subject, sender)
    marked = any("]" in draft.bare[:70] for draft in drafts) or any_struck(drafts)
    if said.force is Force.NONE and not marked:
        return drafts, found
    letters = _letters(drafts, found)
    asking = any(asks(drafts[at].bare) for letter in letters for at in letter)
    chosen: list[Piece] = []
    for place, indexes in enumerate(letters):
        pieces = cut(drafts, indexes)[:_MOST_PIECES]
        if place and said.force < Force.SAYS and _answered_before(drafts, letters[:place]):
            break
        free = asking and not any(asks(piece.text) for piece in pieces)
        free = free or _interleaved(drafts, found, indexes)
        _choose(pieces, said, _initials(sender), elsewhere=free)
        _named(pieces, sender)
        _behind_labels(pieces)
        chosen += pieces
    if not any(piece.new for piece in chosen):
        return drafts, found
    lines, roles, places = joined(drafts, found.roles, chosen)
    moved = Zones(
        roles,
        [replace(one, start=places[one.start], end=places[one.end]) for one in found.found],
        [(places[start], places[end]) for start, end in found.unmarked],
        found.doubtful,
    )
    return lines, moved


def _announcement(drafts: Sequence[Draft], found: Zones, subject: str, sender: str) -> Notice:
    """Return what stands above the quotation about answers in it; a reply of no word says so."""
    first = next((at for at, role in enumerate(found.roles) if role is not Role.NEW), 0)
    above = "\n".join(draft.bare for draft in drafts[:first])
    said = notice(above)
    if said.force is Force.SAYS or FORWARD_SUBJECT.match(subject):
        return said
    if said.force is Force.NONE and _silent(drafts, found, first, sender):
        return Notice(Force.POINTS, frozenset(), "silent")
    return said


def _silent(drafts: Sequence[Draft], found: Zones, first: int, sender: str) -> bool:
    """Return whether nothing but a greeting and a signature stands above the quotation."""
    if first > 60:
        return False
    trial = list(found.roles)
    mark_endings(drafts, trial, sender)
    own = set(re.findall(r"\w{2,30}", sender.lower()[:200]))
    for draft, role in zip(drafts[:first], trial[:first], strict=True):
        text = draft.bare.strip()
        if role is not Role.NEW or not text or greets(text):
            continue
        if is_closing(text) and not re.match(r"thank|many thanks|diolch|cheers|ta\b", text, re.I):
            return True
        if not set(re.findall(r"\w{2,30}", text.lower())) <= own:
            return False
    return True


def _letters(drafts: Sequence[Draft], found: Zones) -> list[list[int]]:
    """Return the lines of each letter that is quoted, the newest first."""
    starts = [0, *(here.end for here in found.found)]
    ends = [*(here.start for here in found.found), len(drafts)]
    letters = [
        [at for at in range(start, end) if found.roles[at] is Role.QUOTED and not drafts[at].blank]
        for start, end in zip(starts, ends, strict=True)
    ]
    return [letter for letter in letters if letter]


def _interleaved(drafts: Sequence[Draft], found: Zones, indexes: Sequence[int]) -> bool:
    """Return whether new lines stand below the first of the quoted ones at *indexes*."""
    return any(
        found.roles[at] is Role.NEW and not drafts[at].blank
        for at in range(indexes[0], len(drafts))
    )


def _answered_before(drafts: Sequence[Draft], letters: Sequence[Sequence[int]]) -> bool:
    """Return whether one of the *letters* announces the answers below it as its own."""
    return any(
        notice("\n".join(drafts[at].bare for at in letter)).force is Force.SAYS
        for letter in letters
    )


def _named(pieces: Sequence[Piece], sender: str) -> None:
    """Mark what begins with the sender's name in brackets: Outlook's own marking."""
    for piece in pieces:
        if "]" in piece.text[:70] and _signed(piece.text, sender):
            piece.new = True


def _behind_labels(pieces: Sequence[Piece]) -> None:
    """Mark what goes on behind a label in an ink of its own, such as a bold "[Ken]" or "A:"."""
    for label, piece in pairwise(pieces):
        bare = label.text.strip()
        only = label.new and len(bare) <= 60 and bare.endswith(("]", ":"))
        if only and piece.line == label.line:
            piece.new = True


def _signed(text: str, sender: str) -> bool:
    opening, bracket, rest = text.strip().partition("]")
    link = rest.startswith("(")
    if not bracket or not opening.startswith("[") or len(opening) > 60 or link:
        return False
    name = {word for word in re.findall(r"\w{2,30}", opening.lower()) if not word.isdigit()}
    return bool(name) and name <= set(re.findall(r"\w{2,30}", sender.lower()[:300]))


def _initials(sender: str) -> str:
    """Return the initials of the sender's name, where it has two parts or more."""
    name = sender.partition("<")[0].strip(" \"'")
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", name))
    return initials.upper() if 2 <= len(initials) <= 4 else ""


def _choose(pieces: list[Piece], said: Notice, initials: str, *, elsewhere: bool) -> None:
    """
    Mark the answers among the *pieces* of one quoted letter, by the surest sign there is.

    *elsewhere*: what was announced stands in another place, if nothing here looks like it.
    """
    letter = pieces[: closes([piece.text for piece in pieces])]
    if mark_below_struck(letter) or said.force is Force.NONE:
        return
    texts = [piece.text for piece in letter]
    own = originals(texts)
    base = _base(letter, own)
    if said.force is Force.POINTS:
        _choose_loud(letter, own, base, silent=said.rest == "silent")
        _choose_labelled(letter, own, initials)
        parted = any(_FENCE.match(piece.text) for piece in letter)
        if not (elsewhere or parted or any(piece.new for piece in letter)):
            _choose_alternating(letter, _asking_on(letter, own))
        return
    headings = {id(one) for one in letter[: first_question(texts) or 0]}
    headings |= {id(one) for one in letter if heads(one.text)}
    labelled = [_labelled(piece.text, initials) for piece in letter]
    signs: Sequence[Callable[[Piece], bool]] = (
        lambda piece: _as_announced(piece, base, said.looks),
        lambda piece: _loudly(piece.ink, base),
        lambda piece: piece.ink != base and id(piece) not in headings,
    )
    hits = next(
        (found for sign in signs if any(found := [sign(piece) for piece in letter])),
        [False] * len(letter),
    )
    hits = [hit or label for hit, label in zip(hits, labelled, strict=True)]
    own = _asking_on(letter, own)
    if any(hits):
        for piece, hit in zip(letter, hits, strict=True):
            piece.new = hit
        if any(labelled):
            _go_on(letter, own)
    if not elsewhere and not _answers_follow(said.rest):
        _keep_undecided(letter, own, hits)


def _choose_loud(letter: Sequence[Piece], own: Sequence[bool], base: Ink, *, silent: bool) -> None:
    """Mark what is coloured below questions, where nobody said in words that it is an answer."""
    loud = [_loudly(piece.ink, base) for piece in letter]
    hits = loud if any(loud) else _emphasised_answers(letter, own, base)
    starts = [at for at, hit in enumerate(hits) if hit and (not at or not hits[at - 1])]
    if not starts or all(hits):
        return
    below = sum(at > 0 and (silent or asks(letter[at - 1].text)) for at in starts)
    if not starts[0] or below * 2 < len(starts):
        return
    for piece, hit in zip(letter, hits, strict=True):
        piece.new = hit


def _choose_labelled(letter: Sequence[Piece], own: Sequence[bool], initials: str) -> None:
    """Mark what begins with "A:" or "Answer:" right below a question, where two of them do."""
    hits = [
        piece
        for above, piece in pairwise(letter)
        if asks(above.text) and _labelled(piece.text, initials)
    ]
    if len(hits) > 1:
        for piece in hits:
            piece.new = True
        _go_on(letter, own)


def _go_on(letter: Sequence[Piece], own: Sequence[bool]) -> None:
    """Mark what stands below a labelled answer, up to what is surely the writer's own again.

    A form that fences the place of each answer has words of its own between.
    """
    if any(_FENCE.match(piece.text) for piece in letter):
        return
    for at in range(1, len(letter)):
        if letter[at - 1].new and not own[at]:
            letter[at].new = True


def _choose_alternating(letter: Sequence[Piece], own: Sequence[bool]) -> None:
    """Mark what stands below each question, where nothing stands out and every question has some.

    "Please see below" over questions that have a line each points at answers: somebody who writes
    to an authority seldom puts a sentence of his own below every single question.
    """
    asked = [at for at, piece in enumerate(letter) if own[at] and asks(piece.text)]
    if len(asked) < 2:
        return
    ends = [*asked[1:], next((at for at in range(asked[-1] + 1, len(own)) if own[at]), len(own))]
    answers = [
        [at for at in range(start + 1, end) if not own[at]]
        for start, end in zip(asked, ends, strict=True)
    ]
    if all(answers):
        for at in (at for one in answers for at in one):
            letter[at].new = True


def _emphasised_answers(letter: Sequence[Piece], own: Sequence[bool], base: Ink) -> list[bool]:
    """Return which pieces answer in bold or italics; headings and questions are bold as well.

    Nothing that is surely the writer's own may look so, and each must stand below a question.
    """
    hits = [piece.ink != base and bool(_looks(piece.ink) - _looks(base)) for piece in letter]
    of_writer = any(hit and owned for hit, owned in zip(hits, own, strict=True))
    starts = [at for at, hit in enumerate(hits) if hit and (not at or not hits[at - 1])]
    if of_writer or not all(at and asks(letter[at - 1].text) for at in starts):
        return [False] * len(letter)
    return hits


def _base(letter: Sequence[Piece], own: Sequence[bool]) -> Ink:
    """Return the ink of the letter's own writer: of what is surely his, else of most letters."""
    weight: dict[Ink, int] = {}
    sure = [piece for piece, owned in zip(letter, own, strict=True) if owned] or letter
    for piece in sure:
        weight[piece.ink] = weight.get(piece.ink, 0) + len(piece.text)
    return max(weight, key=lambda ink: weight[ink]) if weight else PLAIN


def _labelled(text: str, initials: str) -> bool:
    if _LABEL.match(text) or _ARROW.match(text):
        return True
    return bool(initials) and bool(re.match(rf"\s*\[?{initials}\]?\s?[:–>-]\s?\S", text))


def _as_announced(piece: Piece, base: Ink, looks: frozenset[str]) -> bool:
    """Return whether *piece* looks as it was announced, and the original does not."""
    shown = _looks(piece.ink) - _looks(base)
    letters = [letter for letter in piece.text if letter.isalpha()]
    if "capitals" in looks and len(letters) > 1 and piece.text.isupper():
        return True
    return not looks.isdisjoint(shown)


def _looks(ink: Ink) -> set[str]:
    """Return the words that people have for *ink*."""
    found = {name for name in ("bold", "italic", "underlined") if getattr(ink, name)}
    found |= hues(ink.colour) | hues(ink.mark)
    return found | {"marked"} if ink.mark else found


def _loudly(ink: Ink, base: Ink) -> bool:
    """Return whether *ink* is a colour that the original has not."""
    if ink.mark.startswith("#") and ink.mark != base.mark:
        return True
    return ink.colour.startswith("#") and ink.colour != base.colour


def _asking_on(letter: Sequence[Piece], own: Sequence[bool]) -> list[bool]:
    """Return *own*, and what stands on a line that goes on with words that are surely quoted."""
    found = list(own)
    for at in range(len(letter) - 2, -1, -1):
        same = letter[at].line == letter[at + 1].line
        found[at] = found[at] or (same and found[at + 1])
    return found


def _answers_follow(rest: str) -> bool:
    """Return whether *rest*, below "my answers are below", holds them: then it means itself."""
    words = re.findall(r"\w+", rest)
    return len(words) > 60 or bool(re.search(r"(?:^|\s)(?:q?\d{1,2}|[a-h])[.):]\s", rest, re.I))


def _keep_undecided(letter: Sequence[Piece], own: Sequence[bool], hits: Sequence[bool]) -> None:
    """Mark what stands below a question that has no answer yet, and is not surely quoted."""
    later = _answered_later(own, hits)
    answered = False
    asked = not any(asks(piece.text) for piece in letter)
    for at, piece in enumerate(letter):
        if own[at]:
            asked, answered = True, False
        elif hits[at]:
            answered = True
        elif asked and not answered and not later[at]:
            piece.new = True


def _answered_later(own: Sequence[bool], hits: Sequence[bool]) -> list[bool]:
    """Return for each place whether a marked answer stands between it and the next question."""
    found: list[bool] = []
    after = False
    for owned, hit in zip(reversed(own), reversed(hits), strict=True):
        after = not owned and (hit or after)
        found.append(after)
    return found[::-1]
