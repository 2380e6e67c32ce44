"""Checks of the outcome letter of an internal review: everything that IR-8 and IR-9 want in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from foibot.case.model import Answer, Case, CaseItem, Law, Outcome, PointDecided, ReviewFinding
from foibot.case.review import (
    ENVIRONMENTAL,
    laws_of_point,
    laws_under_review,
    never_answered,
)
from foibot.letter.as_text import as_text
from foibot.letter.checks_claims import claims
from foibot.letter.checks_letter import OTHER_REGULATOR, files, unfinished
from foibot.letter.checks_outcomes import outcomes
from foibot.letter.checks_people import people
from foibot.letter.dates import long_date
from foibot.letter.findings import Checked, Finding, Gravity
from foibot.letter.plain import blocks_of_text
from foibot.questions.model import Item

NAMED = re.compile(r"\b(?:q|question|point|item|part)[ .]?(\d{1,3})\b", re.IGNORECASE)
FOUND = {
    ReviewFinding.UPHELD: "upheld",
    ReviewFinding.PARTLY: "partly upheld",
    ReviewFinding.NOT_UPHELD: "not upheld",
}
# Where each law gives the right to go to the regulator (IR-8(7), IR-9).
PROVISIONS = {
    Law.FOIA: "section 50",
    Law.EIR: "regulation 18",
    Law.FOISA: "section 47",
    Law.EISRS: "regulation 17",
}


@dataclass(frozen=True, slots=True)
class Outcomes:
    """
    An outcome letter as it would go.

    *checked* holds the letter and the questions that are answered anew; *review* is the review of
    *first*.
    """

    checked: Checked
    review: Case
    first: Case
    involved: bool  # the reviewer took part in the first answer
    independence: str  # the recorded reason for that

    @property
    def laws(self) -> tuple[Law, ...]:
        """Return the laws under which the first request was answered."""
        return laws_under_review(self.first)

    @property
    def flat(self) -> str:
        """Return the letter without its line breaks."""
        return self.checked.terms(" ".join(self.checked.text.split()))

    def shown(self, text: str) -> str:
        """Return *text* as it stands in the letter, without line breaks."""
        return self.checked.terms(" ".join(as_text(blocks_of_text(text)).split()))


def review_outcome(letter: Outcomes) -> tuple[Finding, ...]:
    """Return every finding about an outcome letter, each once."""
    found = [*_asked(letter), *_points(letter), *_late(letter), *_put_right(letter)]
    found += [*_regulator(letter), *_reviewer(letter), *_scotland(letter), *_words(letter)]
    if letter.checked.items:
        # A new refusal is a full notice, as the first one had to be (IR-8(3)).
        found += [*outcomes(letter.checked), *claims(letter.checked)]
    return tuple(dict.fromkeys([*found, *files(letter.checked), *unfinished(_quoted(letter))]))


def _quoted(letter: Outcomes) -> Checked:
    """Return the letter with the complaint among the requester's words, which may hold any sign."""
    complaint = letter.shown(letter.review.complaint)
    text = letter.flat.replace(complaint, " ") if complaint else letter.flat
    return replace(letter.checked, text=text)


def _asked(letter: Outcomes) -> Iterator[Finding]:
    """Yield what is missing of what was reviewed and when it was asked for (IR-8(1))."""
    review = letter.review
    wanted = [
        (review.reference, "the reference of the review"),
        (review.review_of or "", "the reference of the request"),
        (
            long_date(review.received_on, letter.checked.language),
            "the day on which the review was asked for",
        ),
        (review.complaint, "what the requester complained of"),
    ]
    for words, name in wanted:
        said = letter.shown(words)
        if said and said not in letter.flat:
            how = "put it back into templates/requester-review-outcome/body.txt"
            yield Finding("IR-8(1)", f"{name} is missing", "letter", how)
    if review.review_of is None:
        how = "say which request it is about: about FOI-2026-00012"
        yield Finding("IR-8(1)", "it is not known which request was reviewed", "letter", how)


def _points(letter: Outcomes) -> Iterator[Finding]:
    """Yield points without a finding, or findings without reasons (IR-8(2), (3))."""
    points = letter.review.points
    if not points:
        how = "write for each point: upheld, partly upheld or not upheld, and why"
        yield Finding("IR-8(2)", "there is no finding", "letter", how)
    decided = {point.n for point in points}
    for n in dict.fromkeys(int(m[1]) for m in NAMED.finditer(letter.review.complaint)):
        if 0 not in decided and n not in decided:
            how = f"add a finding: Q{n}: upheld, partly upheld or not upheld, and why"
            what = "the complaint names it, and nothing was found about it"
            yield Finding("IR-8(2)", what, f"question {n}", how, Gravity.CONFIRM)
    for point in points:
        if FOUND[point.finding] not in letter.flat:
            how = "put the findings back into templates/requester-review-outcome/body.txt"
            yield Finding("IR-8(2)", "the finding is not in the letter", _where(point), how)
        if not point.text.strip() or letter.shown(point.text) not in letter.flat:
            how = "say why, in plain words"
            yield Finding("IR-8(3)", "the finding has no reasons", _where(point), how)


def _where(point: PointDecided) -> str:
    return f"question {point.n}" if point.n else "the finding"


