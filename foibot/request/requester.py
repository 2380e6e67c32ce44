"""Who asks: the name and organisation that a message gives (FOIA s.8(1)(b), law.md REC-4)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foibot.message.caseless import Caseless
from foibot.message.model import Message, Role
from foibot.request.model import Reason
from foibot.request.organisation import COMPANY, is_name, no_person, of_the_firm, organisation
from foibot.request.sources import Written, joined

CLOSING = Caseless(
    r"^(?:yours?(?: (?:sincerely|faithfully|truly|etc))?|(?:kind|best|warm|many|with)(?: \w+){0,3}"
    r"|regards|thanks|thank you(?: \w+){0,4}|cheers|ta|sincerely|faithfully|respectfully|best"
    r"|(?:many )?thanks in advance(?: \w+){0,7}|all the best|in solidarity"
    r"|thanking you(?: \w+){0,3}"
    r"|cofion(?: \w+)?|yr eiddoch(?: \w+)?|yn gywir|diolch(?: \w+)?)\W*$",
)
# What stands behind a person's name in From: "Jo Roe, Mock Ltd", "Jo Roe | Mock", "Jo via Portal".
BEHIND = re.compile(r"\s*(?:,|\||\s[-–—]|\svia)\s+(?P<rest>\S.*)$|\s+\((?P<bracket>[^()]+)\)$")
# A form on a website that sends its fields: "Full name: Jo Roe".
SHORT = 5  # words of a firm on a line of its own
MARKS = 4  # a shorter word behind a name is no firm: "Jr.", "MBE"
# Degrees, honours and memberships behind a name, by which nobody is greeted: "Jo Roe PhD MICE".
LETTERS = re.compile(
    r"(?<=\w)(?:[\s,]+(?:Ph\.?D|D\.?Phil|[BM]\.?Sc|[BM]Eng|LL[BM]|MBA|MPhil|CEng|CEnv|CiLCA|FRCPath"
    r"|FRC[PS]|[FM]RICS|[FM]RTPI|[FM]ICE|[FM]CIEEM|[FM]CIPD|[FM]CIOB|FIA|FCC?A|ACA|[MOC]BE|KC|QC|JP))+$"
)
FIELD = re.compile(
    r"^(?P<which>your |full |contact |first |last |sur)?name\s?:\s?(?P<name>\S.*)$", re.I | re.M
)


@dataclass(frozen=True, slots=True)
class Who:
    """The requester's name and organisation, None where none is given, and how they were found."""

    name: str | None
    organisation: str | None
    reasons: tuple[Reason, ...]


def requester(message: Message, texts: Written) -> Who:
    """Return who asks: the fuller of the name under the letter and the name in From."""
    address = None if texts.passed_on and message.forwarded is None else message.sender
    if texts.passed_on and message.forwarded is not None:
        address = message.forwarded.sender
    sender, firm = _sender(address.name if address else "")
    of_firm = bool(sender and of_the_firm(sender, address.addr if address else ""))
    signed, below = _signed(message, texts, None if of_firm else sender)
    if sender and signed != sender and (no_person(sender) or of_firm):
        signed = signed or _in_a_form(joined(texts.body))
        firm = sender if of_firm or COMPANY.search(sender) else firm
        sender = None if signed else sender
    elif sender is None:
        signed = _in_a_form(joined(texts.body)) or signed
    reasons = []
    name = _fuller(signed, sender)
    if name:
        rule = "name-under-the-letter" if name == signed else "name-of-the-sender"
        reasons.append(Reason(rule, name))
    below = [line for line in below if line != sender]
    found = organisation(joined(texts.body), below, address.addr if address else "", name) or firm
    if found:
        reasons.append(Reason("organisation", found))
    return Who(name, found, tuple(reasons))


def _in_a_form(text: str) -> str | None:
    """Return the name in the fields that a form on a website sends."""
    fields = {(m["which"] or "").strip().lower(): m["name"].strip() for m in FIELD.finditer(text)}
    parts = [fields.get("first"), fields.get("last") or fields.get("sur")]
    whole = next((fields[key] for key in ("full", "your", "contact", "") if key in fields), None)
    return whole or " ".join(part for part in parts if part) or None


