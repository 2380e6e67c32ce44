"""Approval by mail: what voids a draft, what a refusal does, which codes are dead (T30, P23)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from foibot.case.events import ApprovalRefused, ApprovalVoided, Event
from foibot.demo.cast import answers, asked, code, reply
from foibot.demo.world import Sent, World, morning_after
from foibot.store.unit_of_work import reading

LONDON = ZoneInfo("Europe/London")
START = datetime(2026, 11, 2, 9, 0, tzinfo=LONDON)
REQUESTER = "ann@example.org"
REFERENCE = "FOI-2026-00001"


class Journey:
    """One request about street trees, in virtual time."""

    def __init__(self, folder: Path) -> None:
        self.world = World.make(folder, START)
        self.sent: list[Sent] = []
        self.letters = 0

    def receive(self, raw: bytes) -> None:
        """Let a message arrive, a minute after what was before it."""
        self.world.at += timedelta(minutes=1)
        self.letters += 1
        self.world.arrive(f"{self.letters:03}", raw)
        self.sent += self.world.tick()

    def ask(self) -> None:
        """Let the requester ask, and the officer have the question."""
        mail = EmailMessage()
        mail["From"] = f"Ann Lee <{REQUESTER}>"
        mail["To"] = "info.requests@council.example"
        mail["Subject"] = "Freedom of Information request"
        mail["Date"] = format_datetime(self.world.at)
        mail["Message-ID"] = "<first@example.org>"
        mail.set_content(
            "Under the Freedom of Information Act, how many penalty charge notices were issued "
            "in the council's car parks in 2025?\n\nAnn Lee\n"
        )
        self.receive(mail.as_bytes())
        self.morning()

    def morning(self, days: int = 1) -> None:
        """Go on to the next mornings."""
        for _ in range(days):
            self.world.at = morning_after(self.world.at)
            self.sent += self.world.tick()

    def say(self, to: Sent, text: str) -> None:
        """Let the addressee of a mail answer it."""
        self.receive(reply(to, to.to, text, self.world.at))

    def answer(self, text: str) -> None:
        """Let the officer answer every question."""
        digest = self.last("digest")
        self.say(digest, answers(digest, dict.fromkeys(asked(digest), text)))

    def all(self, kind: str) -> list[Sent]:
        """Return every mail of a kind so far."""
        return [one for one in self.sent if one.kind == kind]

    def last(self, kind: str) -> Sent:
        """Return the newest mail of a kind."""
        assert self.all(kind), f"no {kind} among {[(one.kind, one.to) for one in self.sent]}"
        return self.all(kind)[-1]

    def history(self) -> tuple[Event, ...]:
        """Return the events of the case."""
        desk = self.world.store.config.desks[0]
        files = self.world.store.config.store.files
        with reading(self.world.store.engine, desk.key, files) as uow:
            found = uow.cases.load(REFERENCE)
        assert found is not None
        return tuple(found[1])

    def facts(self, kind: type) -> int:
        """Return how many events of a kind there are."""
        return sum(isinstance(event.fact, kind) for event in self.history())


@pytest.fixture
def drafted(tmp_path: Path) -> Iterator[Journey]:
    """Return a journey whose letter waits for its approver."""
    journey = Journey(tmp_path)
    journey.ask()
    journey.answer("1,204 notices were issued in 2025.")
    assert len(journey.all("draft")) == 1
    yield journey
    journey.world.close()


def test_the_letter_goes_once_however_often_it_is_approved(drafted: Journey) -> None:
    draft = drafted.last("draft")

    drafted.say(draft, code(draft))
    drafted.say(draft, code(draft) + "\n")
    drafted.morning()

    assert [one.to for one in drafted.all("response")] == [REQUESTER]


def test_a_later_answer_voids_the_draft_and_its_code_is_said_to_be_dead(drafted: Journey) -> None:
    old = drafted.last("draft")

    drafted.answer("1,205 notices were issued in 2025.")
    new = drafted.last("draft")

    assert drafted.facts(ApprovalVoided) == 1
    # One mail says both: the old code is dead, and this is the new one.
    assert "whose code is dead" in new.text
    assert not drafted.all("draft-voided")
    assert code(new) != code(old)
    drafted.say(old, code(old))
    assert not drafted.all("response")
    drafted.say(new, code(new))
    assert "1,205" in drafted.last("response").text


def test_a_draft_that_nothing_takes_the_place_of_is_said_to_be_void(drafted: Journey) -> None:
    old = drafted.last("draft")

    drafted.say(drafted.last("confirmation"), "undo")

    assert code(old) in drafted.last("draft-voided").text
    assert len(drafted.all("draft")) == 1


@pytest.mark.parametrize(
    "words", ["Thanks, all correct.", "Yes", "Perfect, thank you", "Thanks for confirming."]
)
def test_an_officer_who_agrees_with_our_confirmation_changes_nothing(
    drafted: Journey, words: str
) -> None:
    draft, before = drafted.last("draft"), len(drafted.sent)

    drafted.say(drafted.last("confirmation"), words)

    assert len(drafted.sent) == before
    assert drafted.facts(ApprovalVoided) == 0
    drafted.say(draft, code(draft))
    assert "1,204" in drafted.last("response").text


def test_whoever_approves_second_is_told_kindly_that_it_is_done(drafted: Journey) -> None:
    draft = drafted.last("draft")
    drafted.say(draft, code(draft))
    drafted.say(draft, code(draft))

    assert len(drafted.all("response")) == 1
    assert not drafted.all("unclear")
    assert "nothing is left to do" in drafted.last("decision").text


def test_an_edit_by_the_approver_makes_a_new_draft(drafted: Journey) -> None:
    old = drafted.last("draft")

    drafted.say(old, "Q1: 1,206 notices were issued in 2025.")

    assert drafted.facts(ApprovalVoided) == 1
    new = drafted.last("draft")
    assert "1,206" in new.text
    assert code(new) != code(old)
    # Who wrote the answer does not approve it while somebody else is there.
    assert new.to == "governance@council.example"


def test_a_refusal_is_told_to_governance_and_the_officer_and_makes_no_new_draft(
    drafted: Journey,
) -> None:
    drafted.say(drafted.last("draft"), "No: the figure is last year's")

    assert drafted.facts(ApprovalRefused) == 1
    assert "last year's" in drafted.last("assignment").text
    assert any("last year's" in one.text for one in drafted.all("alert"))
    assert len(drafted.all("draft")) == 1


def test_after_a_refusal_the_officer_answers_and_a_new_draft_follows(drafted: Journey) -> None:
    drafted.say(drafted.last("draft"), "No: the figure is last year's")
    back = drafted.last("assignment")

    drafted.say(back, answers(back, dict.fromkeys(asked(back), "1,300 notices were issued.")))

    assert len(drafted.all("draft")) == 2
    assert "1,300" in drafted.last("draft").text


def test_a_draft_of_four_working_days_is_made_again(drafted: Journey) -> None:
    old = drafted.last("draft")

    drafted.morning(7)

    assert drafted.facts(ApprovalVoided) >= 1
    drafted.say(old, code(old))
    assert not drafted.all("response")
    new = drafted.last("draft")
    drafted.say(new, code(new))
    assert len(drafted.all("response")) == 1


def test_what_the_checks_doubt_needs_a_second_code(drafted: Journey) -> None:
    drafted.answer("Ring j.smith@elsewhere.example: 1,204 notices were issued in 2025.")
    draft = drafted.last("draft")

    drafted.say(draft, code(draft))
    assert not drafted.all("response")
    again = drafted.last("second-look")
    assert "j.smith@elsewhere.example" in again.text

    drafted.say(again, code(again))
    assert len(drafted.all("response")) == 1


def test_a_late_letter_says_sorry_and_why(tmp_path: Path) -> None:
    journey = Journey(tmp_path)
    journey.ask()
    journey.morning(32)
    journey.answer("1,204 notices were issued in 2025.")
    draft = journey.last("draft")
    assert "does not say why (LET-16)" in " ".join(draft.text.split())

    journey.say(draft, "late because two teams had to search old files")
    new = journey.last("draft")
    journey.say(new, code(new))

    letter = " ".join(journey.last("response").text.split())
    assert "We are sorry that it is late. Two teams had to search old files." in letter
    journey.world.close()


def test_the_letter_goes_as_mail_and_as_a_tagged_pdf_and_the_approver_has_word_too(
    drafted: Journey,
) -> None:
    draft = drafted.last("draft")
    drafted.say(draft, code(draft))

    def files(sent: Sent) -> list[str]:
        return [str(part.get_filename()) for part in sent.mail.walk() if part.get_filename()]

    assert files(draft) == [f"{REFERENCE}-letter.pdf", f"{REFERENCE}-letter.docx"]
    assert files(drafted.last("response")) == [f"{REFERENCE}-letter.pdf"]
