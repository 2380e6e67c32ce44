"""Asks in many words, in passing and by people who write as they speak (guide R6, R11)."""

from __future__ import annotations

import pytest

from foibot.request.model import Kind
from tests.unit.request.test_read import read

STORY = "The bridge at Mill Lane has been shut since May and we walk round by the road."


@pytest.mark.parametrize(
    "asked",
    [
        "It would also help to know who inspected it last.",
        "It would be a great help to see the survey.",
        "What I would dearly like to know is whether there is a contract with the builder.",
        "What I am asking for is the survey.",
        "The one thing I cannot find out is how much it cost.",
        "I also want everything you have in writing about it.",
        "I also want to be told who shut it.",
        "I have been asked by our branch to find out how many posts have gone.",
        "Perhaps you would let me have the survey.",
        "You could start by telling me who shut it.",
        "I'd appreciate it if you told me who shut it.",
        "I must ask you who shut it.",
        "Can I trouble you for a copy of the survey.",
        "I was hoping someone could dig out the survey for me.",
        "While you're about it, let me have the survey.",
        "I'm curious how many were reported last year.",
        "I am needing the cost of the works from start until now.",
        "And what happened to the £90,000 that was set aside for it?",
        "What other ways of keeping it open were looked at?",
        "A copy of the survey wouldn't go amiss.",
        "If there's a survey report, a copy would be appreciated.",
    ],
)
def test_what_is_asked_in_many_words_is_the_question(asked: str) -> None:
    reading = read(f"Dear Sir\n\n{STORY} {asked}\n\nThank you,\nJo Smith", "Mill Lane bridge")

    assert reading.kind is Kind.NEW_REQUEST
    assert [item.text for item in reading.items] == [asked]


@pytest.mark.parametrize(
    "remark",
    [
        "What happened to common sense?",
        "I do wonder whether anybody ever looks.",
        "It makes you wonder who is in charge.",
        "Please look into this.",
    ],
)
def test_what_is_said_in_passing_is_none(remark: str) -> None:
    asked = "How many bridges were shut last year?"
    reading = read(f"{STORY} {remark} {asked}", "Mill Lane bridge")

    assert [item.text for item in reading.items] == [asked]


def test_a_fact_that_the_writer_wants_to_find_out_is_asked_for_beside_more_questions() -> None:
    asked = ["I'd like to find out how many holes were filled in May.", "What is the target time?"]

    assert [item.text for item in read(" ".join(asked), "Holes").items] == asked


def test_what_the_writer_wants_to_understand_is_no_question_above_what_serves_that_end() -> None:
    aim = "Moves at short notice are on the rise and we'd like to understand why that is."
    asked = "To that end, we ask you how many families were moved in May."

    assert [item.text for item in read(f"{aim}\n\n{asked}", "Moves").items] == [asked]


def test_a_question_in_a_complaint_may_begin_with_and() -> None:
    asked = ["Please send the survey.", "And what else did you try before you closed it?"]
    reading = read(f"I object to the closure, it is a disgrace. {' '.join(asked)}", "Nursery")

    assert [item.text for item in reading.items] == asked


@pytest.mark.parametrize(
    "more",
    [
        "It'd be useful too to have the reports of those visits.",
        "The names of the inspectors would be good as well.",
        "Should any have failed, tell me which ones and what was done.",
        "Same for the year before please.",
        "There was a report in 2019, I believe, which I'd like to see.",
        "I'd want the inspection sheets themselves.",
        "Does anybody keep a record of near misses, and if so what does it show for Mill Lane?",
        "It is also important for me to know if Mill Lane is safe for a horse box.",
        "I need too the name of the engineer who did Mill Lane.",
        "Please to send me also photos of Mill Lane from the last visit.",
    ],
)
def test_what_is_asked_besides_is_a_question_of_its_own(more: str) -> None:
    asked = "Please tell me how many bridges were inspected last year."
    told = "I have lived here all my life and never seen an inspector."
    reading = read(f"I use the bridge at Mill Lane daily. {asked} {more} {told}", "Bridges")

    assert [item.text for item in reading.items] == [asked, more]


def test_a_report_that_was_spoken_of_may_be_asked_for_in_the_next_sentence() -> None:
    asked = ["How many bridges were inspected last year?", "I should like to see it."]
    reading = read(f"{asked[0]} I understand there was a report. {asked[1]}", "Bridges")

    assert [item.text for item in reading.items] == asked
