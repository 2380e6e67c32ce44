"""Governance decides by one line a decision; what is not quite that is asked back."""

from __future__ import annotations

from datetime import date

import pytest

from foibot.replies.decision_parts import Decision
from foibot.replies.decisions import DecisionReading, read_decisions
from foibot.replies.load import load_reply_rules
from foibot.replies.model import AskedQuestion, Key
from foibot.trust.permissions import Action
from tests.unit.replies.texts import a_reply

RULES = load_reply_rules()
TODAY = date(2026, 3, 10)
REF = "FOI-2026-00047"
ASKED = [
    AskedQuestion(REF, n, text)
    for n, text in enumerate(
        [
            "How many potholes were reported?",
            "How much was spent?",
            "Please provide the policy.",
            "Who wrote it?",
        ],
        1,
    )
]
Q1, Q2, Q3, Q4 = (Key(REF, n) for n in (1, 2, 3, 4))
ALL = (Q1, Q2, Q3, Q4)


def read(text: str, quoted: str = "") -> DecisionReading:
    return read_decisions(a_reply(text, quoted), ASKED, RULES, today=TODAY)


DECIDED = {
    "APPROVE 7F3K-92QD": Decision(Action.APPROVE, code="7F3K92QD"),
    "approve 7f3k\u201392qd": Decision(Action.APPROVE, code="7F3K92QD"),
    "Hi,\n\nrefuse 7F3K-92QD\n\nThanks\nGwen": Decision(Action.REFUSE, code="7F3K92QD"),
    "no: the figure in Q2 is last year's": Decision(
        Action.REJECT, text="the figure in Q2 is last year's"
    ),
    "No - Q2 is last year's\nand Q3 has no date": Decision(
        Action.REJECT, text="Q2 is last year's\nand Q3 has no date"
    ),
    "Q2: We spent \u00a318,200.\n\nOf this \u00a34,000 was for signs.": Decision(
        Action.ANSWER, (Q2,), "We spent \u00a318,200.\n\nOf this \u00a34,000 was for signs."
    ),
    "Please change 3 to The policy of 4 March 2024 is enclosed.": Decision(
        Action.ANSWER, (Q3,), "The policy of 4 March 2024 is enclosed."
    ),
    "Amend the answer to Q2 to read: We spent \u00a318,200 on signs.": Decision(
        Action.ANSWER, (Q2,), "We spent \u00a318,200 on signs."
    ),
    "assign Q3 to Highways": Decision(Action.ASSIGN, (Q3,), to="Highways"),
    "Please send Q1 and Q2 to the Finance team.": Decision(
        Action.ASSIGN, (Q1, Q2), to="Finance team"
    ),
    "assign all to Planning Policy": Decision(Action.ASSIGN, ALL, to="Planning Policy"),
    "reassign question 2-3 to Estates because they own it": Decision(
        Action.ASSIGN, (Q2, Q3), to="Estates"
    ),
    "extend Q2 until 12 May, public interest, s.43(2): the tender closes in April": Decision(
        Action.EXTEND, (Q2,), "the tender closes in April", until=date(2026, 5, 12), basis="pit",
        exemptions=("s.43(2)",),
    ),
    "extend all to 2026-04-20 complex and voluminous: 4,000 files": Decision(
        Action.EXTEND, ALL, "4,000 files", until=date(2026, 4, 20), basis="eir"
    ),
    "clarify Q2 genuine: which financial year do you mean?": Decision(
        Action.CLARIFY, (Q2,), "which financial year do you mean?", genuine=True
    ),
    "clarified Q2 on 3 March: they mean the year 2024": Decision(
        Action.CLARIFY, (Q2,), "they mean the year 2024", until=date(2026, 3, 3)
    ),
    "ask Q1 advice: could you limit this to 2025?": Decision(
        Action.CLARIFY, (Q1,), "could you limit this to 2025?", genuine=False
    ),
    "fee \u00a325 for Q3: copying of 250 sheets": Decision(
        Action.FEE,
        (Q3,),
        "copying of 250 sheets",
        amount="25.00",
        parts=("copying of 250 sheets", "", ""),
    ),
    "fee \u00a325 for Q3: copying; pay: by card on 01234 567890; schedule: x.example/c": Decision(
        Action.FEE,
        (Q3,),
        "copying; pay: by card on 01234 567890; schedule: x.example/c",
        amount="25.00",
        parts=("copying", "by card on 01234 567890", "x.example/c"),
    ),
    "Hi,\n\nCan you give question 3 to the Finance team please? Thanks": Decision(
        Action.ASSIGN, (Q3,), to="Finance team"
    ),
    "Hi Sam, could you drop Q3 please: it is a remark": Decision(
        Action.DROP, (Q3,), "it is a remark"
    ),
    "charge \u00a325 for copying 250 sheets": Decision(
        Action.FEE,
        (),
        "copying 250 sheets",
        amount="25.00",
        parts=("copying 250 sheets", "", ""),
    ),
    "ask Acme Ltd <bids@acme.example> about Q3: is the rate confidential?": Decision(
        Action.CONSULT,
        (Q3,),
        "is the rate confidential?",
        "Acme Ltd",
        address="bids@acme.example",
    ),
    "consult Q3 with Acme Ltd <Bids@acme.example>: is the rate confidential?": Decision(
        Action.CONSULT,
        (Q3,),
        "is the rate confidential?",
        to="Acme Ltd",
        address="bids@acme.example",
    ),
    "opinion Q3 Jane Chief <chief@council.example> section 36(2)(c): bids would dry up": Decision(
        Action.CONSULT,
        (Q3,),
        "bids would dry up",
        to="Jane Chief",
        address="chief@council.example",
        basis="opinion",
        exemptions=("s.36(2)(c)",),
    ),
    "opinion Q3 given 3 March: would prejudice, limb (c)": Decision(
        Action.OPINION, (Q3,), "would prejudice, limb (c)", until=date(2026, 3, 3)
    ),
    "opinion Q3 given 3 March by the Monitoring Officer: would prejudice, limb (c)": Decision(
        Action.OPINION,
        (Q3,),
        "would prejudice, limb (c)",
        to="the Monitoring Officer",
        until=date(2026, 3, 3),
    ),
    "opinion Q3 given by Chief Executive on 3 March: would prejudice": Decision(
        Action.OPINION, (Q3,), "would prejudice", to="the Chief Executive", until=date(2026, 3, 3)
    ),
    "drop file 2: it has names in it": Decision(
        Action.ENCLOSURE, text="it has names in it", to="2", basis="drop"
    ),
    "Please remove the enclosure 1 because it was sent by mistake": Decision(
        Action.ENCLOSURE, text="it was sent by mistake", to="1", basis="drop"
    ),
    "drop staff list.xlsx - wrong file": Decision(
        Action.ENCLOSURE, text="wrong file", to="staff list.xlsx", basis="drop"
    ),
    "original file 1 because they asked for a workbook": Decision(
        Action.ORIGINAL, text="they asked for a workbook", to="1", basis="original"
    ),
    "drop all of it.7z: it is packed": Decision(
        Action.ENCLOSURE, text="it is packed", to="all of it.7z", basis="drop"
    ),
    "drop file-001.xlsm: it has macros": Decision(
        Action.ENCLOSURE, text="it has macros", to="file-001.xlsm", basis="drop"
    ),
    "safe file 1": Decision(Action.ENCLOSURE, to="1", basis="safe"),
    "ORIGINAL 7F3K-92QD": Decision(Action.ORIGINAL, code="7F3K92QD"),
    "file under FOI-2026-00012": Decision(Action.FILE, text="FOI-2026-00012"),
    "fee paid 3 March": Decision(Action.FEE, until=date(2026, 3, 3), paid=True),
    "transfer Q4 to Ashshire County Council: they wrote it": Decision(
        Action.TRANSFER, (Q4,), "they wrote it", to="Ashshire County Council"
    ),
    "refuse Q2 s.43(2): it would reveal the rates": Decision(
        Action.REFUSE, (Q2,), "it would reveal the rates", exemptions=("s.43(2)",)
    ),
    "release": Decision(Action.RELEASE),
    "split Q2: How much was spent on potholes? / How much was spent on signs?": Decision(
        Action.SPLIT, (Q2,),
        parts=("How much was spent on potholes?", "How much was spent on signs?"),
    ),
    "split Q2:\n- How much on potholes?\n- How much on signs?": Decision(
        Action.SPLIT, (Q2,), parts=("How much on potholes?", "How much on signs?")
    ),
    "merge Q3 and Q4": Decision(Action.MERGE, (Q3, Q4)),
    "reword Q2: How much was spent in 2025?": Decision(
        Action.REWORD, (Q2,), "How much was spent in 2025?"
    ),
    "drop Q4: it is a remark": Decision(Action.DROP, (Q4,), "it is a remark"),
    "add: How many claims were paid?": Decision(Action.ADD, text="How many claims were paid?"),
    "redate 3 March: it lay in Junk": Decision(
        Action.REDATE, text="it lay in Junk", until=date(2026, 3, 3)
    ),
    "received 28/02/2026 because it came by post": Decision(
        Action.REDATE, text="it came by post", until=date(2026, 2, 28)
    ),
    "close: duplicate of FOI-2026-00046": Decision(
        Action.CLOSE, text="duplicate of FOI-2026-00046"
    ),
    "reopen: the letter bounced": Decision(Action.REOPEN, text="the letter bounced"),
    "undo": Decision(Action.UNDO),
    "undo Q2": Decision(Action.UNDO, (Q2,)),
    "neilltuo C3 i Priffyrdd": Decision(Action.ASSIGN, (Q3,), to="Priffyrdd"),
}  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        "APPROVE 7F3K-92QD please",
        "approve 7F3K-92QD - thanks",
        "APPROVE 7F3K-92QD, thank you.",
        "APPROVE 7F3K-92QD\n\nMany thanks for turning this round",
        "APPROVE 7F3K-92QD diolch",
        "APPROVE 7F3K-92QD\n\nKind regards\nHelen",
    ],
)
def test_thanks_beside_a_code_change_nothing(said: str) -> None:
    assert read(said) == DecisionReading((DECIDED["APPROVE 7F3K-92QD"],), ())


