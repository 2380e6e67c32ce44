"""For whom a requester writes: a firm, a paper, a university, a group (law.md REC-4)."""

from __future__ import annotations

import re

from foibot.message.caseless import Caseless
from foibot.message.wording import said

COMPANY = Caseless(
    r"\b(?:ltd|limited|llp|plc|cic|inc|university|college|council|union|trust|charity|foundation|"
    r"association|society|federation|network|group|party|news|times|gazette|echo|press|media|bbc|"
    r"itv|radio|solicitors|associates|consult\w+|research|campaign|institute|alliance|centre|school|"
    r"friends of|partners|unison|gmb|unite|branch|action|forum|watch|voice|homes"
    r"|services)\b|& co\b",
)
ROLE = Caseless(
    r"\b(?:director|manager|secretary|officer|reporter|editor|researcher|partner|clerk|leader|chair"
    r"|chairman|analyst|journalist|correspondent|solicitor|paralegal|consultant|president|head of"
    r"|chief executive|ceo|founder|trustee|co-?ordinator|lecturer|student|caseworker|newsdesk"
    r"|executive|exec|advis[eo]r|assistant|organiser|associate|lead|development|partnerships|reader"
    r"|professor|fellow|apprentice|engineer|specialist|proprietor|owner|treasurer|convenor|sec"
    r"|accounts|enquiries|office|info|admin|portal|forms|no-?reply|desk|team)\b",
)
# A run of words with capitals: "the University of Fableton", without "as part of a study".
PROPER = (
    r"(?P<who>(?:[Tt]he )?[A-Z][^\s,.;:()]*"
    r"(?:[ ](?:(?:of|and|for|the|in|&|y|de)[ ])?[A-Z&][^\s,.;:()]*){0,7})"
)
BEHALF = (
    r"\b(?:on behalf of|writing for|(?:reporter|journalist|researcher|student|officer|editor"
    r"|candidate|fellow|academic|lecturer|analyst|manager|secretary)\s(?:working\s)?"
    r"(?:at|for|with|from)|(?:we|i) act for|acting for|i (?:work|write) for|(?:we|i) represent"
    r"|writ(?:e|ing)(?: to you)? from|(?:greetings|hello|good wishes) from the"
    r"|(?:chair|chairman|secretary|treasurer|clerk|volunteer|trustee"
    r"|convenor|organiser|co-?ordinator|governor|reporter) (?:of|with|for|at|on|to)"
    r"|help(?: to)? run|lead(?:ing)? a study at)\s"
)
# "We act for Mr A. Client", "the Secretary of State": no body for whom anybody asks.
NOBODY = r"(?!(?:Mrs?|Ms|Miss|Dr|Messrs|State)\b)"
ON_BEHALF = re.compile(rf"(?i:{BEHALF})\s*{NOBODY}{PROPER}")
# Looked for first, in small letters: to look for a name with it costs ten times as much.
LIKELY_BEHALF = re.compile(BEHALF)
# One of these stands, in small letters, wherever the form of IS_A does.
SORTS = (
    "charity", "supplier", "company", "firm", "network", "campaign", "operative", "enterprise",
    "union", "magazine", "newspaper", "agency", "think", "body", "federation", "association",
)  # fmt: skip
# "Shelterpoint is a charity working with families": who asks says what it is.
IS_A = re.compile(
    r"(?:^|[.!?]\s+|\n\s*)"
    + PROPER
    + r"\s(?:is|are)\s(?i:an?|the|one of the)\s(?:[\w’'-]+\s){0,4}?"
    r"(?i:charity|supplier|company|firm|network|campaign|co-?operative|social enterprise|union"
    r"|magazine|newspaper|agency|think ?tank|membership body|trade body|federation|association)\b",
    re.M,
)
# What else stands beneath a name: registrations, places, mottoes.
BESIDE = Caseless(
    r"\b(?:registered|regulated|vat|company n(?:o|umber)|charity n(?:o|umber)|tel|mob|unsubscribe"
    r"|confidential|ward|she/her|he/him|they/them|mr and mrs|based|since \d{4})\b|@|\d{3}",
)
BRACKET = re.compile(r"\s*\([^()]{1,20}\)$")
PARTS = re.compile(r"\s[|·•]\s|\s[-–—]\s|,\s|\.\s+(?=[A-Z])")
LONGEST_FIRM = 80
NAME_WORD = re.compile(r"^[^\W\d_](?:[^\W\d_]|['’.\-])*$")
NOT_NAMES = frozenset(
    {"dear", "please", "from", "sent", "to", "subject", "the", "freedom", "information", "request",
     "council", "foi", "regards", "thanks", "many", "hello", "hi"}
)  # fmt: skip
# Mail services that anybody may use: there the domain says nothing of a firm.
ANYBODY = frozenset(
    {"gmail", "googlemail", "hotmail", "outlook", "live", "msn", "yahoo", "ymail", "aol", "icloud",
     "me", "btinternet", "btopenworld", "sky", "talktalk", "virginmedia", "ntlworld", "protonmail",
     "proton", "blueyonder", "tiscali", "mail", "post", "whatdotheyknow", "gmx", "zoho"}
)  # fmt: skip
ENDINGS = frozenset({"com", "org", "net", "co", "uk", "ac", "gov", "example", "info", "eu", "scot"})
FIRM_FIELDS = ("organisation", "organization", "company", "employer")
FIRM_FIELD = re.compile(
    r"^(?:your )?(?:organi[sz]ation|company|employer)(?: name)?[ \t]?:[ \t]?(?P<who>\S.*)$",
    re.I | re.M,
)
# "School of Education at the University of Mock", "my work at the University".
STUDIES = re.compile(r"\bat\s(?:the\s)?(?P<who>[A-Z][\w' ]{0,40}University|University of [A-Z]\w+)")
LEAST = 4  # letters of a word that a domain may repeat


