"""Checks of what officers wrote: nothing internal, nobody's data (T21, LET-19)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foibot.case.model import CaseItem, Requester
from foibot.letter.findings import Checked, Finding, Gravity

LEFT_OVER = re.compile(
    r"(?m)^-{2,} ?(?:ANSWER|NOTE|END|ATEB|NODYN|DIWEDD)\b|^>|^On [^\n]{5,200} wrote:\s*$"
    r"|^-{3,} ?Original Message|^From: [^\n]{1,200}@|foi-token",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}")
PERSONAL = (
    ("a National Insurance number", re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2} ?(?:\d\d ?){3}[A-D]\b")),
    ("a mobile number", re.compile(r"\b(?:\+44 ?7\d{3}|07\d{3}) ?\d{3} ?\d{3}\b")),
    ("a date of birth", re.compile(r"\b(?:born on|date of birth|d\.?o\.?b\.?)\b", re.I)),
    ("a bank account", re.compile(r"\b\d\d-\d\d-\d\d\b[^\n]{0,40}\b\d{8}\b")),
    ("an NHS number", re.compile(r"\bNHS (?:no|number)\.?:? ?\d{3} ?\d{3} ?\d{4}\b", re.I)),
)


def people(checked: Checked) -> Iterator[Finding]:
    """Yield what in the officers' words is not for the requester."""
    for item in checked.items:
        text = written(item)
        where = f"question {item.n}"
        yield from _left_over(text, where)
        yield from _internal(checked, text, where)
        yield from _staff(checked, item, text, where)
        yield from _requester(checked, text, where)
        yield from _others(checked, text, where)
    yield from _published(checked)


def written(item: CaseItem) -> str:
    """Return all that officers wrote for *item*."""
    answer = item.answer
    if answer is None:
        return ""
    parts = [answer.text, answer.searches, answer.help, answer.estimate, answer.other_body]
    for claim in answer.exemptions:
        parts += [claim.reason, claim.withheld, claim.harm, claim.balance]
        parts += [claim.interest_in_disclosure, claim.interest_in_withholding]
    return "\n".join(filter(None, parts))


def _left_over(text: str, where: str) -> Iterator[Finding]:
    found = LEFT_OVER.search(text)
    if found:
        how = "take out what belongs to the e-mail and not to the answer"
        yield Finding("T21", f"'{found[0][:40]}' is left over from a reply", where, how)


def _internal(checked: Checked, text: str, where: str) -> Iterator[Finding]:
    folded = text.casefold()
    for phrase in checked.words.internal:
        if phrase in folded and re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", folded):
            how = "take it out, or confirm that the public may read it"
            yield Finding("T21", f"'{phrase}' sounds internal", where, how, Gravity.CONFIRM)
    for phrase in checked.words.motive:
        if phrase in folded and re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", folded):
            how = "take it out: an answer is the same whoever asks"
            yield Finding("LET-19", f"'{phrase}' is about who asks", where, how, Gravity.CONFIRM)


def _staff(checked: Checked, item: CaseItem, text: str, where: str) -> Iterator[Finding]:
    """Yield officers' names and addresses that stand in the answer."""
    folded = text.casefold()
    supplied = [item.answer.by, *item.suppliers] if item.answer else []
    for name in dict.fromkeys(
        [*checked.officers, *supplied, *([item.officer] * bool(item.officer))]
    ):
        if name and re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", folded):
            how = "take the name out, or confirm that it may be told"
            yield Finding("T21", f"it names an officer ({name})", where, how, Gravity.CONFIRM)


def _requester(checked: Checked, text: str, where: str) -> Iterator[Finding]:
    requester = checked.case.requester
    folded = text.casefold()
    for words in _known_by(requester):
        if len(words) > 3 and re.search(rf"(?<!\w){re.escape(words.casefold())}(?!\w)", folded):
            how = "take it out: the answer may be published"
            yield Finding("LET-19", "it names the requester", where, how, Gravity.CONFIRM)


def _known_by(requester: Requester) -> tuple[str, ...]:
    return (requester.name, requester.address, requester.organisation, requester.postal)


def _others(checked: Checked, text: str, where: str) -> Iterator[Finding]:
    """Yield what looks like personal data of other people (SEC-2)."""
    for name, pattern in PERSONAL:
        if pattern.search(text):
            how = "take it out, or confirm that it is meant to go"
            yield Finding("SEC-2", f"it holds {name}", where, how, Gravity.CONFIRM)
    ours = {checked.desk.email, checked.desk.review_email}
    for found in dict.fromkeys(ADDRESS.findall(text)):
        # An address of an office, such as info@ or enquiries@, is nobody's own.
        if found not in ours and "." in found.split("@")[0]:
            how = "take it out, or confirm that it may be told"
            yield Finding("SEC-2", f"it holds an address ({found})", where, how, Gravity.CONFIRM)


def _published(checked: Checked) -> Iterator[Finding]:
    """Yield whether the copy for the disclosure log names the requester (L12)."""
    folded = checked.published.casefold()
    requester = checked.case.requester
    for words in _known_by(requester):
        if len(words) > 3 and words.casefold() in folded:
            how = "take the requester's name and address out of the copy"
            yield Finding("L12", "the published copy names the requester", "published copy", how)
