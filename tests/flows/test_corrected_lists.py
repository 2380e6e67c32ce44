"""A list that was corrected after mails went out: no answer stands by another question's number."""

from __future__ import annotations

from pathlib import Path

import pytest

from foibot.case.model import CaseItem, ItemState
from foibot.demo.world import Sent
from tests.flows.town import GOVERNANCE, Town, kinds

BEA = "Bea Marlow <bea@example.org>"
ALLOTMENTS = (
    "Under the Freedom of Information Act please tell me:\n"
    "1. How many allotment plots does the council own, and how many people wait for one?\n"
    "2. How many complaints about fly-tipping were received in 2025?\n"
    "3. What was paid to bailiffs for the collection of council tax in 2025/26?\n\nBea Marlow"
)
REF = "FOI-2026-00001"
PARKS, WASTE, REVENUES = (
    f"{name}@council.example" for name in ("parks.leisure", "waste", "revenues")
)
SPLIT = "split Q1: How many allotment plots does the council own? / How many people wait for one?"
MEANT = "Sorry, I meant 2023 in question 2, not 2025.\n\nBea Marlow"
REFUSED = (
    "Exempt: section 31(1)(a), ongoing prosecutions\nWithheld: complaints about three sites\n"
    "Harm: publication would be likely to let suspects destroy evidence\n"
    "For disclosure: openness\nFor withholding: bringing offenders to court\n"
    "Balance: the trial comes first"
)


@pytest.fixture
def town(tmp_path: Path) -> Town:
    town = Town.make(tmp_path)
    town.tick()
    town.write(BEA, ALLOTMENTS)
    town.until("Tue 3 Nov 2026 08:32")
    return town


def lead_says(town: Town, said: str) -> list[Sent]:
    """Let a lead decide in reply to the newest mail to governance, ten minutes on."""
    town.later(minutes=10)
    mail = [one for one in town.sent if one.to == GOVERNANCE][-1]
    sent = town.reply(mail, f"{REF}\n{said}")
    town.later(minutes=10)
    return sent


def item(town: Town, words: str) -> CaseItem:
    """Return the question that holds some words."""
    (found,) = [one for one in town.case(REF).items if words in one.question.text]
    return found


def test_an_answer_to_an_older_digest_stands_by_its_question(town: Town) -> None:
    lead_says(town, SPLIT)
    town.answer(town.last("digest", WASTE), Q2="1,204 complaints were received.")
    town.answer(town.last("digest", REVENUES), Q3="£91,330 was paid.")

    fly_tipping, bailiffs = item(town, "fly-tipping"), item(town, "bailiffs")
    assert (fly_tipping.n, bailiffs.n) == (3, 4)
    assert fly_tipping.answer is not None
    assert "1,204" in fly_tipping.answer.text
    assert bailiffs.answer is not None
    assert "91,330" in bailiffs.answer.text
    assert item(town, "wait for one").answer is None
    assert f"{REF} Q4: Answer" in town.last("confirmation", REVENUES).text


def test_an_answer_to_older_words_waits_for_a_yes(town: Town) -> None:
    town.later(minutes=10)
    town.reply(town.last("acknowledgement"), MEANT, sender=BEA)
    town.later(minutes=10)
    town.answer(town.last("digest", WASTE), Q2="1,204 complaints were received.")

    assert item(town, "fly-tipping").answer is None
    shown = town.last("confirmation", WASTE)
    assert "a question was changed since we asked it" in " ".join(shown.text.split())
    assert "received in 2023" in shown.text
    town.reply(shown, "yes")
    assert item(town, "fly-tipping").answer is not None


def test_an_undone_split_gives_the_numbers_back(town: Town) -> None:
    lead_says(town, SPLIT)
    town.until("Wed 4 Nov 2026 08:32")
    digest = town.last("digest", REVENUES)
    town.later(minutes=10)
    town.reply(town.last("decision"), "undo")
    town.answer(digest, Q4="£91,330 was paid.")

    assert item(town, "bailiffs").answer is not None


def test_what_the_requester_asks_otherwise_is_answered_anew(town: Town) -> None:
    town.answer(town.last("digest", WASTE), Q2="1,204 complaints were received in 2025.")
    town.later(minutes=10)
    sent = town.reply(town.last("acknowledgement"), MEANT, sender=BEA)

    assert item(town, "fly-tipping").state is ItemState.WITH_OFFICER
    assert ("assignment", "waste") in kinds(sent)
    assert "received in 2023" in town.last("assignment", WASTE).text
    town.later(minutes=10)
    town.reply(town.last("correction-confirmed"), "UNDO", sender=BEA)
    assert item(town, "fly-tipping").answer is not None


