"""Each table of config.toml: its keys, what they may be, and what holds without them."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from foibot.config.model import (
    Authority,
    Governance,
    Health,
    Imap,
    Limits,
    MailboxDirectory,
    OAuth,
    OutboxDirectory,
    Retention,
    Schedule,
    Smtp,
    Store,
    Trust,
)
from foibot.config.secrets import Sources, secret
from foibot.config.table import Table

SECURITY = ("tls", "starttls", "none")
IMAP_PORTS = {"tls": 993, "starttls": 143, "none": 143}
SMTP_PORTS = {"tls": 465, "starttls": 587, "none": 25}
DOMAIN = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+", re.ASCII | re.IGNORECASE)
LOCAL_PART = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}", re.ASCII)


def not_a_domain(value: str) -> str | None:
    """Return what is wrong with *value* as a domain, or None."""
    return None if DOMAIN.fullmatch(value) else "is not a domain such as council.gov.uk"


def not_an_address(value: str) -> str | None:
    """Return what is wrong with *value* as an e-mail address, or None."""
    local, _, domain = value.rpartition("@")
    good = LOCAL_PART.fullmatch(local) and DOMAIN.fullmatch(domain)
    return None if good else "is not an address such as foi@council.gov.uk"


def not_a_url(value: str) -> str | None:
    """Return what is wrong with *value* as a web address, or None."""
    parts = urlsplit(value)
    good = parts.scheme in {"https", "http"} and parts.netloc
    return None if good else "is not an address such as https://www.council.gov.uk"


def is_loopback(host: str) -> bool:
    """Return whether *host* is this very machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def authority(table: Table) -> Authority:
    """Return [authority]."""
    name = table.text("name", required='write the council\'s name, such as "Mixbury Council"')
    return Authority(
        name=name,
        short_name=table.text("short_name", name),
        domain=table.text(
            "domain", required='write the domain, such as "council.gov.uk"', test=not_a_domain
        ).lower(),
        regime=table.choice("regime", ("uk", "scotland"), "uk"),
        website=table.text("website", test=not_a_url),
        privacy_notice=table.text("privacy_notice", test=not_a_url),
    )


def _security(table: Table, host: str) -> str:
    security = table.choice("security", SECURITY, "tls")
    if security == "none" and host and not is_loopback(host):
        table.fault(
            "security",
            f'"none" would send password and mail in clear text to {host}',
            'write "tls" or "starttls"',
        )
    return security


def imap(table: Table, sources: Sources) -> Imap:
    """Return [imap]."""
    host = table.text("host", required='write the server, such as "outlook.office365.com"')
    security = _security(table, host)
    auth = table.choice("auth", ("password", "oauth2"), "password")
    return Imap(
        host=host,
        port=table.whole("port", IMAP_PORTS.get(security, 993), 1, 65535),
        security=security,
        ca_file=table.path("ca_file", exists=True),
        username=table.text("username", required="write the login name of the mailbox"),
        password=secret(table, "password", sources, needed=auth == "password"),
        auth=auth,
        folders=table.texts("folders", ("INBOX", "Junk")),
        sent_folder=table.optional("sent_folder"),
        poll_seconds=table.number("poll_seconds", 60, 0.05, 3600),
        idle=table.truth("idle", default=True),
        answer_from=table.day("answer_from"),
    )


def smtp(table: Table, sources: Sources, domain: str, short_name: str) -> Smtp:
    """Return [smtp]."""
    host = table.text("host", required='write the server, such as "smtp.office365.com"')
    security = _security(table, host)
    auth = table.choice("auth", ("password", "oauth2"), "password")
    username = table.text("username")
    return Smtp(
        host=host,
        port=table.whole("port", SMTP_PORTS.get(security, 587), 1, 65535),
        security=security,
        ca_file=table.path("ca_file", exists=True),
        username=username,
        password=secret(table, "password", sources, needed=bool(username) and auth == "password"),
        auth=auth,
        from_address=_from_address(table, domain),
        from_name=table.text("from_name", f"{short_name} FOI"),
        copy_to=table.optional("copy_to", not_an_address),
        retry_first_seconds=table.number("retry_first_seconds", 60, 0.05, 3600),
        reconcile_seconds=table.number("reconcile_seconds", 900, 0, 86400),
        per_minute=table.whole("per_minute", 30),
    )


def _from_address(table: Table, domain: str) -> str:
    default = f"foi@{domain}" if domain else ""
    address = table.text("from_address", default, test=not_an_address)
    if not address:
        table.fault("from_address", "is missing", 'write from_address = "foi@council.gov.uk"')
    return address


def mailbox(table: Table) -> MailboxDirectory:
    """Return [mailbox]."""
    directory = table.path("directory")
    if directory is None:
        table.fault("directory", "is missing", 'write directory = "inbox"')
    return MailboxDirectory(
        directory=directory or table.directory,
        poll_seconds=table.number("poll_seconds", 5, 0.05, 3600),
        answer_from=table.day("answer_from"),
    )


