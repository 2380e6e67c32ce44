"""Questions that residents write in a few plain words, beside others or in lines of their own."""

from __future__ import annotations

import pytest

from foibot.questions import surplus
from foibot.questions.chain import Weights
from foibot.questions.confidence import heaviest, is_doubtful
from foibot.questions.itemise import itemise
from foibot.questions.language import load_language
from foibot.questions.rules import load
from foibot.questions.source import BODY, source
from tests.unit.questions.test_everyday import items, texts


@pytest.mark.parametrize("lead", ["Please may I have:", "For 2025/26 I would like to know"])
def test_lines_in_small_letters_below_a_lead_in_are_questions(lead: str) -> None:
    lines = [
        "the report that was given to the councillors",
        "any consultation responses (with names removed)",
        "how much it costs to run the library each year",
        "how many people used it in 2025.",
    ]

    found = items(lead + "\n" + "\n".join(lines) + "\nKind regards\nBrian Tilley")

    assert [(each.text, each.context) for each in found] == [(line, (lead,)) for line in lines]


def test_a_wrapped_question_below_a_lead_in_stays_whole() -> None:
    ask = (
        "the minutes of every meeting of the highways liaison group at which\n"
        "the closure of the bridge was spoken of, with the papers that were\n"
        "given to those who came to it."
    )

    assert texts("Please may I have:\n" + ask) == [ask.replace("\n", " ")]


@pytest.mark.parametrize(
    "more",
    [
        "Also the sickness rate in that team.",
        "I'm also interested in any guidance that its officers are given.",
        "We'd also like, under FOI, the number of complaints about it.",
        "Also interested in whether you inspect private nurseries.",
        "If there's any forecast for this winter that would be great as well.",
        "And who can see it.",
        "also do u make ppl pay for it",
    ],
)
def test_one_more_thing_is_a_question_of_its_own(more: str) -> None:
    first = "Can you tell me how many social worker posts are vacant?"

    assert texts(f"{first} {more}") == [first, more]


def test_what_a_paragraph_of_its_own_is_interested_in_is_asked_for() -> None:
    asks = [
        "I'd like some figures please: the number of children educated at home, and of officers.",
        "I'm also interested in any guidance your officers are given about home visits.",
    ]

    assert texts("\n".join(asks) + "\nMany thanks") == asks


def test_what_the_writer_would_like_to_know_is_asked_beside_a_copy() -> None:
    asks = [
        "We would like to know what you charge other groups for hiring the town hall.",
        "Can I have a list of all hirers since April 2025 and what each one paid?",
    ]

    assert texts(" ".join(asks)) == asks


def test_what_someone_will_do_about_a_grievance_is_none_beside_a_question() -> None:
    assert texts(
        "My flat is damp.  I want to know when a plasterer is coming.\n\n"
        "Please send me the record of all repairs at Tower House since 2024."
    ) == ["Please send me the record of all repairs at Tower House since 2024."]


def test_notes_name_one_thing_after_the_other() -> None:
    notes = [
        "Under FOIA: total paid to consultants in each of the last three years.",
        "Top ten firms each year.",
        "Reason for each engagement over £50k.",
    ]

    assert texts(" ".join(notes) + " Thanks.") == notes


def test_a_line_of_notes_may_end_with_a_full_stop() -> None:
    lines = [
        "Number of call outs for rats each year since 2020.",
        "Areas with the most call outs.",
        "Cost of the pest control service.",
    ]

    assert (
        texts("I would like to make a request for information on rats.\n" + "\n".join(lines))
        == lines
    )


def test_if_you_know_leads_in_no_list() -> None:
    ask = "Could you tell me how many of the houses sold since 2015 are now let, if you know."

    assert texts(f"{ask} And has the council bought any back?") == [
        ask,
        "And has the council bought any back?",
    ]


def test_what_became_of_something_is_asked_in_anger_too() -> None:
    assert texts(
        "The swings have been broken since June. I think it's disgraceful. "
        "Has the money for them been cut? How much do you spend on play areas a year?"
    ) == ["Has the money for them been cut?", "How much do you spend on play areas a year?"]


def test_what_a_copy_should_include_belongs_to_the_ask() -> None:
    ask = "Please can I have sight of the contract with the operator of the leisure centre."
    more = "I'd be grateful if this could include the schedules."

    assert texts(f"{ask} {more}") == [f"{ask} {more}"]


