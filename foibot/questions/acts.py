"""What a sentence does: ask, announce, scope, thank, warn of a deadline ... (guide R6, R7, R11)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from foibot.message.caseless import Caseless
from foibot.message.wording import said
from foibot.questions.finite import PAST, finite
from foibot.questions.passage import Passage
from foibot.questions.phrases import words_in
from foibot.questions.redress import argues, seeks_amends
from foibot.questions.rules import QuestionRules
from foibot.questions.wishes import is_glad_of_it

# What a sentence does shows in its first three pages.
MOST = 4_000
SHY = frozenset({"which", "who", "whose", "where", "whom", "why"})
# "..., in what year will it be full?": the main clause begins with a preposition.
ASKED_BY = frozenset(["what", "which", "whose"])
VALUE = Caseless(
    r"^\W*(?:(?:for|in|between|from|during|since|on|at|as at|as of|by)\s+)?"
    r"(?:(?:spring|summer|autumn|winter)\s+(?:of\s+)?)?(?:(?:(?:19|20)\d{2}(?:\s?[/–-]\s?\d{2,4})?(?!\d)[\s,;|&]*+(?:and\s++)?){2,}|(?:(?:financial|calendar|academic|school"
    r"|tax)\s+)?(?:year\s+)?(?:fy\s?)?'?\d{2,4}\s?(?:[/–—-]\s?'?\d{2,4})?"
    r"(?:\s?(?:[-–—]|to)\s?'?\d{2,4}[/–—-]\d{2,4})?"
    r"(?:\s*(?:\(.{0,30}\)|financial year|academic year|calendar year|to date|ytd|onwards?"
    r"|(?:up )?(?:to|until) (?:now|today|date|present|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}))"
    r"(?:\s?\(.{0,30}\))?)?"
    r"|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may"
    r"|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
    r"\b\.?\s*\d{0,4}"
    r"(?:\s?(?:[-–—]{1,2}|to|and|until)\s?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:[a-z]{3,9}\.?\s*)?\d{0,4})?"
    r"|(?:(?:the|last|past|previous|next|first|second|third|fourth|final|two|three|four|five|six|ten"
    r"|twelve|\d{1,2}|full|whole|financial|calendar|academic|school|tax|each|every|most|recent)\s+){0,4}"
    r"(?:months?|years?|quarter|period)\s+(?:to|ending|ended|from"
    r"|up to|since|of)\s+.{4,40}"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?:\s?(?:[-–—]|to|and|until)\s?\d{1,2}[/.]\d{1,2}[/.]\d{2,4})?"
    r"|(?:19|20)\d\d\s?[-–]?\s?(?:to date|to present|present|onwards)"
    r"|(?:(?:over|under|more than|less than|up to|at least|within)\s\d{1,3}\+?\s"
    r"(?:days|weeks|months|years)(?: (?:but|and) )?){1,2}"
    r"|(?:(?:over|under|less than|more than|fewer than|up to|at least|above|below)\s)?"
    r"£?\d[\d,.]*[%km]?\+?(?:\s?(?:[-–—]|to)\s?£?\d[\d,.]*[%km]?)?"
    r"(?:\s(?:or (?:more|less|fewer|over)|and over))?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b.{0,30}"
    r"|q[1-4](?:\s+\d{4}(?:[/-]\d{2,4})?)?|quarter \d|yes|no|yes\s?/\s?no|don'?t know|not known"
    r"|unknown|n/?a|not applicable|none"
    r"|other(?:\s*\(.{0,40}\))?(?:\s*[-–:]?\s*please (?:say|state|specify))?"
    r")\s*+(?:[;,.]\s*+)?(?:and|or)?[;,.?]*+\s*+$",
)
PRONOUN = re.compile(
    r"^(?:i|he|she|it|we|they|there|this|that|these|those|you|my|our|his|her|their|your|someone"
    r"|nobody|none|one of|"
    r"everyone|mr|mrs|ms|cllr|councillor|as|since|because|although|while|i'm|i've|we've|we're"
    r"|it's|they're)\b",
    re.I,
)
TELLS = re.compile(
    r"(?:[\w'’,/-]+\s+){1,7}?(?:I|we|he|she|they|my \w+)\s+(?:(?:have|had|was|were|am|are|did"
    r"|do|could|would|then|also|later)\b|"
    r"(?:told|asked|wrote|complained|reported|sent|saw|made|went|[a-z]{3,}ed)\b)"
    r"|(?:[\w'’,/-]+\s+){1,7}?it (?:says|said|states)\b",
)
INDIRECTLY = re.compile(
    r"\b(?:what|who|whom|which|where|when|how|why|whether|if) (?:I|we|he|she|it|they|my \w+)\s"
)
THEIRS = re.compile(r"(?:your|their|its) ", re.I)
# "Our own detailed scores and your comments" names a thing; "My wife waited" tells.
OWN = re.compile(r"(?:my|our|his|her|their|your) (?:own|full|complete|current|detailed)\b", re.I)
# How a solicitor's letter tells its facts.
HISTORY = Caseless(
    r"(?:by way of (?:background|context|illustration)\b"
    r"|to answer your (?:question|query|point|e-?mail)"
    r"|our clients?|the (?:claimant|applicant|defendant)s?)\b(?!['’])(?!.{0,40}\b(?:seek|request"
    r"|ask|wish|requir|would))"
    r"|(?:on|in|by) (?:the )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:january|february|march|april|may|june"
    r"|july|august|september|october|november|december)(?: \d{4})?,? "
    r"(?:\w+['’]?s? ){1,4}\w{3,}ed\b",
)
# "After the storm the Council, as Lead Local Flood Authority, said that ...": who is who.
ROLE = re.compile(r",? (?:as|in (?:its|their|his|her) capacity as) [^,]{3,60},")
# "As well as any letter to the firm, should there be one": a thing is named, not told of.
AS_WELL = re.compile(r"(?:and )?(?:as well as|along with|together with) (?!this|that\b)", re.I)
# One of these stands wherever that does: looked for first.
AS_WELL_SAYS = ("as well as", "along with", "together with")
SHOULD_BE = re.compile(r",? should (?:there|it|they|one) (?:be|exist)\b[^,]{0,20}$", re.I)
NAMES = re.compile(
    r"(?:the|a|an|any|all|each|every|cop(?:y|ies)|details|number|names?|information|documents|how"
    r"|what|whether)\b",
    re.I,
)
# "Attendance of members at meetings they were asked to" names a thing, "Out of hours they are"
# tells.
NOUN_FIRST = re.compile(
    r"(?!(?:because|instead|out|ahead|regardless|irrespective|some|most|many|none|all|both|one|two"
    r"|three|several|few|half|up|down|back|over|late|early|later|earlier|straight|next|due|owing"
    r"|as|in|on|at|by|for)\b)[a-z]{4,} (?:of|for|by|on|at|to|from|with|in)\b",
    re.I,
)
RELATIVE = re.compile(
    r"\b(?=[ahistwy])(?:that(?<!\b(?:of|on|in|to|by) that)(?<!\bfor that)(?<!\bwith that)"
    r"|which|who|whom|where|whose|when|how|what|why|whether|if|so far as|as|you|we"
    r"|they|i|it|he|she)\b",
    re.I,
)


BRACKET = re.compile(r"\s?\([^()]{1,80}\)")
# Verbs that show what stands under a line, whether a colon follows or not.
SHOWS = "including|showing|giving|stating|listing|detailing|specifying|describing"
DASHED, POINTED = re.compile(r":\s*-+$"), re.compile(rf"\b(?:{SHOWS})$", re.I)
LONGEST_SHOWS = 12  # characters at the end of a line that such a verb may take
BRACKETED_MARK = re.compile(r"\?\s*\([^)]*\)\W*$|\?[!.]+$")
LETTER = re.compile(r"[^\W\d_]")
# So many words that are not about handling or form make a matter to be supplied.
MATTER, CONCRETE = 3, 5
# "I am unable to find the register": what the writer could not do, not what is asked for.
# "I do not ask who complained": what is left out, not what is asked for.
DECLINES = re.compile(
    r"\W*(?:(?:but|and|please note(?: that)?|to be clear),? )?"
    r"(?:I|we|(?:my|our) clients?|our members)(?:[’']m|[’']re| am| are)?"
    r" (?:(?:do|am|are) )?(?:not|don[’']t|never)(?: \w+ly)? (?:ask|want|need|requir|request|seek)"
    r"(?!.*\b(?:but|only|just|other than|except|please)\b)",
    re.I,
)
# "It is not necessary to provide the full name": what need not be done.
NEEDLESS = Caseless(
    r"\b(?:not necessary|no need|unnecessary|not (?:be )?required|needn['’]t|need not)\b"
    r"(?: for (?:you|me|us))? ?(?:to\b|be\b|send\b|provide\b|include\b)",
)
# "I want her moved to another firm": something to be done, not told (R10, R11).
DEMANDS = re.compile(
    r"(?:and |but |so )?(?:I|we)(?:['’]d| would| should| do)? (?:also |just |now )?"
    r"(?:want|like|expect|demand|insist on|need) "
    r"(?:it|this|that|them|him|her|(?:my|our|his|her|their) (?:[\w'’]+ ){1,3}?"
    r"|the (?:matter|issue|problem|situation|mistake|decision|fine|charge) ?)\s?"
    r"(?:\w+ly )?(?!sent|given|shown|provided|supplied|released|disclosed|answered|included|listed"
    r"|broken|split|explained|confirmed|detailed|described|itemi[sz]ed|emailed|e-mailed|posted"
    r"|separated|grouped|sorted by|based|related|named|required|needed|used|called|expressed"
    r"|rounded|delivered|forwarded)(?:put|back|taken|thrown|cut|paid|[a-z]{2,}ed)\b",
    re.I,
)
# "What a sad sight the square was!", "What a full answer." only look like questions.
EXCLAIMS = re.compile(
    r"(?:and |but |oh,? )?"
    r"(?:what an?\b[^?]*[.!]$|how (?!many|much|long|often|old|far)\w+\b[^?]*!$)",
    re.I,
)
# "The place stands empty, so what does it cost?": what is asked stands at the end.
ASKED_LAST = re.compile(
    r"[,;–-] (?:and |but )?so,? (?:what|how|who|when|where|which|why)\b[^?]{0,300}\?$"
    # "The kiosk has been shut since May, why is that?": what no relative clause begins with.
    r"|[,;–-] (?:and |but )?(?:why\b(?! not\b)|how (?:many|much|often|long)\b"
    r"|(?:when|where|what) (?:is|are|was|were|do|does|did|will|has|have)\b"
    r"|who (?:is|was|has|paid|pays|decided|owns) (?:it|this|that|them|for)\b)[^?]{0,300}\?$",
    re.I,
)
# "If no firm is used, who does the work?": what is asked in that case stands at the end too.
ASKED_IN_CASE = re.compile(
    r"(?:and |but |or )?(?:if|where|unless|should|assuming|were|had)\b[^?]{8,200}?,"
    r" (?:then )?(?:what|how|who|when|where|which|why)\b[^?]{6,200}\?$",
    re.I,
)
# "Do you offer a council tax exemption?", "Who is exempt from the charge?": of a matter.
EXEMPT_FROM = re.compile(
    r"\b(?:tax|rates?|duty|vat|charges?|fees?|fines?|parking|licen[cs]e|licensing|planning|tolls?"
    r"|levy|cil|zone|permit|rent|admissions?) exemptions?\b"
    r"|\bexemptions? (?:\w+ ){0,2}?(?:granted|given|awarded|allowed|approved|issued|renewed)\b"
    r"|\b(?:grant|grants|granted|granting|award|awarded|issued?)(?: \w+){0,2} exemptions?\b"
    r"|\bexempt(?:ions?|ed)? from (?!disclos|releas|publi|access|foi|the (?:act|duty|right)\b)",
    re.I,
)
# "Please send the following information: the number of pupils in May": all in one sentence.
NAMES_IT = re.compile(r":\s+(?:[^\W\d_][\w'’-]*,? ){3}[^:]*$")
UNABLE = re.compile(r"\b(?:unable|not (?:been )?able) to (?:find|locate|see|obtain|trace)\b", re.I)


class Sentence(NamedTuple):
    """A sentence and what it does; *tags* are names of the rules that matched."""

    body: Passage
    tags: frozenset[str]
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the sentence as it stands."""
        return self.body.text

    def has(self, *tags: str) -> bool:
        """Return whether any of *tags* applies."""
        return not self.tags.isdisjoint(tags)

    @property
    def refused(self) -> bool:
        """Return whether a rule says that this is never an item."""
        return any(tag.startswith("not_") for tag in self.tags)

    @property
    def asks(self) -> bool:
        """Return whether it asks, by its words or by its question mark."""
        if self.has("cleft") and not self.has("mark", "sure"):
            return False
        return self.has("ask", "question", "order", "mark", "sure")

    @property
    def demands(self) -> bool:
        """Return whether it only wants something to be done: "an apology to my nan"."""
        return self.has("not_demand") and not self.has("thing", "question")