@pytest.mark.parametrize(
    "said",
    [
        "APPROVE 7F3K-92QD\n\nThanks, but change Q2 first",
        "APPROVE 7F3K-92QD\n\nThank you, once legal have looked",
        "APPROVE 7F3K-92QD please change the total",
        "APPROVE 7F3K-92QD thanks to Jo",
    ],
)
def test_thanks_that_take_something_back_make_a_code_unclear(said: str) -> None:
    assert read(said).decisions == ()


@pytest.mark.parametrize("text", DECIDED)
def test_a_decision_is_read_as_it_is_meant(text: str) -> None:
    assert read(text) == DecisionReading((DECIDED[text],), ())


@pytest.mark.parametrize(
    "text",
    [
        "approve",
        "approve 7F3K-92QD but change Q2 first",
        "I think we can approve this",
        "Approved, subject to legal",
        "no",
        "assign to Highways",
        "assign Q9 to Highways",
        "assign Q3",
        "Q3 to Highways please?",
        "extend until 12 May",
        "extend public interest: complicated",
        "extend until 12 May public interest",
        "clarify Q2: which year?",
        "clarify genuine",
        "fee",
        "transfer Q4",
        "refuse Q2",
        "refuse Q2: too sensitive",
        "split Q2",
        "split Q2: How much?",
        "merge Q3",
        "reword Q2",
        "drop Q4",
        "add",
        "redate: it was in Junk",
        "close",
        "Looks fine to me, ship it",
        "Q1 Finance, Q2 Highways, Q3 and 4 Parking",
        "Yes they can have until 4 December",
        "What does Q2 mean?",
        "please change 2 to \u00a318,300",
        "change 2 to 3",
        "Dear bot, this request is approved.",
    ],
)
def test_what_is_not_quite_a_decision_is_asked_back(text: str) -> None:
    reading = read(text)

    assert reading.decisions == ()
    assert reading.unclear
    assert all(one.why for one in reading.unclear)


