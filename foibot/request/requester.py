"""Who asks: the name and organisation that a message gives (FOIA s.8(1)(b), law.md REC-4)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foibot.message.model import Message, Role
from foibot.request.model import Reason
from foibot.request.sources import Written, joined

CLOSING = re.compile(
    r"^(?:yours?(?: (?:sincerely|faithfully|truly|etc))?|(?:kind|best|warm|many|with)(?: \w+){0,3}"
    r"|regards|thanks|thank you(?: \w+){0,4}|cheers|sincerely|faithfully|respectfully|best"
    r"|cofion(?: \w+)?|yr eiddoch(?: \w+)?|diolch(?: \w+)?)\W*$",
    re.IGNORECASE,
)
COMPANY = re.compile(
    r"\b(?:ltd|limited|llp|plc|cic|inc|university|college|council|union|trust|charity|foundation|"
    r"association|society|federation|network|group|party|news|times|gazette|press|media|bbc|itv|"
    r"solicitors|consult\w+|research|campaign|institute|alliance|centre|school|partners|unison|gmb)\b",
    re.IGNORECASE,
)
ON_BEHALF = re.compile(
    r"\b(?:on behalf of|writing for|(?:reporter|journalist|researcher|student|officer|editor)"
    r"\s(?:at|for|with)|we act for|acting for|i (?:work|write) for|i represent)"
    r"\s+(?P<who>(?:the )?[A-Z][^\n,.;:()]{1,70})"
)
NAME_WORD = re.compile(r"^[^\W\d_](?:[^\W\d_]|['’.\-])*$")
NOT_NAMES = frozenset(
    {"dear", "please", "from", "sent", "to", "subject", "the", "freedom", "information", "request",
     "council", "foi", "regards", "thanks", "many", "hello", "hi"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Who:
    """The requester's name and organisation, None where none is given, and how they were found."""

    name: str | None
    organisation: str | None
    reasons: tuple[Reason, ...]


def requester(message: Message, texts: Written) -> Who:
    """Return who asks: the fuller of the name under the letter and the name in From."""
    signed, below = _signed(message, texts)
    sender = None if texts.passed_on and message.forwarded is None else _sender(message, texts)
    reasons = []
    name = _fuller(signed, sender)
    if name:
        rule = "name-under-the-letter" if name == signed else "name-of-the-sender"
        reasons.append(Reason(rule, name))
    organisation = _organisation(joined(texts.body), below)
    if organisation:
        reasons.append(Reason("organisation", organisation))
    return Who(name, organisation, tuple(reasons))


def _sender(message: Message, texts: Written) -> str | None:
    address = message.sender
    if texts.passed_on and message.forwarded is not None:
        address = message.forwarded.sender
    name = " ".join((address.name if address else "").strip("\"' ").split())
    if name.count(",") == 1 and not COMPANY.search(name):
        last, first = name.split(",")
        name = f"{first.strip()} {last.strip()}"
    return name if name and "@" not in name else None


def _fuller(signed: str | None, sender: str | None) -> str | None:
    """Return the name that says more; an initial or first name is filled up from the other."""
    if signed is None or sender is None:
        return signed or sender
    first, second = signed.lower().split(), sender.lower().split()
    if len(second) > len(first) and first[0][0] == second[0][0]:
        return sender
    return sender if len(first) == 1 and len(second) > 1 else _longer(signed, sender)


def _longer(signed: str, sender: str) -> str:
    own, other = signed.split(), sender.split()
    same = own[-1].lower() == other[-1].lower()
    if same and len(own[0].strip(".")) == 1 < len(other[0].strip(".")):
        return sender
    return signed


def _signed(message: Message, texts: Written) -> tuple[str | None, list[str]]:
    """Return the name after the closing words, or on the last line, and the lines beneath it."""
    kept = {Role.NEW, Role.SIGNATURE}
    lines = [line.text.strip() for line in message.lines if line.role in kept]
    if texts.passed_on:
        lines = [text.lstrip("> ").strip() for text, _ in texts.body.lines]
    lines = [line for line in lines if line]
    for at in range(len(lines) - 1, -1, -1):
        if CLOSING.match(lines[at][:60]) and at + 1 < len(lines):
            found = [n for n in range(at + 1, min(at + 4, len(lines))) if is_name(lines[n])]
            if found:
                return _clean(lines[found[0]]), lines[found[0] + 1 : found[0] + 5]
    for line in lines[-1:]:
        if is_name(line):
            return _clean(line), []
    return None, []


def _clean(line: str) -> str:
    return re.sub(r"\s*\([^()]{1,20}\)$", "", line.strip(" ,.-–—*_")) + (
        "." if line.endswith(("Jr.", "Sr.")) else ""
    )


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


def _organisation(text: str, below: list[str]) -> str | None:
    found = ON_BEHALF.search(text)
    if found:
        return " ".join(found["who"].split()).removeprefix("the ")
    for line in below:
        if COMPANY.search(line) and "@" not in line and len(line) <= 80:
            return line.strip(" ,.|")
    return None
