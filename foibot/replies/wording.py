"""What the words of an answer mean: not held, not ours, an exemption, more time, or an answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from foibot.case.reference import PATTERN
from foibot.replies.dates import find_date
from foibot.replies.exemptions import exemptions_alone, exemptions_in, exemptions_said
from foibot.replies.model import Proposal
from foibot.replies.rules import ReplyRules
from foibot.replies.words import Phrases, plain, sentences, words

# A phrase that decides stands near the beginning: "Sorry, but I am afraid that this is not held".
_NEAR = 14
_SHORT = 40
_YEAR = re.compile(
    r"\b(?:19|20)[0-9]{2}\b|\b[Qq][0-9]{1,2}\b|\b[Qq]uestions?(?: (?:[0-9]{1,2}|and|to))+"
)
_OPENS_SECTION = re.compile(
    r"\W{0,3}(?:(?:under|by virtue of|per|dan|o dan)\s)?(?:s|ss|sec|section|adran|reg|regulation)"
    r"\W{0,2}\d",
    re.IGNORECASE,
)
# A section on its own behind a stop, or behind "under": "40 hours' work. Section 12."
_SECTION = (
    r"(?:ss?|sec|sections?|adran|regs?|regulations?|rheoliad)\s?\.?\s?[0-9]{1,2}[A-Z]?"
    r"(?:\s?\([0-9a-zA-Z]{1,2}\)){0,4}"
)
_STANDS_ALONE = re.compile(
    rf"(?:^|[.,;:(\n\u2013\u2014]\s{{0,3}}|\s-\s|\b(?:under|per|so|dan|felly)\s){_SECTION}"
    r"(?=\s{0,3}(?:$|[.,;:)\n\u2013\u2014]|-\s|because|as\b|since|oherwydd|FOIA?\b|EIR|"
    r"of (?:the )?(?:FOI|Freedom|EIR|Environmental Information)))",
    re.IGNORECASE,
)
# These refuse a request whole, so that hours and files counted beside them disclose nothing.
_OF_THE_WHOLE = ("s.12", "s.14", "reg 12(4)(b)")
_EFFORT = re.compile(
    r"(?:\u00a3\s?[0-9][0-9,.]*|[0-9][0-9,.]*\s(?:hours?|hrs?|days?|weeks?|minutes?|mins?|files?|"
    r"records?|cases?|e-?mails?|documents?|officers?)\b)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.,;:!?()\n\u2013\u2014]|\s-\s")
_CONJUNCTION = re.compile(r"^\s*(?:so|and|but|please|sorry|or)\s", re.IGNORECASE)
_FIGURE = re.compile(r"[0-9]")
_MOST_BEHIND_NAME = 12
_LONGEST_NAME = 5
_TEAM = re.compile(
    r"\b(?:team|dept|department|service|services|officer|manager|unit|office)\b", re.I
)
_WOULD = re.compile(
    r"^([^\W\d_][\w &-]{1,40}?) (?:would|will|might|may|should)(?: know| have it)?$"
)
_SUPPRESSED = re.compile(
    r"(?:(?:fewer|less|lower) than|under|below|<)\s?(?:five|ten|[0-9]{1,2})\b"
    r"|\b(?:five|ten|[0-9]{1,2}) or (?:fewer|less)\b",
    re.IGNORECASE,
)
_LIST = re.compile(r"^\s{0,20}(?:[-*\u2022\u00b7\u25aa\u25e6o]|[0-9]{1,2}[.)])\s", re.MULTILINE)
_END = re.compile(
    r"[.,;:!?()\n\u2013\u2014]|\s-\s|\bbecause\b|\bas they\b|\binstead\b|\bplease\b", re.I
)


@dataclass(frozen=True, slots=True)
class Said:
    """The meaning of one answer's text; *text* is "" where nothing of it goes out."""

    proposal: Proposal
    text: str
    detail: str = ""
    service: str = ""
    other_body: str = ""
    exemptions: tuple[str, ...] = ()
    until: date | None = None
    warnings: tuple[str, ...] = ()


def meaning(text: str, rules: ReplyRules, today: date) -> Said:
    """Return what *text* says; what is none of the known things is an answer."""
    first = _first_sentence(text)
    for test in _TESTS:
        said = test(text, first, rules, today)
        if said is not None:
            return said
    return Said(Proposal.ANSWER, text, exemptions=_claimed(text, rules))


def _first_sentence(text: str) -> str:
    paragraph = text.strip().split("\n\n", 1)[0].replace("\n", " ")
    found = sentences(paragraph)
    return found[0] if found else ""


def _leads(first: str, wanted: Phrases) -> bool:
    return wanted.first(plain(first), _NEAR) is not None