def test_a_refusal_is_not_lost_when_its_question_is_merged(town: Town) -> None:
    town.answer(town.last("digest", PARKS), Q1="412 plots; 87 people wait.")
    town.answer(town.last("digest", WASTE), Q2=REFUSED)
    sent = lead_says(town, "merge Q1 and Q2")

    assert item(town, "fly-tipping").answer is None
    assert "the answer to Q2 as it was is set aside" in town.last("decision").text
    assert ("assignment", "parks.leisure") in kinds(sent)
    town.reply(town.last("decision"), "undo")
    assert item(town, "fly-tipping").answer is not None


def test_plain_answers_are_merged_with_their_questions(town: Town) -> None:
    town.answer(town.last("digest", PARKS), Q1="412 plots; 87 people wait.")
    town.answer(town.last("digest", WASTE), Q2="1,204 complaints were received.")
    lead_says(town, "merge Q1 and Q2")

    answer = item(town, "fly-tipping").answer
    assert answer is not None
    assert answer.text == "412 plots; 87 people wait.\n\n1,204 complaints were received."


def test_a_lead_hears_that_an_answer_was_given_to_other_words(town: Town) -> None:
    town.answer(town.last("digest", WASTE), Q2="1,204 complaints were received.")
    lead_says(town, "reword Q2: How many reports of fly-tipping were received in 2025?")

    assert "Q2 keeps the answer that was given to other words" in town.last("decision").text


def test_a_decision_by_an_older_number_is_asked_back(town: Town) -> None:
    town.reply(town.last("digest", WASTE), "Need to ask the requester: which wards?")
    alert = town.last("alert", GOVERNANCE)
    lead_says(town, SPLIT)
    sent = town.reply(alert, "clarify Q2 genuine: Which wards?")

    assert not town.all("clarification")
    assert "was corrected after the mail that you answered" in " ".join(sent[-1].text.split())
    town.reply(sent[-1], "clarify Q3 genuine: Which wards?")
    assert "fly-tipping" in town.last("clarification").text


def test_numbers_in_one_reply_are_those_of_its_beginning(town: Town) -> None:
    lead_says(town, "merge Q1 and Q2\nassign Q3 to Finance")

    assert item(town, "bailiffs").service == "Finance and Procurement"


def test_a_requester_who_knows_older_numbers_drops_no_other_question(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.tick()
    town.write(BEA, "".join(line[3:] if line[:1].isdigit() else line for line in ASKED))
    town.until("Tue 3 Nov 2026 08:32")
    lead_says(town, SPLIT)
    town.reply(town.last("acknowledgement"), "Please drop question 3.\n\nBea Marlow", sender=BEA)

    assert len(town.case(REF).counted) == 4
    assert "drop question 3" in town.alerts("corrects")[-1].text


ASKED = ALLOTMENTS.splitlines(keepends=True)


def clarified(town: Town, words: str) -> None:
    """Let the requester answer what we asked about fly-tipping."""
    lead_says(town, "clarify Q2 genuine: Do you mean those made to the contact centre only?")
    town.until("Fri 6 Nov 2026 11:00")
    town.reply(town.last("clarification"), f"{words}\n\nBea Marlow", sender=BEA)


def test_what_a_clarification_also_asks_is_a_request_of_its_own(town: Town) -> None:
    clarified(
        town,
        "Only the contact centre please. Could you also tell me how many fixed penalty notices "
        "were issued for fly-tipping in 2025?",
    )

    (_, new) = town.cases()
    assert "fixed penalty notices" in town.case(new.reference).items[0].question.text
    assert str(new.due) == "2026-12-07"
    assert new.reference in town.last("acknowledgement").text
    assert item(town, "complaints about").state is ItemState.WITH_OFFICER


def test_a_clarification_in_the_form_of_a_question_is_none(town: Town) -> None:
    clarified(town, "I mean the contact centre: how many complaints did it have in 2025?")

    assert len(town.cases()) == 1
    assert "add: the words of the question" in town.alerts("check whether they are new")[-1].text


def test_what_is_added_with_that_year_brings_its_year(town: Town) -> None:
    town.later(minutes=10)
    words = (
        "Sorry, I meant 2023 in question 2, not 2025, and also please add how many fines were "
        "issued for fly-tipping in that year.\n\nBea Marlow"
    )
    town.reply(town.last("acknowledgement"), words, sender=BEA)

    new = town.cases()[-1].reference
    assert new != REF
    assert "2023" in " ".join(town.case(new).items[0].question.context)
    town.until("Wed 4 Nov 2026 08:32")
    assert "I meant 2023" in " ".join(town.last("digest", WASTE).text.split())
