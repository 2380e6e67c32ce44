"""Stand-ins for the two ports, held to the same tests as the real mailbox and the real relay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from foibot.mailbox.protocol import Folder, Listing, MailboxError, Outline
from foibot.outbox.protocol import (
    Begin,
    Go,
    Mail,
    NotTried,
    Outcome,
    RelayError,
    Report,
    Sent,
    Unknown,
)


@dataclass
class FakeMailbox:
    """A mailbox in memory; *down* makes every call fail."""

    junk: str = "Junk"
    uidvalidity: int = 1
    mails: dict[str, dict[int, tuple[datetime, bytes]]] = field(
        default_factory=lambda: {"INBOX": {}, "Junk": {}, "Sent": {}}
    )
    down: bool = False
    selected: str = "INBOX"
    last: int = 0
    page: int = 200  # headers of own mails at a time

    def put(self, content: bytes, at: datetime, folder: str = "INBOX") -> int:
        """Deliver a message and return its UID."""
        self.last += 1
        self.mails[folder][self.last] = (at, content)
        return self.last

    def move(self, uid: int, source: str, target: str) -> int:
        """A person drags a message into another folder."""
        at, content = self.mails[source].pop(uid)
        return self.put(content, at, target)

    def _up(self) -> None:
        if self.down:
            raise MailboxError("the fake mailbox is down; wait")

    def folders(self) -> Sequence[Folder]:
        self._up()
        return (Folder("INBOX"), Folder(self.junk, junk=True))

    def missing(self) -> Sequence[str]:
        return ()

    def listing(self, folder: str) -> Listing:
        self._up()
        self.selected = folder
        return Listing(self.uidvalidity, tuple(sorted(self.mails[folder])))

    def outlines(self, uids: Sequence[int]) -> list[Outline]:
        self._up()
        here = self.mails[self.selected]
        return [Outline(uid, len(here[uid][1]), here[uid][0]) for uid in uids if uid in here]

    def contents(self, uids: Sequence[int]) -> dict[int, bytes]:
        self._up()
        here = self.mails[self.selected]
        return {uid: here[uid][1] for uid in uids if uid in here}

    def chunks(self, uid: int) -> Iterator[bytes]:
        self._up()
        content = self.mails[self.selected].get(uid, (None, b""))[1]
        for start in range(0, len(content), 100_000):
            yield content[start : start + 100_000]

    def was_sent(self, message_id: str) -> bool | None:
        self._up()
        wanted = f"message-id: {message_id}".lower().encode()
        return any(wanted in content.lower() for _, content in self.mails["Sent"].values())

    def own_mail(self) -> Sequence[Iterator[list[bytes]]]:
        self._up()
        headers = [
            [raw.split(b"\r\n\r\n")[0] for _, raw in reversed(self.mails[folder].values())]
            for folder in ("Sent", "INBOX", self.junk)
        ]
        ours = [[one for one in folder if b"X-Foibot-Id:" in one] for folder in headers]
        return [
            iter([one[at : at + self.page] for at in range(0, len(one), self.page)]) for one in ours
        ]

    def close(self) -> None:
        pass


@dataclass
class RecordingRelay:
    """A relay in memory: *accepted* is what it answers for, *outcomes* what it says by key."""

    accepted: list[Mail] = field(default_factory=list)
    outcomes: dict[str, list[Outcome]] = field(default_factory=dict)
    down: bool = False

    def send(self, mails: Sequence[Mail], report: Report, go: Go, _begin: Begin) -> None:
        if self.down:
            report([(mail, NotTried("down")) for mail in mails])
            raise RelayError("the fake relay is down; wait")
        for mail in mails:
            report([(mail, self._one(mail) if go() else NotTried("stopping"))])

    def _one(self, mail: Mail) -> Outcome:
        told = self.outcomes.get(mail.key)
        outcome = told.pop(0) if told else Sent("250 ok")
        if isinstance(outcome, Sent) or outcome == Unknown("accepted"):
            self.accepted.append(mail)
        return outcome

    def close(self) -> None:
        pass
