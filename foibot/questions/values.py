"""Sub-lists that are no questions: years, places and the answers to choose from (guide R4)."""

from __future__ import annotations

import re

from foibot.message.caseless import Caseless
from foibot.questions.acts import VALUE, Sentence, read_sentence
from foibot.questions.finite import finite
from foibot.questions.inline import names_sides
from foibot.questions.passage import Passage
from foibot.questions.rules import QuestionRules

CHOICE = re.compile(
    r"(?:please (?:tick|select|choose|indicate) )?which(?: one| ones)?,?(?: if any,?)? of"
    r" (?:the following|these|those)\b|(?:please )?(?:tick|select|choose)\b",
    re.I,
)
# "How many mention any of the following terms:" asks once, whichever of them it is (R4).
ANY_OF = re.compile(
    r"how (?:many|much|often)\b.*\b(?:any|one|either)(?: or more)? of (?:the following|these)\b"
    r"[^:]*:\s*$",
    re.I | re.S,
)
# "Which of these steps do you take?  Please select all that apply": what to choose from (R4).
CHOSEN = re.compile(
    r"\bwhich of the following\b|\b(?:do|does|did|have|has|are|is) (?:you|the|your)\b[^.?:]{0,80}"
    r"\bany of (?:the following|these)\b|\b(?:select|tick|circle|choose) (?:all|one|any|those)\b"
    r"|\((?:please )?(?:select|tick|circle|choose|delete)\b[^()]*\)\W*$",
    re.I,
)
# "How many of each do you have:" wants a figure for each of them, "other" among them.
FIGURE_OF_EACH = re.compile(
    r"\bhow (?:many|much)\b[^.?]*:\s*$|\b(?:numbers?|total|amount|cost|percentage|proportion)\b"
    r"[^.?]*\b(?:each|following)\b[^.?]*:\s*$"
    # "Number turned away because of:" asks for a figure for each cause.
    r"|(?:^|\b(?:me|us|provide|state|give|supply|send|confirm|know|like) )(?:the )?(?:total )?"
    r"(?:numbers?|amount|percentage|proportion|value|cost)\b[^.?]*"
    r"\b(?:because(?: of)?|due to|owing to|who|that|which|where|whose|being|to|for|by|from|in"
    r"|at|against|on)\s*:?\s*$",
    re.I,
)
# "Fines issued for", without a verb: what was issued for each of what stands below.
COUNTED_FOR = re.compile(r"\b(?:for|to|by|from|against|because of|due to)\s*:?\s*$", re.I)
SORT = re.compile(r"(?:the )?(?:types?|kinds?|methods?|ways?|forms?|reasons?)\b", re.I)
WH = re.compile(r"\b(?:what|which|who|how|when|where|why)\b", re.I)
BRACKETED = re.compile(r"\s?\([^()]*\)[.;,]?\s?$")
# "The number of owners in the following countries:", and then the places.
OF_PLACES = re.compile(
    r"\b(?:following|these|listed|named)(?: \w+)? (?:countr(?:y|ies)|nations|wards?|areas|districts"
    r"|parishes|towns|villages|cities|places|locations|sites|streets|roads"
    r"|postcodes?(?: districts| areas| sectors)?"
    r"|schools|centres|libraries|pools|parks|car parks|estates|hospitals|homes|stations|premises"
    r"|buildings|addresses|boroughs|regions|junctions|routes|cemeteries|courses|halls"
    r"|offices)\b[^.?]*:\s*$",
    re.I,
)
# "... meetings with the following organisations:", "... the sale of land at", and then names.
OF_NAMES = Caseless(
    r"\b(?:at|between|with|from|to|by|of|in|for|on|involving|about|concerning|regarding|mentioning)"
    r"\b[^:,]{0,40}\b(?:(?:the )?following|these|the below)(?: \w+)?"
    r" (?:organi[sz]ations?|bodies|compan(?:y|ies)"
    r"|firms|businesses|people|persons|individuals|councillors|officers|officials|ministers"
    r"|members|contractors|suppliers|charities|groups|agencies|authorities|councils|forces|trusts"
    r"|prisons|universities|colleges|hotels|institutions|countr(?:y|ies)|wards?|areas|districts"
    r"|towns|villages|places|locations|sites|streets|roads|schools|centres|libraries|parks"
    r"|hospitals|stations|buildings|premises|properties|addresses)\b[^?:]{0,80}[:.]?\s*$"
    r"|\b(?:at|between|with|involving)\s*[:–-]?\s*$",
)
MOST_AT_END = 6  # words of the last answer to choose from, with what is said behind it
MOST_IN_NAME = 7
LONGEST_LEAD = 200
SITE = re.compile(
    r"(?:Wards?|Pools?|Schools?|Academy|Librar(?:y|ies)|Centres?|Halls?|Parks?|Roads?|Streets?|Lanes?"
    r"|Avenue|Estate|Court|House|Cemetery|Hospital|Station|Bridge|Museum|Baths)"
)
PLACED = re.compile(
    r"[A-Z][\w'’.-]*(?:,? (?:[A-Z\d][\w'’.-]*|of|the|and|in|on|le|upon|under|-|&))*[.;,]?(?: and)?"
)
# "Outright purchase / contract hire / lease / other": the answers to choose from (R4).
OPTIONS = re.compile(
    r"[^/.?!:;]{1,41}(?:/[^/.?!:;]{1,42}){2,}[.]?$|(?:yes|no)\s?/\s?[^/.?!:;]{1,40}[.]?$",
    re.I,
)
# "O owned  O rented  O both": a capital O drawn as the circle to be ticked.
CIRCLED = r"O(?:\s+(?!O\s)[^\s/.?!:;]+){1,8}"
CIRCLES = re.compile(rf"{CIRCLED}(?:\s+{CIRCLED})+$")
BOX = re.compile(r"[\[(][ xX]?[\])]|[☐☑□]")  # to be ticked
QUOTED = re.compile(r"[\"“'‘][^\"”]{1,60}[\"”'’][.,;]?")
AMOUNT = re.compile(
    r"(?:none|zero|one|two|three|four|five|six|ten|\d|less|more|up to|over)\b", re.I
)
# "Band A", "B", "D or below": the steps of a scale.
STEP = re.compile(
    r"(?:(?:council tax |epc )?(?:band|grade|rating|level|category|tier|stage|class) )?"
    r"(?:[A-H]|\d{1,2})(?: (?:or|and) (?:below|above|over|under|higher|lower|more|less))?[.,;]?",
    re.I,
)
# "Whether any tools are used, including but not limited to:", and then examples of them.
NOT_LIMITED = re.compile(
    r"\bincluding,? (?:but|and)(?: is| are)? not limited to"
    r"(?: (?:those|any|all)(?: of| from| by| with)?)?\W*$",
    re.I,
)
# "How much was spent, broken down by (a) year, (b) firm": one table, with these columns.
BROKEN_DOWN = re.compile(
    r"\b(?:broken|break|breaking|split|divided|analysed|grouped|itemised|separated|disaggregated"
    r"|breakdown)\b[^.?:;]{0,40}?\b(?:by|into|per|according to)\W*$",
    re.I,
)
DIMENSION = Caseless(
    r"(?:and |or )?(?:by |the |each )?(?:[\w-]+ ){0,2}(?:year|month|quarter|week|ward|department"
    r"|directorate|service|team|type|category|age|gender|sex|ethnicity|reason|school|area|postcode"
    r"|grade|tenure|size|status|location|site|firm|project|supplier|provider)s?"
    r"(?:[,;.?]| and| or|\W)*$",
)
# "A copy of the offer, for example:", and then examples, whatever stands before each.
EXAMPLES = Caseless(r"\b(?:for example|for instance|such as|e\.g)\W*$")
AT = re.compile(r"(?:at|in|on|from|for) (?=[A-Z])")
BY_WHAT = re.compile(r"^(?:by|from|between) (?:what|which|when)\b", re.I)
CATEGORIES = Caseless(r"\b(?:following|each|these|those|of them|by|between|from)\b")


