"""Whether a list asks for things or states them (guide R10)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.message.caseless import Caseless
from foibot.questions.acts import Sentence
from foibot.questions.blocks import Block
from foibot.questions.courtesies import plain
from foibot.questions.finite import PAST, finite
from foibot.questions.judge import (
    CONDITIONS,
    are_refused,
    is_refused,
    is_title,
    read_all,
)
from foibot.questions.leads import is_lead
from foibot.questions.meanings import says_meaning
from foibot.questions.opening import introduces, shows_fields
from foibot.questions.outline import Element, Entry, Listing
from foibot.questions.redress import wants_done
from foibot.questions.rules import QuestionRules
from foibot.questions.signs import GROUNDS, POINTS, leads

# A reply to what we asked: its list answers, it asks nothing.
ANSWERS = re.compile(
    r"(?:to answer|(?:in|by way of) (?:answer|reply|response|clarification)|(?:my|our|the)"
    r" (?:answers?|repl(?:y|ies)|responses?)|as you asked|you asked|you wanted to know"
    r"|(?:here (?:are|is) )?(?:(?:my|our|the) )?(?:answers?|repl(?:y|ies)|responses?"
    r"|clarifications?) to (?:(?:each|all|both) of )?your"
    r"|(?:taking|as to|on) your (?:\w+ )?(?:questions?|points?|quer(?:y|ies))"
    r"|your (?:\w+ )?(?:questions?|points?|quer(?:y|ies))[^.?]{0,30}in (?:turn|order))\b"
    r"(?!.{0,80}\b(?:please|like|want|need|request|require|ask)\b)",
    re.I,
)
# "The campaign says we should each send this, under FOI:" leads in a request all the same.
UNDER_THE_ACT = re.compile(
    r"\bunder (?:the )?(?:foia?|eirs?|freedom of information|environmental information)\b", re.I
)
# So comes who is "writing under the Act for some information on your cleaning contract:".
COMES_FOR = re.compile(
    r"\b(?:I|we)(?:['’](?:m|re)| am| are)?(?: just| again)? (?:writing|e-?mailing|contacting"
    r"|messaging|reaching out|getting in touch|in touch|after|looking|hoping)\b[^.?!:]{0,80}?"
    r"\b(?:for|after|to (?:ask|get|obtain|request|seek|find out|have|receive|see))\b"
    r"[^.?!]{2,160}:\W*$",
    re.I,
)
# So leads in whoever says what is wanted: "So what I would now like is:"
WANTED = Caseless(
    r"\bwhat (?:i|we)(?:['’](?:d|m|re)| would| am| are)?(?: \w+)? (?:like|want|need|after"
    r"|asking for|seek|request|require)(?: \w+)? (?:is|are)\W*$",
)
FEWEST = 3  # numbered paragraphs that make a letter
# So a list begins of what is not wanted: "I do not need:", "The following are out of scope:".
LEFT_OUT = Caseless(
    r"(?:please |you (?:can|may) |kindly )?(?:exclude|leave out|omit|ignore|disregard"
    r"|(?:do not|don['’]t) include)(?: the following| these)?(?: from [^.:?]{3,40})?\s*[:–-]+\s*$"
    r"|\b(?:do not|don['’]t|am not|are not|not) (?:need|want|require|interested in|asking for"
    r"|looking for|seeking)(?: any of)?(?: the following| these)?\s*[:–-]+\s*$"
    r"|\b(?:following|these) (?:are|is|can be|may be|should be) (?:excluded|left out|out of scope"
    r"|outside the scope|not (?:needed|required|wanted|included))[^.?:]{0,40}\s*[:–-]+\s*$"
    r"|^\W*(?:(?:the|my|our|some|following) )*exclusions\s*:\s*$"
    r"|\b(?:out of scope|not included)\s*:\s*$"
    r"|\b(?:limit|restrict|confine|narrow)\b[^.?:]{0,20}\b(?:search(?:es)?|request|scope|response)\b"
    r"[^.?:]{0,60}\s*[:–-]+\s*$",
)
# So a list begins of what has happened: "I should first record the background:" (R10).
RECITES = Caseless(
    r"\b(?:records?|set(?:ting)? out|give|giving|recite|note|recall|recount|rehearse|outline"
    r"|summari[sz]e|describe|say|here (?:is|are)|first(?:ly)?|(?:begin|start)(?:ning|ing)? with"
    r"|some|little|bit of|brief|short|by way of|these|following)\b[^.?:]{0,40}\b(?:background"
    r"|history|facts|chronology|timeline|events|story|context|position|what (?:has )?happened"
    r"|what is (?:already )?known)\b[^.?]{0,80}[:.]\s*$"
    r"|\b(?:to recap|what (?:has )?happened(?: (?:was|is)(?: this)?)?"
    r"|(?:story|events|position) so far"
    r"|what (?:(?:I|we) (?:already )?know|is (?:already )?known)(?: already| so far)?"
    r"|(?:background|history|facts|chronology|story)(?:, (?:briefly|in short|in brief|so far as"
    r"[^.?:]{0,40}))?|(?:background|history|facts|story) (?:is|are)(?: briefly)? (?:this|these))"
    r"\s*[:.]?\s*$",
)
QUESTIONS = re.compile(r"\bquestions?\b[^.?]{0,80}[:.]?\s*$", re.I)
# "The head left in May.", and not "Opening hours." or "Visitors sent home."
STATED = re.compile(r"[\"'“‘(]?[A-Z]\S*(?:\s+\S+){3,}$")
YOURS = frozenset(["please", "you", "your", "kindly"])
# "Period: 2022 to 2024" is whole, and what stands below it no part of it.
PERIOD = Caseless(
    r"(?:\b(?:19|20)\d\d(?:[/–-]\d{2,4})?|\b(?:to date|present|years?|months?|quarters?|weeks?))$",
)
DEFINES = re.compile(r"\b(?:following|these) definitions\b|\bdefined as follows\b", re.I)


def asking(listing: Listing, lead: list[Sentence], rules: QuestionRules) -> bool:
    """Return whether a list asks for things rather than states them (R10)."""
    every = [sentence for entry in listing.entries for sentence in entry_sentences(entry, rules)]
    sure = any(each.has("mark", "order", "ask") for each in every)
    lead = undefined(lead)
    if lead and WANTED.search(lead[-1].text):
        return True
    announced = any(each.has("points") and each.asks for each in lead[:-1])
    if lead and (ANSWERS.match(lead[-1].text) or (is_formal(lead[-1]) and not announced)):
        return False
    defines = any(DEFINES.search(each.text) for each in lead)
    covers = not asks_most(every) and any(map(covers_parts, lead[-1:]))
    if defines or leaves_out(lead) or covers or calls_on(listing, lead):
        return False
    if of_request(lead, every, rules) or (lead and lead[-1].has("heated") and not lead[-1].asks):
        return False
    if lead and states(lead[-1]):
        return asks_for_all_that(lead[-1], every)
    if lead and lead[-1].asks:
        return True
    if lead and lead[-1].has("colon") and lead[-1].has("noun", "thing"):
        return True
    facts = sum(each.has("fact") for each in every)
    return sure or any(each.has("question") for each in every) or facts * 2 <= len(every)


# "Why we would like it:", and then the reasons.
GIVES_REASONS = re.compile(
    r"why (?:i|we)(?: am| are|['’]m|['’]re| would|['’]d)? (?:want|like|need|ask|asking|request"
    r"|requesting|making|seek|seeking)\b[^?]{0,60}$",
    re.I,
)


def of_request(lead: list[Sentence], every: list[Sentence], rules: QuestionRules) -> bool:
    """Return whether a list is about the request itself: "Preferred format", "- As CSV" (R11)."""
    if len(lead) != 1 or not set(plain(lead[0].text).split()) <= rules.formality:
        return False
    wanted = any(each.asks or each.has("thing", "noun") for each in every if not is_refused(each))
    return not wanted and any(map(is_refused, every))


def undefined(lead: list[Sentence]) -> list[Sentence]:
    """
    Return *lead* without the meanings at its end: "Part 2. In this part 'the Board' means".

    So with what only says which figures are wanted behind what points at the list (R7).
    """
    while len(lead) > 1 and (says_meaning(lead[-1]) or only_scopes(lead)):
        lead = lead[:-1]
    return lead


def only_scopes(lead: list[Sentence]) -> bool:
    """Return whether "... the following. Figures should be as at 31 March." ends on its scope."""
    last = lead[-1]
    scopes = last.has("scope") and not last.asks and not last.has("colon", "points")
    return scopes and any(each.has("points", "lead") for each in lead[:-1])


def pleads(listing: Listing, lead: list[Sentence], rules: QuestionRules) -> bool:
    """Return whether a list is the numbered paragraphs of a letter, most of which tell (R10)."""
    every = [read_all(entry.block.body, rules) for entry in listing.entries]
    if len(every) < FEWEST or (lead and lead[-1].asks) or not listing.entries[0].marker.label:
        return False
    telling = [not any(each.asks for each in entry) for entry in every]
    mixed = [is_mixed(entry) for entry in every]
    return telling[0] and any(mixed) and 2 * sum(telling) >= len(every)


def recited(outline: Sequence[Element], rules: QuestionRules) -> set[int]:
    """Return which lists tell what happened, before or instead of asking about it (R10).

    "I should first record the background: 1. The home was shut.", and then "Our questions are:".
    """
    found: set[int] = set()
    asked = False  # whether a list further down is led in as one that asks
    for above, element in reversed(list(zip([None, *outline], outline, strict=False))):
        if not isinstance(element, Listing):
            continue
        lead = read_all(above.body, rules)[-1] if isinstance(above, Block) else None
        if lead and recites(lead, before=asked) and tells(element, rules):
            found.add(id(element))
        asked = asked or bool(lead and (lead.asks or QUESTIONS.search(lead.text)))
    return found


def recites(lead: Sentence, *, before: bool) -> bool:
    """Return whether a sentence leads in what happened; *before* questions it need not say so."""
    if RECITES.search(lead.text):
        own = not lead.has("order") or lead.words[:1] in (("let",), ("allow",))
        return own and YOURS.isdisjoint(lead.words)
    quiet = not lead.asks and not lead.has("points", "noun", "thing")
    return before and quiet and not is_title(lead.text)


def tells(listing: Listing, rules: QuestionRules) -> bool:
    """Return whether each entry of a list is a whole sentence and none names what is wanted."""
    every = [sentence for entry in listing.entries for sentence in entry_sentences(entry, rules)]
    texts = [entry.block.text.rstrip("\"'”’)") for entry in listing.entries]
    whole = all(text.endswith(".") and STATED.match(text) for text in texts)
    named = sum(each.has("noun", "thing") for each in every)
    verbs = sum(bool(finite(each.text) or PAST.search(each.text)) for each in every)
    told = verbs * 2 > len(every) and named * 2 <= len(every)
    return whole and told and not any(each.asks for each in every)


def calls_on(listing: Listing, lead: list[Sentence]) -> bool:
    """Return whether a list is what the writer wants done, or why they ask (R10, R11)."""
    if lead and GIVES_REASONS.match(lead[-1].text):
        return True
    return bool(lead) and wants_done(lead[-1].text, [e.block.text for e in listing.entries])


def asks_most(every: list[Sentence]) -> bool:
    """Return whether more sentences of a list than not are questions."""
    return sum(each.has("mark", "question") for each in every) * 2 > len(every)


def leading_part(every: list[Sentence]) -> list[Sentence]:
    """Return what of a paragraph leads in the list below it, without the courtesies behind that."""
    end = len(every)
    while end > 1 and is_refused(every[end - 1]) and not leads(every[:end]):
        end -= 1
    return every[:end] if end and leads(every[:end]) else []


# "How many were:" is only whole with the list below it.
HALF_ASKED = re.compile(r"(?:and |of (?:these|those|them),? )*how (?:many|much)\b[^?]*:\s*$", re.I)


def leads_own_list(lead: Sentence) -> bool:
    """Return whether a lead-in is for its own list alone: "If yes, please state:"."""
    return lead.words[:1] == ("if",) or HALF_ASKED.match(lead.text) is not None


def covers_parts(lead: Sentence) -> bool:
    """Return whether a sentence goes on with the parts of what the request covers (R4, R7)."""
    leads = lead.asks or is_lead(lead) or lead.has("announce", "thing", "noun")
    leads = leads or PERIOD.search(lead.text) is not None
    return lead.has("scope") and lead.text[-1].isalnum() and not leads


def is_mixed(every: list[Sentence]) -> bool:
    """Return whether a paragraph tells something before it asks."""
    return len(every) > 1 and every[0].has("fact") and any(each.asks for each in every[1:])


def leaves_out(lead: list[Sentence]) -> bool:
    """Return whether a list names what is not wanted: "Please exclude:" (R7)."""
    return bool(lead) and lead[-1].has("colon") and LEFT_OUT.search(lead[-1].text) is not None


def asks_for_all_that(lead: Sentence, every: list[Sentence]) -> bool:
    """Return whether entries ask although what stands above them states something."""
    sure = any(each.has("mark", "order", "ask") for each in every)
    asked = sum(each.has("question") and not each.has("told") for each in every)
    if GROUNDS.search(lead.text):
        return asked * 2 > len(every)
    if POINTS.search(lead.text):
        return 2 * sum(each.has("fact") for each in every) < len(every)
    if lead.has("colon") and not lead.has("told", "examples"):
        # "The matters of interest are: the report; the costs": things are named, not told.
        asked += sum(each.has("noun", "thing") and not each.has("fact") for each in every)
    return (sure or asked * 2 > len(every)) and not lead.has("examples")


def is_formal(lead: Sentence) -> bool:
    """Return whether a list only says how to refuse: "If you withhold any of it, please: ..."."""
    return lead.words[:1] in CONDITIONS and is_refused(lead)


def without_model(more: list[Block], rules: QuestionRules) -> list[Block]:
    """Return the paragraphs of an entry before the model of an answer: "... like this:" (R11)."""
    for n, block in enumerate(more):
        told = introduces(block) and not shows_fields(block)
        if told and are_refused(read_all(block.body, rules)):
            return more[:n]
    return list(more)


def entry_sentences(entry: Entry, rules: QuestionRules) -> list[Sentence]:
    """Return the sentences of an entry and of all that hangs from it."""
    found = read_all(entry.block.body, rules)
    for child in entry.children:
        if isinstance(child, Entry):
            found += entry_sentences(child, rules)
    return found


def states(lead: Sentence) -> bool:
    """Return whether a lead-in introduces facts: "There have been three floods here:"."""
    if not lead.asks and GROUNDS.search(lead.text):
        return True
    if POINTS.search(lead.text) and (not lead.asks or lead.words[0] == "why"):
        return True
    if lead.asks or (lead.has("lead", "points", "announce") and not lead.has("examples")):
        return False
    if lead.text.startswith("("):
        return False  # a remark in brackets under a heading
    if lead.has("colon") and not lead.has("told") and UNDER_THE_ACT.search(lead.text):
        return False
    if lead.has("colon") and COMES_FOR.search(lead.text):
        return False
    return lead.has("fact", "examples")
