"""No mail to an officer shows who asked, and nobody who has answered is chased (T20)."""

from __future__ import annotations

from pathlib import Path

from tests.flows.town import ANN, GOVERNANCE, Town

ASKED = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act:\n"
    "1. How many potholes were repaired in 2025? Send it to ann@example.org or 07700 900123.\n"
    "2. How much did pothole repairs cost in 2025?\n\nAnn Example"
)
OFFICER = "highways@council.example"


def test_what_is_asked_back_of_an_officer_is_blind_too(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.write(ANN, ASKED)
    town.until("Tue 3 Nov 2026 08:32")
    town.reply(town.last("digest"), "?")
    back = town.last("unclear", OFFICER)

    assert "potholes were repaired" in back.text
    assert "ann@example.org" not in back.text + back.html
    assert "07700" not in back.text + back.html


def test_a_late_not_ours_moves_no_question_that_has_its_answer(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.write(ANN, ASKED)
    town.until("Tue 3 Nov 2026 08:32")
    digest = town.last("digest")
    town.answer(digest, Q1="4,210.", Q2="£310,000.")
    drafts = len(town.all("draft"))
    town.answer(digest, Q2="Not ours, try Finance.")

    case = town.case("FOI-2026-00001")
    assert {item.officer for item in case.items} == {OFFICER}
    assert len(town.all("draft")) == drafts
    assert "now says: not ours" in town.last("alert", GOVERNANCE).text


def test_an_officer_who_has_answered_is_not_chased_for_a_letter_that_is_late(
    tmp_path: Path,
) -> None:
    town = Town.make(tmp_path)
    town.write(ANN, ASKED)
    town.until("Tue 3 Nov 2026 08:32")
    town.answer(town.last("digest"), Q1="4,210.", Q2="£310,000.")
    town.until("Fri 4 Dec 2026 09:00")

    assert len(town.all("digest", OFFICER)) == 1
    assert not town.all("escalation", "head.highways@council.example")
    assert town.alerts("the letter is not approved")


def test_the_name_below_a_clarification_stays_with_governance(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.write("kitten77@example.org", ASKED.replace("\n\nAnn Example", ""))
    town.until("Tue 3 Nov 2026 08:32")
    town.answer(town.last("digest"), Q2="Need to ask the requester: which year do they mean?")
    wanted = town.alerts("ask the requester")[-1]
    coded = town.reply(wanted, "clarify all genuine: Which year do you mean?")
    assert [one.kind for one in coded] == ["clarification", "decision"]
    town.later(hours=30)
    said = "The calendar year, please.\n\nMany thanks\nKaren Kitten"
    town.reply(town.last("clarification"), said, sender="kitten77@example.org")
    town.until("Thu 5 Nov 2026 08:32")
    digest = town.last("digest", OFFICER)

    assert "The calendar year" in digest.text
    assert "Kitten" not in digest.text + digest.html
    assert town.case("FOI-2026-00001").requester.name == "Karen Kitten"


def test_where_the_requester_lives_stays_with_governance(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.write(
        ANN,
        "Dear council,\n\nI live at 14 Mill Lane, Ashby LE65 1AB, and would like to know how many "
        "potholes were repaired in 2025, and the reports of potholes outside 9 High Street.\n\n"
        "Ann Example",
    )
    town.until("Tue 3 Nov 2026 08:32")
    digest = town.last("digest", OFFICER)

    assert "14 Mill Lane" not in digest.text + digest.html
    assert "LE65" not in digest.text + digest.html
    assert "9 High Street" in " ".join(digest.text.split())
    texts = [item.question.text for item in town.case("FOI-2026-00001").items]
    assert any("14 Mill Lane" in text for text in texts) or "14 Mill Lane" in str(
        town.case("FOI-2026-00001")
    )
