"""A mailbox on an IMAP server (RFC 3501); what Exchange Online can do suffices.  Read only."""

from __future__ import annotations

import logging
import socket
import ssl
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import imapclient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from foibot.config.model import Imap
from foibot.mailbox.patience import PatientClient
from foibot.mailbox.protocol import Folder, Listing, LoginRefusedError, MailboxError, Outline

log = logging.getLogger(__name__)
CONNECT_SECONDS, READ_SECONDS = 15, 60
CHUNK = 1024 * 1024
PAGE = 200
# Where the server cannot search headers, so many of the newest mails of a folder are looked at.
MOST_HEADERS = 5000
# Exchange throws sessions out when their token expires, after an hour.
OLDEST_SESSION = 45 * 60
JUNK_NAMES = ("junk", "junk email", "junk e-mail", "spam", "bulk mail", "[gmail]/spam")
SENT_NAMES = ("sent", "sent items", "sent mail", "sent messages", "[gmail]/sent mail")
# A login that is refused with one of these (RFC 5530) will be accepted later.
PASSING = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]", "TEMPORAR", "NOT CONNECTED")
NEXT_POLL = "it is tried again at the next poll"
Token = Callable[[], str]


@contextmanager
def told_plainly(settings: Imap) -> Iterator[None]:
    """Turn whatever goes wrong on the wire into a MailboxError that says what to do."""
    where = f"IMAP server {settings.host} port {settings.port}"
    try:
        yield
    except LoginError as error:
        if any(sign in str(error).upper() for sign in PASSING):
            raise MailboxError(f"{where}: {error}", NEXT_POLL) from error
        raise LoginRefusedError(
            f"{where}: login as {settings.username} was refused; check [imap] username and password"
        ) from error
    except ssl.SSLCertVerificationError as error:
        raise MailboxError(
            f"{where}: its certificate is not valid ({error.verify_message}); "
            "check [imap] host, or name your own authority in ca_file"
        ) from error
    except (ConnectionRefusedError, socket.gaierror) as error:
        raise MailboxError(
            f"{where}: nothing answers there ({error.strerror}); "
            "if it never worked, check [imap] host and port",
            NEXT_POLL,
        ) from error
    except (IMAPClientError, OSError, EOFError) as error:
        raise MailboxError(f"{where}: {error or type(error).__name__}", NEXT_POLL) from error
    except (ValueError, ArithmeticError, LookupError, AssertionError, TypeError) as error:
        raise MailboxError(f"{where}: an answer cannot be understood: {error!r}") from error


def connect(settings: Imap, token: Token | None = None) -> imapclient.IMAPClient:
    """Return a connection that is logged in; TLS is verified, and every wait has an end."""
    client = PatientClient(
        settings.host,
        port=settings.port,
        ssl=settings.security == "tls",
        ssl_context=tls_context(settings.ca_file) if settings.security == "tls" else None,
        timeout=imapclient.SocketTimeout(connect=CONNECT_SECONDS, read=READ_SECONDS),
    )
    try:
        _refuse_preauth(client, settings)
        _log_in(client, settings, token)
    except BaseException:
        client._imap.shutdown()
        raise
    return client


def _refuse_preauth(client: imapclient.IMAPClient, settings: Imap) -> None:
    """
    Refuse a server that takes the connection for logged in already (RFC 3501 7.1.4).

    Nothing says whose mailbox it is, and TLS can no longer begin.
    """
    if client._imap.state == "AUTH":
        raise LoginRefusedError(
            f"IMAP server {settings.host} port {settings.port}: it greets with PREAUTH, so it asks "
            f"for no login, and whose mailbox it opens cannot be known; let it ask "
            f"{settings.username} for a password on this port, or name another in [imap] port"
        )


def _log_in(client: imapclient.IMAPClient, settings: Imap, token: Token | None) -> None:
    # imapclient raises imaplib's debugging to log every line: most of the cost of a fetch.
    client._imap.debug = 0
    # INTERNALDATE is wanted with its zone, not as a naive local time.
    client.normalise_times = False
    if settings.security == "starttls":
        client.starttls(tls_context(settings.ca_file))
    if settings.auth == "oauth2":
        assert token is not None
        client.oauth2_login(settings.username, token())
    else:
        client.login(settings.username, settings.password)


