"""What a message is once read: addresses, lines with their roles, attachments, automatic or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox: *addr* is the addr-spec as written (domain in lower case), *name* the phrase."""

    addr: str
    name: str = ""


class Role(StrEnum):
    """What a line of a message is; nothing is deleted, only marked."""

    NEW = "new"  # written by the sender in this message
    QUOTED = "quoted"  # somebody's earlier words
    ATTRIBUTION = "attribution"  # "On Monday X wrote:", a block of From/Sent/To/Subject
    SIGNATURE = "signature"
    DISCLAIMER = "disclaimer"
    FOOTER = "footer"  # added by a relay, a list, a phone, a scanner
    OURS = "ours"  # stands word for word in the mail of ours that the message answers


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the visible text; *start* is its offset in code points into Message.text."""

    text: str
    role: Role = Role.NEW
    depth: int = 0  # depth of quotation: 0 is not quoted
    start: int = 0


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is not the body; *filename* is made safe, *content_type* found by content."""

    filename: str
    content_type: str
    declared_type: str
    size: int
    sha256: str
    content: bytes  # empty when *size* is over the limit: the raw message keeps it
    inline: bool = False
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The original of a message that somebody passed on."""

    sender: Address | None  # addr is "" where the mail program wrote the name alone
    date: datetime | None
    subject: str
    text: str


class Automatic(StrEnum):
    """Mail that no person wrote to us in particular (RFC 3834, RFC 3464)."""

    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    LIST = "list"
    SPAM = "spam"


@dataclass(frozen=True, slots=True)
class AutomaticFinding:
    """Why a message is automatic, and what it tells: absence, or a failed delivery."""

    kind: Automatic
    rule: str
    evidence: str
    return_date: date | None = None  # out-of-office: back on
    stand_in: str | None = None  # out-of-office: address of the stand-in named in it
    acknowledges: bool = False  # it only says that a mail came: nobody is away
    failed_addresses: tuple[str, ...] = ()  # bounce
    permanent: bool | None = None  # bounce: 5.x.x or 4.x.x
    original_message_id: str | None = None  # bounce: Message-ID of the mail that failed


@dataclass(frozen=True, slots=True)
class Message:
    """An e-mail as read; whatever was wrong with it is in *defects*, never an exception."""

    message_id: str | None
    sender: Address | None  # From; None when no strict reading of it exists
    sender_raw: str
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    subject: str
    date: datetime | None  # the Date header, aware; never used for the clock
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]  # unfolded, as they stand, in order, bounded
    lines: tuple[Line, ...]
    text: str  # all visible text: the lines joined by "\n"
    attachments: tuple[Attachment, ...]
    automatic: AutomaticFinding | None
    forwarded: Forwarded | None
    encrypted: bool = False
    signed: bool = False
    defects: tuple[str, ...] = ()
    unlike: str = ""  # of an answer to us: a word that only its plain or only its HTML form says

    @property
    def reply_text(self) -> str:
        """Return what the sender newly wrote: without quotes, signature, disclaimer and footer."""
        return "\n".join(line.text for line in self.lines if line.role is Role.NEW).strip("\n")

    def header(self, name: str) -> str | None:
        """Return the first header called *name*, any case, or None."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    def header_all(self, name: str) -> tuple[str, ...]:
        """Return every header called *name*, topmost first."""
        wanted = name.lower()
        return tuple(value for key, value in self.headers if key.lower() == wanted)