def outbox(table: Table, domain: str, short_name: str) -> OutboxDirectory:
    """Return [outbox]."""
    directory = table.path("directory")
    if directory is None:
        table.fault("directory", "is missing", 'write directory = "outbox"')
    return OutboxDirectory(
        directory=directory or table.directory,
        from_address=_from_address(table, domain),
        from_name=table.text("from_name", f"{short_name} FOI"),
    )


def oauth(table: Table, sources: Sources) -> OAuth:
    """Return [oauth]."""
    provider = table.choice("provider", ("microsoft", "google"), required='write "microsoft"')
    microsoft = provider == "microsoft"
    certificate = table.path("certificate_file", exists=True)
    account = table.path("service_account_file", exists=True)
    if provider == "google" and account is None:
        table.fault("service_account_file", "is missing", "name the key file of the account")
    return OAuth(
        provider=provider,
        tenant=table.text("tenant", required="write the tenant's id" if microsoft else None),
        client_id=table.text("client_id", required="write the app's id" if microsoft else None),
        client_secret=secret(
            table, "client_secret", sources, needed=microsoft and certificate is None
        ),
        certificate_file=certificate,
        certificate_thumbprint=table.text("certificate_thumbprint"),
        service_account_file=account,
    )


def limits(table: Table) -> Limits:
    """Return [limits]; what holds without them is reliability T4."""
    return Limits(
        per_sender_hour=table.whole("per_sender_hour", 5),
        per_sender_day=table.whole("per_sender_day", 20),
        per_domain_day=table.whole("per_domain_day", 200),
        per_day=table.whole("per_day", 2000),
        largest_mail_mb=table.number("largest_mail_mb", 20, 0.05, 150),
    )


def governance(table: Table) -> Governance:
    """Return [governance]; approvers and reviewers are the leads unless named."""
    leads = table.texts("leads", test=not_an_address)
    return Governance(
        leads=leads,
        approvers=table.texts("approvers", leads, test=not_an_address),
        reviewers=table.texts("reviewers", leads, test=not_an_address),
    )


def trust(table: Table) -> Trust:
    """Return [trust]."""
    provider = table.choice("provider", ("m365", "google", "own"), "") or None
    authserv_id = table.text("authserv_id")
    if provider == "own" and not authserv_id:
        table.fault(
            "authserv_id", "is missing", "write the name your server puts in Authentication-Results"
        )
    networks = table.texts("own_networks")
    for one in networks:
        if not _is_network(one):
            remedy = 'write it as "192.0.2.0/28"'
            table.fault("own_networks", f'"{one}" is no network', remedy)
    source = table.text("internal_source").lstrip(".").lower()
    if source and provider != "m365":
        table.fault("internal_source", "is of Exchange Online", 'leave it out, or use "m365"')
    return Trust(
        provider=provider,
        authserv_id=authserv_id,
        own_hosts=tuple(one.lower() for one in table.texts("own_hosts")),
        own_networks=tuple(one for one in networks if _is_network(one)),
        results_below_received=table.truth("results_below_received", default=False),
        internal_source=source,
    )


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text)
    except ValueError:
        return False
    return True


def store(table: Table, sources: Sources) -> Store:
    """Return [store], with the database's path made absolute and its password put in."""
    database = table.text("database", "sqlite:///foibot.db")
    files = table.path("files", "files") or table.directory
    return Store(
        database=_database(table, database, sources),
        files=files,
        key_file=table.path("key_file", "foibot.key") or table.directory,
        state=table.path("state", "state") or table.directory,
        reserve_mb=table.whole("reserve_mb", 500),
    )


def _database(table: Table, url: str, sources: Sources) -> str:
    if url.startswith("sqlite:///"):
        path = url.removeprefix("sqlite:///")
        return f"sqlite:///{(table.directory / path).absolute()}"
    if not url.startswith("postgresql+psycopg://"):
        table.fault(
            "database",
            f'"{url.partition(":")[0]}" is not a database foibot knows',
            'write "sqlite:///foibot.db" or "postgresql+psycopg://user@host/name"',
        )
    password = sources.environ.get("FOIBOT_DATABASE_PASSWORD")
    parts = urlsplit(url)
    if password and parts.username and not parts.password:
        return url.replace("@", f":{_quoted(password)}@", 1)
    return url


def _quoted(password: str) -> str:
    """Return *password* as it may stand in a URL (RFC 3986)."""
    safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
    return "".join(c if c in safe else "".join(f"%{b:02X}" for b in c.encode()) for c in password)


def schedule(table: Table) -> Schedule:
    """Return [schedule]."""
    return Schedule(tick_seconds=table.number("tick_seconds", 60, 0.05, 3600))


def health(table: Table, state: Store) -> Health:
    """Return [health]."""
    default = str(state.state / "heartbeat.json")
    return Health(
        heartbeat_file=table.path("heartbeat_file", default) or state.state,
        alarm_minutes=table.number("alarm_minutes", 30, 0.01, 1440),
        alarm_command=table.texts("alarm_command"),
    )


def retention(table: Table) -> Retention:
    """Return [retention]."""
    return Retention(
        case_years=table.whole("case_years", 3, 0, 100),
        other_days=table.whole("other_days", 90, 0, 36500),
    )
