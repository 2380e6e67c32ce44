"""Right letters over every outcome, exemption and law: none of them may be stopped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from foibot.case.model import Answer, Case, ExemptionClaim, Law, Outcome
from foibot.config.shipped import shipped
from foibot.letter.exemptions import Exemption, load
from foibot.letter.response import ResponseFacts
from tests.unit.letter.cases import FACTS, TWINNING, case, enclosure, item

EXEMPTIONS = load(shipped("rules/exemptions.toml"))
SCOTTISH = frozenset({Law.FOISA, Law.EISRS})


@dataclass(frozen=True, slots=True)
class Right:
    """A letter that is right in law, with what it is about."""

    name: str
    case: Case
    facts: ResponseFacts = FACTS

    @property
    def scotland(self) -> bool:
        return self.case.items[0].law in SCOTTISH


def right_claim(entry: Exemption) -> ExemptionClaim:
    """Return all that *entry* needs, in words that fit every exemption."""
    weighed = entry.weighed
    return ExemptionClaim(
        id=entry.limb or entry.id,
        reason=REASONS.get(entry.id, "The papers were written for that purpose and no other")
        + ("; see https://www.wexcombe.example/data" if "where" in entry.needs else "")
        + ("; it will be finished and published in May 2027" if TIMED & set(entry.needs) else "")
        + ("; the Statistics Act 1947 forbids it" if "enactment" in entry.needs else ""),
        withheld="Two pages of notes",
        harm="A supplier would lose the next tender" if entry.harmful else "",
        likelihood=entry.likelihoods[-1] if entry.harmful else "",
        interest_in_disclosure="Openness helps people to judge the council" if weighed else "",
        interest_in_withholding="The council must be able to do this work" if weighed else "",
        balance="The second is the stronger interest for now" if weighed else "",
        qualified_person_on=date(2026, 11, 12) if "qualified_person" in entry.needs else None,
        qualified_person="the Monitoring Officer" if "qualified_person" in entry.needs else "",
    )


TIMED = {"when", "completion"}
REASONS = {
    "s.40(2)": "The names are those of junior staff, who do not expect to be named; there is no "
    "need to name them to understand the decision",
}
TABLE = "Year | Total\n2024 | 310\n2025 | 295"
PLAIN = (
    ("a number", "The number is 12."),
    ("none", "None. No such post exists."),
    ("paragraphs", "The contract began in 2021.\n\nIt ends in 2026."),
    ("bullets", "- North depot: 12\n- South depot: 15\n\nBoth are open."),
    ("numbers", "1. First the plan;\n2. then the money;\n3. then the work."),
    ("a table", TABLE),
    ("brackets", "The report names the owner as [redacted], see section 3 of the report."),
    ("another law", "The duty is in section 41 of the Highways Act 1980 and regulation 4."),
    ("an office", "Write to planning@wexcombe.example or ring 01234 567890."),
    ("internal audit", "The internal audit team reported to the committee in public."),
)


def disclosed(law: Law) -> list[Right]:
    return [
        Right(
            f"{law}: {name}",
            case(item(1, "What was decided?", Answer(Outcome.DISCLOSED, text), law)),
        )
        for name, text in PLAIN
    ]


def withheld(law: Law) -> list[Right]:
    found: list[Right] = []
    for entry in EXEMPTIONS.entries:
        if entry.law is not law or entry.council == "never" or entry.id in NOT_ALONE:
            continue
        claim = right_claim(entry)
        if entry.kind in {"absolute", "qualified"}:
            for outcome, text in ((Outcome.REFUSED, ""), (Outcome.PART, "The total is £9,400.")):
                answer = Answer(outcome, text, (claim,))
                found.append(_one(f"{law} {entry.id} {outcome}", answer, law))
        if entry.ncnd and entry.kind in {"absolute", "qualified"}:
            bare = replace(claim, withheld="", reason="To say so would itself tell what is exempt")
            found.append(_one(f"{law} {entry.id} ncnd", Answer(Outcome.NCND, "", (bare,)), law))
    return found


# Not held is recorded as such; environmental information is answered under the Regulations.
NOT_ALONE = frozenset({"reg 12(4)(a)", "reg 10(4)(a)", "s.39", "s.39(2)", "s.17"})


def _one(name: str, answer: Answer, law: Law) -> Right:
    asked = "All notes, e-mails and papers about the contract of 2025."
    facts = replace(FACTS, letter_date=date(2026, 11, 20))
    return Right(name, case(item(1, asked, answer, law), intro="Please send me:"), facts)


def others(law: Law) -> list[Right]:
    """Return the outcomes that rely on no exemption."""
    searched = "the asset register and the e-mail of the highways team for the word bollard"
    made = [
        ("not held", Answer(Outcome.NOT_HELD, searches=searched)),
        ("not held, with words", Answer(Outcome.NOT_HELD, "The team was closed in 2019.",
                                        searches=searched, help="Ask the museum")),
        ("elsewhere", Answer(Outcome.ELSEWHERE, searches=searched, other_body="Wexcombe Water")),
    ]  # fmt: skip
    if law in {Law.FOIA, Law.FOISA}:
        made += [
            ("cost", Answer(Outcome.COST, estimate="1,200 files at 4 minutes each: 80 hours",
                            help="Ask for one year alone")),
            ("cost, part given", Answer(Outcome.COST, "The total is 9.", estimate="60 hours",
                                        help="Ask for one year alone")),
            ("vexatious", Answer(Outcome.VEXATIOUS, exemptions=(ExemptionClaim(
                "s.14(1)" if law is Law.FOIA else "s.14", "It is the 40th letter on this"),))),
            ("repeated", Answer(Outcome.REPEATED, exemptions=(ExemptionClaim(
                "s.14(2)" if law is Law.FOIA else "s.14", "The same was answered in May 2026"),))),
        ]  # fmt: skip
    return [_one(f"{law} {name}", answer, law) for name, answer in made]


def mixed() -> list[Right]:
    """Return letters that answer under both laws, are late, are part, or send files."""
    late = replace(FACTS, letter_date=date(2026, 11, 25), late_reason="Two teams had to search")
    files = (enclosure("1-list.csv", "List"), enclosure("2-study.pdf", "Study", "A. Author"))
    ours, trees = (
        Answer(Outcome.DISCLOSED, "Ten."),
        Answer(Outcome.DISCLOSED, "See the list.", (), files),
    )
    both = case(item(1, "How many staff?", ours), item(2, "How many trees?", trees, Law.EIR))
    hostile = "What is {{ price }}, [your name], XXX and TBC? <b>____</b>"
    return [
        Right("twinning", TWINNING),
        Right("twinning, late", TWINNING, late),
        Right("twinning, part", TWINNING, replace(FACTS, items=(1, 3))),
        Right("mixed", both),
        Right("signs in the question", case(item(1, hostile, ours), title=hostile, intro=hostile)),
        Right("no name", case(item(1, "How many?", ours), name="")),
        Right("two exemptions", _two()),
    ]


def _two() -> Case:
    found = [EXEMPTIONS.find(Law.FOIA, one) for one in ("s.40(2)", "s.43(2)")]
    claims = tuple(right_claim(entry) for entry in found if entry is not None)
    return case(item(1, "The contract?", Answer(Outcome.PART, "It is enclosed.", claims, (
        enclosure("1-contract.pdf", "Contract", removed="names, section 40(2)"),))))  # fmt: skip


def _relying(law: Law, name: str, outcome: Outcome, text: str = "") -> Answer:
    """Return an answer that relies on one exemption, in full."""
    entry = EXEMPTIONS.find(law, name)
    assert entry is not None, (law, name)
    claim = right_claim(entry)
    if outcome is Outcome.NCND:
        claim = replace(claim, withheld="", reason="To say so would itself tell what is exempt")
    return Answer(outcome, text, (claim,))


def mixed_laws() -> list[Right]:
    """Return letters that answer one question under the Act and one under the Regulations."""
    uk, scotland = (Law.FOIA, Law.EIR), (Law.FOISA, Law.EISRS)
    names = {
        uk: ("s.43(2)", "s.40(2)", "s.31", "s.14(1)", "reg 12(5)(e)", "reg 13(1)", "reg 12(4)(b)"),
        scotland: (
            "s.33", "s.38(1)(b)", "s.35", "s.14", "reg 10(5)(e)", "reg 11(2)", "reg 10(4)(b)",
        ),
    }  # fmt: skip
    return [right for pair in (uk, scotland) for right in _mixed_pairs(pair, names[pair])]


def _mixed_pairs(laws: tuple[Law, Law], names: tuple[str, ...]) -> list[Right]:
    act, regulations = laws
    trade, people, police, vexing, secret, persons, burden = names
    ten = Answer(Outcome.DISCLOSED, "Ten.")
    nothing = Answer(Outcome.NOT_HELD, searches="the asset register", help="Ask the museum")
    there = Answer(Outcome.ELSEWHERE, searches="the asset register", other_body="Wexcombe Water")
    costly = Answer(
        Outcome.COST, estimate="1,200 files at 4 minutes each: 80 hours", help="Ask for one year"
    )
    vexed = Answer(Outcome.VEXATIOUS, exemptions=(ExemptionClaim(vexing, "It is the 40th letter"),))
    refused, part, ncnd = Outcome.REFUSED, Outcome.PART, Outcome.NCND
    made = [
        ("both given", ten, ten),
        ("neither held", nothing, nothing),
        ("both elsewhere", there, there),
        ("Act withheld", _relying(act, trade, refused), ten),
        ("Regulations withheld", ten, _relying(regulations, secret, refused)),
        ("both withheld", _relying(act, trade, refused), _relying(regulations, secret, refused)),
        ("people in both", _relying(act, people, part, "Six staff."),
         _relying(regulations, persons, part, "Six trees.")),
        ("too much in both", costly, _relying(regulations, burden, refused)),
        ("Act silent", _relying(act, police, ncnd), ten),
        ("Act vexatious", vexed, nothing),
    ]  # fmt: skip
    found = [
        Right(f"{act} and {regulations}: {name}", _asked_of_both(laws, general, green))
        for name, general, green in made
    ]
    late = replace(FACTS, letter_date=date(2026, 11, 25), late_reason="Two teams had to search")
    both = _asked_of_both(laws, ten, ten)
    own = item(3, "What is held about me?", None, Law.SAR)
    apart = replace(both, items=(*both.items, own))
    of_two = replace(FACTS, items=(1, 2), remaining_by=date(2026, 11, 26))
    return [
        *found,
        Right(f"{act} and {regulations}: late", both, late),
        Right(f"{act} and {regulations}: the Act's part alone", both, replace(
            FACTS, items=(1,), remaining_by=date(2026, 12, 21))),
        Right(f"{act} and {regulations}: own data apart", apart, of_two),
    ]  # fmt: skip


def _asked_of_both(laws: tuple[Law, Law], general: Answer, green: Answer) -> Case:
    return case(
        item(1, "All papers about the contract of 2025.", general, laws[0]),
        item(2, "All papers about the felling of 2025.", green, laws[1]),
    )


def corpus() -> list[Right]:
    """Return every right letter."""
    laws = (Law.FOIA, Law.EIR, Law.FOISA, Law.EISRS)
    by_law = [right for law in laws for right in (*disclosed(law), *withheld(law), *others(law))]
    return [*by_law, *mixed(), *mixed_laws()]
