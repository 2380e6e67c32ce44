"""What an answer still lacks before a letter may state it, told part by part to its author."""

from __future__ import annotations

from collections.abc import Iterator

from foibot.case.model import Answer, ExemptionClaim, Law, Outcome
from foibot.letter.blocks import Blocks, Fence, Heading, Listing, ListItem, Paragraph, Span, words
from foibot.letter.exemptions import Exemption, Exemptions, cited, key_of
from foibot.letter.work import END, NBSP, answer_fence

KINDS = {
    Law.FOIA: "a section of the Freedom of Information Act",
    Law.EIR: "a regulation of the Environmental Information Regulations",
    Law.FOISA: "a section of the Freedom of Information (Scotland) Act",
    Law.EISRS: "a regulation of the Environmental Information (Scotland) Regulations",
}


def wanting(answer: Answer, law: Law, exemptions: Exemptions) -> tuple[str, ...]:
    """
    Return the parts that the law still wants of *answer*, each as its word and what to write.

    The words are those of rules/answers.toml; the rules are law.md LET-5 to LET-14.
    """
    return tuple(dict.fromkeys(_of_answer(answer, law, exemptions)))


def _of_answer(answer: Answer, law: Law, exemptions: Exemptions) -> Iterator[str]:
    if answer.outcome is Outcome.NOT_HELD and not answer.searches:
        yield "Searches: where was looked, or why it cannot be there"
    if answer.outcome is Outcome.ELSEWHERE and not answer.other_body:
        yield "Held by: the body that has it"
    if answer.outcome is Outcome.COST:
        yield from _of_cost(answer)
    for claim in answer.exemptions:
        found = exemptions.find(law, claim.id)
        if found is None:
            which = KINDS.get(law, "a provision of the law that applies")
            yield f"Exempt: {which}; {claim.id} is none"
        elif found.kind in {"absolute", "qualified"}:
            yield from _of_claim(answer, claim, found, law)


def _of_cost(answer: Answer) -> Iterator[str]:
    if not any(sign.isdigit() for sign in answer.estimate):
        yield "Estimate: how many hours it would take, and how you worked that out"
    if not answer.help:
        yield "Help: how the request could be narrowed"


def _of_claim(answer: Answer, claim: ExemptionClaim, found: Exemption, law: Law) -> Iterator[str]:
    if found.limb and _depth(claim.id, law) < _depth(found.limb, law):
        yield f"Exempt: {cited(claim.id, law)} with its limb, such as {cited(found.limb, law)}"
    if not claim.reason:
        yield "Why: why it applies"
    if answer.outcome is Outcome.PART and not claim.withheld:
        yield "Withheld: what kind of information is kept back, not what it says"
    if found.harmful and not claim.harm:
        yield "Harm: what harm, to whom, and how disclosure would cause it"
    if found.harmful and claim.likelihood not in found.likelihoods:
        yield f"Likelihood: {', or '.join(found.likelihoods)}"
    if found.weighed:
        yield from _of_balance(claim, neither=answer.outcome is Outcome.NCND)
    if "qualified_person" in found.needs and not (
        claim.qualified_person_on and claim.qualified_person
    ):
        yield "Qualified person: that person's post, and the day of the opinion"


def _of_balance(claim: ExemptionClaim, *, neither: bool) -> Iterator[str]:
    doing = "saying whether it is held" if neither else "disclosing it"
    keeping = "not saying so" if neither else "keeping it back"
    if not claim.interest_in_disclosure:
        yield f"For disclosure: the public interest in {doing}"
    if not claim.interest_in_withholding:
        yield f"For withholding: the public interest in {keeping}"
    if not claim.balance:
        yield "Balance: which is the stronger, and why"


def _depth(written: str, law: Law) -> int:
    return key_of(written, law).count("(")


def wanting_blocks(reference: str, n: int, lacking: tuple[str, ...]) -> Blocks:
    """Return what is lacking of one answer, with a place between the lines to write it."""
    if not lacking:
        return ()
    lines = []
    for one in lacking:
        word, _, what = one.partition(": ")
        lines.append(ListItem((Span(f"{word}:", strong=True), Span(f" {what}"))))
    return (
        Heading(words(f"{reference} Q{n}"), 3),
        Listing(tuple(lines)),
        Fence(answer_fence(reference, n)),
        Paragraph(words(NBSP)),
        Fence(END),
    )
