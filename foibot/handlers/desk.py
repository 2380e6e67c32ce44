"""What a handler works with: one transaction's cases and mails, the office, and the time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from foibot.handlers.alerts import News
from foibot.handlers.by_post import posted_to
from foibot.handlers.casefile import CaseFile, Files
from foibot.handlers.office import Office
from foibot.handlers.people import People
from foibot.handlers.post import Mail, Post
from foibot.letter.governance import AlertKind
from foibot.store.lanes import Lane
from foibot.store.unit_of_work import UnitOfWork
from foibot.trust.tokens import bracketed

RELAYS = ("whatdotheyknow.com",)


def is_relay(address: str) -> bool:
    """
    Return whether *address* is of a site that publishes what it gets, each request its own address.

    Such sites want plain text alone (REC-6).
    """
    return address.lower().rpartition("@")[2] in RELAYS


class Desk:
    """One authority's desk at one moment, within one transaction."""

    def __init__(self, uow: UnitOfWork, office: Office, now: datetime) -> None:
        self.uow = uow
        self.office = office
        self.now = now
        self.files = Files(uow, office, now)
        self.post = Post(uow, office, now)
        self.people = People(office, uow.contacts.absent(self.files.today), self.files.today)
        self.news: list[News] = []

    @property
    def today(self) -> date:
        """Return the day in London."""
        return self.files.today

    def alert(
        self,
        kind: AlertKind,
        file: CaseFile | None,
        what: str,
        details: Sequence[str] = (),
        choices: Sequence[str] = (),
        subject: str = "",
        once: str = "",
    ) -> None:
        """
        Note what governance must hear of; it is told when the handler has done its work.

        Of news with the same *once* only the first is told.
        """
        about = subject or (file.reference if file else "")
        self.news.append(News(kind, file, what, tuple(details), tuple(choices), about, once))

    def to_requester(
        self, file: CaseFile, key: str, lane: Lane = Lane.URGENT, language: str = ""
    ) -> Mail:
        """
        Return the envelope of a mail to the requester of a case, in their own thread.

        *language* is that of the mail that is answered: who writes in Welsh is answered so (ACK-5).
        """
        case = file.case
        written = "cy" if language == "cy" else case.requester.language
        return Mail(
            key=key,
            to=case.requester.address,
            reference=case.reference,
            in_reply_to=bracketed(case.thread),
            priority=case.received_on,
            lane=lane,
            plain=is_relay(case.requester.address),
            post_to=posted_to(case, self.people),
            # No law of Scotland has a Welsh name, and no body there owes an answer in Welsh.
            language="" if self.office.templates.desk.scotland else written,
        )

    def to_staff(
        self,
        address: str,
        key: str,
        reference: str = "",
        in_reply_to: str = "",
        lane: Lane = Lane.URGENT,
    ) -> Mail:
        """Return the envelope of a mail to a person of the authority, who may answer it."""
        return Mail(
            key=f"{key}/{address.lower()}",
            to=address,
            reference=reference,
            in_reply_to=bracketed(in_reply_to),
            lane=lane,
            answerable=True,
        )
