"""Checks of each exemption relied on: its law, its limb, its reasons, its harm, its balance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from foibot.case.model import Answer, CaseItem, ExemptionClaim, Law, Outcome
from foibot.letter.exemptions import MAYBE, REGULATIONS, Exemption, key_of
from foibot.letter.findings import Checked, Finding, Gravity

PLACE = re.compile(
    r"https?://|www\.|@|\b(?:page|library|register|shop|gazette|archive|tudalen|llyfrgell|cofrestr"
    r"|gofrestr|siop|archifdy)\b",
    re.I,
)
TIME = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December|spring|summer|autumn|winter|week|month|year|quarter)s?\b"
    r"|\b(?:Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr"
    r"|gwanwyn|haf|gaeaf|(?:wy|w)thnos|f?mis|[bf]lwyddyn|chwarter)\b",
    re.I,
)
ENACTMENT = re.compile(
    r"\b(?:Act|Order|Regulations?|Rules?|D?Deddf|G?Orchymyn|Gorchymyn|Rh?eoliadau|Rh?eolau)\b"
)
# Where a request asks too much, the duty to help comes first: EIR and EISRs regulation 9.
BURDENS = frozenset({"reg 12(4)(b)", "reg 12(4)(c)", "reg 10(4)(b)", "reg 10(4)(c)"})
EXCLUSIONS = {
    Outcome.COST: frozenset({"s.12(1)", "s.12(2)", "s.12"}),
    Outcome.VEXATIOUS: frozenset({"s.14(1)", "s.14"}),
    Outcome.REPEATED: frozenset({"s.14(2)", "s.14"}),
}


def claims(checked: Checked) -> Iterator[Finding]:
    """Yield what is wrong with the exemptions relied on."""
    for item in checked.items:
        if item.answer is not None:
            yield from _together(item, item.answer)
            for claim in item.answer.exemptions:
                yield from _claim(checked, item, item.answer, claim)


def _together(item: CaseItem, answer: Answer) -> Iterator[Finding]:
    """Yield which exemptions exclude each other: s.30 and s.31 for the same information."""
    keys = {key_of(claim.id, item.law).split("(")[0] for claim in answer.exemptions}
    if item.law is Law.FOIA and {"30", "31"} <= keys:
        how = "rely on one of them, or say which part each is about"
        what = "sections 30 and 31 exclude each other"
        yield Finding("6.5-30", what, f"question {item.n}", how, Gravity.WARN)


def _claim(
    checked: Checked, item: CaseItem, answer: Answer, claim: ExemptionClaim
) -> Iterator[Finding]:
    where = f"question {item.n}, {claim.id}"
    found = checked.exemptions.find(item.law, claim.id)
    if found is None:
        name = item.law.value.upper()
        how = f"name one of {name}: see rules/exemptions.toml"
        yield Finding("L6", f"{claim.id} is no exemption of {name}", where, how)
        return
    yield from _usable(item, answer, found, where)
    if found.kind == "exclusion":
        return
    yield from _reason(item, answer, claim, found, where)
    yield from _harm(claim, found, where)
    yield from _balance(claim, found, where)
    yield from _special(checked, item, answer, claim, found, where)
    yield from _burden(answer, found, where)
    if found.test == "personal":
        yield from _personal(_flat(checked, item), item, where)
    if found.id in COMMERCIAL and not _names(checked.words.whose, f"{claim.harm} {claim.reason}"):
        how = "say whose: the council's own, or those of the firm that was asked"
        what = "it does not say whose commercial interests would be harmed"
        yield Finding("LET-13", what, where, how, Gravity.WARN)


COMMERCIAL = frozenset({"s.43(2)", "reg 12(5)(e)", "reg 10(5)(e)", "s.33"})


def _names(wanted: Iterable[str], text: str) -> bool:
    folded = text.casefold()
    return any(re.search(rf"(?<!\w){re.escape(one)}", folded) for one in wanted)


def _flat(checked: Checked, item: CaseItem) -> str:
    """Return the answer as it stands in the letter, in one line and in the terms of the checks."""
    return checked.terms(" ".join(checked.item_texts[item.n].split()))


def _personal(flat: str, item: CaseItem, where: str) -> Iterator[Finding]:
    """Yield what is missing where personal data of others are withheld (LET-12)."""
    for pattern, name in (
        (
            "first data protection principle",
            "that it would break the first data protection principle",
        ),
        ("legitimate interest", "the test of legitimate interests"),
    ):
        if pattern not in flat:
            how = f"put it back into templates/outcomes/claim-{item.law.value}.txt"
            yield Finding("LET-12", f"{name} is not in the answer", where, how)


def _usable(item: CaseItem, answer: Answer, found: Exemption, where: str) -> Iterator[Finding]:
    """Yield whether a council may rely on it here at all."""
    if found.council == "never":
        yield Finding("L6", "a council cannot rely on it", where, "take it out")
    if found.council == "warn":
        how = "make sure that it applies to a council"
        yield Finding("L6", "it is rarely right for a council", where, how, Gravity.WARN)
    outcomes = [one for one, ids in EXCLUSIONS.items() if found.id in ids]
    if found.kind == "exclusion" and answer.outcome not in outcomes:
        yield Finding("L1", f"it does not go with '{answer.outcome}'", where, "correct the outcome")
    if found.kind == "notice":
        yield Finding("LET-3", "it is a notice and no exemption", where, "call it not held")
    if answer.outcome is Outcome.NCND and not found.ncnd:
        how = "rely on an exemption that has one, or say whether it is held"
        yield Finding("LET-7", "no provision removes the duty to confirm or deny", where, how)
    if answer.outcome is Outcome.REFUSED and found.id in {"reg 12(4)(a)", "reg 10(4)(a)"}:
        how = "record it as not held"
        yield Finding("LET-2", "this exception means that it is not held", where, how)


def _reason(
    item: CaseItem, answer: Answer, claim: ExemptionClaim, found: Exemption, where: str
) -> Iterator[Finding]:
    """Yield what the refusal notice lacks: the limb, what is withheld, the reason."""
    if found.limb and key_of(claim.id, item.law).count("(") < key_of(found.limb, item.law).count(
        "("
    ):
        how = f"name the limb, such as {found.limb}"
        yield Finding("LET-5", "the sub-section is missing", where, how)
    if not claim.reason.strip():
        yield Finding("LET-6", "it does not say why it applies", where, "say why, in plain words")
    if answer.outcome is Outcome.PART and not claim.withheld.strip():
        how = "say what kind of information is withheld, not what it says"
        yield Finding("LET-5", "it does not say what is withheld", where, how)


def _harm(claim: ExemptionClaim, found: Exemption, where: str) -> Iterator[Finding]:
    if not found.harmful:
        return
    if not claim.harm.strip():
        how = "say what harm, to whom, and how disclosure would cause it"
        yield Finding("LET-6", "no harm is shown", where, how)
    likely = claim.likelihood.strip().lower()
    if likely == MAYBE and likely not in found.likelihoods:
        how = "say what harm would come, not what may come, or disclose it"
        yield Finding("LET-14", "harm that is only likely is not enough here", where, how)
    elif likely not in found.likelihoods:
        how = f"write {' or '.join(map(repr, found.likelihoods))}"
        yield Finding("LET-6", "it does not say how likely the harm is", where, how)


def _balance(claim: ExemptionClaim, found: Exemption, where: str) -> Iterator[Finding]:
    """Yield whether the public interest was weighed where it must be, and only there (L4)."""
    parts = {
        "the interest in disclosure": claim.interest_in_disclosure,
        "the interest in withholding": claim.interest_in_withholding,
        "the decision": claim.balance,
    }
    missing = [name for name, text in parts.items() if not text.strip()]
    if found.weighed and missing:
        how = "weigh the public interest: both sides and the decision"
        yield Finding("L4", f"{' and '.join(missing)} is missing", where, how)
    plain_absolute = found.kind == "absolute" and found.test != "personal"
    if plain_absolute and len(missing) < len(parts):
        how = "take the public interest out: this exemption is absolute"
        yield Finding("L4", "there is no public interest test here", where, how, Gravity.WARN)


def _burden(answer: Answer, found: Exemption, where: str) -> Iterator[Finding]:
    """Yield whether help comes with the word that a request asks too much (regulation 9)."""
    if found.id in BURDENS and not answer.help.strip():
        how = "say how the request could be narrowed, unless it is vexatious"
        yield Finding("LET-14", "no help to narrow the request", where, how, Gravity.WARN)


def _special(
    checked: Checked,
    item: CaseItem,
    answer: Answer,
    claim: ExemptionClaim,
    found: Exemption,
    where: str,
) -> Iterator[Finding]:
    """Yield what single exemptions need: an opinion, a place, a date, a law."""
    said = " ".join([claim.reason, answer.text, answer.help])
    if "qualified_person" in found.needs:
        yield from _opinion(checked, claim, where)
        yield from _opinion_said(checked, item, claim, found, where)
    if answer.outcome is Outcome.NCND:
        # Where, when or why it may not go would itself tell whether there is anything.
        return
    if "where" in found.needs and not PLACE.search(said):
        how = "give the exact link or place, and check that it answers the question"
        yield Finding("LET-10", "it does not say where to find it", where, how)
    if "when" in found.needs and not TIME.search(said):
        how = "say when it will be published"
        yield Finding("LET-11", "it does not say when it is published", where, how)
    if "completion" in found.needs and not TIME.search(said):
        how = "say who prepares it and when it will be finished (regulation 14(4))"
        yield Finding("LET-14", "it does not say when it is finished", where, how)
    if "enactment" in found.needs and not ENACTMENT.search(said):
        yield Finding("6.5-44", "the law that forbids it is not named", where, "name that law")
    if "no_emissions" in found.needs and re.search(r"\bemissions?\b", _asked(checked, where), re.I):
        how = "use another exception: this one cannot cover information on emissions"
        yield Finding("6.5-12(9)", "the question is about emissions", where, how, Gravity.CONFIRM)


def _asked(checked: Checked, where: str) -> str:
    number = int(where.split(",")[0].removeprefix("question "))
    item = checked.case.item(number)
    return item.question.text if item is not None and item.law in REGULATIONS else ""


def _opinion(checked: Checked, claim: ExemptionClaim, where: str) -> Iterator[Finding]:
    """Yield whether the qualified person's opinion came before the letter (L7)."""
    if claim.qualified_person_on is None:
        how = "ask the qualified person for the opinion first"
        yield Finding("L7", "no opinion of a qualified person is on record", where, how)
    elif claim.qualified_person_on > checked.sent_on:
        how = "send the letter after the opinion"
        yield Finding("L7", "the opinion is dated after the letter", where, how)


WHO_AND_WHEN = (
    'write in the answer "Qualified person: the Monitoring Officer, 12 November 2026", or '
    '"opinion Q2 given 12 November by the Monitoring Officer: ..."'
)


def _opinion_said(
    checked: Checked, item: CaseItem, claim: ExemptionClaim, found: Exemption, where: str
) -> Iterator[Finding]:
    """Yield whether the letter says whose opinion it is, and what that person thinks (L7)."""
    role = " ".join(claim.qualified_person.split())
    if claim.qualified_person_on is not None and not role:
        what = "it does not say who the qualified person is"
        yield Finding("L7", what, where, WHO_AND_WHEN)
    flat = " ".join(checked.item_texts[item.n].split())
    would = "yn" if checked.language == "cy" else claim.likelihood
    thinks = f"{would} {found.said_in(checked.language).effect}"
    if role and claim.qualified_person_on and not (role in flat and thinks in flat):
        how = f"put them back into templates/outcomes/claim-{item.law.value}.txt"
        what = "the qualified person's role and opinion are not in the answer"
        yield Finding("L7", what, where, how)
