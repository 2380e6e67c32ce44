"""A small IMAP4rev1 server of our own that can do little, and lies when told to."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes

WORD = re.compile(rb'"((?:[^"\\]|\\.)*)"|([^\s()]+)')
LITERAL = re.compile(rb"\{(\d+)(\+?)\}$")


@dataclass
class Stored:
    """A message as the server holds it."""

    content: bytes
    at: datetime


@dataclass
class Lies:
    """What is untrue or refused; everything empty is an honest server."""

    half_sizes: bool = False  # RFC822.SIZE is half of what it is
    invented: bool = False  # answers are about a message that is not there, too
    left_out: Callable[[int], bool] = lambda _uid: False  # this message is not answered for
    not_listed: Callable[[int], bool] = lambda _uid: False  # nor found by SEARCH
    empty: Callable[[int], bool] = lambda _uid: False  # its body is said to be empty
    refused: Callable[[int], bool] = lambda _uid: False  # NO to a FETCH that wants its body
    hung_up: Callable[[int], bool] = lambda _uid: False  # BYE to it
    garbled: Callable[[int], bool] = lambda _uid: False  # what is said of it is no IMAP
    chatter: bool = False  # untagged news between the answers
    upper: bool = False  # keywords in odd case, spaces where they may be
    busy: int = 0  # so many commands get NO [INUSE]
    no_header_search: bool = False  # SEARCH knows ALL and nothing more

    def about(self, how: str, which: Callable[[int], bool]) -> Lies:
        """Return the same lies, and *how* of them is about *which* messages."""
        changed = copy(self)
        setattr(changed, how, which)
        return changed


@dataclass
class ToyImap:
    """A running server with one mailbox."""

    port: int = 0
    capability: str = "IMAP4rev1"
    greeting: str = "* OK ready"
    folders: dict[str, dict[int, Stored]] = field(
        default_factory=lambda: {"INBOX": {}, "Junk": {}, "Sent": {}}
    )
    listed_as: str = '* LIST () "/" "{name}"'
    uidvalidity: int = 1
    next_uid: int = 1
    lies: Lies = field(default_factory=Lies)
    commands: list[str] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def put(self, content: bytes, at: datetime, folder: str = "INBOX") -> int:
        """Put a message into *folder* and return its UID."""
        with self.lock:
            uid, self.next_uid = self.next_uid, self.next_uid + 1
            self.folders[folder][uid] = Stored(content, at)
        return uid


class _Session(socketserver.StreamRequestHandler):
    """One connection."""

    server: _Server

    def handle(self) -> None:
        self.toy = self.server.toy
        self.folder = ""
        self.say(self.toy.greeting)
        try:
            while line := self.command():
                tag, _, rest = line.partition(b" ")
                self.toy.commands.append(rest.decode("utf-8", "replace"))
                with self.toy.lock:
                    if not self.answer(tag.decode(), rest):
                        return
        except OSError:
            return

    def say(self, text: str | bytes) -> None:
        raw = text.encode() if isinstance(text, str) else text
        self.wfile.write(raw + b"\r\n")

    def command(self) -> bytes:
        """Return a command with its literals in place, as quoted words."""
        line = self.rfile.readline().rstrip(b"\r\n")
        while found := LITERAL.search(line):
            if not found[2]:
                self.say("+ go on")
            content = self.rfile.read(int(found[1]))
            quoted = content.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
            line = line[: found.start()] + b'"' + quoted + b'"'
            line += self.rfile.readline().rstrip(b"\r\n")
        return line

    def answer(self, tag: str, rest: bytes) -> bool:
        """Answer a command; False ends the connection."""
        verb, _, more = rest.partition(b" ")
        if verb.upper() == b"UID":
            verb, _, more = more.partition(b" ")
        if self.toy.lies.busy and verb.upper() in {b"SELECT", b"EXAMINE", b"FETCH", b"SEARCH"}:
            self.toy.lies.busy -= 1
            self.say(f"{tag} NO [INUSE] try later")
            return True
        handler = getattr(self, f"do_{verb.decode().lower()}", None)
        if handler is None:
            self.say(f"{tag} BAD unknown command")
            return True
        done = handler(more)
        if done == "bye":
            self.say("* BYE out of order")
            return False
        self.say(f"{tag} {done or 'OK done'}")
        return verb.upper() != b"LOGOUT"

    def do_capability(self, _more: bytes) -> str:
        self.say(f"* CAPABILITY {self.toy.capability}")
        return ""

    def do_noop(self, _more: bytes) -> str:
        return ""

    def do_login(self, more: bytes) -> str:
        return "" if words(more)[-1] == b"secret" else "NO [AUTHENTICATIONFAILED] no"

    def do_logout(self, _more: bytes) -> str:
        self.say("* BYE")
        return ""

    def do_list(self, _more: bytes) -> str:
        for name in self.toy.folders:
            self.say(self.toy.listed_as.format(name=name))
        return ""

    def do_examine(self, more: bytes) -> str:
        name = words(more)[0].decode()
        actual = next((one for one in self.toy.folders if one.upper() == name.upper()), None)
        if actual is None:
            return "NO no such folder"
        self.folder = actual
        self.say(f"* {len(self.toy.folders[actual])} EXISTS")
        self.say("* 0 RECENT")
        self.say(r"* FLAGS (\Seen)")
        self.say(f"* OK [UIDVALIDITY {self.toy.uidvalidity}] these")
        return "OK [READ-ONLY] done"

    do_select = do_examine

    def do_search(self, more: bytes) -> str:
        wanted = [one.decode("utf-8", "replace") for one in words(more)]
        if self.toy.lies.no_header_search and "HEADER" in wanted:
            return "BAD unknown search key"
        found = [
            uid
            for uid, one in self.toy.folders[self.folder].items()
            if not self.toy.lies.not_listed(uid) and _matches(one.content, wanted)
        ]
        self.say("* SEARCH" + "".join(f" {uid}" for uid in found))
        return ""

    def do_fetch(self, more: bytes) -> str:
        numbers, _, items = more.partition(b" ")
        there, lies = self.toy.folders[self.folder], self.toy.lies
        wants_body = b"BODY" in items.upper()
        uids = [uid for uid in _numbers(numbers.decode()) if uid in there]
        for position, uid in enumerate(uids):
            if wants_body and lies.refused(uid):
                return "NO message cannot be rendered"
            if wants_body and lies.hung_up(uid):
                return "bye"
            if lies.chatter:
                self.say(f"* {len(there)} EXISTS")
                self.say(rf"* {position + 1} FETCH (FLAGS (\Seen))")
            if not lies.left_out(uid):
                self.say(self._line(position + 1, uid, items, there[uid]))
        if lies.invented:
            self.say(b"* 99 FETCH (UID 9999 RFC822.SIZE 7)")
        return ""

    def _line(self, position: int, uid: int, items: bytes, one: Stored) -> bytes:
        lies = self.toy.lies
        if lies.garbled(uid):
            return b"* %d FETCH (UID %d BODY[] {oops} ((" % (position, uid)
        parts = [b"UID %d" % uid]
        upper = items.upper()
        if b"RFC822.SIZE" in upper:
            parts.append(b"RFC822.SIZE %d" % (len(one.content) // (2 if lies.half_sizes else 1)))
        if b"INTERNALDATE" in upper:
            parts.append(b'INTERNALDATE "%s"' % one.at.strftime("%d-%b-%Y %H:%M:%S %z").encode())
        if b"BODY" in upper:
            parts.append(_body(items, b"" if lies.empty(uid) else one.content))
        word = b"Fetch" if lies.upper else b"FETCH"
        return b"* %d %s (%s)" % (position, word, b" ".join(parts))


def _body(items: bytes, content: bytes) -> bytes:
    section = re.search(rb"BODY(?:\.PEEK)?\[(\w*)\](?:<(\d+)\.(\d+)>)?", items, re.IGNORECASE)
    assert section is not None
    name = b"BODY[%s]" % section[1]
    if section[1].upper() == b"HEADER":
        content = content.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    if section[2] is not None:
        start = int(section[2])
        content, name = content[start : start + int(section[3])], name + b"<%d>" % start
    return b"%s {%d}\r\n%s" % (name, len(content), content)


def _matches(content: bytes, wanted: list[str]) -> bool:
    """Return whether a search of ours finds *content*: ALL, HEADER n v, or OR of two such."""
    head = message_from_bytes(content.partition(b"\r\n\r\n")[0] + b"\r\n\r\n")
    keys = [word for word in wanted if word.upper() not in {"ALL", "OR", "CHARSET", "UTF-8"}]
    pairs = [(keys[n + 1], keys[n + 2]) for n in range(0, len(keys) - 2, 3)]
    if not pairs:
        return True
    return any(head[name] is not None and value in str(head[name]) for name, value in pairs)


def _numbers(text: str) -> list[int]:
    found: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition(":")
        found += range(int(first), int(last or first) + 1)
    return found


def words(line: bytes) -> list[bytes]:
    """Return the words of a command, quotes undone."""
    return [
        re.sub(rb"\\(.)", rb"\1", found[1]) if found[2] is None else found[2]
        for found in WORD.finditer(line)
    ]


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    toy: ToyImap


@contextmanager
def toy_imap() -> Iterator[ToyImap]:
    """Run a server."""
    toy = ToyImap()
    with _Server(("127.0.0.1", 0), _Session) as server:
        server.toy = toy
        toy.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield toy
        finally:
            server.shutdown()
            thread.join(5)
