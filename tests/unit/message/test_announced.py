"""Who says above a quotation that answers stand in it, who asks for them, who points at a mail."""

from __future__ import annotations

import pytest

from foibot.message.announced import Force, notice

SAYS = """
Please see my answers below in red.
Responses in red below
Comments inline in blue
Gweler yr atebion isod mewn gwyrdd
Atebion isod mewn coch
I have highlighted my answers in yellow.
Please see the highlighted text
My answers are shaded in grey
I have answered below, underlined.
Responded inline
See below for responses
Please find below our responses
I've put the answers under each question
Answers added to your email below in red
See below in red
Inline.
My replies are in your email below.
See answers from the team, in bold, below
Have answered each in turn below in blue text
Answers to your questions below in red
I have added our responses to the table below
Highways' answers below
Hi Sioned, thanks for this - comments in red below. Happy to discuss.
I've responded in-line to each point
Our comments have been inserted in the body of your email
Antworten unten in Rot
Mes réponses ci-dessous en rouge
"""
POINTS = """
Please see below
See below.
Below
Hope this helps
As requested
"""
SILENT = """
Thanks Rhys, I will send these to the requester.
Can you deal with the request below please? We need it by Friday.
Please see the email below.
Please provide your answers below in red by Friday.
Can you add your comments inline and send it back?
Any changes will be highlighted in blue.
I have forwarded the highlighted request below to Planning.
I will look at the questions below tomorrow.
We need responses by Friday to the questions below
please see below request for information
Approved. Please let the team below know.
In line with policy we withhold this
My answers to the questions below:
Mae hwn i Briffyrdd, nid i ni.
Could you please answer in red under each question?
I am waiting for comments on the points below.
"""


def _lines(text: str) -> list[str]:
    return text.strip().split("\n")


@pytest.mark.parametrize("text", _lines(SAYS))
def test_an_announcement_is_one(text: str) -> None:
    assert notice(text).force is Force.SAYS


@pytest.mark.parametrize("text", _lines(POINTS))
def test_what_only_points_below_is_no_announcement(text: str) -> None:
    assert notice(text).force is Force.POINTS


@pytest.mark.parametrize("text", _lines(SILENT))
def test_who_asks_for_answers_or_names_a_mail_announces_nothing(text: str) -> None:
    assert notice(text).force is Force.NONE


def test_the_colours_are_those_of_the_sentence() -> None:
    said = notice("The red folder is closed.\nMy answers are below in bold blue.")

    assert said.looks == {"bold", "blue"}


def test_a_wrapped_sentence_is_one() -> None:
    said = notice(
        "Thank you for sending these questions over to us; our team's\nresponses are below"
    )

    assert said.force is Force.SAYS