def _late(letter: Outcomes) -> Iterator[Finding]:
    """Yield a late letter that does not say sorry, or not why (IR-8(5))."""
    checked = letter.checked
    if checked.sent_on <= checked.due_on:
        return
    if "sorry" not in letter.flat.lower():
        yield Finding("IR-8(5)", "it is late and does not say sorry", "letter", "apologise")
    if not checked.late_reason:
        how = "write on a line of its own: Late because: and the reason"
        yield Finding("IR-8(5)", "it is late and does not say why", "letter", how, Gravity.WARN)


def _put_right(letter: Outcomes) -> Iterator[Finding]:
    """Yield upheld points of which nothing follows; under the Regulations they block."""
    upheld = [p for p in letter.review.points if p.finding is not ReviewFinding.NOT_UPHELD]
    failed = [p for p in upheld if ENVIRONMENTAL.intersection(laws_of_point(p.n, letter.first))]
    if failed and "failed to comply" not in letter.flat:
        how = "put it back into templates/requester-review-outcome/body.txt"
        yield Finding("IR-8(6)", "it does not say that we failed to comply", "letter", how)
    for point in upheld:
        environmental = point in failed
        if point.answer is not None or (point.action and point.action_by):
            continue
        lacks = "by when" if point.action else "what will be done and by when"
        how = "add below the finding: We will: what, and By: the day; or Answer: the new answer"
        gravity = Gravity.BLOCK if environmental else Gravity.CONFIRM
        what = f"it is upheld, and does not say {lacks}"
        yield Finding("IR-8(6)" if environmental else "IR-8(4)", what, _where(point), how, gravity)


def _regulator(letter: Outcomes) -> Iterator[Finding]:
    """Yield what is missing of the way to the regulator (IR-8(7), IR-9)."""
    desk, flat = letter.checked.desk, letter.flat
    wanted = [
        (desk.regulator.name, "the regulator's name"),
        (desk.regulator.link.href, "the regulator's address on the web"),
        (" ".join(desk.regulator.address.split()), "the regulator's postal address"),
        (f"within {desk.regulator.within}", "the time to go to the regulator"),
        *((PROVISIONS[law], PROVISIONS[law]) for law in letter.laws if law in PROVISIONS),
    ]
    for words, name in wanted:
        if words not in flat:
            how = "put it back into templates/response-parts/regulator-*.txt"
            yield Finding("IR-8(7)", f"{name} is missing ({words})", "rights", how)
    if OTHER_REGULATOR[desk.scotland].search(flat):
        how = "name the regulator of your country: see rules/letters.toml"
        yield Finding("L10", "it names another country's regulator", "rights", how)


def _reviewer(letter: Outcomes) -> Iterator[Finding]:
    """Yield a reviewer without a role, or one who took part without a reason (IR-6, IR-8(8))."""
    if not letter.review.reviewer_role.strip():
        how = "write on a line of its own: Reviewed by: and your role, not your name"
        yield Finding("IR-8(8)", "it does not say who did the review", "letter", how)
    elif letter.shown(letter.review.reviewer_role).rstrip(".") not in letter.flat:
        how = "put it back into templates/requester-review-outcome/body.txt"
        yield Finding("IR-8(8)", "the reviewer's role is not in the letter", "letter", how)
    if letter.involved and not letter.independence.strip():
        how = "give the review to somebody else, or record why nobody else can do it"
        yield Finding("IR-6", "the reviewer took part in the first answer", "letter", how)


def _scotland(letter: Outcomes) -> Iterator[Finding]:
    """Yield what section 21 of the Scottish Act and its appeals want (IR-9)."""
    if Law.FOISA in letter.laws and "section 21(4)" not in letter.flat:
        how = "put it back into templates/requester-review-outcome/body.txt"
        what = "it does not say that the decision is confirmed, changed or reached"
        yield Finding("IR-9", what, "letter", how)
    if letter.checked.desk.scotland and "Court of Session" not in letter.flat:
        how = "put it back into templates/response-parts/regulator-scotland.txt"
        yield Finding("IR-9", "the appeal to the Court of Session is missing", "rights", how)
    answered = any(point.answer is not None for point in letter.review.points)
    if Law.FOISA in letter.laws and never_answered(letter.first) and not answered:
        how = "answer the questions here: Q1: upheld, why, and then Answer: the answer"
        what = "no decision had been reached, and none is reached now (section 21(4)(c))"
        yield Finding("IR-9", what, "letter", how, Gravity.CONFIRM)


def _words(letter: Outcomes) -> Iterator[Finding]:
    """Yield what in the reviewer's words is not for the requester (T21, SEC-2)."""
    yield from people(letter.checked)
    # The requester may be spoken of in a finding; nobody else, and nothing internal.
    spoken = [_as_item(point, letter.review.law) for point in letter.review.points]
    reviewed = replace(letter.checked, items=tuple(spoken))
    yield from (one for one in people(reviewed) if one.rule != "LET-19")


def _as_item(point: PointDecided, law: Law) -> CaseItem:
    words = Answer(Outcome.DISCLOSED, f"{point.text}\n{point.action}")
    question = Item(point.n, None, None, stem=False, text="")
    return CaseItem(point.n, question, law, answer=words)