def _says(text: str, first: str, wanted: Phrases, rules: ReplyRules) -> bool:
    """Return whether *first* leads with a phrase, or a short *text* without a figure holds one."""
    if _leads(first, wanted):
        return True
    bare = _YEAR.sub("", text)
    gives = _FIGURE.search(bare) or rules.answers.attachment.within(text)
    return len(plain(text)) <= _SHORT and not gives and wanted.within(text)


def _clarification(text: str, first: str, rules: ReplyRules, _today: date) -> Said | None:
    if not _says(text, first, rules.answers.need_clarification, rules):
        return None
    leads = _leads(first, rules.answers.need_clarification)
    rest = _behind(text, rules.answers.need_clarification) if leads else ""
    return Said(Proposal.NEED_CLARIFICATION, "", detail=rest or text.strip())


def _more_time(text: str, first: str, rules: ReplyRules, today: date) -> Said | None:
    if not _says(text, first, rules.answers.more_time, rules):
        return None
    until = find_date(text, rules.dates, today)
    return Said(Proposal.MORE_TIME, "", detail=text.strip(), until=until)


def _not_ours(text: str, first: str, rules: ReplyRules, _today: date) -> Said | None:
    words_ = rules.answers
    if len(plain(text)) > _SHORT or _FIGURE.search(_YEAR.sub("", first)):
        return None
    held = _leads(first, words_.not_held)
    service = _whole(text, first, rules) or _service(text, rules)
    said = _leads(first, words_.not_ours) or _opens(text, words_.not_ours_opens)
    doubted = held or _opens(text, words_.not_ours_doubt)
    if not said and not (doubted and service) and not _whole(text, first, rules):
        return None
    if service and words_.other_bodies.within(service):
        kind = Proposal.NOT_HELD if held else Proposal.NOT_OURS
        out = text.strip() if held else ""
        return Said(kind, out, detail=text.strip(), service=service, other_body=service)
    return Said(Proposal.NOT_OURS, "", detail=text.strip(), service=service)


def names_service(text: str, rules: ReplyRules) -> bool:
    """Return whether *text* says no more than who has it: "It's with Procurement"."""
    return bool(_whole(text, text, rules))


def _whole(text: str, first: str, rules: ReplyRules) -> str:
    """Return the service where "with Legal" or "this is for Legal, please redirect" says it all."""
    found = words(first)
    end = rules.answers.not_ours_whole.at([word.text for word in found], 0) if found else None
    if end is None or end >= len(found) or len(plain(text)) > end + _MOST_BEHIND_NAME:
        return ""
    behind = first[found[end].start :].removeprefix("the ")
    name = _name(behind)
    named = name[:1].isupper() or bool(_TEAM.search(name))
    return name if named and len(name.split()) <= _LONGEST_NAME else ""


def _opens(text: str, wanted: Phrases) -> bool:
    """Return whether a clause of *text* begins with one of the phrases."""
    clauses = (_CONJUNCTION.sub("", one) for one in _CLAUSE.split(text))
    return any(one and wanted.at(one, 0) is not None for one in map(plain, clauses))


def _service(text: str, rules: ReplyRules) -> str:
    """Return the words that name another service, as written; "" where none is named."""
    found = words(text)
    tokens = [word.text for word in found]
    best = ""
    place = 0
    while place < len(tokens):
        end = rules.answers.service_follows.at(tokens, place)
        if end is None or end >= len(found):
            place += 1
            continue
        best = _name(text[found[end].start :])
        if best and rules.answers.service_follows.by_first:
            return best
        place = end
    return best or _service_before(text, rules)


def _service_before(text: str, rules: ReplyRules) -> str:
    found = words(text)
    hit = rules.answers.service_precedes.first([word.text for word in found])
    if hit is not None:
        return _name(_CLAUSE.split(text[: found[hit[0]].start])[-1])
    # "Don't know, Appeals would."
    ends = (_WOULD.search(one.strip()) for one in _CLAUSE.split(text))
    return next((_name(one[1]) for one in ends if one is not None), "")


# Words before a name that are no part of it: "try the Highways team", "it's probably Planning".
_NO_NAME = frozenset(
    plain(
        "the them it to a an with this that someone somebody us me you your our my not ours mine "
        "for team i think we they do does don't doesn't no will would may can who held hold maybe "
        "perhaps probably possibly again"
    )
)


def _name(text: str) -> str:
    """Return the name at the start of *text*: up to its end of clause, at most six words."""
    head = _END.split(text.strip().replace("\u2019", "'"), maxsplit=1)[0]
    tokens = head.split()
    while tokens and _NO_NAME.issuperset(plain(tokens[0])):
        tokens.pop(0)
    return " ".join(tokens[:6]) if any(not _NO_NAME.issuperset(plain(t)) for t in tokens) else ""


