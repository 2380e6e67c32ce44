"""Judgements on sentences and entries that several readers share (guide R3 to R6, R10, R11)."""

from __future__ import annotations

import re
from functools import lru_cache

from foibot.message.caseless import Caseless
from foibot.message.wording import said
from foibot.questions.acts import SHOWS, Sentence, read_sentence
from foibot.questions.blocks import Block
from foibot.questions.fields import LISTING
from foibot.questions.leads import asks_openly
from foibot.questions.opening import INCLUDES_SOME, SCOPES
from foibot.questions.passage import Passage
from foibot.questions.rules import QuestionRules
from foibot.questions.sentences import sentences
from foibot.questions.things import is_thing

DANGLING = re.compile(
    r"(?:\b(?:for|of|in|by|to|at|with|from|on|as|that|who|which|about|between|were|was|are|is|the"
    r"|and|or|please|given|because"
    r"|each|those|these|how many|"
    r"following|including|include|namely)|[,:–—-])\s*$",
    re.I,
)
# A whole question stands before the list: so in "How many pay, including those who pay for:".
FIRST_ASKS = re.compile(
    r"(?:\w+\W+){2}\w[^:]*(?:, of which|,? and|, including (?:those|the|any|all)"
    r"|,? and (?:please |also )?(?:confirm |state |say )?how many (?:of (?:these|those|them) )?"
    r"(?:are|were|have|had))\b[^,:?]{0,60}:\s*$",
    re.I | re.S,
)
# "Average days lost to sickness per employee" is a figure by itself, whatever stands below it.
MEASURE = re.compile(
    r"(?:the )?(?:(?:total|average|mean|median|highest|lowest|overall|annual) )?"
    r"(?:averages?|numbers?|percentage|proportion|amount|length|days|hours|weeks|time|sum|count)"
    r"(?:\s+[\w’'-]+){3,}[.;?]?$",
    re.I,
)
CONDITION = re.compile(
    r"^(?:if (?:yes|so|not|no|any)\b|of (?:these|those|the|which)\b|(?:for|in|from|between"
    r"|during|since)\b)",
    re.I,
)
# White space begins such an end once, where a letter or a mark stands before it.
IF_SO = re.compile(r"(?<!\s)\s*+[,;–-]?\s*+(?:and )?if (?:so|yes)\s*+[,:–-]*+\s*+$", re.I)
# "Part 2: Costs", "SECTION B", and not "Section 17 payments", "Part of the file".
HEADING = re.compile(
    r"^(?:(?:part|section|schedule|annex|appendix|topic|theme|area)\s+(?:\d{1,2}[a-z]?(?!\d)|[ivx]{1,4}"
    r"|[a-z])(?:\s*(?:[:;.,()*_\[\]–—-]|$)|\s+(?-i:[A-Z]))"
    r"|(?:contract|lot|request|category|group|stage|service|project|scheme|survey)"
    r"\s+(?:\d{1,2}|[A-Z])\s*(?:[:–-]|$))",
    re.I,
)
# "Please state", and nothing behind it: what is to be stated stands below.
BARE_ORDER = re.compile(
    r"\b(?:please|kindly|(?:can|could) you)(?: (?:please|also))? (?:state|confirm|provide|supply"
    r"|give|list|specify|say|indicate|send|advise|tell me|tell us|let me know|show|describe)"
    r"(?: me| us)?\W*$",
    re.I,
)
CONDITIONS = (("if",), ("should",), ("where",), ("unless",), ("were",))
# What makes boilerplate of a sentence that names a record all the same; the handling does not.
FIRM = (
    *("not_format", "not_exemption", "not_cost", "not_clarify", "not_deadline", "not_thanks"),
    *("not_elsewhere", "not_website", "not_purpose", "not_disclaimer", "not_demand"),
)
# Nobody words an exemption, a fee or thanks so: "the number that led to a complaint to the ICO".
FIGURES = re.compile(r"\b(?:number|percentage|proportion)s? (?:of|who|that|which)\b", re.I)
# "Please exclude any appointment of less than 20 working days": a scope, whatever it names.
LEAVES_OUT = re.compile(r"(?:please )?(?:exclude|leave out|omit)\b", re.I)
LINKS = (("alternatively",), ("however",), ("equally",), ("conversely",))  # and their comma
YES = (("yes",), ("so",))
# "Training: copies of the papers": what the entry is about, before what it asks for.
TITLED = re.compile(r"[*_]{0,2}[A-Z][^.?!:–]{2,40}[*_]{0,2}\s*(?::|[-–]\s)")
SHOWING = re.compile(
    r"\b(?:together|along) with\W*$"
    r"|\b(?:each|every|all|list|listing|data ?sets?|table|register|breakdown)\b"
    rf".*\b(?:{SHOWS})\W*$"
    r"|\b(?:show|giv|stat|list|provid|sett?)\w{0,3}(?: out)? (?:for|against|beside|in respect of)"
    r" (?:each|every|all)(?: (?:one|of (?:them|these|those)))?\W*$",
    re.I,
)
# "A breakdown of spending by:", and then the dimensions.
BY = re.compile(
    r"\b(?:breakdown|break down|broken down|analysis|split)\b[^:]*\bby(?: the following)?"
    r"\s*[:–-]+\s*$",
    re.I,
)
# So begins "For each company that the council owns, please give:", and then its columns.
PER_RECORD = re.compile(
    r"(?:and )?(?:for|in (?:respect|the case) of) (?:each|every)(?: of (?:the|these|those))?\b"
    r".{3,90}[,;–-]\s*"
    r"(?:please|could you|can you|i would like|i'd like)\b[^,]{0,40}:\s*$"
    r"|(?:and )?for (?:each|every) (?!question|of the)[^.?:]{3,100}:\s*$",
    re.I,
)
# "The following figures, broken down by ward:" leads in figures, not wards.
FOLLOWING = re.compile(
    r"\bthe following (?:information|figures|data|details|questions|statistics)\b.*\bbroken down by"
    r"(?! the following)",
    re.I | re.S,
)
# "A list of all toilets, stating for each:" can be answered by the list alone.
LISTED = re.compile(
    r"(?:please \w+ )?(?:an?|the) (?:full |complete |current )?(?:list|register|schedule) of"
    r" (?:all|any|every|the)\b",
    re.I,
)
# "The information I require for each school is:", and then its columns.
EACH = re.compile(
    r"\b(?:information|details|data|particulars|fields?)\b[^.:]{0,40}\bfor each\b[^.:]{0,40}"
    r"\b(?:is|are)\s*:\s*$",
    re.I,
)
# "..., giving in each case", and then the columns.
IN_EACH = re.compile(
    r"\b(?:giving|showing|stating|listing|with|including),? (?:in|for) each(?: case| one)?\W*$",
    re.I,
)
# "Please supply, for each children's home run by the council:", and then its columns.
ENDS_EACH = re.compile(
    r",? for (?:each|every) (?!of\b|one\b|question|item|category|type)[^.?:,]{3,80},?\s*[:–-]+\s*$",
    re.I,
)
# "Please can you provide the information in a table": the form of what was asked for above.
FORM_OF_IT = Caseless(
    r"\b(?:provide|send|supply|give|include|present|set out|put|have|receive|return|like)\b"
    r"(?: (?:me|us|with|also|all|both|of|my|your|any)\b){0,3} ?(?:(?:the|this|that|these|those) )?"
    r"(?:requested |above )?(?:information|data|answers?|figures|results?|responses?|reply|it|them"
    r"|lists?|documents|papers|records|material"
    r"|this|these)(?: all| requested| above)? (?:(?:to be|being) "
    r"(?:presented|provided|supplied|set out) )?"
    r"(?:in|as|on|by|via)\b"
    r"|\bexample of (?:how|what) (?:i|we)\b"
    r"|\b(?:ateb(?:ion)?|ymateb|g?wybodaeth) (?:ar ffurf|[dt]rwy e-bost|yn (?:y )?gymraeg)\b"
    r"|\bappreciate (?:the|this|any) (?:data|information|figures) being "
    r"(?:presented|provided|supplied)",
)
# "I see no trade secret, but if you do mean to withhold parts, say why": the ask is all in case.
IN_CASE = re.compile(
    r"(?!.*?\b(?:please|provide|send|supply|copy|how (?:many|much)|could you|can you|would like)\b"
    r".*?\bif you\b)"
    r".*?\b(?:but|and|although|so|however|then)\b,? if you\b.{0,50}"
    r"\b(?:withhold|hold back|refuse|redact|rely|claim|exempt(?:ions?)?|leave out|section \d+)\b",
    re.I | re.S,
)
# "I also request the insurers' correspondence, save for anything privileged."
I_ASK = re.compile(
    r"(?:\w+,? ){0,3}?(?:I|we)(?: \w+)? (?:request|ask for|want|need|require|(?:w|sh)ould like)\b"
    r"|(?:\w+,? ){0,3}?(?:may|can|could) (?:I|we)(?: please| also)? (?:see|have|get|obtain)\b"
    r"|(?:please |do )?(?:let (?:me|us) (?:see|have)|show (?:me|us))\b"
    r"|(?:please )?(?:send|provide|supply|give|disclose|release) (?:me |us )?"
    r"(?:the|any|all|copies)\b",
    re.I,
)
# What a sentence about exemptions from disclosure speaks of.
OF_REQUEST = re.compile(
    r"\b(?:information|requests?|requested|withh\w+|redact\w*|disclos\w*|releas\w*|sections?"
    r"|act|foia?|eirs?|answers?|apply|applies|rely|relied|engaged?|you|your|i|we|public interest"
    r"|commissioner|ico|refus\w+|exemptions?|review)\b|\bs\.? ?\d",
    re.I,
)
# "Section 43 of the Telecommunications Act 1984;", an offence among others.
OF_AN_ACT = re.compile(
    r"(?:the )?(?:section|s\.|part|schedule|regulation|article|paragraph)s? ?\d+\w*(?:\(\w+\))*"
    r" (?:of|to|in) the (?!freedom of information|environmental information)[^.?]{3,80}"
    r"\b(?:Act|Regulations|Order|Code)\b[^.?]*[;,.]?$",
    re.I,
)
FILLING = ("complete", "fill in", "fill out", "populate")  # what is looked for first
FORM = re.compile(
    r"\b(?:complete|fill in|fill out|populate)\b.{1,40}\b(?:table|form|grid|boxes|cells|columns?"
    r"|fields|blanks|spaces|template|survey|questionnaire|spreadsheet)\b",
    re.I,
)
PERIOD_EACH = re.compile(
    r"\bfor each (?:(?:of|the|these|those|last|past|previous|next|complete|full|maintained|two"
    r"|three|four|five|six|seven|ten|"
    r"\d{1,2}) ){0,4}(?:(?:financial|calendar|academic|school|municipal|tax) )?"
    r"(?:years?|months?|quarters?|weeks?|days?|\d{4}|following|periods?|questions?)\b",
    re.I,
)


