"""What one sentence of prose shows by itself: that it leads in, goes on, or asks for nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.message.caseless import Caseless
from foibot.questions.acts import Sentence
from foibot.questions.again import again, asked_for
from foibot.questions.fields import LISTING, OF_EACH_ONE, asks_for_records, names_fields
from foibot.questions.finite import finite
from foibot.questions.judge import (
    PERIOD_EACH,
    is_form,
    is_refused,
)
from foibot.questions.leads import is_lead
from foibot.questions.limits import limits_search
from foibot.questions.papers import asks_for_paper
from foibot.questions.passage import Passage
from foibot.questions.preludes import asked_words
from foibot.questions.rules import QuestionRules
from foibot.questions.sentences import unthanked

FOR = re.compile(
    r"\b(?:request|ask|asking|write to|writing to|seek|apply)\b(?! is| was)"
    r".{0,110}\b(?:for|seek|obtain|receive)\b",
    re.I,
)
# "I'd like to find out how many were mended": a fact is asked for, be it to understand more.
EXACTLY = re.compile(
    r"\bhow (?:many|much|often)\b|\bfind out (?:whether|if|who|when|which|what|where)\b", re.I
)
WH = frozenset({"who", "when", "where", "why", "what", "how", "which"})
BEFORE = frozenset({"on", "at", "in", "by", "for", "to", "from", "with"})  # "On what date?"
RECORDED = frozenset({"who", "when", "what", "which", "on", "at", "in", "by", "how"})
OURS = frozenset({"i", "me", "my", "you", "your", "this", "it", "we", "us", "our", "i'm", "u"})
JOINS_ON = (("and",), ("plus",), ("as",))  # "And, where known, the reason", "as well as ..."
BACK = frozenset({"it", "they", "them", "this", "that", "these", "those", "he", "she"})
# "Does the council check that they are acted on?": what is done, and so on record.
DOES = re.compile(
    r"(?:do|does|did|has|have|is|are|was|were) (?:you|council|officers|staff|the (?:\w+ )?"
    r"(?:council|school|team|officers?|contractor|authority|company|firm|provider|operator))"
    r" (?:\w+ ){0,2}?(?:check|monitor|inspect|keep|hold|record|require|employ|review|audit"
    r"|publish|pay|paid|charge|test|train|assess|report|use|consult|survey|visit|investigate"
    r"|apply|applied|fined?|warn(?:ed)?|own|fund|insure)(?:e?d|s|ing)?\b"
    r"|(?:and |also |so )?is it true\b"
    # "Has the money been cut?": what became of something is on record.
    r"|(?:and |but |so )?(?:has|have|was|were) (?:the|any|a|an|that|those|these|its|their)"
    r" (?:[\w’'-]+ ){1,4}?(?:been )?"
    r"(?:\w{3,}ed|cut|sold|paid|spent|made|given|told|let|put|built)\b",
    re.I,
)
# "Library fines - how much did they bring in?": the matter is named before what is asked of it.
MATTER_FIRST = re.compile(
    r"\w[^?,]{2,60}(?: [-–—]|[:,]) (?:and )?(?:how|what|when|which|who)\b", re.I
)
# "Who sent him?", "Who signed it off?": who did what is on record, however few the words.
WHO_DID = re.compile(
    r"(?:and |so |but )?who (?:\w{3,}ed|sent|made|gave|took|chose|told|wrote|paid|let|drew|put)\b",
    re.I,
)
# "How much, in total, per year": no verb of its own.
MORE_OF_IT = re.compile(
    r"(?:and )?how (?:much|many|long|often)(?:,| (?:in|per|each|a|altogether)\b)", re.I
)
# "Any discount for a second child?": no verb of its own.
VERBLESS = re.compile(r"(?:and |or )?(?:any|for|by|with|at|in)\b[^?]{0,50}\?$", re.I)
ALL_FIGURES = re.compile(
    r"all (?:the )?(?:figures|answers|data|numbers|dates)\b"
    r"|(?:please )?(?:give|provide|show|state) (?:separate|annual|yearly|monthly|quarterly)"
    r" (?:figures|totals|numbers|answers)\b",
    re.I,
)
# "Please say which schools have no head": an order that names what it asks about.
AFRESH = re.compile(
    r"(?:please |kindly )(?:say|state|tell me|indicate|specify|list|name)"
    r" (?:how many|how much|(?:which|what) (?!of\b|is\b|are\b|was\b|were\b|it\b|they\b)\w)",
    re.I,
)
# "Can you confirm if the council has bought any cameras."
CONFIRMS = re.compile(
    r"\b(?:confirm|tell (?:me|us)|say|state|advise|clarify|know|indicate) (?:if|whether)"
    r" (?!you (?:need|require|want|wish|can|are able|have (?:any|received))|this request|i|we)\w",
    re.I,
)
# "For any gift worth over £100, please say who gave it": of some, what was not asked of all.
OF_SOME = re.compile(
    r"for (?:any|all|those|complaints|cases|contracts) (?!of\b|these\b|them\b)"
    r"(?:[\w£'’]+ ){2,12}?[\w£'’,]+,"
    r" (?:please |kindly )?(?:say|state|tell|give|provide|explain|list|confirm)\b",
    re.I,
)
# "If nothing has been done what action is proposed?": the question stands behind the case.
ASKED_IF = re.compile(
    r"if (?!so\b|yes\b|not\b|no\b|you\b)[^?]{12,}?,? (?:what|when|where|who|why|which|how|will"
    r"|would|is|are|does|did|has|have|can)\b[^?]{6,}\?$",
    re.I,
)
INDIRECT = re.compile(
    r"\b(?:ask|enquire|inquire|find out|know|request)\s+(?:(?:you )?(?:how|what|who|whether"
    r"|when|why|where|which|if)|a copy|copies|the(?! following| information| below))\b"
    r"|\s[-–—:;]\s?(?:please|could you|can you) (?:provide|send|supply|give|confirm|use)\b",
    re.I,
)
# "I'm writing to request a breakdown of the cases": what is wanted stands in the announcement.
REQUESTS = re.compile(
    r"\b(?:request|requesting|seek|seeking|obtain)\s+(?:an?|any|all|every|each|copies)\b", re.I
)
POINTS_ON = re.compile(r"\b(?:following|below|canlynol)(?: \w+){0,3}[.:?]*$", re.I)
TROUBLE = Caseless(
    r"\b(?:trouble|bother) you (?:with|for)\b.{0,40}\b(?:questions?|queries|query|things|matters)"
    r"\W*$",
)
ASK_ABOUT = re.compile(
    r"(?:may|can|could|might) (?:i|we) (?:please )?ask (?:you )?"
    r"(?:about|something|some|a few|a question)"
    r"\b(?!.*\b(?:how many|how much|what|when|who|which|why)\b)",
    re.I,
)
EXAMPLE = re.compile(r"(?:e\.?g\b|for (?:example|instance)\b)", re.I)
# Papers are asked for by themselves; a column holds a figure, a name or a date.
WITH_IT = re.compile(r"\b(?:numbers?|list|cop(?:y|ies)|amounts?|total) of\b.*, with\b", re.I)
PAPERS = Caseless(
    r"\b(?:cop(?:y|ies)|minutes|agendas?|papers|correspondence|e-?mails?|reports?|documents?"
    r"|notes?|assessments?)\b",
)
COURTESIES = ("not_format", "not_clarify", "not_deadline", "not_thanks", "not_handling")
WHOLE = re.compile(
    r"\b(?:all|any|every|full|complete)\b.{0,25}\b(?:information|details|data)\b", re.I
)
SEPARATE = re.compile(
    r"\b(?:also|alternatively|failing that|separately|addition|additionally|further|furthermore"
    r"|secondly|besides|as well"
    r"|these|those|them|how many|how much|what|which)\b",
    re.I,
)
# Who writes, and why: not told to officers (T20), unless an item points to it.
WRITER = re.compile(
    r"(?:and |but |so |now )?(?:i['’]m|i am|we['’]re|we are|my name|on behalf of"
    r"|(?:my|our) (?:wife|husband|partner|son|daughter|mum|dad|mother|father|client|charity"
    r"|organisation|members)"
    r"|(?:i|we) (?:live|work|write|used to|hope|want|wish|would|appreciate|realise"
    r"|have (?:lived|worked|been)|understand that you|know you))\b",
    re.I,
)
BARE = 5  # words and marks of a part such as "(2) members."
CAPITALS = re.compile(
    r"(?<=[.?!;:])\s+(?:[A-Z][A-Z&/,' -]{3,60}[:.]?"
    r"|(?:Links?|Sources?|References?|Background):)\s*$"
)

# "My grounds are as follows." leads in what is said, not what is asked.
GROUNDS = re.compile(
    r"\b(?:my|our|the|these) (?:\w+ )?(?:grounds|reasons|objections?|concerns?|complaints?|comments"
    r"|arguments?|facts|points) (?:are|is|of|for|as|in|(?:may|can|could) be|follow)\b",
    re.I,
)
# "Three points arise:", "Why the request should be answered:": points made, or to be answered.
POINTS = re.compile(
    r"\b(?:two|three|four|five|six|several|some|following|these|few|number of|further)"
    r" (?:\w+ )?(?:points|reasons|arguments|considerations|factors|observations)\b[^?]{0,60}$"
    r"|\b(?:reasons|grounds|arguments|points|considerations|factors|why)\b[^.?:]{0,60}"
    r"\b(?:(?:my|the|our|this) request|disclos(?:e|ure)|releas(?:e|ing)|public interest)\b",
    re.I,
)


def points_on(each: Sentence) -> bool:
    """Return whether a sentence ends by pointing at what comes next: "... the following"."""
    if TROUBLE.search(each.text):
        return True
    if is_form(each.text) and each.has("points", "lead", "ask"):
        return True
    return each.has("points") and bool(POINTS_ON.search(each.text)) and not each.has("not_thanks")


def is_lead_in(each: Sentence) -> bool:
    """Return whether a scope is also what leads in a list: it ends with a colon or points on."""
    return each.has("colon", "points")


def is_aim(each: Sentence) -> bool:
    """Return whether a sentence says what its writer wants to understand, and asks for no fact."""
    return each.has("purpose") and not EXACTLY.search(each.text)


def is_general(each: Sentence) -> bool:
    """Return whether a sentence asks about a topic without saying what of it."""
    if ASK_ABOUT.match(each.text):
        return True
    if not each.has("general") or not each.has("ask") or WHOLE.search(each.text):
        return False
    return not each.has("thing", "question", "mark", "sure", "noun")


def of_writer(each: Sentence) -> bool:
    """Return whether a sentence only says who writes, or that this is a request (R7, T20)."""
    if each.has("scope") or (each.asks and each.has("thing")):
        return False
    return each.has("announce") or bool(WRITER.match(each.text))


def turns_on(every: list[Sentence]) -> bool:
    """Return whether a lead-in adds to asks before it: "Send the log.  And from the team:"."""
    last = every[-1]
    adds = last.words[:1] in (("and",), ("also",), ("plus",)) and last.has("colon")
    asked = [each for each in every[:-1] if each.asks and not is_refused(each)]
    return adds and any(own_matter(each) or each.has("object") for each in asked)


def is_definite(each: Sentence) -> bool:
    """Return whether a sentence asks for a thing also under a heading such as "Appeals"."""
    return each.has("thing") and (each.asks or (each.has("noun") and not each.has("fact")))


def is_courtesy(each: Sentence) -> bool:
    """Return whether a sentence that seems to lean on an ask is only about the reply (R11)."""
    if each.has("not_format") and not each.has("thing", "mark", "scope", "concrete"):
        return True
    return each.has(*COURTESIES) and not each.has("thing", "question", "mark", "scope")


def own_matter(each: Sentence) -> bool:
    """Return whether a sentence has a matter of its own to ask for."""
    limits = of_all_figures(each) or (limits_search(each.text) and not each.has("mark"))
    return each.asks and each.has("thing", "question") and not limits


def shows_fields(each: Sentence, asked: str, *, beside: bool) -> bool:
    """Return whether a sentence names what is wanted of each record that *asked* asks for (R5)."""
    fields = names_fields(each.text)
    listed = each.has("shows") and beside and each.words.count(",") > 1
    if each.has("ask", "order") and LISTING.search(each.text):
        return False  # "We further request a register of all that are empty (ward, rent)"
    each_one = each.words[:2] in (("for", "each"), ("for", "every"))
    papers = PAPERS.search(each.text) and not fields
    # "Also the number refused, and for each ...", "I also want the number, with the date in each".
    named = each.has("fresh") and (each.has("noun") or WITH_IT.search(each.text) is not None)
    more = OF_EACH_ONE.search(each.text) is not None and not (named or each.has("mark", "colon"))
    if more and asks_for_records(asked):
        return True
    if each.has("colon", "fresh") or papers or not (each_one or listed or fields):
        return False
    return asks_for_records(asked) and not PERIOD_EACH.search(each.text)


def leans_by_its_words(each: Sentence) -> bool:
    """Return whether a short question hangs on the one before: "Who?", "When did it end?" (R6)."""
    words = each.words
    if VERBLESS.match(each.text) and each.has("mark") and not finite(each.text):
        return True
    if MORE_OF_IT.match(each.text) and not finite(each.text):
        return True
    led = words[0] in BEFORE and len(words) > 1
    bare = len(words) <= 3 + led and each.has("mark") and not each.has("matter")
    asked = words[1] if bare and led else words[0]
    return asked in WH and (bare or (len(words) <= 8 and not BACK.isdisjoint(words)))


def of_all_figures(each: Sentence) -> bool:
    """Return whether a line scopes the lines above: "All figures for the school year 2023"."""
    return each.has("scope") and ALL_FIGURES.match(each.text) is not None


def is_meant(each: Sentence) -> bool:
    """Return whether a sentence asks for something definite, though it names no kind of record."""
    ordered = each.has("order") and each.has("matter")
    in_case = ASKED_IF.match(each.text) is not None
    in_case = in_case or (each.has("concrete") and CONFIRMS.search(each.text) is not None)
    return each.has("fresh", "object") or ordered or again(each) or in_case


def asks_afresh(each: Sentence) -> bool:
    """Return whether an order names what it asks about: "Please say which schools have no head"."""
    if OF_SOME.match(each.text):
        return True
    leans = {"it", "they", "them", "these", "those", "each", "ones"} & set(each.words)
    return bool(AFRESH.match(each.text)) and len(each.words) > 8 and not leans


def names_record(each: Sentence) -> bool:
    """Return whether a sentence does nothing but name a record: "A copy of all file notes"."""
    return each.has("noun") and each.has("thing") and not each.has("fact", "scope", "follow")


def names_matter(each: Sentence) -> bool:
    """Return whether a sentence beside a list is an ask of its own: it names what, or adds (R9)."""
    if each.has("thing") or again(each):
        return True
    if each.has("question") and not each.refused and len(each.words) > 5:
        return True
    if each.words[:1] in JOINS_ON and each.has("noun") and not each.has("fact"):
        return True
    if each.has("fresh") and each.has("ask") and each.has("matter") and not each.refused:
        return True  # "If you hold it, I would also like the waiting list figure."
    if asks_for_paper(each):
        return True
    if each.has("ask") and all(map(each.has, ("object", "concrete"))) and not each.refused:
        return True  # "Oh and could I get the rules your panel uses to decide"
    return each.has("fresh") and each.has("object", "order", "question", "noun")


def is_idle(each: Sentence, rules: QuestionRules) -> bool:
    """Return whether a sentence speaks only of the request and of who deals with it (R11)."""
    words = {word for word in each.words if word[0].isalpha()}
    return words <= rules.words["handling"] and not OURS.isdisjoint(words)


def is_weak(each: Sentence, before: Sequence[Sentence] = ()) -> bool:
    """Return whether a few words ask for nothing that was told of *before*: "Out of hours?"."""
    few = len(each.words) <= 4 and not each.has("question")
    return few and not asked_for(each, before)


def is_rhetorical(each: Sentence) -> bool:
    """Return whether a question in a complaint is one that no record could answer (R11)."""
    if each.has("ask", "order") or not each.has("mark"):
        return False
    if WHO_DID.match(each.text) and OURS.isdisjoint(each.words):
        return False
    asks = each.has("question") or MATTER_FIRST.match(each.text) is not None
    if len(each.words) <= 4 or each.has("future") or not asks:
        return True
    words = asked_words(each)
    told = each.has("concrete") and OURS.isdisjoint(words)
    kept = DOES.match(each.text) is not None
    return not (each.has("thing") or told or kept) and words[0] not in RECORDED


def leads(every: list[Sentence]) -> bool:
    """Return whether the last sentence before a list leads it in."""
    last = every[-1]
    if is_lead(last) or (last.has("announce") and not last.has("mark")):
        return True
    if last.text[-1:] not in ".?!":
        return True
    if last.has("fact") and (GROUNDS.match(last.text) or POINTS.match(last.text)):
        return True
    if last.has("scope") and any(each.has("points") and each.has("lead") for each in every[:-1]):
        return True  # "... the following information?  If there is more than one contract, ..."
    return last.asks and not last.has("thing") and not is_refused(last)


def parted(body: Passage) -> tuple[Passage, Passage | None]:
    """Return a labelled part without the heading in capitals that stands before the next label."""
    found = CAPITALS.search(body.text)
    if not found:
        return body, None
    return body.cut(0, found.start()), body.cut(found.start(), len(body.text))


def belongs(each: Sentence) -> bool:
    """Return whether a later sentence is part of the last labelled part of a paragraph."""
    if each.text.startswith("("):
        return True  # a remark in brackets goes on with what stands before it
    if each.has("fresh") or is_refused(each):
        return False
    if each.has("noun") and not each.has("fact", "scope"):
        return True
    return each.has("follow") or (each.asks and not each.has("scope", "announce"))


def last_piece(body: Passage, every: list[Sentence]) -> tuple[Passage, Passage | None]:
    """Return the text of the last labelled part of a paragraph, and what is said after it."""
    thanked = unthanked(body) if len(every) == 1 else [body]
    if len(thanked) > 1:
        return thanked[0], None
    size = 0
    bare = bool(every) and len(every[0].words) <= BARE and not every[0].asks
    for n, each in enumerate(every):
        apart = bare and each.has("question") and not each.has("follow")
        if n and (apart or not belongs(each)):
            return body.cut(0, size), body.cut(size, len(body.text))
        size = body.text.find(each.text, size) + len(each.text)
    return body, None


def is_phrase(each: Sentence) -> bool:
    """Return whether an entry goes on with the stem above it: "exempted pensioners from it"."""
    return each.text[0].islower() and not each.has("ask", "order", "fact", "mark")


def only_scopes(each: Sentence, rules: QuestionRules) -> bool:
    """Return whether a list entry is a period, a definition or an exclusion (R10)."""
    if not each.has("scope") or each.words[0] not in rules.words["scope_opening"]:
        return False
    if each.has("noun", "question"):
        return False  # "For each of the years above, the number of appeals"
    return not each.has("ask", "order") or each.words[:2] == ("please", "search")


def is_angry(each: Sentence) -> bool:
    """Return whether a sentence complains; "Number of complaints" only names what is wanted."""
    named = each.has("noun") and not each.has("fact")
    return each.has("heated") and not each.has("mark", "question") and not named
