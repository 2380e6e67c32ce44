"""Checks of each answer: one outcome, in the words of its law (L1, L3, L5, LET-1 to 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foibot.case.model import Answer, CaseItem, Law, Outcome
from foibot.letter.answers import form_only
from foibot.letter.exemptions import REGULATIONS
from foibot.letter.findings import Checked, Finding, Gravity
from foibot.letter.held import says_only_not_held

WITH_EXEMPTION = frozenset({Outcome.PART, Outcome.REFUSED, Outcome.NCND})
NOT_UNDER_REGULATIONS = frozenset({Outcome.COST, Outcome.VEXATIOUS, Outcome.REPEATED})
NOT_HELD = frozenset({Outcome.NOT_HELD, Outcome.ELSEWHERE})

# What the answer must say, law by law: (rule, pattern, what is missing).
FOIA_REFUSAL = ("LET-6", r"section 17\(1\)", "the refusal notice under section 17(1)")
FOISA_REFUSAL = ("LET-18", r"section 16\(1\)", "the refusal notice under section 16(1)")
EIR_REFUSAL = ("LET-14", r"regulation 14", "the refusal notice under regulation 14")
EXPLANATION = ("LET-14", r"regulation 6\(2\)", "the explanation under regulation 6(2)")
EISRS_REFUSAL = ("LET-14", r"regulation 13", "the refusal notice under regulation 13")
MUST: dict[tuple[Law, Outcome], tuple[tuple[str, str, str], ...]] = {
    (Law.FOIA, Outcome.PART): (FOIA_REFUSAL,),
    (Law.FOIA, Outcome.REFUSED): (FOIA_REFUSAL,),
    (Law.FOIA, Outcome.NCND): (
        FOIA_REFUSAL,
        ("LET-7", r"[Nn]either confirm nor deny", "that we neither confirm nor deny"),
        ("LET-7", r"Nothing in this answer", "that nothing should be inferred"),
    ),
    (Law.FOIA, Outcome.NOT_HELD): (("LET-1", r"[Ss]ection 1\(1\)\(a\)", "section 1(1)(a)"),),
    (Law.FOIA, Outcome.ELSEWHERE): (("LET-1", r"[Ss]ection 1\(1\)\(a\)", "section 1(1)(a)"),),
    (Law.FOIA, Outcome.COST): (
        ("LET-8", r"section 12\([12]\)", "section 12(1) or 12(2)"),
        ("LET-8", r"section 17\(5\)", "the notice under section 17(5)"),
        ("LET-8", r"Fees\) Regulations 2004", "the Fees Regulations 2004"),
    ),
    (Law.FOIA, Outcome.VEXATIOUS): (("LET-9", r"section 17\(5\)", "section 17(5)"),),
    (Law.FOIA, Outcome.REPEATED): (("LET-9", r"section 17\(5\)", "section 17(5)"),),
    (Law.EIR, Outcome.PART): (EIR_REFUSAL,),
    (Law.EIR, Outcome.REFUSED): (EIR_REFUSAL,),
    (Law.EIR, Outcome.NCND): (EIR_REFUSAL,),
    (Law.EIR, Outcome.NOT_HELD): (
        ("L3", r"12\(4\)\(a\)", "regulation 12(4)(a)"),
        EIR_REFUSAL,
    ),
    (Law.EIR, Outcome.ELSEWHERE): (
        ("L3", r"12\(4\)\(a\)", "regulation 12(4)(a)"),
        EIR_REFUSAL,
        ("LET-15", r"regulation 10\b", "regulation 10"),
    ),
    (Law.FOISA, Outcome.PART): (FOISA_REFUSAL,),
    (Law.FOISA, Outcome.REFUSED): (FOISA_REFUSAL,),
    (Law.FOISA, Outcome.NCND): (FOISA_REFUSAL, ("LET-7", r"[Ss]ection 18", "section 18")),
    (Law.FOISA, Outcome.NOT_HELD): (("L3", r"section 17\(1\)", "the notice under section 17(1)"),),
    (Law.FOISA, Outcome.ELSEWHERE): (("L3", r"section 17\(1\)", "the notice under section 17(1)"),),
    (Law.FOISA, Outcome.COST): (("LET-18", r"section 16\(4\)", "section 16(4)"),),
    (Law.FOISA, Outcome.VEXATIOUS): (("LET-18", r"section 16\(5\)", "section 16(5)"),),
    (Law.FOISA, Outcome.REPEATED): (("LET-18", r"section 16\(5\)", "section 16(5)"),),
    (Law.EISRS, Outcome.PART): (EISRS_REFUSAL,),
    (Law.EISRS, Outcome.REFUSED): (EISRS_REFUSAL,),
    (Law.EISRS, Outcome.NCND): (EISRS_REFUSAL,),
    (Law.EISRS, Outcome.NOT_HELD): (
        ("L3", r"10\(4\)\(a\)", "regulation 10(4)(a)"),
        EISRS_REFUSAL,
    ),
    (Law.EISRS, Outcome.ELSEWHERE): (
        ("L3", r"10\(4\)\(a\)", "regulation 10(4)(a)"),
        EISRS_REFUSAL,
        ("LET-15", r"regulation 14", "regulation 14"),
    ),
}
# Section 17 of another Act, such as the Children Act 1989, is no refusal notice.
REFUSAL_OF_FOIA = re.compile(
    r"refusal notice|\b(?:s|section)\.?\s{0,3}17(?:\.\d{1,2}|\s?\(\d{1,2}\))?(?![\d(A-Za-z])"
    r"(?!\s+(?:of\s+)?(?:the\s+)?(?!Freedom\b)(?:[A-Z][\w,']+\s+(?:and\s+|of\s+)?){1,6}(?:Act|\d{4})\b)",
)
LIST_SIGN = re.compile(r"^\s*(?:[·•*–-]|\d{1,3}[.)])\s+")
TELLS = re.compile(
    r"\bwe (?:do not |don't |did not )?(?:hold|have) (?:this|the|that|no|some|such)\b"
    r"|\b(?:is|are|was|were) (?:not )?withheld\b|\bwithholding\b|\bdo not hold\b|\bwe hold\b",
    re.IGNORECASE,
)
ANOTHER_LAW = {
    Law.FOIA: re.compile(r"\bregulation \d|\(Scotland\)", re.IGNORECASE),
    Law.EIR: re.compile(r"\bsection \d|\(Scotland\)", re.IGNORECASE),
    Law.FOISA: re.compile(r"\bregulation \d|Act 2000", re.IGNORECASE),
    Law.EISRS: re.compile(r"\bsection \d|(?<!\(Scotland\) )Regulations 2004"),
}


def outcomes(checked: Checked) -> Iterator[Finding]:
    """Yield what is wrong with the outcomes of the answers."""
    if not checked.items:
        yield Finding("L1", "no question is answered", "letter", "record an answer first")
    for item in checked.items:
        where = f"question {item.n}"
        if item.answer is None:
            yield Finding("L1", "the question has no answer", where, "ask the officer for one")
            continue
        yield from _complete(item, item.answer, where)
        yield from _wording(checked, item, item.answer, where)


def _complete(item: CaseItem, answer: Answer, where: str) -> Iterator[Finding]:
    """Yield what the outcome needs and does not have."""
    if item.law in REGULATIONS and answer.outcome in NOT_UNDER_REGULATIONS:
        rule = "reg 12(4)(b)" if item.law is Law.EIR else "reg 10(4)(b)"
        how = f"answer it, or refuse it under {rule} and weigh the public interest"
        yield Finding("COST-9", "the Regulations have no such ground", where, how)
    if answer.outcome in WITH_EXEMPTION and not answer.exemptions:
        yield Finding("L1", "nothing is relied on", where, "name the exemption or exception")
    if answer.outcome is Outcome.DISCLOSED:
        yield from _disclosed(answer, where)
    if answer.outcome is Outcome.COST:
        yield from _cost(answer, where)
    if answer.outcome is Outcome.ELSEWHERE and not answer.other_body:
        yield Finding("LET-15", "it does not say who holds it", where, "name the other body")
    if answer.outcome in NOT_HELD and not answer.searches:
        how = "say where was looked, or why it cannot be there"
        yield Finding("6.2-7", "no search is described", where, how, Gravity.WARN)
    if answer.outcome in {Outcome.VEXATIOUS, Outcome.REPEATED} and not _reasons(answer):
        how = "say why: the regulator expects it"
        yield Finding("LET-9", "no reason is given", where, how, Gravity.WARN)


def _disclosed(answer: Answer, where: str) -> Iterator[Finding]:
    if not answer.text.strip() and not answer.enclosures:
        yield Finding("6.2-6", "nothing is disclosed", where, "write the answer or enclose it")
    if says_only_not_held(answer.text) and not answer.enclosures:
        how = "record it as not held, or say what is disclosed"
        what = "it is recorded as disclosed and says only that it is not held"
        yield Finding("L1", what, where, how, Gravity.CONFIRM)
    if answer.exemptions:
        how = "call it partly withheld, or take the exemption out"
        yield Finding("LET-4", "an exemption is named, but all is disclosed", where, how)


def _cost(answer: Answer, where: str) -> Iterator[Finding]:
    if not re.search(r"\d", answer.estimate):
        how = "say how many hours it would take and how you worked that out"
        yield Finding("LET-8", "there is no estimate", where, how)
    if not answer.help.strip():
        how = "suggest how the request could be narrowed"
        yield Finding("LET-8", "no help to narrow the request", where, how)


def _reasons(answer: Answer) -> bool:
    return bool(answer.text.strip()) or any(one.reason.strip() for one in answer.exemptions)


def _wording(checked: Checked, item: CaseItem, answer: Answer, where: str) -> Iterator[Finding]:
    """Yield where the words of the answer are not those of its law."""
    flat = checked.terms(" ".join(checked.item_texts[item.n].split()))
    outcome = answer.outcome
    if item.law in REGULATIONS and outcome in NOT_UNDER_REGULATIONS:
        outcome = Outcome.REFUSED
    alone = form_only(answer, item.law, checked.exemptions)
    for rule, pattern, missing in (EXPLANATION,) if alone else MUST.get((item.law, outcome), ()):
        if not re.search(pattern, flat):
            how = f"put it back into templates/outcomes/{item.law.value}-{outcome.value}.txt"
            yield Finding(rule, f"{missing} is not in the answer", where, how)
    given = flat if outcome in NOT_HELD else answer.text if outcome is Outcome.DISCLOSED else ""
    if item.law is Law.FOIA and REFUSAL_OF_FOIA.search(given):
        how = "not held is no refusal: cite section 1(1)(a) alone"
        yield Finding("L3", "it calls 'not held' a refusal, or cites section 17", where, how)
    if outcome is Outcome.NCND:
        told = TELLS.search(flat)
        if told:
            how = "take the words out: the answer must read the same whether or not it is held"
            yield Finding("L5", f"'{told[0]}' gives away what is held", where, how)
    other = ANOTHER_LAW[item.law].search(_own_words(flat, answer))
    if other:
        how = "cite the law under which this question is answered"
        yield Finding("L6", f"'{other[0]}' is of another law", where, how)


def _own_words(flat: str, answer: Answer) -> str:
    """Return the letter's own words: an officer may well speak of another Act."""
    said = [answer.text, answer.searches, answer.help, answer.estimate, answer.other_body]
    for claim in answer.exemptions:
        said += [claim.reason, claim.harm, claim.withheld, claim.balance]
        said += [claim.interest_in_disclosure, claim.interest_in_withholding]
    for line in "\n".join(said).splitlines():
        words = " ".join(LIST_SIGN.sub("", line).split())
        flat = flat.replace(words, " ") if words else flat
    return flat
