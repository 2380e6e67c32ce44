"""Where the words of an answer and what the rules make of them do not fit: the officer is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from foibot.case.reference import PATTERN
from foibot.replies.exemptions import exemptions_in
from foibot.replies.figures import has_figures
from foibot.replies.likely import Says, likely
from foibot.replies.model import Command, Proposal
from foibot.replies.ordered import asks_for_a_name, states_it
from foibot.replies.promises import day_named, without_times
from foibot.replies.remarks import is_farewell
from foibot.replies.rules import ReplyRules
from foibot.replies.services import calls_a_team, service_named
from foibot.replies.sifting import Kept, carries
from foibot.replies.signed import is_signature
from foibot.replies.wording import Said
from foibot.replies.words import plain, sentences

_SURE = 0.8
_VERY_SURE = 0.9
_HARDLY = 0.1
_MOST_LIKELY = 0.55
_POINTER = 4
_FEW = 14  # words
_CURT = 8
_ANSWERS = 0.3  # a sentence that may be an answer so far saves the whole
_TALKS = "it reads like a message to us, and not like an answer"
_NOT_HERE = "it points at an answer that this mail does not hold"
_MAY_ANSWER = "it may be an answer, or say that there is none"
_GUESS = "two answers stand there, or a guess"
_YES_OR_NO = "a yes or a no does not answer what was asked"
_READS = {
    Says.TALK: _TALKS,
    Says.ELSEWHERE: _NOT_HERE,
    Says.DONE: _NOT_HERE,
    Says.NOT_HELD: "it reads as if the information were not held, and does not say so",
    Says.NOT_OURS: "it reads as if the question were for somebody else, and does not say so",
    Says.NEED_CLARIFICATION: "it asks something, and it is not clear of whom",
    Says.EXEMPTION: "it reads as if the information should be withheld, and does not say why",
    Says.MORE_TIME: "it reads as if more time were needed, and does not say so",
}
# Figures stand in these too: "about 75 hours", "by the 9th".
_COUNTS = frozenset({Says.EXEMPTION, Says.MORE_TIME})
_DECIDES = frozenset({Says.NOT_HELD, Says.NOT_OURS, Says.EXEMPTION, Says.NEED_CLARIFICATION})
_HELD = frozenset({"held", "hold", "holds", "recorded"})
_SOON = 6  # words
# "The list was only set up in June, so nothing is held for March": said outright of the whole.
_NOTHING_HELD = re.compile(
    r"(?:^|[,;:.]\s|\bso\s|\btherefore\s|\bmeaning\s)(?:we\s)?(?:do not|don.?t|"
    r"nothing(?:\sis|\swas)?|none(?:\sis|\sare)?|no \w+(?:\sis|\sare)?|it is not|not)\s"
    r"(?:held|hold|recorded|kept)\b",
    re.IGNORECASE,
)
# "There is no separate budget": it says what there is.
_NO_SUCH = re.compile(r"\W{0,3}there (?:is|are|was|were|has been|have been) no\b", re.IGNORECASE)
_BARE = frozenset({"yes", "no", "yep", "nope", "yeah", "nah", "y", "n", "oes", "nac"})
# "It doesn't", "we do".
_SAYS_SO = re.compile(
    r"(?:(?:yes|no) )?(?:it|we|they|there|that|the council)(?: certainly| definitely)? "
    r"(?:does|do|did|has|have|had|is|are|was|were|can|will)"
    r"(?: not)?(?: yet| any more| at present| indeed)?"
)
_PROMISE = re.compile(
    r"[,;.\u2013\u2014-]\s{1,3}((?:i'?ll|we'?ll|will)\s(?:get|send|find|check|chase|confirm)\b"
    r"[^,;.]{0,60})[.\s]*$",
    re.IGNORECASE,
)
# "Either 41,377 or 43,177", "it could be about 170?": nobody says which, or whether.
_GUESSED = re.compile(
    r"\beither\b[^.\n]{0,30}[0-9][^.\n]{0,20}\bor\b[^.\n]{0,20}[0-9]"
    r"|\b(?:could|might|may) be (?:about |around |roughly )?[0-9][^.\n]{0,20}\?",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"^\W*(?:please\s)?(?:can you |could you )?(?:provide|supply|send|give|list|how|what|which|"
    r"when|who|where|why|faint|pa|pwy|pryd|ble|pam|rhowch)\b",
    re.IGNORECASE,
)
_YES = re.compile(
    r"^\W*(?:do|does|did|is|are|was|were|has|have|had|can|will|a oes|ydy|oes)\b"
    r"|\b(?:whether|if (?:so|any|there|the)|(?:do|does|did|is|are|was|were|has|have|had|can|will) "
    r"(?:the|you|your|there|any|it|they))\b",
    re.IGNORECASE,
)


def doubt_of(
    said: Said, kept: Kept, asked: Sequence[str], rules: ReplyRules, *, fenced: bool
) -> str:
    """Return why the officer must be asked what the words that were kept mean, or ""."""
    text = kept.text
    if said.proposal is not Proposal.ANSWER:
        return _denied(said, text)
    if fenced:
        return ""
    if _GUESSED.search(text):
        return _GUESS
    if left_out_decides(said, kept, rules) or _promises(text):
        return _MAY_ANSWER
    agrees = _BARE.issuperset(plain(text)) or _agrees(text, rules)
    if asked and agrees and all(map(_wants_more, asked)):
        return _YES_OR_NO
    return _doubt_of_words(said, text, asked, rules)


def _doubt_of_words(said: Said, text: str, asked: Sequence[str], rules: ReplyRules) -> str:
    """Return why words that the rules take for an answer may be none, or ""."""
    if _SAYS_SO.fullmatch(" ".join(plain(text))) and answers_yes_or_no(text, asked):
        return ""
    if said.exemptions or carries(text, rules.answers):
        found = _reads_like(text) if not _gives(text, rules) else None
        return _READS[found] if found in _COUNTS else ""
    if len(plain(text)) <= _POINTER and rules.labels.same.at(plain(text), 0) is not None:
        return ""  # "Same as above" is looked up
    found = _reads_like(text)
    stated = found is Says.NOT_HELD and (states_it(text, asked) or _NO_SUCH.match(text))
    stated = stated or (found is Says.NOT_OURS and asks_for_a_name(asked))
    return _READS[found] if found is not None and not stated else ""


def _agrees(text: str, rules: ReplyRules) -> bool:
    """Return whether *text* is "Yes that's fine, go ahead", and gives nothing."""
    tokens = plain(text)
    confirms = rules.commands[Command.CONFIRM].first(tokens[1:]) is not None
    short = bool(tokens) and tokens[0] in _BARE and len(tokens) <= _CURT
    gives = has_figures(text) or rules.answers.attachment.within(text)
    return short and confirms and not gives


def _promises(text: str) -> bool:
    """Return whether *text* ends by promising another answer: "will get you the right one"."""
    match = _PROMISE.search(text.strip())
    found = likely(match[1]) if match is not None else None
    return found is not None and found.says is Says.TALK and found.share >= _VERY_SURE


def answers_yes_or_no(text: str, asked: Sequence[str]) -> bool:
    """Return whether *text* begins with a yes or a no, and that is what each question asks."""
    tokens = plain(text)
    says_so = _SAYS_SO.fullmatch(" ".join(tokens)) is not None
    begins = bool(tokens) and (tokens[0] in _BARE or says_so)
    return begins and bool(asked) and all(_YES.search(one) for one in asked)


def left_out_decides(said: Said, kept: Kept, rules: ReplyRules) -> bool:
    """
    Return whether a few words are left of a text whose others say "not us" or "withhold it".

    "Regards, Highways Customer Team" decides nothing, and no more does who signs.
    """
    few = said.proposal is Proposal.ANSWER and len(plain(kept.text)) <= _FEW
    left = (one for one in kept.removed if not is_farewell(one.split("\n", 1)[0], rules.answers))
    return few and any(says_more(one) and not is_signature(one, rules.answers) for one in left)


def taken_for(said: Said, text: str, rules: ReplyRules) -> Said:
    """
    Return "not held", or "not ours" with a known service, where the rules know no such words.

    Also the refusal of a section that is cited: "We don't release this list because ... s.31".
    """
    cited = exemptions_in(text) if said.proposal is Proposal.ANSWER else ()
    if cited and _reads_like(text) is Says.EXEMPTION:
        return Said(Proposal.EXEMPTION, "", detail=text.strip(), exemptions=cited)
    if said.proposal is not Proposal.ANSWER or carries(text, rules.answers) or said.exemptions:
        return said
    found = _reads_like(text, _VERY_SURE)
    if found is Says.NOT_HELD:
        return replace(said, proposal=Proposal.NOT_HELD)
    service = service_named(text, rules) if found is Says.NOT_OURS else ""
    if service and rules.answers.services.first(plain(service)) is not None:
        return Said(Proposal.NOT_OURS, "", detail=text.strip(), service=service)
    return said


def sends_nothing(text: str, rules: ReplyRules, today: date) -> Said | None:
    """Return "not ours" or "more time" where *text* can hardly be an answer and reads like it."""
    each = [likely(one) for line in text.split("\n") for one in sentences(line) if plain(one)]
    best = max(each, key=lambda one: one.share, default=None)
    if best is None or best.share < _MOST_LIKELY or any(one.answers > _HARDLY for one in each):
        return None
    if has_figures(without_times(PATTERN.sub("", text))) or text.rstrip().endswith("?"):
        return None
    if best.says is Says.NOT_OURS:
        service = service_named(text, rules)
        return Said(Proposal.NOT_OURS, "", detail=text.strip(), service=service)
    if best.says is Says.MORE_TIME:
        until = day_named(text, rules, today)
        return Said(Proposal.MORE_TIME, "", detail=text.strip(), until=until)
    return None


def like_talk(said: Said, text: str) -> bool:
    """Return whether what stands in a fence reads so much like talk that it is shown first."""
    return said.proposal is Proposal.ANSWER and _reads_like(text, _VERY_SURE) is Says.TALK


def _gives(text: str, rules: ReplyRules) -> bool:
    """Return whether some sentence of *text* reads like an answer that has a figure."""
    if rules.answers.attachment.within(text):
        return True
    each = ((one, likely(one)) for one in sentences(text))
    return any(has_figures(one) and like.says is Says.ANSWER for one, like in each)


def _reads_like(text: str, sure: float = _SURE) -> Says | None:
    """Return what *text* says where no sentence of it may be an answer and one is plain."""
    found = [likely(one) for line in text.split("\n") for one in sentences(line) if plain(one)]
    if not found or any(one.says is Says.ANSWER or one.answers > _ANSWERS for one in found):
        return None
    best = max(found, key=lambda one: one.share)
    hardly = sure < _VERY_SURE and all(one.answers <= _HARDLY for one in found)
    return best.says if best.share >= sure or hardly else None


def _denied(said: Said, text: str) -> str:
    """Return why words that the rules took for no answer may be one, or ""."""
    if said.proposal is Proposal.EXEMPTION and exemptions_in(text):
        return ""
    held = not _HELD.isdisjoint(plain(text)[:_SOON]) or _NOTHING_HELD.search(text) is not None
    if said.proposal is Proposal.NOT_HELD and held:
        return ""  # "No report held, the premises have not been inspected"
    if said.until is not None and not has_figures(without_times(PATTERN.sub("", text))):
        return ""  # "Both answers will follow on 6 March": nothing is given
    if said.proposal is Proposal.NOT_OURS and calls_a_team(said.service) and not has_figures(text):
        return ""  # "Direct Payments Support Team hold this"
    found = [likely(one) for line in text.split("\n") for one in sentences(line) if plain(one)]
    plainly = found and all(one.says is Says.ANSWER and one.share >= _SURE for one in found)
    return _MAY_ANSWER if plainly else ""


def _wants_more(question: str) -> bool:
    """Return whether a bare "no" answers nothing: "How many ...?", "Please provide ..."."""
    return _OPEN.match(question) is not None and _YES.search(question) is None


def says_more(text: str, *, or_later: bool = False) -> bool:
    """
    Return whether words that were left out as a remark decide something about a question.

    *or_later*: also whether they say that its answer needs more time.
    """
    known = _DECIDES | {Says.MORE_TIME} if or_later else _DECIDES
    each = [likely(one) for line in text.split("\n") for one in sentences(line) if plain(one)]
    return any(one.says in known and one.share >= _SURE for one in each)


def says_later(text: str) -> bool:
    """Return whether *text* plainly asks for more time, in whatever words."""
    found = likely(text)
    return found.says is Says.MORE_TIME and found.share >= _VERY_SURE


def likely_talk(text: str) -> bool:
    """Return whether every sentence of *text* reads more like talk than like anything else."""
    each = [likely(one) for line in text.split("\n") for one in sentences(line) if plain(one)]
    return all(one.says is Says.TALK for one in each)