def test_an_exclamation_is_no_context() -> None:
    (found,) = items("I see we have a new logo. Nice. How much of my council tax went on that?")

    assert "Nice." not in found.context


def test_a_word_of_thanks_on_its_own_line_is_in_no_question() -> None:
    assert texts(
        "can i have all emails sent by the head of planning about the old mill this year\n"
        "not interested in press cuttings\nthank u"
    ) == [
        "can i have all emails sent by the head of planning about the old mill this year "
        "not interested in press cuttings"
    ]


def test_records_named_behind_the_sentence_that_points_to_them_are_wanted() -> None:
    lead = "I would be grateful for the following information about rough sleeping."
    named = [
        "The number of rough sleepers in each month of 2025.",
        "The number of those who had been in care.",
        "Finally, a copy of the current strategy.",
    ]

    found = items(" ".join([lead, *named]))

    assert [(each.text, each.context) for each in found] == [(each, (lead,)) for each in named]


def test_the_parts_of_a_figure_stand_beside_it_and_end_with_their_list() -> None:
    found = items(
        "Please tell me:\nHow many households are in temporary accommodation?\nOf these:\n"
        " - how many have children\n - how many are outside the borough\n"
        "What did temporary accommodation cost in 2025-26?"
    )

    assert [(each.text, each.context) for each in found] == [
        ("How many households are in temporary accommodation?", ("Please tell me:",)),
        ("how many have children", ("Of these:",)),
        ("how many are outside the borough", ("Of these:",)),
        ("What did temporary accommodation cost in 2025-26?", ("Please tell me:",)),
    ]


def test_data_asked_for_under_the_act_is_more_than_the_right() -> None:
    asks = [
        "Under FOI I'd like anonymised data on youth cautions handled by your team, 2021 to 2025: "
        "age band, ethnicity and outcome.",
        "I'd also be grateful for the impact assessment for the system you use.",
    ]

    assert texts(f"{asks[0]} I realise small numbers may need suppressing. {asks[1]}") == asks


def test_whether_the_regulator_raised_concerns_is_asked() -> None:
    assert texts(
        "How much has been spent on AI licences?\n\nHas the ICO or anyone else raised concerns?"
    ) == ["How much has been spent on AI licences?", "Has the ICO or anyone else raised concerns?"]


def test_what_goes_to_the_regulator_is_none() -> None:
    assert texts(
        "How much has been spent on AI licences?\n\nIf you refuse I will complain to the ICO."
    ) == ["How much has been spent on AI licences?"]


def test_a_question_that_was_left_out_without_being_sure_is_put_before_a_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def likely(every: list[list[str]], _: Weights) -> list[list[float]]:
        unsure, asks, none = [0.8, 0.2, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0]
        read = [asks if "r=B" in shown else none for shown in every]
        return [
            unsure if "w:queue" in shown and "w:am" in shown else one
            for shown, one in zip(every, read, strict=True)
        ]

    monkeypatch.setattr(surplus, "chances", likely)
    text = (
        "I asked for a disabled bay outside my house in March (I have MS). I keep being told it's "
        "in the queue. Where am I in the queue? How many bays did you put in last year? "
        "How long did they take on average from application? Many thanks Carol"
    )

    found = itemise([source(BODY, text)], load(), load_language())

    assert [each.text for each in found.items] == [
        "How many bays did you put in last year?",
        "How long did they take on average from application?",
    ]
    assert is_doubtful(found.confidence)
    assert "Where am I in the queue?" in heaviest(found.doubts)[0]


def test_things_named_behind_the_following_are_one_question() -> None:
    ask = (
        "I need the following information for a court case, number of times police were called to "
        "4 Oak House in 2026, copies of any reports, and name of the housing officer."
    )

    assert texts(ask) == [ask]


def test_what_an_insurer_asked_for_is_asked_of_the_council() -> None:
    ask = "Our insurer has asked us to get from you: the tree's history, and your tree strategy."

    assert texts(f"The roots of your tree have damaged our drains. {ask} They need it soon.") == [
        ask
    ]


def test_what_should_be_looked_into_is_not_asked_for() -> None:
    ask = "How many journeys were missed in October?"

    assert texts(
        f"{ask}\n\nI'd like the following looked into: the delay, and how I was spoken to."
    ) == [ask]