# "Q1 2024", "April to June", "yes": a period or an answer, whatever stands beside it.
NO_CATEGORY = re.compile(
    r".*(?:19|20)\d\d|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\b|q[1-4]\b"
    r"|\W*(?:yes|no|n/?a|none|not applicable|\d+)\W*$",
    re.I,
)


YES_OR_NO = re.compile(
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must)\b", re.I
)


# "Are they run by a. the council b. a contractor": one of them is the answer.
DONE_BY = re.compile(r"(?:is|are)\b[^?:]*\b\w+(?:ed|un|wn) (?:by|through|via)\s*:?\s*$", re.I)


# "Is post scanned a. in house b. by a supplier c. not at all": ways to do it, or not to.
HOW_DONE = re.compile(r"(?:by|in|not|none|neither|both|through|via|other)\b", re.I)
MOST_IN_OPTION = 4


def are_options(parent: str, texts: list[str]) -> bool:
    """Return whether sub-entries are the answers to choose from: "None", "One", "Two or more"."""
    texts = [part.strip() for text in texts for part in BOX.split(text)]
    if CHOICE.match(parent) and all(len(text.split()) <= 6 and "?" not in text for text in texts):
        return True
    if DONE_BY.match(parent):
        return all(len(text.split()) <= MOST_IN_NAME and "?" not in text for text in texts)
    if YES_OR_NO.match(parent) and parent.rstrip()[-1].isalnum():
        # "Is a visit (a) asked for (b) required?" has one answer, not a figure for each.
        # The last may go on with the question: "to (a) rise (b) fall (c) stay the same in 2026?"
        few = [2] * (len(texts) - 1) + [MOST_AT_END]
        if any(HOW_DONE.match(text) for text in texts):
            few = [MOST_IN_OPTION] * len(texts)
        return all(
            len(text.split()) <= most and text[0].islower()
            for text, most in zip(texts, few, strict=True)
        )
    # "By what year will it be done?" names no categories.
    asked = parent.rstrip().endswith("?") and not CATEGORIES.search(BY_WHAT.sub("", parent))
    if re.match(r"how (?:many|much)\b", parent, re.I):
        return asked and all(AMOUNT.match(text) for text in texts)
    return asked and all(len(text.split()) <= 4 for text in texts)


