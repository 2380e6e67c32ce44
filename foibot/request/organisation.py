"""For whom a requester writes: a firm, a paper, a university, a group (law.md REC-4)."""

from __future__ import annotations

import re

COMPANY = re.compile(
    r"\b(?:ltd|limited|llp|plc|cic|inc|university|college|council|union|trust|charity|foundation|"
    r"association|society|federation|network|group|party|news|times|gazette|echo|press|media|bbc|"
    r"itv|radio|solicitors|associates|consult\w+|research|campaign|institute|alliance|centre|school|"
    r"partners|unison|gmb|unite|branch|action|forum|watch|voice|homes|services)\b|& co\b",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"\b(?:director|manager|secretary|officer|reporter|editor|researcher|partner|clerk|leader|chair"
    r"|chairman|analyst|journalist|correspondent|solicitor|paralegal|consultant|president|head of"
    r"|chief executive|ceo|founder|trustee|co-?ordinator|lecturer|student|caseworker|newsdesk"
    r"|accounts|enquiries|office|info|admin|portal|forms|no-?reply|desk|team)\b",
    re.IGNORECASE,
)
# A run of words with capitals: "the University of Fableton", without "as part of a study".
PROPER = (
    r"(?P<who>(?:[Tt]he )?[A-Z][^\s,.;:()]*"
    r"(?:[ ](?:(?:of|and|for|the|in|&|y|de)[ ])?[A-Z&][^\s,.;:()]*){0,7})"
)
ON_BEHALF = re.compile(
    r"\b(?i:on behalf of|writing for|(?:reporter|journalist|researcher|student|officer|editor"
    r"|candidate|fellow|academic|lecturer|analyst|manager|secretary)\s(?:working\s)?"
    r"(?:at|for|with|from)|(?:we|i) act for|acting for|i (?:work|write) for|(?:we|i) represent"
    r"|writ(?:e|ing)(?: to you)? from)"
    r"\s+" + PROPER
)
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
FIRM_FIELD = re.compile(
    r"^(?:your )?(?:organi[sz]ation|company|employer)(?: name)?\s?:\s?(?P<who>\S.*)$", re.I | re.M
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


def organisation(text: str, below: list[str], address: str) -> str | None:
    """Return for whom is asked: what the letter says, or what stands *below* the name."""
    found = ON_BEHALF.search(text) or FIRM_FIELD.search(text) or STUDIES.search(text)
    if found:
        return _bare(found["who"])
    domain = address.lower().partition("@")[2]
    for at, line in enumerate(below):
        if "@" not in line and len(line) <= LONGEST_FIRM:
            firm = _firm(line, below[at + 1] if at + 1 < len(below) else "", domain, first=at == 0)
            if firm:
                return firm
    return None


def _firm(line: str, after: str, domain: str, *, first: bool) -> str | None:
    """Return the firm that *line* under a name gives, or the line *after* a post."""
    line = line.split(" | ")[0].strip(" ,.|")
    post, comma, firm = line.partition(", ")
    if comma and ROLE.search(post) and is_name(firm):
        return _bare(firm)
    of = re.split(r"\s(?:to|of|at|for)\s(?:the\s)?(?=[A-Z])", line, maxsplit=1)
    if ROLE.search(of[0]) and len(of) > 1:
        return _bare(of[1]) if COMPANY.search(of[1]) else None
    if ROLE.search(line):
        return after.split(" | ")[0].strip(" ,.|") if is_name(after.split(" | ")[0]) else None
    if COMPANY.search(line) or (_in_domain(_long_words(line), domain) and is_name(line)):
        return line
    private = any(part in ANYBODY for part in domain.split("."))
    place = any(letter.isdigit() for letter in after) and not after.startswith(("0", "+", "T", "M"))
    return line if first and is_name(line) and not private and not place else None


def _bare(name: str) -> str:
    """Return *name* without "the" before it."""
    return " ".join(name.split()).removeprefix("the ").removeprefix("The ")
