"""ANSWER -> BLOCKS: the wording of one outcome under one law, with what that outcome must say."""

from __future__ import annotations

import re
from datetime import date

from foibot.case.model import Answer, CaseItem, ExemptionClaim, Law, Outcome
from foibot.letter.blocks import Blocks, paragraph
from foibot.letter.dates import listed
from foibot.letter.enclosing import called, names_all, only_points
from foibot.letter.exemptions import MAYBE, REGULATIONS, Exemption, Exemptions, cited, key_of
from foibot.letter.held import says_not_held
from foibot.letter.plain import blocks_of_text
from foibot.letter.templates import Templates
from foibot.letter.welsh import provisions_in_welsh

# What is refused: a part of the request, or all of it.
ASKED = {
    "en": ("this part of your request", "your request"),
    "cy": ("y rhan hon o'ch cais", "eich cais"),
}
# How likely the harm is: behind "the harm that disclosure ...", "y niwed y byddai datgelu ...".
LIKELIHOOD = {"cy": {"would": "yn ei achosi", MAYBE: "yn debygol o'i achosi"}}
UNSAID = {"en": f"[would / {MAYBE}]", "cy": "[yn ei achosi / yn debygol o'i achosi]"}
# An officer's own words that say which interest is the stronger one: s.17(3), reg 14(3)(b).
CONCLUDES = re.compile(
    r"\b(?:outweigh\w*|stronger|greater|weightier|prevails?)\b|\bin favour of\b"
    r"|\b(?:drech|gorbwyso|gryfach|cryfach|pwysicach|bwysicach)\b|\bo blaid\b",
    re.I,
)
# The Regulations know no cost limit and no vexatious request: reg 12(4)(b) is a refusal (COST-9).
UNDER_REGULATIONS = {
    Outcome.COST: Outcome.REFUSED,
    Outcome.VEXATIOUS: Outcome.REFUSED,
    Outcome.REPEATED: Outcome.REFUSED,
}


def answer_blocks(
    item: CaseItem,
    received_on: date,
    templates: Templates,
    exemptions: Exemptions,
    language: str = "en",
    *,
    alone: bool = False,
) -> Blocks:
    """
    Return the answer to *item*; an item without an answer shows that it has none.

    The outcome is said in *language* where its wording is there, the reasons as they were written.
    *alone* is said of the only question of a request: what is refused is then the request.
    """
    answer = item.answer
    if answer is None:
        return (paragraph("[There is no answer to this question yet.]"),)
    outcome = answer.outcome
    if item.law in REGULATIONS:
        outcome = UNDER_REGULATIONS.get(outcome, outcome)
    claims = claim_blocks(answer, item.law, templates, exemptions, language)
    text = "" if answer.enclosures and only_points(answer.text) else answer.text
    said = names_all(text, answer.enclosures)
    names = [] if said else [called(file) for file in answer.enclosures]
    wording = f"outcomes/{item.law.value}-{outcome.value}"
    said_in = templates.said_in(wording, language)
    return templates.part(
        wording,
        said_in,
        law=templates.desk.said_in(said_in).laws[item.law],
        cost=templates.desk.cost,
        asked=ASKED[said_in][alone],
        received_on=received_on,
        text=blocks_of_text(text),
        enclosed=listed(names, said_in),
        partly=says_not_held(answer.text),
        claims=claims,
        reason=next((claim.reason for claim in answer.exemptions if claim.reason), ""),
        searches=answer.searches,
        help=answer.help,
        other_body=answer.other_body,
        estimate=answer.estimate,
        holding=_holding(answer, item.law, exemptions),
        form_only=form_only(answer, item.law, exemptions),
        confirming=any(_id(one, item.law, exemptions) == "s.12(2)" for one in answer.exemptions),
        ncnd=ncnd_provisions(answer, item.law, exemptions, said_in),
    )


def _holding(answer: Answer, law: Law, exemptions: Exemptions) -> bool:
    """Return whether the refusal says that we hold it: not where nobody had to look for it."""
    silent = {"reg 12(4)(b)", "reg 12(4)(c)", "reg 10(4)(b)", "reg 10(4)(c)"}
    # Whether we hold data about whoever asks is told to nobody else (s.40(5A)).
    silent |= {"s.40(1)", "reg 5(3)", "reg 11(1)"}
    return not any(_id(claim, law, exemptions) in silent for claim in answer.exemptions)


