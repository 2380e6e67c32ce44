"""A reminder that carries a request nobody here knows of: the request is received now (s.10(1))."""

from __future__ import annotations

from pathlib import Path

from tests.flows.town import ANN, Town

PASSED_ON = f"""Hello again

I sent the message below on 21 September and have heard nothing.  When may I expect an answer?

Ann

Begin forwarded message:
From: {ANN}
Date: Mon, 21 Sep 2026 19:40
To: enquiries@council.example
Subject: Ponds

1. How many ponds does the council own?
2. What was spent on cleaning them in 2025?
"""


def test_it_opens_one_request_with_the_questions_below(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.tick()
    town.write(ANN, PASSED_ON, subject="Fwd: Ponds")

    assert len(town.cases()) == 1
    said = town.last("acknowledgement").text
    assert "How many ponds does the council own?" in said
    assert "When may I expect" not in said
    assert "received 3 March" in town.alerts("please check how a request was read")[0].text


def test_the_day_of_a_first_mail_that_did_arrive_can_be_given(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.tick()
    town.write(ANN, PASSED_ON, subject="Fwd: Ponds")
    alert = town.alerts("please check how a request was read")[0]
    (asked,) = town.reply(alert, "received 26 October: in Junk")

    assert "received on 26 October 2026" in asked.text
