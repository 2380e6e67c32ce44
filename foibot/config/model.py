"""The configuration as frozen values; names and meaning are those of config.example.toml."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Authority:
    """[authority]: the council whose desk this is."""

    name: str
    short_name: str
    domain: str
    regime: str  # uk | scotland
    website: str
    privacy_notice: str


@dataclass(frozen=True, slots=True)
class OAuth:
    """[oauth]: how access tokens are had, for auth = "oauth2"."""

    provider: str  # microsoft | google
    tenant: str
    client_id: str
    client_secret: str = field(repr=False)
    certificate_file: Path | None
    certificate_thumbprint: str
    service_account_file: Path | None


@dataclass(frozen=True, slots=True)
class Imap:
    """[imap]: the mailbox that is watched."""

    host: str
    port: int
    security: str  # tls | starttls | none
    ca_file: Path | None
    username: str
    password: str = field(repr=False)
    auth: str  # password | oauth2
    folders: tuple[str, ...]
    sent_folder: str | None
    poll_seconds: float
    idle: bool
    answer_from: date | None


@dataclass(frozen=True, slots=True)
class Smtp:
    """[smtp]: the server that takes our mail."""

    host: str
    port: int
    security: str
    ca_file: Path | None
    username: str
    password: str = field(repr=False)
    auth: str
    from_address: str
    from_name: str
    copy_to: str | None
    retry_first_seconds: float
    reconcile_seconds: float
    per_minute: int


@dataclass(frozen=True, slots=True)
class MailboxDirectory:
    """[mailbox]: a directory of .eml files or a Maildir, instead of [imap]."""

    directory: Path
    poll_seconds: float
    answer_from: date | None


@dataclass(frozen=True, slots=True)
class OutboxDirectory:
    """[outbox]: a directory that takes our mail as .eml files, instead of [smtp]."""

    directory: Path
    from_address: str
    from_name: str


@dataclass(frozen=True, slots=True)
class Limits:
    """[limits]: acknowledgements that may go out, 0 is no limit (T4); how large a mail may be."""

    per_sender_hour: int
    per_sender_day: int
    per_domain_day: int
    per_day: int
    largest_mail_mb: float = 20.0


@dataclass(frozen=True, slots=True)
class Governance:
    """[governance]: who leads, who approves, who reviews."""

    leads: tuple[str, ...]
    approvers: tuple[str, ...]
    reviewers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trust:
    """[trust]: whose Authentication-Results are believed; without provider nobody's are."""

    provider: str | None  # m365 | google | own
    authserv_id: str
    own_hosts: tuple[str, ...] = ()  # the names, or ends of names, of the authority's own servers
    own_networks: tuple[str, ...] = ()  # the addresses of the authority's own relays
    results_below_received: bool = False  # the filter writes its verdict below the server's line
    internal_source: str = ""  # m365: how X-MS-Exchange-Organization-AuthSource ends inside


@dataclass(frozen=True, slots=True)
class Store:
    """[store]: where everything is kept."""

    database: str = field(repr=False)  # may hold a password
    files: Path
    key_file: Path
    state: Path  # the folder of the lock, the heartbeat and the generation mark
    reserve_mb: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """[schedule]: how often due work is looked for."""

    tick_seconds: float


@dataclass(frozen=True, slots=True)
class Health:
    """[health]: how others learn that the service is alive."""

    heartbeat_file: Path
    alarm_minutes: float
    alarm_command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Retention:
    """[retention]: how long what is kept is kept; 0 is for ever (law.md RET-2, RET-3)."""

    case_years: int  # from the last thing that happened to a case or a review of it
    other_days: int  # messages and mails that belong to no case


@dataclass(frozen=True, slots=True)
class Desk:
    """One authority with its mailbox, its way out, its limits and its people."""

    authority: Authority
    imap: Imap | None
    mailbox: MailboxDirectory | None
    smtp: Smtp | None
    outbox: OutboxDirectory | None
    oauth: OAuth | None
    limits: Limits
    governance: Governance
    trust: Trust

    @property
    def key(self) -> str:
        """Return the name under which every row of the database belongs to this authority."""
        return self.authority.domain

    @property
    def from_address(self) -> str:
        """Return the address of the desk, from which every mail goes."""
        way_out = self.smtp or self.outbox
        return way_out.from_address if way_out else f"foi@{self.authority.domain}"

    @property
    def from_name(self) -> str:
        """Return the name beside the address of the desk."""
        way_out = self.smtp or self.outbox
        return way_out.from_name if way_out else f"{self.authority.short_name} FOI"

    @property
    def answer_from(self) -> date | None:
        """Return the day before which mail is kept but not answered, or None."""
        way_in = self.imap or self.mailbox
        return way_in.answer_from if way_in else None


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that config.toml says; *warnings* are odd but can be lived with."""

    file: Path
    directory: Path
    desks: tuple[Desk, ...]
    store: Store
    schedule: Schedule
    health: Health
    retention: Retention
    warnings: tuple[str, ...] = ()