def _sender(shown: str) -> tuple[str | None, str | None]:
    """Return the name in From, and the organisation behind it."""
    name = " ".join(shown.strip("\"' ").split())
    if "@" in name or not name:
        return None, None
    found = BEHIND.search(name)
    rest = (found["rest"] or found["bracket"]) if found else ""
    if found and COMPANY.search(rest):
        return name[: found.start()], rest
    if name.count(",") == 1 and not COMPANY.search(name):
        last, first = name.split(",")
        return f"{first.strip()} {last.strip()}", None
    if found and ("|" in found[0] or " via " in found[0]):
        return name[: found.start()], None
    return name, None


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


def _signed(message: Message, texts: Written, sender: str | None) -> tuple[str | None, list[str]]:
    """Return the name after the closing words, or at the end, and the lines beneath it."""
    kept = {Role.NEW, Role.SIGNATURE}
    lines = [line.text.strip() for line in message.lines if line.role in kept]
    if texts.passed_on:
        lines = [text.lstrip("> ").strip() for text, _ in texts.body.lines]
    lines = [line for line in lines if line]
    for at in range(len(lines) - 1, -1, -1):
        if CLOSING.match(lines[at][:60]) and at + 1 < len(lines):
            found = [n for n in range(at + 1, min(at + 4, len(lines))) if _person(lines[n])]
            if found:
                return _with_the_rest(lines, found[0])
    return _at_the_end(lines, sender)


def _at_the_end(lines: list[str], sender: str | None) -> tuple[str | None, list[str]]:
    """
    Return the name in the last lines of a mail that has no closing words.

    It is one that shares a word with the name in From, or any where From names no person: the
    last line of a list may look like a name too.
    """
    own = set((sender or "").lower().replace(".", " ").split())
    weak = sender is None or len(own) == 1 or no_person(sender)
    for at in range(max(0, len(lines) - 4), len(lines)):
        words = set(lines[at].lower().replace(".", " ").replace(",", " ").split())
        last = at == len(lines) - 1 or _beneath(lines[at + 1])
        last = last or bool(words & own and (_parted(lines[at])[1] or _short(lines[at + 1])))
        if _person(lines[at]) and last and (words & own or weak):
            return _with_the_rest(lines, at)
    return None, []


def _with_the_rest(lines: list[str], at: int) -> tuple[str, list[str]]:
    """Return the name on the line *at*, and what stands behind and beneath it."""
    behind = _parted(lines[at])[1]
    return _clean(lines[at]), [*([behind] if behind else []), *lines[at + 1 : at + 5]]


def _parted(line: str) -> tuple[str, str]:
    """Return "Jo Roe, Mock Ltd" as a name and a firm."""
    mark = " | " if " | " in line else ", "
    name, comma, firm = line.partition(mark)
    return (name, firm) if comma and len(name.split()) > 1 and len(firm) > MARKS else (line, "")


def _person(line: str) -> bool:
    name = _parted(line)[0]
    return is_name(name) and not no_person(name)


def _beneath(line: str) -> bool:
    """Return whether *line* stands beneath a name: a post, a firm, an address."""
    return no_person(line) or any(letter.isdigit() for letter in line)


def _short(line: str) -> bool:
    """Return whether *line* may be the name of a firm: a few words with capitals."""
    words = line.split()
    return len(words) <= SHORT and line[-1] not in ".?!:" and all(w[0].isupper() for w in words)


def _clean(line: str) -> str:
    line = _parted(line)[0]
    name = re.sub(r"\s*\([^()]{1,20}\)$", "", line.strip(" ,.-–—*_"))
    bare = LETTERS.sub("", name)
    name = bare if len(bare.split()) > 1 else name
    return name + ("." if line.endswith(("Jr.", "Sr.")) else "")
