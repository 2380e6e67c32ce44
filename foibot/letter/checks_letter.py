"""Checks of the letter as a whole: what stands in every one, rights, files (6.2, L2, L8)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foibot.case.model import Law
from foibot.letter.as_text import as_text
from foibot.letter.dates import long_date
from foibot.letter.exemptions import REGULATIONS
from foibot.letter.findings import Checked, Finding, Gravity
from foibot.letter.plain import blocks_of_text
from foibot.letter.readability import ease
from foibot.letter.response import enclosures_of

OTHER_REGULATOR = {
    True: re.compile(r"Information Commissioner's Office|\bico\.org\.uk", re.I),
    False: re.compile(r"Scottish Information Commissioner|\bfoi\.scot\b", re.I),
}
TEMPLATE_SIGNS = re.compile(r"\{\{|\}\}|\{%|%\}|<<|>>|_{4,}|\[(?:[^\[\]\n]{1,60})\]")
# Square brackets that people use for good reason.
HONEST_BRACKETS = re.compile(
    r"\[(?:redacted|sic|name redacted|names redacted|\.{3}|…|\d{1,4}|section \d[^\]]{0,20}"
    r"|s\.? ?\d[^\]]{0,20}|regulation \d[^\]]{0,20})\]",
    re.I,
)


def letter(checked: Checked) -> Iterator[Finding]:
    """Yield what is missing or wrong in the letter as a whole."""
    flat = checked.terms(" ".join(checked.text.split()))
    yield from _head(checked, " ".join(checked.text.split()))
    yield from _rights(checked, flat)
    yield from _time(checked, flat)
    yield from files(checked)
    yield from _reuse(checked)
    yield from unfinished(checked)
    yield from _readable(checked)


def _head(checked: Checked, flat: str) -> Iterator[Finding]:
    """Yield what must stand in every letter, with each question verbatim (6.2 rows 1 to 5)."""
    case, desk = checked.case, checked.desk
    wanted = [
        ("6.2-1", desk.name, "the council's name"),
        ("6.2-1", case.reference, "our reference"),
        ("6.2-1", long_date(checked.sent_on, checked.language), "the date of the letter"),
        ("6.2-1", case.requester.name, "the requester's name"),
        ("6.2-2", long_date(case.received_on, checked.language), "the date of receipt"),
    ]
    wanted += [
        ("6.2-3", desk.laws[law].title, "the law it answers under") for law in _laws(checked)
    ]
    for rule, words, name in wanted:
        if words and " ".join(words.split()) not in flat:
            yield Finding(rule, f"{name} is missing ({words})", "letter", "put it back")
    for item in checked.items:
        if " ".join(item.question.text.split()) not in flat:
            what = "the question does not stand in the letter word for word"
            yield Finding("6.2-4", what, f"question {item.n}", "put the question back")
        answer = " ".join(checked.item_texts[item.n].split())
        if answer not in flat:
            what = "the recorded answer does not stand in the letter"
            yield Finding("6.2-5", what, f"question {item.n}", "compile the letter again")


def _laws(checked: Checked) -> list[Law]:
    return list(dict.fromkeys(item.law for item in checked.items if item.law in checked.desk.laws))


def _rights(checked: Checked, flat: str) -> Iterator[Finding]:
    """Yield what is missing of the ways to a review and to the regulator (L2, L10, L11, L13)."""
    desk = checked.desk
    start = max(0, flat.find("If you are not satisfied: "))
    block = flat[start : flat.rfind(desk.regulator.link.href) + len(desk.regulator.link.href)]
    wanted = [
        (desk.review_email, "where to write for a review"),
        (f"within {desk.review.ask_within} working days", "the time to ask for a review"),
        (desk.regulator.name, "the regulator's name"),
        (desk.regulator.link.href, "the regulator's address on the web"),
        (f"within {desk.regulator.within}", "the time to complain to the regulator"),
    ]
    for words, name in wanted:
        if words not in block:
            how = "put it back into templates/response-parts/rights-*.txt"
            yield Finding("L2", f"{name} is missing ({words})", "rights", how)
    if OTHER_REGULATOR[desk.scotland].search(flat):
        how = "name the regulator of your country: see rules/letters.toml"
        yield Finding("L10", "it names another country's regulator", "rights", how)
    if desk.review_email not in checked.monitored:
        how = "use an address that this desk reads"
        yield Finding("L11", f"nobody reads {desk.review_email}", "rights", how)
    if desk.review_email in checked.drafters:
        how = "send reviews to somebody who did not draft the letter"
        yield Finding("L11", f"{desk.review_email} drafted this letter", "rights", how)
    yield from _provisions(checked, block)


def _provisions(checked: Checked, block: str) -> Iterator[Finding]:
    """Yield whether each law's own right of review and of complaint is named."""
    named = {
        Law.FOIA: ("L2", r"section 50", "section 50 of the Act"),
        Law.EIR: ("L13", r"[Rr]egulation 11", "regulation 11"),
        Law.FOISA: ("L2", r"section 20", "section 20 of the Act"),
        Law.EISRS: ("L13", r"regulation 16", "regulation 16"),
    }
    for law in _laws(checked):
        rule, pattern, name = named[law]
        if not re.search(pattern, block):
            how = "put it back into templates/response-parts/rights-*.txt"
            yield Finding(rule, f"{name} is not mentioned", "rights", how)
        if law in REGULATIONS and not re.search(r"regulation 1[78]", block):
            how = "put it back into templates/response-parts/rights-*.txt"
            yield Finding("LET-14", "the provision on appeal is not mentioned", "rights", how)