def form_only(answer: Answer, law: Law, exemptions: Exemptions) -> bool:
    """
    Return whether nothing is withheld: it is only not given in the form asked for.

    Regulation 6(1)(b) is no exception, and regulation 6(2) asks for an explanation, not a notice.
    """
    ids = {_id(claim, law, exemptions) for claim in answer.exemptions}
    return answer.outcome is Outcome.REFUSED and ids == {"reg 6(1)(b)"}


def _id(claim: ExemptionClaim, law: Law, exemptions: Exemptions) -> str:
    found = exemptions.find(law, claim.id)
    return found.id if found else claim.id


def ncnd_provisions(answer: Answer, law: Law, exemptions: Exemptions, language: str = "en") -> str:
    """Return the provisions that take the duty to confirm or deny away (LET-7)."""
    found = (exemptions.find(law, claim.id) for claim in answer.exemptions)
    cites = [cited(one.ncnd, law, language) for one in found if one is not None and one.ncnd]
    return listed(list(dict.fromkeys(cites)), language)


def citation(claim: ExemptionClaim, law: Law, exemption: Exemption, *, neither: bool) -> str:
    """Return how the letter cites *claim*, with the limb that the officer named."""
    if neither and exemption.ncnd:
        # The exemption is named beside the sub-section that takes the duty away.
        silent = cited(exemption.ncnd, law)
        own = _own_citation(claim, law, exemption).rstrip(",")
        # "section 31(3) together with section 31" would say nothing more.
        return silent if silent.startswith(f"{own}(") else f"{silent} together with {own}"
    return _own_citation(claim, law, exemption)


def _own_citation(claim: ExemptionClaim, law: Law, exemption: Exemption) -> str:
    own = cited(claim.id, law)
    if exemption.ncnd and key_of(claim.id, law).startswith(key_of(exemption.ncnd, law)):
        # The officer named only what takes the duty away: the exemption itself stands beside it.
        return exemption.cite or cited(exemption.id, law)
    # "section 22" is cited as the table says; "section 31(1)(a)" as the officer wrote it.
    return exemption.cite if exemption.cite and not exemption.limb else own


def claim_blocks(
    answer: Answer, law: Law, templates: Templates, exemptions: Exemptions, language: str = "en"
) -> Blocks:
    """Return, for each exemption relied on, all that the law wants said of it (LET-5 to LET-14)."""
    said_in = templates.said_in(f"outcomes/claim-{law.value}", language)
    neither = answer.outcome is Outcome.NCND
    out: list[Blocks] = []
    for claim in answer.exemptions:
        exemption = exemptions.find(law, claim.id)
        if exemption is None:
            out.append((paragraph(f"[{claim.id} is not known under this law.]"),))
        else:
            out.append(_claim(claim, law, exemption, templates, said_in, neither=neither))
    return tuple(block for blocks in out for block in blocks)


def _headed(cite: str) -> str:
    return cite[:1].upper() + cite[1:]


def _claim(
    claim: ExemptionClaim,
    law: Law,
    exemption: Exemption,
    templates: Templates,
    said_in: str,
    *,
    neither: bool,
) -> Blocks:
    cite = citation(claim, law, exemption, neither=neither)
    said = exemption.said_in(said_in)
    likely, unsaid = LIKELIHOOD.get(said_in, {}), UNSAID.get(said_in, UNSAID["en"])
    return templates.part(
        f"outcomes/claim-{law.value}",
        said_in,
        law=templates.desk.said_in(said_in).laws[law],
        cite=provisions_in_welsh(cite) if said_in == "cy" else cite,
        cite_title=_headed(cited(claim.id, law, said_in)),
        title=said.title,
        covers=said.covers,
        effect=said.effect,
        qualified_person=claim.qualified_person,
        opinion=claim.opinion,
        likely=claim.likelihood == MAYBE,
        withheld="" if neither else claim.withheld,
        elsewhere="where" in exemption.needs,
        neither=neither,
        reason=claim.reason,
        harm=claim.harm,
        likelihood=likely.get(claim.likelihood, claim.likelihood) or unsaid,
        opinion_on=claim.qualified_person_on,
        absolute=exemption.kind == "absolute",
        personal=exemption.test == "personal",
        weighed=exemption.weighed,
        interest_in_disclosure=claim.interest_in_disclosure,
        interest_in_withholding=claim.interest_in_withholding,
        balance=claim.balance,
        concludes=CONCLUDES.search(claim.balance) is not None,
    )