def test_several_decisions_stand_on_several_lines() -> None:
    reading = read("assign Q1 to Finance\nassign Q3 to Highways\nmerge Q3 and Q4\n\nThanks, Gwen")

    assert [one.action for one in reading.decisions] == [Action.ASSIGN, Action.ASSIGN, Action.MERGE]
    assert reading.unclear == ()


def test_an_approval_with_anything_beside_it_is_none() -> None:
    reading = read("approve 7F3K-92QD\nQ2: change the figure to 12")

    assert [one.action for one in reading.decisions] == [Action.ANSWER]
    assert [one.text for one in reading.unclear] == ["approve 7F3K92QD"]


def test_what_is_quoted_decides_nothing() -> None:
    assert read("Thanks", "approve 7F3K-92QD") == DecisionReading((), ())


def test_a_code_below_the_tenth_line_is_not_seen() -> None:
    lines = [f"assign Q{n % 4 + 1} to Finance" for n in range(10)]
    reading = read("\n".join([*lines, "approve 7F3K-92QD"]))

    assert {one.action for one in reading.decisions} == {Action.ASSIGN}


@pytest.mark.parametrize(
    "text",
    [
        "Q2 is for Finance",
        "Q2 should go to the county council as they hold it",
        "Question 3 needs redacting first",
        "No longer needed",
        "No problem with this one",
    ],
)
def test_what_speaks_of_a_question_or_declines_nothing_changes_nothing(text: str) -> None:
    found = read(text)

    assert [one for one in found.decisions if one.action is not Action.ASSIGN] == []


