"""Queueing of mails: words rendered, composed and put into the outbox under their key, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from foibot.handlers.office import Office
from foibot.letter.compose import compose
from foibot.letter.model import Envelope, File, Letter
from foibot.letter.templates import Context
from foibot.store.lanes import Lane
from foibot.store.outgoing import Outgoing
from foibot.store.unit_of_work import UnitOfWork
from foibot.trust.tokens import Capability, message_id, plus_address, token


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail to be queued: to whom, under which key, and what it answers."""

    key: str
    to: str
    reference: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    priority: date | None = None
    lane: Lane = Lane.URGENT
    answerable: bool = False  # a reply to it may act: it carries a token
    plain: bool = False
    post_to: str = ""  # whom a colleague posts it to, for who has no e-mail address
    approved: bool = False
    held: bool = False
    held_because: str = ""
    language: str = ""  # the requester's (ACK-5); staff are written to in English


def capability(authority: str, addressee: str, key: str) -> Capability:
    """Return what the addressee of the mail *key* may do by answering it (reliability T1)."""
    return Capability(authority, (), "reply", addressee.lower(), "", key)


def envelope_of(mail: Mail, files: tuple[File, ...], reply_to: str = "") -> Envelope:
    """Return to whom *mail* goes, what it answers, and the *files* that go with it."""
    return Envelope(
        key=mail.key,
        recipient=mail.to,
        reference=mail.reference,
        in_reply_to=mail.in_reply_to,
        references=mail.references,
        reply_to=reply_to,
        attachments=files,
        plain=mail.plain,
        post_to=mail.post_to,
        language=mail.language,
    )


class Post:
    """The outbox of one authority within one transaction."""

    def __init__(self, uow: UnitOfWork, office: Office, now: datetime) -> None:
        self.uow = uow
        self.office = office
        self.now = now

    def token_of(self, mail: Mail) -> str:
        """Return the token that a reply to *mail* proves itself by."""
        return token(capability(self.office.authority, mail.to, mail.key), self.office.key)

    def send(self, context: Context, mail: Mail) -> bool:
        """Queue what *context* says as *mail*; False when its key was queued before."""
        if self.uow.outbox.has(mail.key):
            return False
        desk = self.office.sender.addr
        reply_to = plus_address(desk, self.token_of(mail)) if mail.answerable else ""
        envelope = envelope_of(mail, mail.files, reply_to)
        return self.queue(self.office.templates.letter(context, envelope), mail)

    def queue(self, letter: Letter, mail: Mail) -> bool:
        """Queue a finished *letter*; False when its key was queued before."""
        own_id = self.id_of(letter.kind, mail.key)
        queued = self.uow.outbox.add(
            Outgoing(
                key=mail.key,
                kind=letter.kind,
                recipient=mail.to,
                message_id=own_id,
                content=compose(letter, self.office.sender, own_id, self.now),
                case_ref=mail.reference or None,
                lane=mail.lane,
                priority=mail.priority,
                # What a reminder brings is a calendar: twice, it is one entry all the same.
                resend_allowed=not mail.files or mail.lane is Lane.REMINDER,
                approved=mail.approved,
                held=mail.held,
                held_because=mail.held_because,
                outside=not mail.answerable,
            ),
            self.now,
        )
        if queued:
            self.uow.audit.append(
                "mail_queued", self.now, mail.reference or None, mail=own_id, mail_kind=letter.kind
            )
        return queued

    def id_of(self, kind: str, key: str) -> str:
        """Return the Message-ID of the mail of *kind* under *key*: always the same."""
        domain = self.office.config.authority.domain
        return message_id(kind, key, domain, self.office.key)
