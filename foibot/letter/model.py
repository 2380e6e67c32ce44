"""What a finished mail is: its key, its addressee, its words in text and HTML, its files."""

from __future__ import annotations

from dataclasses import dataclass, field

from foibot.errors import FoibotError


class LetterError(FoibotError):
    """A mail cannot be written safely: an address, a header or a template is at fault."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes with a mail; *name* and *content_type* are ours, never a stranger's."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """
    A mail in words.  *key* is what makes it unique: queued once, sent once (design: nothing twice).

    *html* is empty for a mail that goes as plain text alone.  *headers* are extra headers from the
    list that compose() allows; *kind* becomes X-Foibot-Kind.
    """

    key: str
    kind: str
    recipient: str
    subject: str
    text: str
    html: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    attachments: tuple[File, ...] = ()
    in_reply_to: str = ""
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Envelope:
    """Where a mail goes and what it answers; the templates know nothing of it."""

    key: str
    recipient: str
    reference: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    reply_to: str = ""  # the token address, for mails to staff that ask for an answer
    attachments: tuple[File, ...] = field(default=())
    plain: bool = False  # text alone: relays that publish, such as WhatDoTheyKnow
    post_to: str = ""  # whom a colleague posts it to, for who has no e-mail address
    language: str = ""  # the language of whoever gets it (ACK-5); "" is that of the context