def is_name(line: str) -> bool:
    """Return whether *line* looks like a person's name: up to five words, none of them prose."""
    words = re.sub(r"\([^()]{1,20}\)", "", line).strip(" ,.-–—*_").split()
    if not 1 <= len(words) <= 5 or line.endswith((":", "?", "!")):
        return False
    if any(word.lower().strip(".,") in NOT_NAMES for word in words):
        return False
    small = {"de", "van", "der", "von", "la", "ap", "ab", "bin", "al", "o", "and", "&"}
    return all(
        NAME_WORD.match(word.strip(",")) and (word[0].isupper() or word.lower() in small)
        for word in words
    )


def no_person(name: str) -> bool:
    """Return whether *name* is that of an office or a firm."""
    return bool(COMPANY.search(name) or ROLE.search(name))


def of_the_firm(name: str, address: str) -> bool:
    """Return whether *name* is that of the firm whose domain *address* is in, not of a person."""
    local, _, domain = address.lower().partition("@")
    words = _long_words(name)
    return bool(words) and _in_domain(words, domain) and not any(word in local for word in words)


def _long_words(name: str) -> list[str]:
    return [word for word in re.findall(r"[a-z]+", name.lower()) if len(word) >= LEAST]


def _in_domain(words: list[str], domain: str) -> bool:
    own = [part for part in domain.split(".") if part not in ENDINGS]
    return any(word in part for word in words for part in own if part not in ANYBODY)


def organisation(text: str, below: list[str], address: str, name: str | None = None) -> str | None:
    """Return for whom *name* asks: what the letter says, or what stands *below* the name."""
    small = text.casefold()
    found = ON_BEHALF.search(text) if LIKELY_BEHALF.search(small) else None
    found = found or (FIRM_FIELD.search(text) if said(small, FIRM_FIELDS) else None)
    found = found or (STUDIES.search(text) if "University" in text else None)
    if found:
        return _bare(found["who"])
    domain = address.lower().partition("@")[2]
    lines = [line for line in below if "@" not in line and len(line) <= LONGEST_FIRM]
    own = set(_words(name or ""))
    lines = [line for line in (_without(line, own) for line in lines) if line]
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else ""
        firm = _firm(line, after, domain, first=at == 0)
        if firm:
            return firm
    called = IS_A.search(text) if said(small, SORTS) else None
    return _bare(called["who"]) if called and called["who"] not in PRONOUNS else None


def _without(line: str, own: set[str]) -> str:
    """Return *line* without the sender's *own* name at its head: "Jo Roe, Branch Secretary"."""
    parts = PARTS.split(line)
    bare = BRACKET.sub("", parts[0])
    return line if not own.issuperset(_words(bare)) else ", ".join(parts[1:])


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def _parts(line: str) -> list[str]:
    """Return what a line under a name holds: post, firm, motto; without what is none of them."""
    parts = [BRACKET.sub("", part).strip(" ,.|") for part in PARTS.split(line)]
    return [part for part in parts if part and not BESIDE.search(part)]


def _firm(line: str, after: str, domain: str, *, first: bool) -> str | None:
    """Return the firm that *line* under a name gives, or the line *after* a post."""
    parts = _parts(line)
    named = next((part for part in parts if _is_firm(part, domain)), None)
    if named:
        return _bare(named)
    if not parts:
        return None
    of = re.split(r"\s(?:to|of|at|for)\s(?:the\s)?(?=[A-Z])", parts[0], maxsplit=1)
    if ROLE.search(of[0]):
        if len(of) > 1 and COMPANY.search(of[1]):
            return _bare(of[1])
        behind = parts[1:2] or _parts(after)[:1]
        return _bare(behind[0]) if behind and is_name(behind[0]) else None
    private = any(part in ANYBODY for part in domain.split("."))
    place = any(letter.isdigit() for letter in after) and not after.startswith(("0", "+", "T", "M"))
    return parts[0] if first and is_name(parts[0]) and not private and not place else None


def _is_firm(part: str, domain: str) -> bool:
    """Return whether *part* is the name of a firm by its words or by the *domain* of the mail."""
    if ROLE.search(part):
        return False
    words = _long_words(part)
    return bool(COMPANY.search(part)) or (_in_domain(words, domain) and is_name(part))


# What begins a sentence and names nobody.
PRONOUNS = frozenset(
    ["This", "It", "There", "That", "He", "She", "I", "We", "Ours", "My", "Here", "Who", "What",
     "How", "Which", "Where", "When", "Why"]
)  # fmt: skip
AND_I = re.compile(r" and (?:I|we|my|our)\b.*$")


def _bare(name: str) -> str:
    """Return *name* without "the" before it."""
    plain = " ".join(name.split()).strip("*_ ")
    return AND_I.sub("", plain).removeprefix("the ").removeprefix("The ")