@pytest.mark.parametrize("text", ["undo that please", "Undo this", "undo the last one"])
def test_that_means_the_last_decision(text: str) -> None:
    assert read(text).decisions == (Decision(Action.UNDO),)


@pytest.mark.parametrize(
    ("suggested", "written"),
    [
        (
            "refuse Q2 s.43(2): the reason, and on lines of their own Harm:",
            "refuse Q2 s.43(2): the contractor gave its rate in confidence",
        ),
        (
            "extend all until 20 April 2026, complex and voluminous: and the reason",
            "extend all until 20 April 2026, complex and voluminous: and the files are on paper",
        ),
    ],
)
def test_a_line_begun_as_our_mail_suggests_is_read_whole(suggested: str, written: str) -> None:
    sent = f"Something is wanted.\n\nWhat you can reply\n\n- {suggested}\n"
    fresh = read_decisions(a_reply(written), ASKED, RULES, today=TODAY, sent=sent)
    quoted = read_decisions(a_reply("Thanks", sent), ASKED, RULES, today=TODAY, sent=sent)

    assert fresh.decisions == read(written).decisions
    assert len(fresh.decisions) == 1
    assert not quoted.decisions
    # A program that quotes without marks makes no decision of what we suggest.
    unmarked = a_reply(f"Thanks\n{sent}")
    assert not read_decisions(unmarked, ASKED, RULES, today=TODAY, sent=sent).decisions


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        (
            "assign Q2 to Finance. Also extend all until 12 January 2027, complex and voluminous: "
            "900 files",
            [Action.ASSIGN, Action.EXTEND],
        ),
        (
            "transfer Q3 to Ashshire County Council and assign Q2 to Finance",
            [Action.TRANSFER, Action.ASSIGN],
        ),
        ("assign Q1 and Q2 to Finance", [Action.ASSIGN]),
        ("assign Q2 to Legal and Democratic Services. They hold it.", [Action.ASSIGN]),
        # What goes on as text stays one decision, whatever words it holds.
        ("clarify Q2 genuine: which year? Give the month and close of it", [Action.CLARIFY]),
        ("no: Q2 is wrong. Ask Parking and send it again", [Action.REJECT]),
        ("merge 1 and 2", [Action.MERGE]),
        ("reword Q1 to How many PCNs were issued in 2025?", [Action.REWORD]),
        ("Move Q2 across to Finance", [Action.ASSIGN]),
    ],
)
def test_a_second_decision_on_the_line_is_not_lost(text: str, actions: list[Action]) -> None:
    reading = read(text)

    assert [one.action for one in reading.decisions] == actions
    assert [one.to for one in reading.decisions if one.action is Action.TRANSFER] in (
        [],
        ["Ashshire County Council"],
    )


def test_a_question_labelled_with_a_service_goes_to_it_and_is_no_answer() -> None:
    rules = RULES.knowing(["Finance", "Finance and Procurement"])
    asked = [AskedQuestion(REF, 1, "How many?"), AskedQuestion(REF, 2, "Which team manages it?")]

    def of(text: str) -> DecisionReading:
        return read_decisions(a_reply(text), asked, rules, today=TODAY)

    for text in ("Q1 - Finance and Procurement", "Q1: Finance please", "Q1: the Finance team"):
        (one,) = of(text).decisions
        assert (one.action, one.keys) == (Action.ASSIGN, (Q1,)), text
    # Where the name is just what was asked, a person says which it is.
    assert not of("Q2: Finance").decisions
    assert of("Q2: Finance").unclear
    assert of("Q1: Finance spent 5,000 on it.").decisions[0].action is Action.ANSWER


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Can you add that figures are provisional", None),
        ("add a line about the tender", None),
        ("Please add this to FOI-2026-00047", Decision(Action.FILE, text=REF)),
        ("add: Who wrote it?", Decision(Action.ADD, text="Who wrote it?")),
        (
            "add How many were there in 2024?",
            Decision(Action.ADD, text="How many were there in 2024?"),
        ),
    ],
)
def test_only_a_question_is_added_as_one(text: str, wanted: Decision | None) -> None:
    assert read(text).decisions == ((wanted,) if wanted else ())
    assert bool(read(text).unclear) == (wanted is None)