def tls_context(ca_file: Path | None) -> ssl.SSLContext:
    """Return a context that verifies the server against the system's authorities or *ca_file*."""
    return ssl.create_default_context(cafile=str(ca_file) if ca_file else None)


class ImapMailbox:
    """One connection, opened when needed and thrown away after any error."""

    def __init__(self, settings: Imap, token: Token | None = None) -> None:
        self._settings = settings
        self._token = token
        self._client: imapclient.IMAPClient | None = None
        self._opened = 0.0
        self._folders: list[Folder] = []
        self._missing: list[str] = []
        self._sent: str | None = None

    @contextmanager
    def _talk(self) -> Iterator[imapclient.IMAPClient]:
        try:
            with told_plainly(self._settings):
                yield self._connected()
        except MailboxError:
            self._drop()
            raise

    def _connected(self) -> imapclient.IMAPClient:
        if self._client is None:
            self._client = connect(self._settings, self._token)
            self._opened = time.monotonic()
            self._look_round(self._client)
        return self._client

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            try:
                client.shutdown()
            except (IMAPClientError, OSError):
                return

    def close(self) -> None:
        """Log out."""
        client, self._client = self._client, None
        if client is not None:
            try:
                client.logout()
            except (IMAPClientError, OSError):
                return

    def _look_round(self, client: imapclient.IMAPClient) -> None:
        """Find the watched folders and the Sent folder among those that exist."""
        listed = [(flags, str(name)) for flags, _, name in client.list_folders()]
        there = {name: {bytes(flag).lower() for flag in flags} for flags, name in listed}
        self._folders, self._missing = watched(self._settings.folders, there)
        wanted = self._settings.sent_folder
        self._sent = wanted if wanted in there else by_use(there, b"\\sent", SENT_NAMES)
        if wanted is not None and wanted not in there:
            self._missing.append(wanted)

    def folders(self) -> Sequence[Folder]:
        """Return the watched folders that exist; a session that is too old is renewed first."""
        if self._client is not None and time.monotonic() - self._opened > OLDEST_SESSION:
            self.close()
        with self._talk():
            return tuple(self._folders)

    def missing(self) -> Sequence[str]:
        """Return the configured folders that do not exist."""
        with self._talk():
            return tuple(self._missing)

    def listing(self, folder: str) -> Listing:
        """Return every UID of *folder*, seen or not: flags belong to people (P2)."""
        with self._talk() as client:
            selected = client.select_folder(folder, readonly=True)
            validity = selected.get(b"UIDVALIDITY")
            if validity is None:
                raise MailboxError(f"{folder}: the server gives no UIDVALIDITY")
            uids = client.search("ALL") if selected.get(b"EXISTS") else []
            return Listing(int(validity), array("q", sorted(uids)))

    def outlines(self, uids: Sequence[int]) -> list[Outline]:
        """Return size and receipt of those of *uids* that are still there."""
        with self._talk() as client:
            answers = client.fetch(list(uids), ["RFC822.SIZE", "INTERNALDATE"])
            return [
                Outline(uid, int(one[b"RFC822.SIZE"]), _aware(one[b"INTERNALDATE"]))
                for uid, one in sorted(answers.items())
                if b"RFC822.SIZE" in one and b"INTERNALDATE" in one
            ]

    def contents(self, uids: Sequence[int]) -> dict[int, bytes]:
        """Return the bytes of small messages; \\Seen stays as it is."""
        with self._talk() as client:
            answers = client.fetch(list(uids), ["BODY.PEEK[]"])
            return {
                uid: one[b"BODY[]"]
                for uid, one in answers.items()
                if isinstance(one.get(b"BODY[]"), bytes)
            }

    def chunks(self, uid: int) -> Iterator[bytes]:
        """Yield a large message in pieces, until the server has no more of it."""
        offset = 0
        while True:
            with self._talk() as client:
                answer = client.fetch([uid], [f"BODY.PEEK[]<{offset}.{CHUNK}>"]).get(uid, {})
                piece = answer.get(f"BODY[]<{offset}>".encode())
            if not piece:
                return
            offset += len(piece)
            yield piece

    def was_sent(self, message_id: str) -> bool | None:
        """
        Return whether *message_id* lies in the Sent folder or came back as our own copy.

        None: it is nowhere, and there is no Sent folder that could prove that it did not go.
        """
        with self._talk() as client:
            places = [self._sent] if self._sent is not None else []
            places += [folder.name for folder in self._folders]
            if any(_holds(client, place, message_id) for place in places):
                return True
            return None if self._sent is None else False

    def own_mail(self) -> Sequence[Iterator[list[bytes]]]:
        """Return, for each folder, the headers of our own mails, newest first (P10, P17)."""
        with self._talk():
            places = [self._sent] if self._sent is not None else []
            places += [folder.name for folder in self._folders]
        return [self._own_mail_in(place) for place in places]

    def _own_mail_in(self, place: str) -> Iterator[list[bytes]]:
        with self._talk() as client:
            client.select_folder(place, readonly=True)
            # An empty text is in every header of that name (RFC 3501 6.4.4).
            uids = _searched(client, ["HEADER", "X-Foibot-Id", ""])
            if uids is None:
                uids = client.search("ALL")[-MOST_HEADERS:]
        newest_first = sorted(uids, reverse=True)
        for start in range(0, len(newest_first), PAGE):
            with self._talk() as client:
                client.select_folder(place, readonly=True)
                yield _headers(client, newest_first[start : start + PAGE])