def read_all(body: Passage, rules: QuestionRules) -> list[Sentence]:
    """Return the sentences of a paragraph with their tags."""
    return list(_read_once(body, rules))


# Each reader asks for the same paragraph again; a message has some dozens of them.
@lru_cache(maxsize=128)
def _read_once(body: Passage, rules: QuestionRules) -> tuple[Sentence, ...]:
    return tuple(read_sentence(each, rules) for each in sentences(body))


def is_refused(sentence: Sentence) -> bool:
    """Return whether a sentence is boilerplate (R11); a concrete ask saves it, thanks never."""
    if not sentence.refused:
        return False
    if is_never(sentence):
        return True
    if sentence.has("scope", "concrete") and LEAVES_OUT.match(sentence.text):
        return False
    if is_of_matter(sentence):
        return False
    words = sentence.words[2:] if sentence.words[:1] in LINKS else sentence.words
    conditional = words[:1] in CONDITIONS and words[1:2] not in YES
    own = sentence.has("not_disclaimer") and I_ASK.match(sentence.text)
    if conditional or (sentence.has("not_disclaimer") and not own):
        return True
    if sentence.has("not_exemption") and IN_CASE.match(sentence.text):
        return True
    if sentence.has("not_format") and FORM_OF_IT.search(sentence.text):
        return True
    # "Please send the hourly counts of the station in School Road as CSV" has a form and a matter.
    in_form = (
        sentence.has("concrete")
        and sentence.has("not_format", "not_exemption")
        and sentence.has("ask", "order")
    )
    return not (sentence.asks and (sentence.has("thing") or in_form or own))


