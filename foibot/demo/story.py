"""The story of the demo: six weeks of a desk, told a line an event, in virtual time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from foibot.demo.cast import answers, asked, code, reply
from foibot.demo.world import Sent, World

LONDON = ZoneInfo("Europe/London")
START = datetime(2026, 11, 2, 8, 0, tzinfo=LONDON)
END = datetime(2026, 12, 18, 9, 0, tzinfo=LONDON)

# When each bundled message reaches the mailbox.
ARRIVALS = (
    ("01-agency-staff", datetime(2026, 11, 2, 9, 12, tzinfo=LONDON)),
    ("02-trees-and-legal-costs", datetime(2026, 11, 2, 21, 47, tzinfo=LONDON)),
    ("03-whatdotheyknow", datetime(2026, 11, 3, 6, 30, tzinfo=LONDON)),
    ("04-my-housing-file", datetime(2026, 11, 3, 11, 2, tzinfo=LONDON)),
    ("05-newsletter", datetime(2026, 11, 3, 12, 0, tzinfo=LONDON)),
    ("06-out-of-office", datetime(2026, 11, 4, 8, 1, tzinfo=LONDON)),
    ("07-passed-on-by-a-colleague", datetime(2026, 11, 4, 14, 20, tzinfo=LONDON)),
)

# What officers write, by words of the question.  The first that fits is used.
KNOWN = (
    ("surveyor", "We enclose limes-report.txt, the report of 4 March 2024."),
    ("street trees", "412 street trees were felled between 1 January 2024 and 2 November 2026."),
    ("solicitors", "£18,250 (excluding VAT) was spent in that period."),
    ("more than two years", "187 homes were recorded as empty for more than two years."),
    ("premium notices", "1,043 notices were issued in 2025/26."),
    ("owned by companies", "Not held. We looked in the council tax system."),
    ("social workers were", "- 31 March 2024: 23\n- 31 March 2025: 19\n- 31 March 2026: 14"),
    ("spend on agency", "- 2023/24: £2.3 million\n- 2024/25: £2 million\n- 2025/26: £1.4 million"),
    ("Which agencies", "Brightwater Care Ltd: £612,400.\nNorthgate Social Work Ltd: £388,150."),
    (
        "car parks",
        "Income was £1.9 million, £2.1 million and £2.2 million.\n\n14,210, 13,876 and "
        "13,102 penalty charge notices were issued.",
    ),
)
SLOW = "parking@council.example"
UNHAPPY = "j.whitcombe@example.net"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the story."""

    at: datetime
    who: str
    what: str
    path: Path | None = None


@dataclass(slots=True)
class Story:
    """The world, those who play in it, and what has been told so far."""

    world: World
    told: list[Line] = field(default_factory=list)
    waiting: list[tuple[datetime, str, str, bytes]] = field(default_factory=list)
    reviewed: bool = False

    def play(self, progress: Callable[[float], None] = lambda _share: None) -> list[Line]:
        """Play to the end and return the story."""
        for name, at in ARRIVALS:
            raw = files("foibot.demo").joinpath(f"mailbox/{name}.eml").read_bytes()
            self.waiting.append((at, name, "", raw))
        while self.world.at < END:
            self.world.at = self._next()
            self._arrive()
            for sent in self.world.tick():
                self._tell_sent(sent)
                self._react(sent)
            progress((self.world.at - START) / (END - START))
        return self.told

    def _next(self) -> datetime:
        """Return the next moment at which something happens: a message, or a morning."""
        local = self.world.at.astimezone(LONDON)
        morning = local.replace(hour=8, minute=31, second=0, microsecond=0)
        morning = morning if morning > local else morning + timedelta(days=1)
        return min([morning, END, *(at for at, *_ in self.waiting if at > local)])

    def _arrive(self) -> None:
        due = [one for one in self.waiting if one[0] <= self.world.at]
        for at, name, what, raw in due:
            self.waiting.remove((at, name, what, raw))
            self.world.arrive(name, raw, at)
            path = self.world.folder / "mailbox" / f"{name}.eml"
            self.told.append(Line(at, "in", what or _subject(raw), path))

    def _tell_sent(self, sent: Sent) -> None:
        what = f"{sent.kind.replace('-', ' ')} to {sent.to}: {sent.mail['Subject']}"
        self.told.append(Line(sent.at, "out", what, sent.path))

    def _react(self, sent: Sent) -> None:
        for who, text, hours, files_ in self._words(sent):
            at = self.world.at + timedelta(hours=hours)
            name = f"{len(self.told):03}-reply-of-{who.partition('@')[0]}"
            raw = reply(sent, who, text, at, files_)
            first = text.strip().splitlines()[0][:70] if text.strip() else ""
            self.waiting.append((at, name, f"{who} replies: {first}", raw))

    def _words(self, sent: Sent) -> Iterator[tuple[str, str, float, list[tuple[str, str, bytes]]]]:
        """Yield who writes back to a mail, what, after how many hours, and with which files."""
        if sent.kind == "digest":
            slow = sent.to == SLOW and (self.world.at - START).days < 7
            text = "" if slow else answers(sent, _given(sent))
            report = b"Report of the tree surveyor, 4 March 2024: decay in seven of nine limes.\n"
            enclosed = "limes-report.txt" in text
            attached = [("limes-report.txt", "text/plain", report)] if enclosed else []
            if text:
                yield sent.to, f"Hi, here you are.\n\n{text}\n\nKind regards", 3, attached
        elif sent.kind == "draft" and code(sent):
            yield sent.to, code(sent), 2, []
        elif sent.kind == "review-assignment":
            words = (
                "Q1: Partly upheld. The answer was right as far as it went, but the e-mails about "
                "the decision were not looked for.\n"
                "We will: look for the e-mails and send you what we find\n"
                "By: 29 January 2027\nReviewed by: Head of Legal Services\n"
            )
            yield sent.to, words, 50, []
        elif sent.kind == "response" and sent.to == UNHAPPY and not self.reviewed:
            self.reviewed = True
            words = (
                "I am not satisfied with this answer. You must hold the e-mails in which the "
                "felling was decided. Please carry out an internal review."
            )
            yield UNHAPPY, words, 30, []


def _given(sent: Sent) -> dict[tuple[str, int], str]:
    """Return what an officer knows about the questions of a mail."""
    lines = sent.text
    given = {}
    for key in asked(sent):
        head = lines.index(f"--- ANSWER {key[0]} Q{key[1]} ")
        question = lines[:head].rsplit(f"{key[0]} Q{key[1]}", 1)[-1].replace("\n", " ")
        known = next((text for words, text in KNOWN if words in question), None)
        if known is not None:
            given[key] = known
    return given


def _subject(raw: bytes) -> str:
    head = raw.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0].decode("utf-8", "replace")
    lines = {line.partition(":")[0]: line.partition(":")[2].strip() for line in head.splitlines()}
    return f"{lines.get('From', '?')}: {lines.get('Subject', '')}"