def _exemption(text: str, first: str, rules: ReplyRules, _today: date) -> Said | None:
    claimed = _claimed(first, rules) or _of_the_whole(text, rules)
    if not claimed and refuses(text, rules):
        claimed = _claimed(text, rules)
    if not claimed or _discloses(text, _without_effort(first, claimed), rules):
        return None
    reason = text.strip()
    named = exemptions_in(text)
    warnings = () if named else ("the exemption was said in words; its section is proposed",)
    every = tuple(dict.fromkeys([*claimed, *exemptions_in(text)]))
    return Said(Proposal.EXEMPTION, "", detail=reason, exemptions=every, warnings=warnings)


def _of_the_whole(text: str, rules: ReplyRules) -> tuple[str, ...]:
    """Return the exemptions that refuse a request whole and are claimed anywhere in *text*."""
    if len(plain(text)) > 2 * _SHORT:
        return ()
    return tuple(one for one in _claimed(text, rules) if one.startswith(_OF_THE_WHOLE))


def _without_effort(first: str, claimed: tuple[str, ...]) -> str:
    whole = all(one.startswith(_OF_THE_WHOLE) for one in claimed)
    return _EFFORT.sub("", first) if whole else first


def _claimed(text: str, rules: ReplyRules) -> tuple[str, ...]:
    """Return the exemptions that *text* claims, not those of some other Act that it names."""
    named = exemptions_in(text)
    words_ = rules.answers
    if words_.exemption.within(text) or words_.refusal.within(text):
        return named or exemptions_said(text, words_)
    opens = any(_OPENS_SECTION.match(one) for one in sentences(text)) or _STANDS_ALONE.search(text)
    if named and opens:
        return named
    return exemptions_alone(text, words_) if len(plain(text)) <= _SHORT else ()


def refuses(text: str, rules: ReplyRules) -> bool:
    """Return whether a short *text* says that something will not be given."""
    tokens = plain(text)
    return len(tokens) <= _SHORT and rules.answers.refusal.first(tokens, _NEAR) is not None


def _discloses(text: str, first: str, rules: ReplyRules) -> bool:
    """Return whether the first sentence already gives something: "45, names withheld under..."."""
    redacted = re.search(r"(?i)\bredact|\bdul", first)
    if redacted and rules.answers.attachment.within(first[: redacted.start()]):
        return True
    first = PATTERN.sub("", _SUPPRESSED.sub("", first))
    before = re.split(
        r"(?i)\b(?:exempt|withh|redact|refus|s\.?\s?\d|section|reg|adran|rheoliad)", first
    )[0]
    return bool(_FIGURE.search(before)) or bool(_LIST.search(text))


def _not_held(text: str, first: str, rules: ReplyRules, _today: date) -> Said | None:
    words_ = rules.answers
    tokens = plain(first)
    hit = words_.not_held.first(tokens, _NEAR)
    if hit is None or len(tokens) > _SHORT:
        return None
    if words_.not_held_but.first(tokens[hit[1] :]) is not None and len(tokens) > hit[1] + 3:
        return None
    around = (tokens[: hit[0]], tokens[hit[1] :])
    if any(_FIGURE.search(_YEAR.sub("", " ".join(each))) for each in around):
        return None
    rest = text.strip()[len(first) :]
    if _LIST.search(rest) or _FIGURE.search(_YEAR.sub("", rest)):
        return None
    service = _service(text, rules)
    other = service if service and words_.other_bodies.within(service) else ""
    return Said(Proposal.NOT_HELD, text.strip(), other_body=other)


def _done(text: str, first: str, rules: ReplyRules, today: date) -> Said | None:
    tokens = plain(text)
    hit = rules.answers.done.first(tokens, 4)
    # "Done, 61 and 74" gives an answer; "sent on 3 March" gives none.
    figures = _FIGURE.search(_YEAR.sub("", text)) and find_date(text, rules.dates, today) is None
    if hit is None or len(tokens) > 12 or figures:
        return None
    return Said(Proposal.DONE, "", detail=text.strip())


def _behind(text: str, wanted: Phrases) -> str:
    """Return what follows the phrase: "need clarification: which year?" asks "which year?"."""
    found = words(text)
    hit = wanted.first([word.text for word in found], _NEAR)
    if hit is None or hit[1] >= len(found):
        return ""
    return text[found[hit[1]].start :].strip()


_Test = Callable[[str, str, ReplyRules, date], Said | None]
_TESTS: tuple[_Test, ...] = (_clarification, _more_time, _not_ours, _exemption, _not_held, _done)