def test_a_name_with_its_title_and_place_below_a_letter_is_no_question() -> None:
    asks = ["Was there a vote?", "How many people voted and what were the runners up?"]

    assert (
        texts(" ".join(asks) + "\n\nMy class would love to know!\nMiss Tully, Class 4, St Mary's")
        == asks
    )


def test_a_paper_named_with_please_is_asked_for() -> None:
    ask = "How many people with a disability applied for jobs and how many got them?"

    assert texts(f"{ask} Equal opps policy please.") == [ask, "Equal opps policy please."]


def test_a_wish_for_the_answer_by_a_day_is_no_part_of_a_question() -> None:
    ask = "Did the council pay for the TV advert, and did it work?"

    assert texts(f"{ask} We'd need this by Friday if at all possible.") == [ask]


def test_notes_below_the_name_of_the_right_are_each_asked_for() -> None:
    notes = ["Tonnage of food waste collected by month.", "Contamination rate.", "Cost of caddies."]

    assert texts("FOI request. " + " ".join(notes)) == notes


def test_a_fact_behind_the_name_of_the_right_is_no_note() -> None:
    ask = "How much was collected?"

    assert texts(f"FOI request. The food waste scheme was stopped in May. {ask}") == [ask]


def test_the_last_of_several_short_lines_is_asked_for_too() -> None:
    lines = [
        "Number of trip and fall claims 2024/25",
        "Number paid",
        "Biggest payout",
        "Legal costs",
    ]

    assert texts("Hello\n" + "\n".join(lines) + "\nthx") == lines


def test_that_another_authority_is_asked_too_asks_for_nothing() -> None:
    ask = "Please could you let me know how many people were waiting for a care package in May?"

    assert texts(f"{ask} I am also asking the hospital trust.") == [ask]


def test_a_question_needs_no_question_mark() -> None:
    assert "can we see the minutes" in texts(
        "whats happening with the skatepark money?? we were told 80 grand was set aside. "
        "can we see the minutes"
    )


def test_a_line_that_says_how_to_break_a_figure_down_goes_on_with_it() -> None:
    assert texts(
        "Please tell me:\nthe number of whistleblowing disclosures\nby directorate\n"
        "the number upheld\nthe number who left\nPlease also provide your policy."
    )[:2] == ["the number of whistleblowing disclosures by directorate", "the number upheld"]


def test_questions_of_a_writer_who_marks_none_are_asked() -> None:
    found = texts(
        "There's been temporary lights on Bridge St for 7 weeks with nobody working. "
        "Who put them there. When are they going. "
        "Is there a fine for leaving them up and has one been given?"
    )

    assert found[0] == "Who put them there. When are they going."


def test_a_part_that_only_leaves_something_out_is_a_part_all_the_same() -> None:
    found = items(
        "1. Number refused\n2. % of plans issued in 20 weeks\n   (a) including exceptions\n"
        "   (b) excluding exceptions\n3. Spend on tribunals"
    )

    assert [(each.label, each.text) for each in found if each.parent] == [
        ("a", "including exceptions"),
        ("b", "excluding exceptions"),
    ]


def test_what_somebody_of_the_writer_wants_to_know_is_asked() -> None:
    asks = [
        "my daughter aged 9 wants to know how many hedgehogs there are in the park.",
        "does the council use slug pellets?",
    ]

    assert texts(" ".join(asks) + " thank you from Rosie") == asks


def test_send_them_goes_on_with_what_was_asked() -> None:
    assert texts("What figures did you use to decide? Send me them please.") == [
        "What figures did you use to decide? Send me them please."
    ]


def test_whats_begins_a_sentence_without_a_capital() -> None:
    assert "whats it cost each time." in texts(
        "Toilets at the bus station shut again. the third time. whats it cost each time. "
        "who's the contractor."
    )


def test_a_number_joined_by_and_behind_a_full_stop_is_asked_for() -> None:
    asks = [
        "Please provide names of all takeaways scoring 0 or 1.",
        "And number closed down in 2025",
    ]

    assert texts(" ".join(asks)) == asks


def test_names_please_goes_on_with_the_question() -> None:
    ask = "What training have councillors had and who hasn't done it? Names please."

    assert texts(ask) == [ask]


def test_the_reason_for_something_is_asked_without_a_question_mark() -> None:
    asks = [
        "What's the reason for blue bins being collected only every 3 weeks now.",
        "How much does it save.",
        "Did councillors vote on it, if so how did mine vote",
    ]

    assert texts(" Nobody told us. ".join(asks)) == asks