def are_choices(text: str, asked: str) -> bool:
    """Return whether *text* is only the answers to choose from of the question before it."""
    chosen = OPTIONS.match(text) or CIRCLES.match(text)
    return asked.rstrip().endswith("?") and chosen is not None


def are_places(parent: str, texts: list[str]) -> bool:
    """Return whether sub-entries name places: "... in these wards:", "Ash", "Elm" (R4)."""
    if len(texts) > 1 and all(AT.match(text) and is_place(AT.sub("", text, 1)) for text in texts):
        return True
    if not all(map(is_place, texts)):
        return False
    last = [re.sub(r"\W+(?:and)?$", "", text).split() for text in texts]
    alike = len(texts) > 1 and len({words[-1] for words in last}) == 1
    sites = alike and all(len(words) > 1 and SITE.fullmatch(words[-1]) for words in last)
    return sites or bool(OF_PLACES.search(parent))


def is_place(text: str) -> bool:
    """Return whether a text is written as the name of a place is."""
    return PLACED.fullmatch(text.strip()) is not None


def are_names(parent: str, texts: list[str]) -> bool:
    """Return whether *texts* name those of whom or where one thing is asked (R4)."""
    parent = BRACKETED.sub("", parent[-LONGEST_LEAD:])
    if OF_NAMES.search(parent) is None:
        return False
    named = [re.sub(r"\s+(?:and|or)$", "", text.strip()) for text in texts]
    return all(len(text.split()) <= MOST_IN_NAME and PLACED.fullmatch(text) for text in named)


