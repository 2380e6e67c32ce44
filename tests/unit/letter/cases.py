"""Cases to write letters for: a small builder, and the twin of a real letter in other words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from foibot.case.model import (
    Answer,
    Case,
    CaseItem,
    CaseKind,
    Enclosure,
    ExemptionClaim,
    ItemState,
    Law,
    Outcome,
    Requester,
)
from foibot.letter.response import ResponseFacts
from foibot.questions.model import Item

RECEIVED = date(2026, 10, 26)
DUE = date(2026, 11, 23)
FACTS = ResponseFacts(letter_date=date(2026, 11, 20), due_on=DUE, review_by=date(2027, 1, 20))


def claim(
    id: str = "s.43(2)",  # noqa: A002
    *,
    reason: str = "The prices show how the supplier works out its tenders",
    withheld: str = "The unit prices",
    harm: str = "",
    likelihood: str = "",
    favour: str = "",
    against: str = "",
    balance: str = "",
    opinion: date | None = None,
) -> ExemptionClaim:
    return ExemptionClaim(id, reason, withheld, harm, likelihood, favour, against, balance, opinion)


WEIGHED = {
    "favour": "The public should see how its money is spent",
    "against": "The council gets better value when suppliers can compete freely",
    "balance": "For now the interest in fair competition is the stronger one",
}
COMMERCIAL = claim(
    harm="Competitors could undercut the supplier in the tender of next spring",
    likelihood="would be likely to",
    **WEIGHED,  # type: ignore[arg-type]
)


def enclosure(name: str, title: str, owner: str | None = None, removed: str = "") -> Enclosure:
    return Enclosure(name, title, "0" * 64, "application/pdf", 1000, owner, removed)


def item(n: int, text: str, answer: Answer | None, law: Law = Law.FOIA, **more: object) -> CaseItem:
    question = Item(n, None, None, False, text)
    made = CaseItem(n, question, law, ItemState.ANSWERED, answer=answer)
    return replace(made, **more)  # type: ignore[arg-type]


def case(*items: CaseItem, title: str = "", intro: str = "", name: str = "Ann Lee") -> Case:
    return Case(
        reference="FOI-2026-0123",
        authority="wexcombe",
        kind=CaseKind.REQUEST,
        law=items[0].law if items else Law.FOIA,
        requester=Requester("ann@example.org", name),
        received_at=datetime(2026, 10, 26, 9, 14, tzinfo=UTC),
        received_on=RECEIVED,
        title=title,
        intro=intro,
        items=items,
    )


TWINNING = case(
    item(
        1,
        "Every partnership agreement that the council has signed with a town in Japan, with its "
        "date, who signed it, and what kind of partnership it is.",
        Answer(
            Outcome.DISCLOSED,
            "Wexcombe and Minagawa became partner towns in 1991.  Both hoped for more trade and "
            "for exchanges between their schools.",
        ),
    ),
    item(
        2,
        "Any papers or letters about these agreements, such as e-mails, minutes and memoranda.",
        Answer(
            Outcome.NOT_HELD,
            "An unsigned specimen of the agreement exists and is enclosed.",
            searches="the town archive, the files of the Mayor's office, and the e-mail of the "
            "democratic services team, for the words Minagawa and partnership",
            help="The county record office keeps the papers of the former borough",
            enclosures=(enclosure("1-specimen-agreement.pdf", "Unsigned specimen agreement"),),
        ),
    ),
    item(
        3,
        "Any study by government of what these partnerships are good for or what risk they bring.",
        Answer(
            Outcome.DISCLOSED,
            "In 2015 a government office had the partnerships of British and Japanese towns "
            "studied.  The study is enclosed.",
            enclosures=(enclosure("2-study.pdf", "Study of partner towns", "the Crown"),),
        ),
    ),
    item(
        4,
        "What money or other help the partnership has received, with any grants.",
        Answer(
            Outcome.DISCLOSED,
            "· The council paid for the Wexcombe & Minagawa Society until the spring of 2001.\n\n"
            "· After that the county looked after the link.  Its trade office led several "
            "visits of local firms.\n\n"
            "· On 2nd June 2007 the council received a delegation of nine.  Two notes of "
            "understanding were signed (copies enclosed).  They name three aims:\n\n"
            "1. More trade;\n\n2. Links between colleges;\n\n3. A Japanese garden (a group looked "
            "into whether it could be built);\n\n"
            "· In 2010 the Mayor went to a trade fair in Minagawa and\n\n"
            "  · met the consul;\n  · saw a primary school;\n  · rode the new tram.\n\n"
            "Newspapers there wrote about the visit at length.\n\n"
            "There has been little contact in the last ten years.",
            enclosures=(
                enclosure(
                    "3-notes.pdf", "Two notes of understanding", removed="signatures, section 40(2)"
                ),
            ),
        ),
    ),
    title="Information request about partner towns in Japan",
    intro="We are asking all councils for their agreements with towns in Japan. Please send us:",
)