def _time(checked: Checked, flat: str) -> Iterator[Finding]:
    if checked.sent_on > checked.due_on and "sorry" not in flat.lower():
        how = "apologise and give a short reason"
        yield Finding("L8", "the letter is late and does not say sorry", "letter", how)
    if checked.sent_on > checked.due_on and not checked.late_reason:
        how = "say in a few words why, so that the letter does: late because ..."
        yield Finding(
            "LET-16", "the letter is late and does not say why", "letter", how, Gravity.WARN
        )


def files(checked: Checked) -> Iterator[Finding]:
    """Yield whether what is promised is what goes, and whether it was checked (L9, 6.2 row 9)."""
    promised = {(file.name, file.sha256) for file in enclosures_of(checked.items)}
    going = set(checked.attached)
    for name, _ in sorted(promised - going):
        yield Finding("6.2-9", f"{name} is promised and does not go", "enclosures", "attach it")
    for name, _ in sorted(going - promised):
        how = "list it in the letter, or leave it out"
        yield Finding("6.2-9", f"{name} goes and is not in the letter", "enclosures", how)
    for name, sha in sorted(going):
        if sha not in checked.safe:
            how = "have it checked for hidden data, or send a safe form of it"
            yield Finding("L9", f"{name} has not passed the check", "enclosures", how)
        if name not in checked.text:
            yield Finding("6.2-9", f"{name} is not listed", "enclosures", "put the list back")
    yield from _promised(checked)


def _promised(checked: Checked) -> Iterator[Finding]:
    """Yield where words promise a file and none goes (6.2 row 9)."""
    for item in checked.items:
        if item.answer is None or item.answer.enclosures:
            continue
        words = f"{item.answer.text} {item.answer.help}".casefold()
        surely = next((one for one in checked.words.promises_surely if _has(words, one)), None)
        told = surely or next((one for one in checked.words.promises if _has(words, one)), None)
        if told:
            what, how = f"'{told}' promises a file, and there is none", "attach the file"
            gravity = Gravity.BLOCK if surely and not checked.attached else Gravity.CONFIRM
            yield Finding("6.2-9", what, f"question {item.n}", how, gravity)


def _has(words: str, phrase: str) -> bool:
    return phrase in words and re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", words) is not None


def _reuse(checked: Checked) -> Iterator[Finding]:
    """Yield whether the licence covers what belongs to somebody else (LET-17)."""
    name = checked.desk.licence.name
    covered = [part for part in checked.text.split("\n\n") if name and name in part]
    for file in enclosures_of(checked.items):
        if file.owner is not None and any(file.name in part for part in covered):
            how = "license only what is the council's own"
            yield Finding("LET-17", f"{file.name} belongs to {file.owner}", "re-use", how)
    if re.search(r"re-?use .{0,40}Open Government Licence", checked.text) and not covered:
        yield Finding("LET-17", "an unknown licence is named", "re-use", "see rules/letters.toml")
    if any("under" in part and not _says_ours(part) for part in covered):
        how = "say that the licence covers only what is ours"
        yield Finding("LET-17", "the licence is given for everything", "re-use", how)


def _says_ours(part: str) -> bool:
    return "is ours" in part or "copyright" in part.lower()


def unfinished(checked: Checked) -> Iterator[Finding]:
    """Yield what was never filled in (L14)."""
    asked = {" ".join(item.question.text.split()) for item in checked.case.items}
    text = " ".join(checked.text.split())
    for words in [*asked, " ".join(checked.case.intro.split()), checked.case.title]:
        # What a requester wrote may hold any sign.
        text = text.replace(words, " ") if words else text
    clean = HONEST_BRACKETS.sub("", text)
    sign = TEMPLATE_SIGNS.search(clean)
    if sign:
        yield Finding("L14", f"'{sign[0][:40]}' was not filled in", "letter", "fill it in")
    folded = clean.casefold()
    for phrase in checked.words.placeholders:
        if _has(folded, phrase):
            yield Finding("L14", f"'{phrase}' was left in", "letter", "write what belongs there")


def _readable(checked: Checked) -> Iterator[Finding]:
    """Yield a remark where the officers' words are hard to read (6.2 row 13)."""
    # Flesch's measure says nothing of Welsh.
    for item in checked.items if checked.language == "en" else ():
        text = as_text(blocks_of_text(item.answer.text)) if item.answer else ""
        found = ease(text)
        if len(text.split()) < 40:
            continue
        if found.score < checked.words.hard or found.longest > checked.words.longest_sentence:
            how = "use shorter words and sentences"
            where = f"question {item.n}"
            yield Finding("6.2-13", f"hard to read: {found.said}", where, how, Gravity.WARN)
