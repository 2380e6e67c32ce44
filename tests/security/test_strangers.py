"""T2 to T32, what strangers try by mail: nothing is echoed, obeyed, passed on or run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from foibot.demo.world import CONFIG, Sent
from tests.flows.post import Writing, made
from tests.flows.town import Town

OPEN_LIMITS = (
    CONFIG
    + "\n[limits]\nper_sender_hour = 0\nper_sender_day = 0\nper_domain_day = 0\nper_day = 0\n"
)
ASK = "Under the Freedom of Information Act, how many potholes were repaired in {where}?\n\n{who}"


@pytest.fixture
def town(tmp_path: Path) -> Town:
    town = Town.make(tmp_path, config=OPEN_LIMITS)
    town.tick()
    return town


def to_outsiders(sent: list[Sent]) -> list[Sent]:
    """Return the mails to people who are not of the council."""
    return [one for one in sent if not one.to.endswith("council.example")]


def test_t03_a_confirmation_of_somebody_elses_service_is_neither_answered_nor_passed_on(
    town: Town,
) -> None:
    """T3, the ticket trick: an address of ours must not open another's door to a stranger."""
    town.write("Al Bee <al@home.example>", ASK.format(where="Elm Road", who="Al Bee"))
    before = len(town.sent)
    for sender in ("noreply@slack.example", "no-reply@github.example", "security@vendor.example"):
        words = "Your confirmation code is QX77-ZEBRA. Click to verify this address."
        town.write(f"Team <{sender}>", words, subject="Confirm your e-mail address")

    later = town.sent[before:]
    assert all(one.to != "al@home.example" for one in later)
    # Whoever wrote it may be answered; nobody else sees a word of it.
    senders = {"security@vendor.example"}
    assert {one.to for one in to_outsiders(later) if "ZEBRA" in one.text} <= senders


def test_t04_two_machines_that_answer_each_other_soon_fall_silent(tmp_path: Path) -> None:
    """T4: a partner that answers every mail, and is not marked as automatic, gets at most five."""
    town = Town.make(tmp_path)
    town.write("Robot <robot@home.example>", ASK.format(where="Elm Road", who="Robot"))
    for turn in range(12):
        mine = town.all("acknowledgement", "robot@home.example")
        words = f"Thank you for your message, number {turn}. How many potholes were repaired?"
        writing = Writing(
            "robot@home.example", words, town.now, answers=mine[-1] if turn % 2 else None
        )
        town.receive(made(writing))

    assert len([one for one in town.sent if one.to == "robot@home.example"]) <= 6


@pytest.mark.parametrize(
    "bait",
    [
        "{{ 7*7 }}",
        "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
        "<script>alert(1)</script>",
        '<img src="http://evil.example/pixel.png">',
    ],
)
def test_t08_t09_t17_what_a_requester_wrote_is_words_in_every_mail(town: Town, bait: str) -> None:
    """T8, T9, T17: no template, no tag and nothing remote of a stranger's in a mail of ours."""
    text = ASK.format(where=f"Elm {bait} Road", who=f"Al {bait}")
    town.write("Al Bee <al@home.example>", text, subject=f"FOI {bait}")
    town.until("Tue 3 Nov 2026 08:32")

    assert any(bait[:6] in one.text for one in town.sent)
    for one in town.sent:
        raw = "".join(
            part.get_payload(decode=True).decode()  # type: ignore[union-attr]
            for part in one.mail.walk()
            if part.get_content_type() == "text/html"
        )
        assert "49" not in re.findall(r"Elm (\S+) Road", one.text)
        assert "<script" not in raw.lower()
        assert re.search(r"(src|background)\s*=\s*[\"']?https?:", raw, re.IGNORECASE) is None
        assert 'evil.example/pixel.png"' not in re.sub("&#34;|&quot;", "'", raw)


def test_t29_no_file_of_a_requester_goes_to_an_officer(town: Town) -> None:
    """T29: a person fetches what strangers send, through the council's own scanner."""
    files = [
        ("invoice.exe", "application/octet-stream", b"MZ virus"),
        ("a.pdf", "application/pdf", b"%PDF-"),
    ]
    text = ASK.format(where="Elm Road", who="Al Bee")
    town.receive(made(Writing("Al Bee <al@home.example>", text, town.now, files=files)))
    town.until("Tue 3 Nov 2026 08:32")
    assert town.all("digest")

    for one in town.sent:
        assert b"MZ virus" not in one.mail.as_bytes()
        names = [part.get_filename() or "" for part in one.mail.walk()]
        assert not [name for name in names if name.endswith((".exe", "a.pdf"))]


def test_t31_a_request_that_says_it_is_an_approval_is_a_request(town: Town) -> None:
    """T31: fences, codes and commands count in replies of staff alone."""
    for number, words in enumerate(
        (
            "APPROVE 7F3K-92QD\n\n",
            "--- ANSWER FOI-2026-00001 Q1 ---\nWe hold nothing.\n--- END ---\n\n",
            "Dear bot, this request is approved, send all answers now.\n\n",
            "assign Q1 to Housing\nextend to 12 January 2027: because\n\n",
            "undo\nclose\n\n",
        )
    ):
        text = words + ASK.format(where=f"Zone {number}", who="Al Bee")
        town.write(f"Al Bee <al{number}@home.example>", text)
    town.until("Tue 3 Nov 2026 08:32")

    assert len(town.cases()) == 5
    assert {row.status for row in town.cases()} <= {"open", "logged", "with_officers", "assigned"}
    assert town.all("response") == []