def is_never(sentence: Sentence) -> bool:
    """Return whether a sentence is boilerplate whatever it names; a talk only if it names none."""
    if sentence.has("not_meeting") and not sentence.has("thing"):
        return True
    if sentence.has("not_rhetorical"):
        return "please" not in sentence.words
    return sentence.has("not_acknowledgement", "not_done")


def is_of_matter(sentence: Sentence) -> bool:
    """Return whether a word such as "exempt" speaks of a matter, and not of this request.

    So "The number of dogs handled by the council", "Whether care leavers are exempt from tax".
    """
    counted = FIGURES.search(sentence.text) or not sentence.has(*FIRM)
    if sentence.has("noun") and sentence.has("concrete") and counted:
        return True
    if not sentence.has("question") or not sentence.has("matter"):
        return False
    return not OF_REQUEST.search(sentence.text)


def is_refused_entry(every: list[Sentence]) -> bool:
    """Return whether a list entry is boilerplate: it names nothing that could be supplied."""
    if every and all(each.demands or is_fallback(each) for each in every):
        return True
    named = any(each.has("thing", "noun", "question") or follows(each) for each in every)
    named = named or (len(every) == 1 and is_bare(every[0]))
    named = named or (len(every) == 1 and says_nothing(every[0]))
    named = named or (len(every) == 1 and OF_AN_ACT.match(every[0].text) is not None)
    named = named or (len(every) == 1 and is_thing(every[0]))
    return bool(every) and not named and all(is_refused(each) for each in every)


def is_fallback(each: Sentence) -> bool:
    """Return whether a sentence says what to do should it cost too much, be it to drop parts."""
    return each.words[:1] in CONDITIONS and each.has("not_cost") and is_refused(each)


