"""Which other service an officer's words name: "try Highways", "it's with Legal"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.replies.rules import ReplyRules
from foibot.replies.words import Phrases, Word, plain, words

_CLAUSE = re.compile(r"[.,;:!?()\n\u2013\u2014]|\s-\s")
_CONJUNCTION = re.compile(r"^\s*(?:so|and|but|please|sorry|or)\s", re.IGNORECASE)
_NO_SERVICE = frozenset({"for", "at", "about", "if", "whether", "a", "an"})
_NOT_IN_NAME = frozenset({"not", "afraid", "sorry", "n't", "did", "does", "do", "never"})
_MOST_BEHIND_NAME = 12
_LONGEST_NAME = 5
_SHORT_NAME = 3
_SHORT_TEAM = 2  # words
_ALL_CAPITALS = re.compile(r"\W{0,2}[A-Z][A-Za-z&']+(?: (?:and|of|&|[A-Z][A-Za-z&']+)){1,4}\W{0,2}")
_NUMBERED = re.compile(
    r"\b(?:no|none|nil|not|n/a|zero|unknown|various|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"[a-z]+teen|[a-z]+ty|hundred|thousand|million|dozen|many|several|approximately|about|see|above|below|"
    r"same|as|per|data|figures?|information|details|(?:un)?available|follow|pending|awaiting|review|"
    r"hold|known|applicable|done|sent|fewer|less|more|than|under|over)\b",
    re.IGNORECASE,
)
_TEAM = re.compile(
    r"\b(?:team|dept|department|service|services|officer|manager|unit|office)\b", re.I
)
_WOULD = re.compile(
    r"^([^\W\d_][\w &-]{1,40}?) (?:would|will|might|may|should|do|does|have|has)"
    r"(?: know| have it| it| this| that| them| those| these)?$"
)
_BEFORE_NAME = frozenset(plain("see the for to over try ask it it's this that that's is one"))
_BEHIND_NAME = frozenset(
    plain(
        "please pls team dept department service services section unit colleagues instead maybe "
        "probably perhaps thanks i think again too also as well os gwelwch yn dda"
    )
)
# "We do not hold this" names nobody.
_NO_SUBJECT = frozenset(plain("we i you they it this that he she there not who which nobody ni"))
_SUBJECT = frozenset(
    plain("the this that these those all both of one ones last question part bit y")
)
# "Not for Licensing this one - Env Health please".
_ASKED_OF = re.compile(
    r"(?:^|[.,;:!?\n\u2013\u2014]|\s-)\s{0,3}(?:the |to |for )?"
    r"([A-Z][\w&']*(?: (?:and |& |of )?[\w&']+){0,3}) (?:please|pls)(?=\W*(?:$|[.\n]))"
)
# "Waste Operations please" and no more.
_PLEASE = re.compile(
    r"\W{0,4}(?:(?:for|to|over to|one for|the) ){0,2}"
    r"(?P<who>[A-Z][\w&']*(?: (?:(?:and|&|of) )?[A-Z][\w&']*){0,4})"
    r"(?: team| dept)?,? (?:please|pls|plz)\W{0,4}"
)
_IS = (
    r"\b(?:is|are|it['\u2019]?s|that['\u2019]?s|they['\u2019]?re|comes? under)\s"
    r"(?:a |the |all |for )?"
)
_TIER = re.compile(
    rf"{_IS}(?P<who>county|borough|district|parish|town)(?: councils?)?(?:['\u2019]?s)?"
    r"(?: matter| function| thing| job| responsibility| stuff)?"
    r"(?=\s?,?\s(?:and )?not (?:us|ours|district|borough|county|town|city)\b|\W*$)",
    re.IGNORECASE,
)
_NOT_OTHER = re.compile(
    rf"(?i:{_IS})(?P<who>[A-Z][\w&']*(?: (?:(?:and|&|of) )?[A-Z][\w&']*){{0,3}})"
    r",?\s(?:and )?not (?:(?P<us>us\b|ours?\b|me\b|mine\b)|[A-Z])"
)
# "The rest is Housing Options", "The drainage ones are Flood Risk (Anil)".
_THE_REST = re.compile(
    r"\W{0,3}(?:[Tt]he |[Mm]y )?(?:[Rr]est|[Oo]thers?(?: ones?)?|[Rr]emainder|"
    r"(?:[Oo]ther|[Rr]emaining) (?:two|three|four|five|six)(?: ones?| questions?)?|"
    r"(?:[\w&'-]{2,20} ){1,4}(?:ones?|case|request|questions|query|side)) "
    r"(?:is|are|will be|would be|"
    r"sits?|belongs?|comes?|need to go) (?:all )?(?P<with>(?:for|with|to|under) )?(?:the )?"
    r"(?P<who>[A-Z][\w&']*(?: (?:(?:and|&|of) )?[A-Z][\w&']*){0,4})(?: team)?"
    r"(?P<sure>,? \([A-Z][^()]{1,40}\)|,? not (?:us|me|[A-Z]\w{1,20}))?\W{0,3}"
)
# "The claims are for Insurance", "noise is down to the Pollution team so ask them".
_CALLED = r"[A-Z][\w&']*(?: (?:(?:and|&|of) )?[A-Z][\w&']*){0,4}"
_WHO = rf"(?:the |our )?(?P<who>{_CALLED}(?: (?:team|dept|unit))?)"
_STOPS = r"(?=\W*$|\s?[,;(\u2013\u2014-]|\s(?:so|as|because|who|please|not (?:us|me|ours|mine))\b)"
_LIES_WITH = re.compile(
    r"\W{0,4}(?P<what>[^.:;!?\n]{2,120}?)\s(?:is|are|sits?|lies?|rests?|belongs?|falls?|comes?|"
    r"(?:need|needs|will need|should|ought) (?:to )?(?:go|be))"
    r"(?: (?:now|all|both|really|probably|one|down|a question|a matter|questions))?"
    rf" (?:for|with|to|under) {_WHO}{_STOPS}"
)
_HANDED_TO = re.compile(
    r"\W{0,4}(?:I|[Ww]e)(?:['\u2019]ve| have| am| are|['\u2019]m|['\u2019]re)? (?:already |just )?"
    r"(?:passed|passing|sent|forwarded|forwarding|handed|moved|given)"
    rf" (?P<what>[^.:;!?\n]{{2,80}}?) (?:on |over |across |back )?to {_WHO}{_STOPS}"
)
_IS_THEIRS = re.compile(
    r"\W{0,4}(?P<what>[^.:;!?\n]{2,80}?) (?:is|are) "
    r"(?:(?:a |an )?(?P<who>[A-Z][\w&']*(?: (?:(?:and|&|of) )?[A-Z][\w&]*){0,3}?)"
    r"(?:['\u2019]s?(?=\W*$|\s?[,;(]|\s(?:so|as|not)\b)"
    r"| (?:question|matter|one|thing)s?(?=\W*$|,)))"
)
# "Most complaints are for Housing" counts them.
_COUNTS = frozenset(
    plain("most mainly main majority highest largest biggest busiest worst all")
    # "Only the first is for me, the other is Parking's" is read where cases are told apart.
    + plain("me mine other others rest only")
)
_LONGEST_HAND_OVER = 26  # words
_END = re.compile(
    r"[.,;:!?()\n\u2013\u2014]|\s-\s|\bbecause\b|\brather than\b|\bas they\b|\binstead\b"
    r"|\bplease\b|\bnot (?:us|ours|me|mine)\b|\bfor (?:both|all|these|those|them|this|that)\b",
    re.I,
)
# Words before a name that are no part of it: "try the Highways team", "it's probably Planning".
_NO_NAME = frozenset(
    plain(
        "the them it to a an with this that someone somebody us me you your our my not ours mine "
        "for team i think we they do does don't doesn't no will would may can who held hold maybe "
        "perhaps probably possibly again any more longer now"
    )
)

# "Payroll would have this": no name ends with such a word.
_BEGINS_VERB = frozenset(
    plain("would will should can could may might must do does probably usually normally also")
)

# "Probably have this" names nobody: who has it stands before.
_VERBS_OF_HAVING = frozenset(
    plain("have has hold holds had do does deal deals know knows keep keeps own owns look looks")
)


def names_some_team(text: str, rules: ReplyRules) -> bool:
    """Return whether *text* is two words or more, all in capitals, that give nothing: a name."""
    given = rules.answers.attachment.within(text) or rules.answers.not_held.within(text)
    return not given and _ALL_CAPITALS.fullmatch(text) is not None and not _NUMBERED.search(text)


def calls_a_team(name: str) -> bool:
    """Return whether *name* says by itself that it is a team, a service or a council."""
    return _TEAM.search(name) is not None


def names_service(text: str, rules: ReplyRules) -> bool:
    """Return whether *text* says no more than who has it: "It's with Procurement"."""
    return bool(only_service(text, text, rules))


def only_service(text: str, first: str, rules: ReplyRules) -> str:
    """Return the service where "with Legal" or "this is for Legal, please redirect" says it all."""
    bare = bare_service(text, rules)
    if bare:
        return bare
    found = _behind_subject(words(first), rules)
    before = _before_end(text, found, first, rules)
    if before:
        return before
    end = rules.answers.not_ours_whole.at([word.text for word in found], 0) if found else None
    if end is None or end >= len(found) or len(plain(text)) > end + _MOST_BEHIND_NAME:
        return ""
    behind = first[found[end].start :].removeprefix("the ")
    name = _name(behind)
    named = name[:1].isupper() or bool(_TEAM.search(name))
    return name if named and len(name.split()) <= _LONGEST_NAME else ""


def bare_service(text: str, rules: ReplyRules) -> str:
    """Return the service where *text* is its name alone: "Procurement", "Parking please"."""
    found = words(text)
    tokens = [word.text for word in found]
    lead = next((n for n, token in enumerate(tokens) if token not in _BEFORE_NAME), 0)
    end = rules.answers.services.at(tokens, lead) if tokens else None
    if end is None or not _BEHIND_NAME.issuperset(tokens[end:]):
        return ""
    name = text[found[lead].start : found[end - 1].end]
    # "it" is no service, and "IT" is one.
    return name if len(name) > _SHORT_NAME or name.isupper() else ""


def _behind_subject(found: Sequence[Word], rules: ReplyRules) -> Sequence[Word]:
    """Return the words behind "the third", "this one", "Q3" that only say what is spoken of."""
    tokens = [word.text for word in found]
    place = 0
    while place < min(len(tokens), 4) and (
        tokens[place] in _SUBJECT or tokens[place] in rules.labels.ordinals
    ):
        place += 1
    rest = found[place:]
    begins = rules.answers.not_ours_whole.at([word.text for word in rest], 0) if rest else None
    return rest if begins is not None else found


def _before_end(text: str, found: Sequence[Word], first: str, rules: ReplyRules) -> str:
    """Return the service in "Procurement to answer", or ""."""
    hit = rules.answers.not_ours_end.first([word.text for word in found], _LONGEST_NAME + 1)
    if hit is None or not hit[0] or len(plain(text)) > hit[1] + _LONGEST_NAME:
        return ""
    name = " ".join(_without_verb(first[: found[hit[0]].start].split()))
    if not name or not _NO_SUBJECT.isdisjoint(plain(name)):
        return ""
    # "fleet have both of these": that is all of it.
    whole = hit[1] == len(found) == len(plain(text)) and len(name.split()) <= _SHORT_TEAM
    return name if name[:1].isupper() or _TEAM.search(name) or whole else ""


def _without_verb(tokens: list[str]) -> list[str]:
    """Return *tokens* without the words at their end that begin a verb."""
    while tokens and tokens[-1].lower() in _BEGINS_VERB:
        tokens = tokens[:-1]
    return tokens


def sent_to(text: str, rules: ReplyRules) -> str:
    """Return the team to which all of *text* sends a question: "Waste Operations please", or ""."""
    text = text.strip()
    if len(plain(text)) > _MOST_BEHIND_NAME or any(char.isdigit() for char in text):
        return ""
    asked = _PLEASE.fullmatch(text)
    if asked is not None and _NUMBERED.search(text) is None:
        return asked["who"]
    tier, other = _TIER.search(text), _NOT_OTHER.search(text)
    if tier is not None:
        return tier["who"]
    # "It's Serco not Veolia" may be the answer.
    if other is not None and (other["us"] or _is_ours(other["who"], rules)):
        return other["who"]
    rest = _THE_REST.fullmatch(text)
    return rest["who"] if rest is not None and sends_the_rest(text, rules) else ""


def handed_over(text: str, rules: ReplyRules) -> str:
    """Return the service of ours that a sentence says to have what it names, or ""."""
    text = text.strip()
    tokens = plain(text)
    if len(tokens) > _LONGEST_HAND_OVER or text.endswith("?") or any(ch.isdigit() for ch in text):
        return ""
    for pattern in (_LIES_WITH, _HANDED_TO, _IS_THEIRS):
        match = pattern.match(text)
        if match is not None and _COUNTS.isdisjoint(plain(match["what"])):
            return match["who"] if _is_ours(match["who"], rules) else ""
    return ""


def sends_the_rest(text: str, rules: ReplyRules) -> bool:
    """Return whether *text* is "The rest is Housing Options", and not "The rest are Band A"."""
    match = _THE_REST.fullmatch(text.strip())
    sure = match is not None and bool(match["with"] or match["sure"])
    return match is not None and (sure or _is_ours(match["who"], rules))


def _is_ours(name: str, rules: ReplyRules) -> bool:
    return rules.answers.services.first(plain(name)) is not None or calls_a_team(name)


def in_charge(text: str, rules: ReplyRules) -> str:
    """Return the team in "Democratic Services run the appeals", said in a few words, or ""."""
    found = words(text)
    tokens = [word.text for word in found]
    hit = rules.answers.service_precedes.first(tokens, _LONGEST_NAME + 1)
    if hit is None or not hit[0] or len(tokens) > _MOST_BEHIND_NAME or "not" in tokens:
        return ""
    name = text[found[0].start : found[hit[0]].start].strip()
    return name if _is_ours(name, rules) and _NO_SUBJECT.isdisjoint(tokens[: hit[0]]) else ""


def opens(text: str, wanted: Phrases) -> bool:
    """Return whether a clause of *text* begins with one of the phrases."""
    clauses = (_CONJUNCTION.sub("", one) for one in _CLAUSE.split(text))
    for one in map(plain, clauses):
        end = wanted.at(one, 0) if one else None
        # "Ask for a form at reception" sends nobody's question anywhere.
        if end is not None and (end >= len(one) or one[end] not in _NO_SERVICE):
            return True
    return False


def service_named(text: str, rules: ReplyRules) -> str:
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
    asked = _ASKED_OF.search(text)
    if asked is not None:
        return asked[1]
    # "Don't know, Appeals would."
    ends = (_WOULD.search(one.strip()) for one in _CLAUSE.split(text))
    return next((_name(one[1]) for one in ends if one is not None), "")


def _name(text: str) -> str:
    """Return the name at the start of *text*: up to its end of clause, at most six words."""
    head = _END.split(text.strip().replace("\u2019", "'"), maxsplit=1)[0]
    tokens = head.split()
    while tokens and _NO_NAME.issuperset(plain(tokens[0])):
        tokens.pop(0)
    tokens = _without_verb(tokens)
    if tokens and not _VERBS_OF_HAVING.isdisjoint(plain(tokens[0])):
        return ""
    if not _NOT_IN_NAME.isdisjoint(plain(" ".join(tokens[:6]))):
        return ""
    return " ".join(tokens[:6]) if any(not _NO_NAME.issuperset(plain(t)) for t in tokens) else ""
