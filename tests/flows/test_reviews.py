"""Internal reviews: entered, linked, in time or late, extended as each law allows (IR-2 to 7)."""

from __future__ import annotations

import hashlib
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from foibot.case.model import Law
from foibot.cli import desk, main
from foibot.demo.cast import code
from foibot.demo.world import CONFIG
from foibot.handlers import deciding
from tests.flows.town import ANN, APPROVER, GOVERNANCE, REVIEWER, Town, at, subject

REF, REVIEW = "FOI-2026-00001", "IR-2026-00001"
ASKED = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act:\n"
    "1. How many potholes were repaired in 2025?\n"
    "2. How many street lamps on the roads were replaced in 2025?\n\nAnn Example"
)
UNHAPPY = "I am not happy with this answer. Please carry out an internal review.\n\nAnn"


def answered(folder: Path, law: Law = Law.FOIA, config: str = CONFIG) -> Town:
    """Return a town that answered one request, on Tuesday 3 November."""
    town = Town.make(folder, config=config)
    town.tick()
    town.write(ANN, ASKED)
    if law is not Law.FOIA:
        town.decide(REF, lambda f, w, d: deciding.change_law(f, None, law, "roads", w, d))
    town.until("Tue 3 Nov 2026 08:32")
    town.answer(town.last("digest"), Q1="4,210 potholes.", Q2="215 street lamps.")
    town.approve()
    assert town.row(REF).status == "answered"
    town.until("Thu 5 Nov 2026 10:00")
    return town


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A town that answered one request; commands are given at its time."""
    town = answered(tmp_path)
    monkeypatch.setattr(desk, "now", lambda: town.now)
    return town


def case(town: Town, *words: str, code: int = 0) -> str:
    """Give a command, let the desk send what it made, and return what was printed."""
    path = town.world.folder / "config.toml"
    result = CliRunner().invoke(main, ["-c", str(path), "case", *words])
    assert result.exit_code == code, (result.output, result.exception)
    town.tick()
    return result.output


def coded(town: Town) -> str:
    """Return the code by which the decision that waits is carried out."""
    found = re.search(r"EXTEND [0-9A-Z]{4}-[0-9A-Z]{4}", town.last("code-needed", REVIEWER).text)
    assert found is not None
    return found[0]


def test_governance_and_the_reviewer_see_that_it_was_asked_for_in_time(town: Town) -> None:
    town.reply(town.last("response"), UNHAPPY, sender=ANN)

    in_time = "in time: the last day was Tue 5 Jan 2027"
    for mail in (town.alerts("A review was asked for")[-1], town.last("review-assignment")):
        assert in_time in " ".join(mail.text.split())


def test_one_that_is_asked_for_late_is_shown_as_late_and_still_gets_its_clock(town: Town) -> None:
    town.until("Wed 6 Jan 2027 10:00")
    town.reply(town.last("response"), UNHAPPY, sender=ANN)

    assert "was asked for late" in " ".join(town.alerts("A review was asked for")[-1].text.split())
    assert town.row("IR-2027-00001").due == date(2027, 2, 3)


def test_a_review_by_post_is_entered_by_command(town: Town) -> None:
    said = case(
        town, "review", REF, "She says that side roads are missing.", "--received", "2026-11-04"
    )

    assert REVIEW in said
    assert "in time" in said
    assert town.row(REVIEW).due == date(2026, 12, 3)
    assert (
        "Wednesday 4 November 2026" in town.last("review-acknowledgement", "ann@example.org").text
    )
    assert "side roads are missing" in town.last("review-assignment", REVIEWER).text
    early = case(town, "review", REF, "x", "--received", "2026-10-01", code=1)
    assert "not between the request and today" in early


@pytest.mark.parametrize("dmarc", ["pass", "fail"])
def test_a_review_by_phone_is_entered_by_a_mail_of_staff(town: Town, dmarc: str) -> None:
    text = (
        f"Review request by phone\nReference: {REF}\nName: Ann Example\nReceived: 4 November 2026\n"
        "\nShe says that side roads are missing from the count."
    )
    town.write("officer@council.example", text, subject="Review by phone", dmarc=dmarc)

    if dmarc == "fail":
        assert not town.all("review-acknowledgement")
        return
    assert town.row(REVIEW).due == date(2026, 12, 3)
    assert town.last("review-acknowledgement").to == "ann@example.org"
    complaint = town.case(REVIEW).complaint
    assert "side roads are missing" in complaint
    assert "Received" not in complaint


def test_a_foia_review_is_extended_by_the_reviewer_once_and_never_beyond_forty_days(
    town: Town,
) -> None:
    town.reply(town.last("response"), UNHAPPY, sender=ANN)
    given = town.last("review-assignment", REVIEWER)
    assert "no later than Thursday 7 January 2027" in " ".join(given.text.split())
    town.until("Mon 23 Nov 2026 10:00")
    town.reply(given, "extend until 20 January 2027: the contractor's records are being traced")
    assert "later than a review may take" in " ".join(town.last("unclear", REVIEWER).text.split())
    assert town.row(REVIEW).due == date(2026, 12, 4)

    town.later(hours=1)
    town.reply(given, "extend until 18 December 2026: the contractor's records are being traced")
    town.reply(town.last("code-needed", REVIEWER), coded(town))
    letter = " ".join(town.last("review-extension", "ann@example.org").text.split())
    assert town.row(REVIEW).due == date(2026, 12, 18)
    assert "Friday 18 December 2026" in letter
    assert "contractor's records" in letter
    assert "public interest" not in letter
    assert "Regulation 7" not in letter


@pytest.mark.parametrize("how", ["command", "override"])
def test_a_command_extends_a_review_within_the_same_limits(town: Town, how: str) -> None:
    town.reply(town.last("response"), UNHAPPY, sender=ANN)
    words = ["extend", REVIEW, "review", "2026-12-18", "--why", "records are being traced"]
    if how == "override":
        words = ["extend", REVIEW, "review", "2027-02-18", "--why", "x", "--override", "because"]
        assert "no reason allows more" in case(town, *words, code=1)
        return
    case(town, *words)

    assert town.row(REVIEW).due == date(2026, 12, 18)
    assert town.all("review-extension")


def test_a_review_under_the_regulations_has_forty_days_and_no_more(tmp_path: Path) -> None:
    town = answered(tmp_path, Law.EIR)
    town.reply(town.last("response"), UNHAPPY, sender=ANN)
    given = town.last("review-assignment", REVIEWER)

    assert town.case(REVIEW).law is Law.EIR
    assert town.row(REVIEW).due == date(2027, 1, 7)
    assert "gives no more time" in " ".join(given.text.split())
    town.later(hours=1)
    town.reply(given, "extend until 20 January 2027: it is much")
    assert not town.all("code-needed", REVIEWER)
    refused = " ".join(town.last("unclear", REVIEWER).text.split())
    assert "fixes the time of a review" in refused
    assert not town.all("review-extension")


def test_what_is_written_again_joins_the_open_review_and_after_it_opens_none(town: Town) -> None:
    town.reply(town.last("response"), UNHAPPY, sender=ANN)
    town.later(hours=2)
    town.reply(
        town.last("response"), "I also want a review of the time it took.\n\nAnn", sender=ANN
    )

    assert [row.reference for row in town.cases()] == [REF, REVIEW]
    assert "the time it took" in town.last("review-assignment", REVIEWER).text
    town.later(hours=2)
    found = "Q1: not upheld. All roads are in the count.\nReviewed by: Head of Legal Services"
    town.reply(town.last("review-assignment"), found)
    town.approve(town.last("draft", REVIEWER))
    assert town.row(REVIEW).status == "answered"
    town.later(hours=2)
    town.reply(
        town.last("review-outcome"), "I am not satisfied with this review.\n\nAnn", sender=ANN
    )
    assert [row.reference for row in town.cases()] == [REF, REVIEW]
    assert town.alerts("not satisfied with the outcome of the review")


def test_a_review_of_an_uncertain_case_is_linked_by_reply_and_then_given_out(town: Town) -> None:
    stranger = "Ann Example <ann.at.work@example.net>"
    text = f"I ask for an internal review of your refusal to answer {REF}.\n\nAnn Example"
    town.write(stranger, text, subject=f"Internal review of {REF}")
    assert not town.all("review-assignment")
    alert = town.alerts("is not certain")[-1]
    town.later(hours=1)
    town.reply(alert, f"about {REF}", sender=GOVERNANCE)

    assert town.case(REVIEW).review_of == REF
    assert town.all("review-assignment", REVIEWER)
    assert "is about FOI-2026-00001" in town.last("decision").text
    assert "no review whose request" in case(town, "about", REVIEW, REF, code=1)


def test_who_approved_the_letter_reviews_it_only_with_a_reason(town: Town) -> None:
    case(town, "review", REF, "Too few.", "--received", "2026-11-04")
    assert "took part" in case(town, "reviewer", REVIEW, APPROVER, code=1)
    case(town, "reviewer", REVIEW, APPROVER, "--why", "nobody else is left this month")

    given = town.last("review-assignment", APPROVER)
    assert "nobody else is left this month" in given.text.lower()


def test_a_reply_without_a_finding_is_asked_back_with_what_to_write(town: Town) -> None:
    town.reply(town.last("response"), UNHAPPY, sender=ANN)
    given = town.last("review-assignment", REVIEWER)
    town.later(hours=1)
    town.reply(given, "I think that she may be right about the side roads.")

    asked = town.last("unclear", REVIEWER)
    assert "Q1: upheld. and the reasons" in " ".join(asked.text.split())
    assert at("Thu 5 Nov 2026 11:00") == town.now
    assert REVIEW in subject(given)


FOUND = (
    "Q1: Upheld. The side roads were left out of the count.\n"
    "Answer: 5,120 potholes, of which 910 on side roads. The list is enclosed.\n"
    "Q2: Not upheld. The number is right.\n"
    "Reviewed by: Head of Legal Services"
)
LIST = ("potholes.csv", "text/csv", b"road,potholes\nHigh Street,12\n")


def test_what_a_review_releases_goes_out_with_the_outcome(town: Town) -> None:
    town.reply(town.last("response"), UNHAPPY, sender=ANN)
    town.later(hours=4)
    town.reply(town.last("review-assignment", REVIEWER), FOUND, files=[LIST])
    draft = town.last("draft", REVIEWER)
    assert "Every check passed" in draft.text or "must be mended" not in draft.text.lower()
    town.approve(draft)

    letter = town.last("review-outcome", "ann@example.org")
    flat = " ".join(letter.text.split())
    assert "Question 1: your complaint is upheld" in flat
    assert "5,120 potholes, of which 910 on side roads." in flat
    assert "How many potholes were repaired in 2025?" in flat
    assert "Question 2: your complaint is not upheld" in flat
    assert "carried out by: Head of Legal Services." in flat
    names = [part.get_filename() for part in letter.mail.walk() if part.get_filename()]
    assert "IR-2026-00001-enclosure-1.csv" in names
    assert town.row(REVIEW).status == "answered"


def test_a_review_that_refuses_anew_gives_the_whole_notice_first(town: Town) -> None:
    town.reply(town.last("response"), UNHAPPY, sender=ANN)
    town.later(hours=4)
    bare = (
        "Q1: partly upheld. We relied on nothing.\nExempt: section 43(2)\n"
        "Reviewed by: Head of Legal Services"
    )
    town.reply(town.last("review-assignment", REVIEWER), bare)
    blocked = town.last("draft", REVIEWER)
    assert "must be mended" in blocked.text.lower()
    assert {"LET-6", "L4"} <= set(re.findall(r"\((LET-6|L4)\)", blocked.text))
    town.later(hours=1)
    whole = (
        "Q1: partly upheld. We relied on nothing.\n"
        "Exempt: section 43(2). The prices show how the contractor works out its tenders.\n"
        "Harm: competitors of the contractor would be likely to undercut it\n"
        "For disclosure: the public should see what is paid\n"
        "For withholding: the council needs bidders\n"
        "Balance: the interest in withholding is greater until the contract ends\n"
        "Reviewed by: Head of Legal Services"
    )
    town.reply(town.last("review-assignment", REVIEWER), whole)
    town.approve(town.last("draft", REVIEWER))

    assert "section 17(1)" in " ".join(town.last("review-outcome").text.split())


def test_an_upheld_point_under_the_regulations_says_what_is_done_and_by_when(
    tmp_path: Path,
) -> None:
    town = answered(tmp_path, Law.EIR)
    town.reply(town.last("response"), UNHAPPY, sender=ANN)
    town.later(hours=4)
    given = town.last("review-assignment", REVIEWER)
    town.reply(given, "Q1: upheld. Roads are missing.\nReviewed by: Head of Legal Services")
    assert "IR-8(6)" in town.last("draft", REVIEWER).text
    town.later(hours=1)
    town.reply(
        given,
        "Q1: upheld. Roads are missing.\nWe will: count the side roads and tell you\n"
        "By: 29 January 2027",
    )
    town.approve(town.last("draft", REVIEWER))

    flat = " ".join(town.last("review-outcome").text.split())
    assert "We failed to comply with the Environmental Information Regulations 2004" in flat
    assert "Count the side roads and tell you. We will do this by Friday 29 January 2027." in flat
    assert "Head of Legal Services" in flat  # the role of the last time


def test_what_an_outcome_promises_comes_back_to_governance_before_its_day_and_on_it(
    town: Town,
) -> None:
    town.reply(town.last("response"), UNHAPPY, sender=ANN)
    town.later(hours=4)
    found = (
        "Q1: upheld. Roads are missing.\nWe will: count the side roads\n"
        "By: two weeks from today\nReviewed by: Head of Legal Services"
    )
    town.reply(town.last("review-assignment", REVIEWER), found)
    assert not reminders(town)
    town.approve(town.last("draft", REVIEWER))
    assert "by Thursday 19 November 2026" in " ".join(town.last("review-outcome").text.split())

    town.until("Wed 11 Nov 2026 12:00")
    assert not reminders(town)
    town.until("Thu 12 Nov 2026 12:00")
    (first,) = reminders(town)
    assert "Count the side roads" in first or "count the side roads" in first
    town.until("Fri 20 Nov 2026 12:00")
    assert len(reminders(town)) == 2
    assert "today is the last working day" in reminders(town)[1]


def reminders(town: Town) -> list[str]:
    """Return what governance was told of promises, one mail each."""
    alerts = [" ".join(one.text.split()) for one in town.all("alert", GOVERNANCE)]
    return [one for one in alerts if "promised something by" in one]


def test_an_outcome_with_many_rows_goes_when_a_second_person_approved_it(town: Town) -> None:
    town.reply(town.last("response"), UNHAPPY, sender=ANN)
    town.later(hours=4)
    rows = "".join(f"Road {n},{n}\n" for n in range(120)).encode()
    many = ("potholes.csv", "text/csv", b"road,potholes\n" + rows)
    town.reply(town.last("review-assignment", REVIEWER), FOUND, files=[many])
    drafts = {one.to: one for one in town.all("draft")[-2:]}
    assert len(drafts) == 2
    assert REVIEWER in drafts
    other = next(who for who in drafts if who != REVIEWER)
    # Whoever approved the first answer reviews nothing of it (IR-4).
    assert other != APPROVER

    town.reply(drafts[REVIEWER], code(drafts[REVIEWER]))
    assert not town.all("review-outcome")
    town.reply(drafts[other], code(drafts[other]))
    assert len(town.all("review-outcome")) == 1
    assert town.row(REVIEW).status == "answered"


def test_governance_hears_that_nobody_is_there_to_approve_an_outcome_as_the_second(
    tmp_path: Path,
) -> None:
    # One person leads and approves, and approved the first answer: nobody else is left (IR-6).
    town = answered(tmp_path, config=CONFIG.replace(f'["{APPROVER}"]', f'["{GOVERNANCE}"]'))
    town.reply(town.last("response"), UNHAPPY, sender=ANN)
    town.later(hours=4)
    rows = "".join(f"Road {n},{n}\n" for n in range(120)).encode()
    many = ("potholes.csv", "text/csv", b"road,potholes\n" + rows)
    town.reply(town.last("review-assignment", REVIEWER), FOUND, files=[many])

    told = [" ".join(one.text.split()) for one in town.all("alert", GOVERNANCE)]
    alone = [one for one in told if "no second one is configured" in one]
    assert len(alone) == 1
    assert "add somebody to reviewers under [governance]" in alone[0]
    only = town.last("draft", REVIEWER)
    town.reply(only, code(only))
    assert not town.all("review-outcome")


def test_an_outcome_that_gets_late_is_made_again_with_an_apology(town: Town) -> None:
    town.reply(town.last("response"), UNHAPPY, sender=ANN)
    town.until("Fri 4 Dec 2026 16:00")
    town.reply(town.last("review-assignment", REVIEWER), FOUND, files=[LIST])
    first = town.last("draft", REVIEWER)
    town.until("Tue 8 Dec 2026 10:00")
    town.approve(first)
    assert not town.all("review-outcome")
    town.reply(town.last("draft", REVIEWER), "late because the reviewer was ill")
    town.approve(town.last("draft", REVIEWER))

    flat = " ".join(town.last("review-outcome").text.split())
    assert "We are sorry that it is late. The reviewer was ill." in flat


def test_a_file_of_which_nobody_says_where_it_belongs_is_asked_back(town: Town) -> None:
    town.reply(town.last("response"), UNHAPPY, sender=ANN)
    town.later(hours=4)
    text = "Q1: upheld. See the file.\nReviewed by: Head of Legal Services"
    town.reply(town.last("review-assignment", REVIEWER), text, files=[LIST])

    assert "say to which answer potholes.csv belongs" in " ".join(
        town.last("unclear", REVIEWER).text.split()
    )
    assert not town.all("draft", REVIEWER)


def test_the_outcome_is_recorded_and_approved_by_command(town: Town) -> None:
    case(town, "review", REF, "Too few.", "--received", "2026-11-04")
    case(town, "outcome", REVIEW, FOUND.replace(" The list is enclosed.", ""), "--by", REVIEWER)
    case(town, "approve", REVIEW, "--by", REVIEWER)

    assert "5,120 potholes" in town.last("review-outcome").text
    assert "is reviewed by" in case(town, "outcome", REVIEW, FOUND, "--by", APPROVER, code=1)


def test_the_bundle_says_where_the_regulator_finds_what_it_asks_for(
    town: Town, tmp_path: Path
) -> None:
    town.reply(town.last("response"), UNHAPPY, sender=ANN)
    town.later(hours=4)
    town.reply(town.last("review-assignment", REVIEWER), FOUND, files=[LIST])
    town.approve(town.last("draft", REVIEWER))
    case(town, "bundle", REF, str(tmp_path / "bundle.zip"))

    with zipfile.ZipFile(tmp_path / "bundle.zip") as bundle:
        text = bundle.read(f"{REF}/index.txt").decode()
        held = {name.removeprefix(f"{REF}/"): bundle.read(name) for name in bundle.namelist()}
    named = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)
    outcome = f"reviews/{REVIEW}/sent/"
    assert b"potholes were repaired" in held[named["The request"]]
    assert named["The response"].endswith("-response.eml")
    assert named["The request for a review"].endswith("-review.eml")
    assert named["The outcome of the review"].startswith(outcome)
    hashes = dict(line.split("  ", 2)[1::-1] for line in text.splitlines() if line.count("  ") >= 2)
    assert set(hashes) == set(held) - {"index.txt"}
    assert all(hashlib.sha256(held[name]).hexdigest() == mark for name, mark in hashes.items())
    as_sent = [name for name in held if "/as-sent/" in f"/{name}"]
    assert any(name.endswith("IR-2026-00001-enclosure-1.csv") for name in as_sent)
    assert any(name.endswith("FOI-2026-00001-letter.pdf") for name in as_sent)
    approved = held["approvals.txt"].decode()
    assert "approved by approver@council.example (facts ABCD)" in approved
    assert "may go" in held["checks.txt"].decode()
    found = held[f"reviews/{REVIEW}/questions.txt"].decode()
    assert "carry out an internal review" in found
    assert "Question 1: upheld\n     The side roads were left out" in found
    assert "Question 2: not upheld" in found
    assert '{"seq": 1, "fact": "Opened"}' in held["audit.csv"].decode().replace('""', '"')
