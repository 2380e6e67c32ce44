"""The town of the matrix of T1: its approver, its servers, and letters that wait for a code."""

from __future__ import annotations

from dataclasses import dataclass
from email.header import Header
from pathlib import Path

from foibot.config.shipped import shipped
from foibot.demo.cast import answers, asked
from foibot.demo.world import CONFIG, Sent
from foibot.trust.authentication import Provider
from tests.flows.town import Town
from tests.unit.trust.mails import DESK, OFFICER, Headers

OWN_DOMAIN = "council.example"
TRUST = {
    Provider.OWN: 'provider = "own"\nauthserv_id = "mx.ashbury.gov.uk"\n'
    'own_hosts = ["ashbury.gov.uk"]\nown_networks = ["192.0.2.0/28"]\n',
    Provider.GOOGLE: 'provider = "google"\n',
    Provider.M365: 'provider = "m365"\ninternal_source = "prod.outlook.com"\n',
}


def ashbury(folder: Path, provider: Provider) -> Town:
    """Return a town whose mail comes through a server of *provider*, with one approver."""
    config = CONFIG[: CONFIG.index("[trust]")] + "[trust]\n" + TRUST[provider]
    config = config.replace("info.requests@council.example", DESK)
    config = config.replace("approver@council.example", OFFICER)
    config = config.replace('domain = "council.example"', 'domain = "ashbury.gov.uk"')
    folder.mkdir(parents=True, exist_ok=True)
    _letters_alone(folder)
    return Town.make(folder, config=config)


def _letters_alone(folder: Path) -> None:
    """Let letters go as mail alone: their other forms are not what is tried here."""
    text = (shipped("rules") / "letters.toml").read_text(encoding="utf-8")
    text = text.replace('requester = ["pdf"]', "requester = []")
    text = text.replace('approver = ["pdf", "docx"]', "approver = []")
    (folder / "rules").mkdir(exist_ok=True)
    (folder / "rules" / "letters.toml").write_text(text, encoding="utf-8")


def drafts(town: Town, count: int = 1) -> list[Sent]:
    """Return *count* drafts that wait for their approver, each of a case of its own."""
    for number in range(count):
        words = f"Under the FOI Act, how many potholes were repaired in Zone {number} in 2025?"
        sender = f"Ann Example <ann{number}@example.org>"
        town.write(sender, f"{words}\n\nAnn Example", dmarc="")
    town.until("Tue 3 Nov 2026 08:32")
    digest = town.last("digest")
    given = answers(digest, dict.fromkeys(asked(digest), "4,210 were repaired."))
    town.reply(digest, given, dmarc="")
    found = town.all("draft", OFFICER)
    assert len(found) == count, [one.kind for one in town.sent]
    return found


@dataclass(frozen=True, slots=True)
class Posted:
    """One mail as it reaches the mailbox: what the servers wrote, and what the sender wrote."""

    headers: Headers
    text: str
    references: tuple[str, ...] = ()
    to: tuple[str, ...] = (DESK,)
    number: int = 0

    def raw(self) -> bytes:
        """Return its bytes; a header keeps whatever a forger put into it."""
        lines = [_line(name, value) for name, value in self.headers]
        lines += [
            f"To: {', '.join(self.to)}",
            "Subject: Re: letter for your approval",
            f"Message-ID: <attack{self.number}@mail.example>",
            "Date: Tue, 3 Nov 2026 09:00:00 +0000",
            "MIME-Version: 1.0",
            'Content-Type: text/plain; charset="utf-8"',
            "Content-Transfer-Encoding: 8bit",
        ]
        if self.references:
            lines.append(f"In-Reply-To: {self.references[-1]}")
            lines.append(f"References: {' '.join(self.references)}")
        head = "\r\n".join(lines).encode("utf-8", "surrogateescape")
        return head + b"\r\n\r\n" + self.text.replace("\n", "\r\n").encode() + b"\r\n"


def _line(name: str, value: str) -> str:
    readable = value.isascii() or name != "From" or "<" not in value
    if readable:
        return f"{name}: {value}"
    shown, _, address = value.partition("<")
    if not address.isascii():
        return f"{name}: {value}"
    return f"{name}: {Header(shown.strip(), 'utf-8').encode()} <{address}"