def read_sentence(body: Passage, rules: QuestionRules) -> Sentence:
    """Return *body* with its tags."""
    tags, words = analysed(body.text, rules)
    return Sentence(body, tags, words)


# The same sentence is judged several times on its way; a message has some dozens of them.
@lru_cache(maxsize=512)
def analysed(text: str, rules: QuestionRules) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the tags and the words of a sentence."""
    words = words_in(text[:MOST])
    begins = beginnings(words, rules)
    tags = rules.phrases.tags(words, begins)
    later = clause(words, begins[-1], rules.words["led_in"])
    if later is not None and "question" not in tags:
        tags |= rules.phrases.tags_at(words, later)
    if "(" in text[:120] and "noun" not in tags:
        tags |= bracketed(text, rules)
    tags -= unearned(text, tags)
    tags |= surface(text, words)
    if is_glad_of_it(text, rules):
        tags |= {"ask", "object", "fresh"}
    told_of = {word for word in words if word.isalpha()} - rules.words["handling"]
    matter = len(told_of - rules.words["forms"])
    tags |= {tag for tag, least in (("matter", MATTER), ("concrete", CONCRETE)) if matter >= least}
    if "mark" in tags and turned(text, words, begins, rules):
        tags.add("question")
    tags |= seeming(text)
    if "ask" in tags and "mark" not in tags and declines(text, words):
        tags.discard("ask")
    if is_declarative(text, tags):
        tags.add("fact")
        if told(AS_WELL.sub("", text)):
            tags.add("told")
    return frozenset(tags), tuple(words)


def unearned(text: str, tags: set[str]) -> set[str]:
    """Return the tags that a sentence has by words which mean something else in it."""
    found: set[str] = set()
    if "not_exemption" in tags and EXEMPT_FROM.search(text):
        found.add("not_exemption")
    if "thing" in tags and ":" in text and NAMES_IT.search(text):
        found |= {"lead", "points", "announce"}
    return found


def turned(text: str, words: Sequence[str], begins: Sequence[int], rules: QuestionRules) -> bool:
    """Return whether a sentence begins as questions do, or its last clause does."""
    asked = any(words[at] in rules.words["interrogative"] for at in begins)
    return asked or bool(ASKED_LAST.search(text) or ASKED_IN_CASE.match(text))


def seeming(text: str) -> set[str]:
    """Return the tags of what only looks like an ask: an exclamation, argument or thing to do."""
    tags = {"cleft"} if EXCLAIMS.match(text) else set()
    done = DEMANDS.match(text) or seeks_amends(text) or argues(text)
    return tags | {"not_done"} if done else tags


def declines(text: str, words: list[str]) -> bool:
    """Return whether a sentence says what is not asked for, or what its writer could not do."""
    if DECLINES.match(text):
        return True
    return "please" not in words and bool(UNABLE.search(text) or NEEDLESS.search(text))


def bracketed(text: str, rules: QuestionRules) -> set[str]:
    """Return what is named where a bracket parts the words: "The places (with postcode) of all"."""
    words = words_in(BRACKET.sub("", text[:MOST], count=2))
    return rules.phrases.tags(words, beginnings(words, rules)) & {"noun", "thing"}


def beginnings(words: list[str], rules: QuestionRules) -> list[int]:
    """Return where the sentence may be said to begin: at its head and after each opener."""
    found, at = [0], 0
    while at < len(words):
        end = rules.openers.furthest(words, at)
        if end == at or len(found) > 4:
            break
        at = end
        found.append(at)
    if ":" in words[:7]:
        # As in: one further thing, and then the question after a colon.
        found.append(words.index(":") + 1)
    return [at for at in found if at < len(words)] or [0]


def clause(words: list[str], begin: int, led_in: frozenset[str]) -> int | None:
    """Return where the main clause begins after "In 2023, ..."; None if nothing leads it in."""
    if begin >= len(words) or words[begin] not in led_in:
        return None
    for at in range(begin + 1, min(len(words) - 2, begin + 30)):
        if words[at] in (",", ":", "-", "–") and words[at + 1] not in SHY:
            if words[at + 1] in ("please", "and", "kindly", "then") and at + 2 < len(words):
                return at + 2
            if words[at + 1] not in led_in or words[at + 2] in ASKED_BY:
                return at + 1
    return None


def surface(text: str, words: list[str]) -> set[str]:
    """Return the tags that come from marks and length rather than from phrases."""
    tags = set()
    bare = text.rstrip(" \"'”’)*_")
    if bare.endswith("?") or ("?" in text and BRACKETED_MARK.search(text)):
        tags.add("mark")
    if bare.endswith(":") or points_down(bare):
        tags.add("colon")
    if VALUE.match(text):
        tags.add("value")
    if not LETTER.search(text) or bare.strip(" .!*-–") in ("END", "ENDS"):
        tags.add("blank")
    if len(words) <= 3:
        tags.add("short")
    return tags


def points_down(line: str) -> bool:
    """Return whether the end of a line shows that something stands under it: "...:-", "giving"."""
    if line.endswith((" -", " –", " —")):
        return True
    if "-" in line[-2:] and DASHED.search(line):
        return True
    if "ing" not in line[-4:].casefold():  # as all of them end
        return False
    return bool(POINTED.search(line, max(0, len(line) - LONGEST_SHOWS)))


def is_declarative(text: str, tags: set[str]) -> bool:
    """Return whether a sentence states something rather than naming what is wanted."""
    if tags & {"ask", "order", "mark", "sure"}:
        return False
    if "question" in tags:
        return "cleft" in tags
    head = without_as_well(text.strip(" \"'“‘("))
    if told(head):
        return True
    head = ROLE.sub("", head)
    relative = RELATIVE.search(head, 1)
    main = head[: relative.start()] if relative else head
    return finite(main)


def without_as_well(text: str) -> str:
    """Return *text* without "as well as", and without "should there be one" at its end."""
    small = text.casefold()
    head = AS_WELL.sub("", text) if said(small, AS_WELL_SAYS) else text
    return SHOULD_BE.sub("", head) if "should" in small else head


def told(text: str) -> bool:
    """Return whether a sentence tells something: "I told you ...", "In March she wrote ..."."""
    head = text.strip(" \"'“‘(")
    if HISTORY.match(head):
        return True
    if OWN.match(head) and not finite(head):
        return False
    if THEIRS.match(head):
        # "Your policy on the use of AI, if you have one" names a thing.
        relative = RELATIVE.search(head, len("theirs"))
        head = head[: relative.start()] if relative else head
    if PRONOUN.match(head):
        return bool(finite(head) or PAST.search(head))
    # "The brief they were given" names a thing; "In March they were given ..." tells.
    tells = TELLS.match(head)
    if tells is None or INDIRECTLY.search(tells[0]):
        return False  # "expenses claimed, with what they were for" names a thing
    named = NAMES.match(head) or NOUN_FIRST.match(head)
    return not (named and "," not in head.split(" they ")[0])
