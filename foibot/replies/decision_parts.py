"""A decision, and the parts of its line: which questions, to whom, what amount, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from foibot.replies.labels import numbers_in
from foibot.replies.model import Key, Unclear
from foibot.replies.questions import Questions
from foibot.replies.rules import ReplyRules
from foibot.replies.words import plain, words
from foibot.trust.permissions import Action

_MENTION = re.compile(
    r"(?<![\w.])(?:[Qq](?:uestions?|n|u|s)?|[Cc]westi(?:wn|ynau)|[Cc])(?=[ .]{0,2}[0-9])([^;\n]*)"
)
# Where other questions begin that go to somebody else: "..., and Q3 to Highways".
_AND = r"(?:(?:and|&|then|also|a|ac)\s)"
_OTHERS = re.compile(
    rf"(?:[,;]\s{{0,3}}{_AND}{{0,2}}|\s{_AND}{{1,2}})"
    r"(?=(?:[Qq](?:uestions?|n|u|s)?|[Cc]westi(?:wn|ynau))[ .]{0,2}[0-9]"
    r"[^:;\n]{0,60}?\s(?:to|i|at)\s)"
)
REFERENCE = re.compile(r"\b[A-Z]{2,5}-20\d\d-\d{5,7}\b")
_TO = re.compile(r"(?:^|\s)(?:to|i|at)\s+(?:the\s+)?([^\s:;.,][^:;\n]{0,120})", re.IGNORECASE)
_AMOUNT = re.compile(r"(?:\u00a3|GBP)\s?([0-9]{1,6}(?:,[0-9]{3})?(?:\.[0-9]{2})?)")
_CHARGED_FOR = re.compile(
    r"(?:\u00a3|GBP)\s?[0-9][0-9,.]{0,9}\s+(?:for|to cover|towards)\s+(\S.{1,500})$", re.DOTALL
)
_CHARGE = re.compile(r"\s{0,8}(pay|how to pay|schedule)\b[ :]{0,3}(\S.{0,500})$", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s<>(),;:\"]{1,64}@[^\s<>(),;:\"]{1,255}")
_STROKE = re.compile(r"\s[/|]\s|\n")
_MARK = re.compile(r"^\s{0,20}(?:[-*\u2022]|[0-9a-z][.)])\s")
_NUMBER = re.compile(r"\b[Qq](?:uestions?)?[ .]{0,2}[0-9]{1,3}\b")
_ENDING = r"\.(?=[0-9]{0,3}[A-Za-z])[A-Za-z0-9]{1,5}\b"
_FILE_NAME = re.compile(r"[\"'\u2018]?[\w][\w .()+&-]{0,100}" + _ENDING)
_STROKE_DASH = re.compile(r"\s[-\u2013\u2014]\s")
_LONGEST_NAME = 200
_ALL = {"all", "everything", "both", "case", "pob", "request", "them"}


@dataclass(frozen=True, slots=True)
class Decision:
    """
    One decision; only the fields that its *action* has are filled.

    A *code* stands alone: it says yes to exactly what was shown with it.  ANSWER is an edit of
    an answer in the draft.
    """

    action: Action
    keys: tuple[Key, ...] = ()
    text: str = ""  # the reason, the question to ask, the new wording
    to: str = ""  # a service, another authority, or the name of who is asked
    address: str = ""  # of whom is asked
    code: str = ""
    until: date | None = None  # extend: until; redate: received on; fee paid, clarified: on
    basis: str = ""  # extend: pit | eir
    exemptions: tuple[str, ...] = ()
    amount: str = ""
    paid: bool = False
    genuine: bool | None = None
    case: str = ""  # that the line itself names
    parts: tuple[str, ...] = ()  # split: the new questions; fee: for what, how to pay, schedule


@dataclass(frozen=True, slots=True)
class Parts:
    """One decision on its way: the whole line, what stands behind its word, and the context."""

    whole: str
    rest: str
    questions: Questions
    rules: ReplyRules
    today: date

    def unclear(self, why: str) -> Unclear:
        """Return the line as one to be asked back, with what to write."""
        return Unclear(self.whole, why, self.questions.all_keys)


def key_list(parts: Parts, *, whole_case: bool) -> tuple[Key, ...]:
    """
    Return the questions that the line names; () when it names none or an unknown one.

    *whole_case*: a line that names none means the only question, or all when it says so.
    """
    head = parts.rest.split(":", 1)[0].split("\n", 1)[0]
    named = _MENTION.search(head)
    if named is not None:
        numbers = numbers_in(named[1], parts.questions.known)
        reference = REFERENCE.search(head)
        near = reference[0] if reference else None
        return parts.questions.resolve(numbers, near, near).keys if numbers else ()
    own = parts.questions.all_keys
    if len(own) == 1:
        return own
    one_case = len({key.reference for key in own}) == 1
    return own if whole_case and one_case and not _ALL.isdisjoint(plain(head)) else ()


def assigned_to(text: str) -> str:
    """Return the name behind "to", without what follows a colon, a comma or a full stop."""
    match = _TO.search(text)
    if match is None:
        return ""
    name = re.split(
        r"[:;,.\n]|\s(?:because|as|please|since|oherwydd)\s|\s-\s|\u2013|\u2014", match[1]
    )[0]
    return name.strip(" \t.\"'")


def each_assigned(text: str, rest: str) -> list[str]:
    """Return the assignments in "assign Q1 and Q2 to Finance and Q3 to Highways", each whole."""
    head, colon, behind = rest.partition(":")
    found: list[str] = []
    for part in _OTHERS.split(head):
        if found and not _TO.search(found[-1]):
            found[-1] = f"{found[-1]} and {part}"
        else:
            found.append(part)
    if len(found) == 1:
        return [text]
    # A reason is that of all.
    return [f"{text[: text.find(rest)]}{part.strip(' ,')}{colon}{behind}" for part in found]


def behind_colon(text: str) -> str:
    """Return what stands behind the first colon that closes the head of the line."""
    head, colon, rest = text.partition(":")
    return rest.strip() if colon and "\n" not in head else ""


def reason_in(text: str, rules: ReplyRules) -> str:
    """Return the reason: behind a colon, or behind "because" and its like."""
    behind = behind_colon(text)
    if plain(behind):
        return behind
    found = words(text)
    hit = rules.answers.because.first([word.text for word in found])
    if hit is not None and hit[1] < len(found):
        return text[found[hit[1]].start :].strip()
    parts = re.split(r"\s[-\u2013\u2014]\s", text, maxsplit=1)
    return parts[1].strip() if len(parts) == 2 else ""


def file_named(parts: Parts) -> str:
    """Return the file that the line names, by its number or its name; "" when it names none."""
    head = parts.rest.split("\n", 1)[0].partition(":")[0]
    found = words(head)
    tokens = [word.text for word in found]
    because = parts.rules.answers.because.first(tokens)
    noun = parts.rules.decisions["enclosure"].at(tokens, 0)
    # A name may begin with the word itself: file-1.xlsx.
    end = None if _FILE_NAME.match(head.strip()) else noun
    if noun is None and not _FILE_NAME.match(head.strip()):
        return ""
    start = found[end - 1].end if end else 0
    stop = found[because[0]].start if because is not None else len(head)
    named = _STROKE_DASH.split(head[start:stop], maxsplit=1)[0].strip(" \t.,#\"'\u2018\u2019")
    return named[:_LONGEST_NAME]


def amount_in(text: str) -> str:
    """Return the amount of money that *text* names, as "25.00", or ""."""
    match = _AMOUNT.search(text)
    if match is None:
        return ""
    number = match[1].replace(",", "")
    return number if "." in number else f"{number}.00"


def charged_for(text: str) -> str:
    """Return what the amount in *text* is for: "£25 for copying 250 sheets"; "" for a question."""
    match = _CHARGED_FOR.search(text)
    return match[1].strip() if match and not _MENTION.match(match[1]) else ""


def charge_parts(text: str) -> tuple[str, str, str]:
    """Return what a charge is for, how to pay it, and where the schedule of charges stands."""
    named = {"pay": "", "schedule": ""}
    rest: list[str] = []
    for part in re.split(r"[;\n]", text):
        match = _CHARGE.match(part)
        if match is None:
            rest.append(part.strip())
        else:
            named[match[1].lower().removeprefix("how to ")] = match[2].strip(" :")
    return "; ".join(filter(None, rest)), named["pay"], named["schedule"]


def addresses_in(text: str) -> tuple[str, ...]:
    """Return the e-mail addresses that *text* names, in small letters, each once."""
    found = (match[0].strip(".'").lower() for match in _ADDRESS.finditer(text))
    return tuple(dict.fromkeys(found))


def name_before(head: str, address: str) -> str:
    """Return the name that stands between the questions and the *address* in a line's head."""
    before = head[: head.lower().find(address)]
    named = [match.end() for match in _NUMBER.finditer(before)]
    name = before[max(named, default=0) :].strip(' \t,<(-\u2013\u2014"')
    return re.sub(r"^(?:with|from|by|at|of|the)\s+", "", name, flags=re.IGNORECASE)


def parts_of_split(text: str) -> tuple[str, ...]:
    """Return the new questions, which stand between strokes or on lines of their own."""
    found = (_MARK.sub("", part).strip() for part in _STROKE.split(text))
    return tuple(part for part in found if plain(part))