def says_nothing(each: Sentence) -> bool:
    """Return whether an entry only names a matter; no disclaimer does: "Confidential waste"."""
    aside = {tag for tag in each.tags if tag.startswith("not_")}
    return aside == {"not_disclaimer"} and not each.has("fact", "ask", "order", "mark")


def are_refused(every: list[Sentence]) -> bool:
    """Return whether all of *every* is boilerplate, and none a mere name: "Company number:"."""
    return all(is_refused(each) and not says_nothing(each) for each in every)


def follows(each: Sentence) -> bool:
    """Return whether an entry asks in the case of the answer above: "If yes, please attach it"."""
    return each.words[:1] == ("if",) and each.words[1:2] in (*YES, ("no",), ("not",)) and each.asks


def is_bare(each: Sentence) -> bool:
    """Return whether a sentence is a few words without a verb: "Refused as incomplete"."""
    few = len(each.words) - (each.words[-1:] == (".",)) <= 6
    return few and not each.has("ask", "order", "fact", "mark", "not_thanks")


def is_form(text: str) -> bool:
    """Return whether a sentence sends us to a table or form to fill in (R13)."""
    return said(text.casefold(), FILLING) is not None and bool(FORM.search(text))


BRACKETED = re.compile(r"\([^)]*\)")
LONGEST_TITLE = 12  # words


def is_title(text: str) -> bool:
    """Return whether a line is a bare title: short, no verb of asking, no full stop."""
    if text.rstrip()[-1:] in (*".?!;,", "") or text[0].islower():
        return False
    bare = text.rstrip(":")
    words = (BRACKETED.sub("", bare) if "(" in bare else bare).split()
    return 0 < len(words) <= LONGEST_TITLE


def heads(each: Sentence) -> bool:
    """Return whether a sentence of its own is a heading, and neither asks nor scopes."""
    return is_title(each.text) and not each.asks and SCOPES.match(each.text) is None


def is_heading(block: Block, rules: QuestionRules) -> bool:
    """Return whether a paragraph between entries opens a new group of them."""
    text = block.text
    if HEADING.match(text) or (text.isupper() and len(text.split()) <= 12):
        return True
    every = read_all(block.body, rules)
    last = every[-1]
    if last.has("colon"):
        return True
    pointing = last.has("lead", "points") or asks_openly(text)
    if pointing and last.asks and not is_refused(last):
        return True
    return is_title(text) and len(every) == 1 and not last.has("noun", "value") and not last.asks


def joins_list(text: str, sentence: Sentence) -> bool:
    """Return whether the list under a sentence is part of its ask: columns (R5), examples (R4)."""
    if SHOWING.search(text) or BY.search(text):
        return True
    if asks_for_columns(text, sentence) or (sentence.has("fields") and LISTING.search(text)):
        return True
    return (
        sentence.has("examples")
        and sentence.has("thing", "noun")
        and (sentence.has("ask", "order", "noun") or TITLED.match(text) is not None)
    )


# "The traffic counts taken before the scheme began.": a thing, told apart, and a full stop.
NAMED_WHOLE = re.compile(r"(?:the|all|any|every|each) (?:[\w’'()/-]+,? ){4,}[\w’'()/-]+\.", re.I)


def is_stem(text: str, every: list[Sentence]) -> bool:
    """Return whether an entry with sub-entries cannot be answered by itself (R3)."""
    text = IF_SO.sub("", text)
    if FIRST_ASKS.match(text) and any(
        each.has("question", "order", "ask", "noun") for each in every
    ):
        return False
    whole = [each for each in every if names(each) and re.search(r"[.?!][)\"'”’]*$", each.text)]
    if whole and (len(every) > 1 or not every[-1].has("colon")):
        return bool(DANGLING.search(text)) and not whole
    if LISTED.match(text) or NAMED_WHOLE.fullmatch(text) or INCLUDES_SOME.fullmatch(text):
        return False
    if any(each.search(text) for each in (DANGLING, CONDITION, BARE_ORDER)):
        return True
    if MEASURE.match(text):
        return False
    return not any(each.has("question", "mark", "thing", "order") for each in every)


def names(each: Sentence) -> bool:
    """Return whether a sentence asks for something, be it only by naming it."""
    return each.asks or each.has("noun", "thing")


def asks_for_columns(text: str, sentence: Sentence) -> bool:
    """Return whether a lead-in introduces the columns of a per-record list (R5)."""
    of_records = sentence.has("columns") or PER_RECORD.match(text) or EACH.search(text)
    of_records = of_records or ENDS_EACH.search(text) or IN_EACH.search(text)
    apart = PERIOD_EACH.search(text) or FOLLOWING.search(text)
    return bool(of_records) and not apart
