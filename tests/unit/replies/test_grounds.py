"""What an answer of an officer comes to, part by part (law.md LET-5 to LET-14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from foibot.case.model import Answer, Enclosure, ExemptionClaim, Outcome
from foibot.config.faults import ConfigError
from foibot.config.shipped import shipped
from foibot.replies.grounds import parse_grounds, parts_of, refined
from foibot.replies.load import load_reply_rules
from foibot.replies.model import Proposal
from foibot.replies.trimming import of_not_held, without_citation
from foibot.replies.wording import meaning

TEXT = shipped("rules/answers.toml").read_text(encoding="utf-8")
WORDS = parse_grounds(TEXT)
RULES = load_reply_rules(None)
TODAY = date(2026, 11, 20)
FULL = """Exempt: section 43(2). The prices show how the supplier works out its tenders.
Withheld: the unit prices
Harm: rivals would be likely to undercut the supplier
in the next tender
For disclosure: the public should see what is paid
In favour of withholding: firms compete freely
Balance: the second is stronger"""


def read(text: str, before: Answer | None = None) -> Answer:
    """Return what *text* comes to when an officer writes it."""
    said = meaning(text, RULES, TODAY)
    kinds = {Proposal.NOT_HELD: Outcome.NOT_HELD, Proposal.EXEMPTION: Outcome.REFUSED}
    claims = tuple(ExemptionClaim(one, reason=said.detail) for one in said.exemptions)
    given = Answer(kinds.get(said.proposal, Outcome.DISCLOSED), said.text, claims)
    return refined(given, said.text or said.detail, before, WORDS, RULES.dates, TODAY)


def test_each_part_of_a_refusal_is_known_by_its_word() -> None:
    (claim,) = read(FULL).exemptions

    assert claim == ExemptionClaim(
        "s.43(2)",
        "The prices show how the supplier works out its tenders.",
        "the unit prices",
        "rivals would be likely to undercut the supplier\nin the next tender",
        "would be likely to",
        "the public should see what is paid",
        "firms compete freely",
        "the second is stronger",
    )


OUTCOMES = {
    "Exempt: section 21. It is at https://www.wexcombe.example/data": Outcome.REFUSED,
    "Answer: 45 staff.\nSection 40(2): names of junior staff": Outcome.PART,
    "45 staff. The names are withheld under section 40(2).": Outcome.PART,
    "We neither confirm nor deny, section 40(5B)(a)(i): to say would tell.": Outcome.NCND,
    "Too costly: 90,000 files at 1 minute each are 1,500 hours": Outcome.COST,
    "Exempt: section 12. It would take 80 hours.": Outcome.COST,
    "Vexatious, section 14(1): it is the 40th letter on this.": Outcome.VEXATIOUS,
    "Exempt: section 14(2). It was answered in May.": Outcome.REPEATED,
    "Not held. We looked in the archive.": Outcome.NOT_HELD,
    "Not held.\nHeld by: the county council": Outcome.ELSEWHERE,
    "Outcome: neither confirm nor deny\nSection 31(3): to say would warn": Outcome.NCND,
    "There are 12: eight in the north, four in the south.": Outcome.DISCLOSED,
    "The decision: it was approved in May.": Outcome.DISCLOSED,
}


@pytest.mark.parametrize("text", OUTCOMES)
def test_words_and_sections_say_what_the_outcome_is(text: str) -> None:
    assert read(text).outcome is OUTCOMES[text]


def test_parts_alone_complete_what_was_recorded_and_keep_its_files() -> None:
    file = Enclosure("a.pdf", "a", "0" * 64, "application/pdf", 1)
    before = replace(read("Exempt: section 43(2). Tenders."), enclosures=(file,), by="first")

    after = read("Harm: the supplier would lose\nBalance: for now it stays", before)

    (claim,) = after.exemptions
    assert (claim.id, claim.reason, claim.harm, claim.balance, claim.likelihood) == (
        "s.43(2)", "Tenders.", "the supplier would lose", "for now it stays", "would",
    )  # fmt: skip
    assert after.enclosures == (file,)


def test_a_new_answer_replaces_the_old_one() -> None:
    assert read("12.", read(FULL)) == Answer(Outcome.DISCLOSED, "12.")


def test_each_exemption_has_its_own_parts_and_what_stands_before_them_is_of_all() -> None:
    made = read(
        "Withheld: two pages\nSection 40(2): junior staff\nSection 31(1)(a): burglars\nHarm: theft"
    )

    assert [(one.id, one.withheld, one.harm) for one in made.exemptions] == [
        ("s.40(2)", "two pages", ""),
        ("s.31(1)(a)", "two pages", "theft"),
    ]


def test_an_opinion_without_a_year_lies_in_the_past() -> None:
    made = read("Exempt: section 36(2)(b)(ii). Candour.\nQualified person: 23 December")

    assert made.exemptions[0].qualified_person_on == date(2025, 12, 23)


@pytest.mark.parametrize(
    ("line", "who", "on", "thinks"),
    [
        ("the Monitoring Officer, 12 November 2026", "the Monitoring Officer", 12, ""),
        ("12 November 2026, Monitoring Officer", "the Monitoring Officer", 12, ""),
        ("given by the Chief Executive on Thursday 12 November", "the Chief Executive", 12, ""),
        (
            "Jane Chief, Chief Executive, gave her reasonable opinion on 12/11/2026 that "
            "disclosure would be likely to inhibit advice.",
            "Jane Chief, Chief Executive", 12, "disclosure would be likely to inhibit advice",
        ),
        (
            "Monitoring Officer, 12 Nov 2026: it would inhibit candour. Officers would write less",
            "the Monitoring Officer", 12, "it would inhibit candour. Officers would write less",
        ),
        ("12 November", "", 12, ""),
        ("it would be likely to inhibit advice", "", None, "it would be likely to inhibit advice"),
    ],
)  # fmt: skip
def test_the_letter_can_say_whose_opinion_it_was_and_what_it_is(
    line: str, who: str, on: int | None, thinks: str
) -> None:
    claim = read(f"Exempt: section 36(2)(b)(i). Candour.\nQualified person: {line}").exemptions[0]

    assert (claim.qualified_person, claim.opinion) == (who, thinks)
    assert claim.qualified_person_on == (date(2026, 11, on) if on else None)


def test_whose_copyright_a_file_is() -> None:
    file = Enclosure("a.pdf", "a", "0" * 64, "application/pdf", 1)
    given = Answer(Outcome.DISCLOSED, "x", enclosures=(file,))

    theirs = refined(given, "See it.\nCopyright: the Crown", None, WORDS, RULES.dates, TODAY)
    ours = refined(theirs, "Copyright: ours", theirs, WORDS, RULES.dates, TODAY)

    assert (theirs.enclosures[0].owner, ours.enclosures[0].owner) == ("the Crown", None)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Exempt under section 43(2) FOIA because the prices would tell.",
            "The prices would tell.",
        ),
        ("S.31 (1) (a) - burglars would know", "Burglars would know"),
        ("Section 43(2): the prices", "The prices"),
        ("The Highways Act is not the reason.", "The Highways Act is not the reason."),
    ],
)
def test_the_letter_cites_the_section_once(text: str, wanted: str) -> None:
    assert without_citation(text) == wanted


def test_where_was_looked_is_told_apart() -> None:
    text = "Not held. The team was closed in 2019. We looked in the archive.\n\nAsk the museum."

    assert of_not_held(text) == ("The team was closed in 2019.\n\nAsk the museum.", "the archive.")


def test_a_line_that_only_has_a_colon_is_no_part() -> None:
    assert parts_of("There are:\n- North: 12\n- Why not: nobody knows", WORDS)[1] == ()


def test_every_fault_of_the_words_is_named() -> None:
    broken = TEXT.replace("harm = [", "harms = [").replace("[words]", "[word]")

    with pytest.raises(ConfigError) as caught:
        parse_grounds(broken)

    assert {(one.table, one.key) for one in caught.value.faults} >= {
        ("labels", "harms"), ("labels", "harm"), ("words", ""),
    }  # fmt: skip