def _searched(client: imapclient.IMAPClient, criteria: list[str]) -> list[int] | None:
    """Return the UIDs that a search finds, or None where the server cannot search like that."""
    try:
        return [int(uid) for uid in client.search(criteria)]
    except IMAPClientAbortError:
        raise
    except IMAPClientError as error:
        log.warning("search_refused", extra={"criteria": criteria[:2], "reason": str(error)[:200]})
        return None


def _headers(client: imapclient.IMAPClient, uids: Sequence[int]) -> list[bytes]:
    """Return the headers of *uids*; one that the server does not give stops nothing."""
    try:
        answers = client.fetch(list(uids), ["BODY.PEEK[HEADER]"])
    except IMAPClientAbortError:
        raise
    except IMAPClientError:
        half = len(uids) // 2
        return _headers(client, uids[:half]) + _headers(client, uids[half:]) if half else []
    return [one.get(b"BODY[HEADER]") or b"" for one in answers.values()]


def _holds(client: imapclient.IMAPClient, place: str, message_id: str) -> bool:
    """Return whether *message_id* lies in the folder *place*."""
    client.select_folder(place, readonly=True)
    found = _searched(client, _own_mail(message_id))
    if found is not None:
        return bool(found)
    name = message_id.strip("<>").encode()
    uids = sorted(client.search("ALL"), reverse=True)[:MOST_HEADERS]
    pages = (uids[start : start + PAGE] for start in range(0, len(uids), PAGE))
    return any(name in header for page in pages for header in _headers(client, page))


def _own_mail(message_id: str) -> list[str]:
    """Return the search for a mail of ours; some servers put a Message-ID of their own."""
    own_id = ["HEADER", "X-Foibot-Id", message_id.strip("<>")]
    return ["OR", "HEADER", "Message-ID", message_id, *own_id]


def _aware(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def by_use(there: dict[str, set[bytes]], use: bytes, names: Sequence[str]) -> str | None:
    """Return the folder with special use *use* (RFC 6154), else one with a usual name."""
    marked = [name for name, flags in there.items() if use in flags]
    usual = [name for name in there if name.lower() in names]
    return next(iter([*marked, *usual]), None)


def watched(wanted: Sequence[str], there: dict[str, set[bytes]]) -> tuple[list[Folder], list[str]]:
    """Return the folders to watch, and the names that no folder has."""
    found: list[Folder] = []
    missing: list[str] = []
    by_lower = {name.lower(): name for name in there}
    junk = by_use(there, b"\\junk", JUNK_NAMES)
    for name in wanted:
        actual = name if name in there else by_lower.get(name.lower())
        if actual is None and name.lower() in JUNK_NAMES:
            actual = junk
        if actual is None:
            missing.append(name)
        elif actual not in {one.name for one in found}:
            is_junk = actual == junk or actual.lower() in JUNK_NAMES
            found.append(Folder(actual, is_junk))
    return found, missing
