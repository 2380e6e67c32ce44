"""REVIEW -> OUTCOME LETTER: what was found, what follows, what is answered now (IR-8, IR-9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from foibot.case.model import Case, ItemState, Law, PointDecided, ReviewFinding
from foibot.case.review import ENVIRONMENTAL, laws_of_point, laws_under_review, never_answered
from foibot.letter.blocks import Block, Blocks, Heading, Quote, paragraph, words
from foibot.letter.checks_review import FOUND
from foibot.letter.dates import listed, long_date
from foibot.letter.exemptions import Exemptions
from foibot.letter.plain import blocks_of_text
from foibot.letter.response import (
    answers_of,
    enclosure_list,
    enclosures_of,
    heading,
    language_of,
    reuse_of,
)
from foibot.letter.reviews import ReviewOutcome
from foibot.letter.templates import Templates

# Where each law gives the right to go to the regulator (IR-8, IR-9).
ENGLISH = {
    Law.FOIA: "section 50 of the Freedom of Information Act 2000",
    Law.EIR: "regulation 18 of the Environmental Information Regulations 2004, which applies "
    "section 50 of the Freedom of Information Act 2000",
    Law.FOISA: "section 47 of the Freedom of Information (Scotland) Act 2002",
    Law.EISRS: "regulation 17 of the Environmental Information (Scotland) Regulations 2004",
}
HOW = {
    "en": ENGLISH,
    "cy": {
        Law.FOIA: "adran 50 o Ddeddf Rhyddid Gwybodaeth 2000",
        Law.EIR: "rheoliad 18 o Reoliadau Gwybodaeth Amgylcheddol 2004, sy'n cymhwyso adran 50 o "
        "Ddeddf Rhyddid Gwybodaeth 2000",
    },
}
# The words of the findings, by language (ACK-5).
SAID = {
    # "Question 1: upheld" reads as if our answer were: it is the complaint that is.
    "en": {finding: f"your complaint is {said}" for finding, said in FOUND.items()},
    "cy": {
        ReviewFinding.UPHELD: "cadarnhawyd y gŵyn",
        ReviewFinding.PARTLY: "cadarnhawyd y gŵyn yn rhannol",
        ReviewFinding.NOT_UPHELD: "ni chadarnhawyd y gŵyn",
    },
}
WORDS = {
    "en": (
        "Question", "Point", "What we will do", "We will do this by",
        "Our new answer to this question stands below.",
    ),
    "cy": (
        "Cwestiwn", "Pwynt", "Beth fyddwn yn ei wneud", "Byddwn yn gwneud hyn erbyn",
        "Mae ein hateb newydd i'r cwestiwn hwn isod.",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OutcomeFacts:
    """What the letter needs beside the cases; *independence* is why somebody involved reviews."""

    letter_date: date
    due_on: date
    independence: str = ""


def answered_anew(review: Case, original: Case | None) -> Case:
    """Return the first case with those questions alone that the review answers, as it does."""
    first = original or review
    new = {point.n: point.answer for point in review.points if point.answer is not None}
    items = tuple(
        replace(item, answer=new[item.n], state=ItemState.ANSWERED, sent_at=None)
        for item in first.items
        if item.n in new
    )
    return replace(first, reference=review.reference, items=items)


def outcome_letter(
    review: Case,
    first: Case,
    anew: Case,
    facts: OutcomeFacts,
    templates: Templates,
    exemptions: Exemptions,
) -> ReviewOutcome:
    """Return the letter that ends *review* of *first*; *anew* holds what is answered now."""
    laws = laws_under_review(first)
    lang = language_of(review, templates)
    country = "scotland" if templates.desk.scotland else "uk"
    how = listed([HOW[lang][law] for law in laws if law in HOW[lang]], lang)
    return ReviewOutcome(
        reference=review.reference,
        original_reference=review.review_of or "",
        letter_date=facts.letter_date,
        asked_on=review.received_on,
        requester_name=review.requester.name,
        requester_address=review.requester.postal,
        law_title=_under(heading(laws, templates, lang), lang),
        complaint=(Quote(blocks_of_text(review.complaint)),),
        findings=_findings(review.points, lang),
        late=facts.letter_date > facts.due_on,
        due_on=facts.due_on,
        late_reason=review.late_reason,
        environmental=bool(ENVIRONMENTAL.intersection(laws)),
        failed=any(_failed(point, first) for point in review.points),
        decision=_decision(review, first) if Law.FOISA in laws else "",
        answers=answers_of(anew, anew.items, templates, exemptions, lang),
        enclosures=enclosure_list(enclosures_of(anew.items), lang),
        reuse=reuse_of(anew.items, templates, lang),
        reviewer_role=review.reviewer_role,
        regulator=templates.part(f"response-parts/regulator-{country}", lang, how=how),
        independence=facts.independence,
    )


def _under(title: str, lang: str) -> str:
    """Return the laws as they stand in a sentence: "the ... Act 2000 and the ... Regulations"."""
    return title.replace(" and Environmental", " and the Environmental") if lang == "en" else title


def _failed(point: PointDecided, first: Case) -> bool:
    """Return whether a point says that we failed to comply with the Regulations (reg 11(5))."""
    upheld = point.finding is not ReviewFinding.NOT_UPHELD
    return upheld and bool(ENVIRONMENTAL.intersection(laws_of_point(point.n, first)))


def _decision(review: Case, first: Case) -> str:
    """Return what the review does with the first decision, in the terms of FOISA s.21(4)."""
    if any(point.answer is not None for point in review.points):
        return "reach" if never_answered(first) else "substitute"
    upheld = any(point.finding is not ReviewFinding.NOT_UPHELD for point in review.points)
    if never_answered(first):
        return ""
    return "change" if upheld else "confirm"


def _findings(points: Sequence[PointDecided], lang: str) -> Blocks:
    """Return each point with its reasons, what will be done, and by when."""
    question, place, do, when, anew = WORDS[lang]
    out: list[Block] = []
    for at, point in enumerate(points, 1):
        about = f"{question} {point.n}" if point.n else f"{place} {at}"
        out.append(Heading(words(f"{about}: {SAID[lang][point.finding]}"), 3))
        out += blocks_of_text(point.text)
        if point.action:
            by = f" {when} {long_date(point.action_by, lang)}." if point.action_by else ""
            out.append(paragraph(f"{do}: {_sentence(point.action)}{by}"))
        if point.answer is not None:
            out.append(paragraph(anew))
    return tuple(out)


def _sentence(text: str) -> str:
    whole = text if text.endswith((".", "!", "?")) else f"{text}."
    return whole[:1].upper() + whole[1:]