def are_sides(parent: str, texts: list[str], rules: QuestionRules) -> bool:
    """
    Return whether *texts* are the sides of one thing, "letters between:", and each of them (R4).

    Where each names two sides, "the firm and the Mayor", each is a correspondence of its own.
    """
    parent = parent.rstrip(" :–-")
    if len(texts) < 2 or not names_sides(parent, len(parent)):
        return False
    sides = [re.sub(r"[\s,;]*(?:\b(?:and|or))?[\s,;.]*$", "", text) for text in texts]
    if all(re.search(r"\band\b", side) for side in sides):
        return False
    read = [read_sentence(Passage(side, ((0, 0),)), rules) for side in sides]
    return not any(each.asks or each.has("thing") for each in read)


def are_examples(parent: str, read: list[Sentence]) -> bool:
    """Return whether sub-entries are some of what is meant: a choice, "not limited to: ..."."""
    asks = any(each.has("mark", "question") for each in read)
    if CHOSEN.search(parent):
        return not asks
    return (
        bool(NOT_LIMITED.search(parent))
        and not any(e.has("noun", "ask") for e in read)
        and not asks
    )


def are_columns(parent: str, texts: list[str]) -> bool:
    """Return whether a figure is to be broken down by what each of *texts* names."""
    return bool(BROKEN_DOWN.search(parent)) and all(map(DIMENSION.match, texts))


def is_category(text: str, family: list[str]) -> bool:
    """Return whether a value is one of several categories that are none: "over a year", "never"."""
    if not VALUE.match(text) or NO_CATEGORY.match(text):
        return False
    return any(not VALUE.match(each) for each in family)


def counts_each(parent: str) -> bool:
    """Return whether a stem without a verb counts each of what follows: "Payments made by"."""
    bare = COUNTED_FOR.search(parent) and parent[:1].isupper()
    return bool(bare) and not (WH.search(parent) or finite(parent) or SORT.match(parent))


# "What did each cost?" is a question, whatever stands above it.
ASKS_ITSELF = re.compile(
    r"(?:what|who|when|where|why|which|how)\s(?:\w+\s){0,3}?(?:is|are|was|were|do|does|did|has"
    r"|have|had|use|used|many|much|often|long|can|will|would)\b[^?]{3,200}\?\s*$",
    re.I,
)


def are_values(parent: str, texts: list[str], rules: QuestionRules) -> bool:
    """Return whether sub-entries are years, dates or answer options (R4)."""
    if not texts or all(map(ASKS_ITSELF.match, texts)):
        return False
    if are_options(parent, texts) or ANY_OF.search(parent) or EXAMPLES.search(parent):
        return True
    if any(all(each.fullmatch(text) for text in texts) for each in (QUOTED, STEP)):
        return True  # words to search for, steps of a scale
    if are_places(parent, texts) or are_names(parent, texts) or are_columns(parent, texts):
        return True
    bare = [BRACKETED.sub("", text) for text in texts]
    read = [read_sentence(Passage(text, ((0, 0),)), rules) for text in bare]
    if are_examples(parent, read):
        return True
    options = any(
        re.match(
            r"(?:any )?other\b|don'?t know|not sure|none of|not applicable"
            r"|(?:yes|no)\b(?=\W*$|[,;:./(–-]| [-–(])|(?:both|neither|either"
            r"|all)(?: of (?:these|them|the above))?\W*$",
            t,
            re.I,
        )
        for t in texts
    )
    values = sum(each.has("value") for each in read)
    if values == len(texts):
        return True
    if options and (FIGURE_OF_EACH.search(parent) or counts_each(parent)):
        return False
    return options and all(
        len(each.words) <= 9 and not each.has("mark", "question") for each in read
    )
