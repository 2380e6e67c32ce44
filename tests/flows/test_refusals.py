"""Refusals by mail: what the law wants is asked of officers, part by part, until it may go."""

from __future__ import annotations

from pathlib import Path

from foibot.case.model import Outcome
from tests.flows.town import ANN, APPROVER, Town

ASKED = """Under the Freedom of Information Act please tell me:

1. How many penalty charge notices were issued in the council's car parks in 2025?
2. What hourly rates does the contract for parking enforcement have?
3. Every e-mail since 2015 that mentions a parking penalty charge notice?
"""
HARM = """Harm: the contractor would be likely to be undercut in the tender of next spring
For disclosure: people should see what parking costs
For withholding: prices stay low when firms compete freely
Balance: until the tender is over the second is stronger"""


def opened(folder: Path) -> Town:
    town = Town.make(folder)
    town.tick()
    town.write(ANN, ASKED)
    town.until("Tue 3 Nov 2026 08:32")
    return town


def test_a_refusal_is_completed_by_mail_and_goes(tmp_path: Path) -> None:
    town = opened(tmp_path)
    town.answer(
        town.last("digest"),
        Q1="1,204 notices.",
        Q2="Exempt: section 43(2). The prices show how the contractor works out its tenders.",
        Q3="Too costly: 90,000 e-mails at 1 minute each are 1,500 hours.",
    )
    confirmation, blocked = town.last("confirmation"), town.last("draft")

    assert "This letter cannot go yet" in blocked.text
    for wanted in ("Harm:", "For disclosure:", "For withholding:", "Balance:", "Help:"):
        assert wanted in confirmation.text, wanted

    town.answer(confirmation, Q2=HARM, Q3="Help: ask for the e-mails of one month")
    town.approve()

    letter = " ".join(town.last("response").text.split())
    for said in (
        "section 43(2)", "undercut in the tender", "would be likely to cause", "what parking costs",
        "firms compete freely", "the second is stronger", "section 12(1)", "1,500 hours",
        "section 17(5)", "one month", "1,204 notices",
    ):  # fmt: skip
        assert said in letter, said


def test_an_approver_completes_an_answer_and_what_they_do_not_name_stays(tmp_path: Path) -> None:
    town = opened(tmp_path)
    town.answer(
        town.last("digest"),
        Q1="1,204 notices.",
        Q2="Exempt: section 43(2). The prices show how the contractor works out its tenders.",
        Q3="Not held. We looked in the archive of the mail system.",
    )
    draft = town.last("draft", APPROVER)

    town.reply(draft, f"Q2: {HARM}")

    item = town.case("FOI-2026-00001").item(2)
    assert item is not None
    assert item.answer is not None
    assert item.answer.outcome is Outcome.REFUSED
    assert item.answer.exemptions[0].reason.startswith("The prices show")
    assert "cannot go yet" not in town.last("draft").text


def test_an_approver_may_disclose_what_was_withheld(tmp_path: Path) -> None:
    town = opened(tmp_path)
    town.answer(
        town.last("digest"),
        Q1="1,204 notices.",
        Q2="Exempt: section 43(2). The prices show how the contractor works out its tenders.",
        Q3="Not held. We looked in the archive of the mail system.",
    )

    town.reply(town.last("draft"), "Q2: The hourly rate is 61 pounds.")

    draft = " ".join(town.last("draft").text.split())
    assert "The hourly rate is 61 pounds." in draft
    assert "43(2)" not in draft
