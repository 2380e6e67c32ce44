"""The simulated council: who asks, how officers answer, and what everybody does on which day."""

from __future__ import annotations

import heapq
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from foibot.demo.cast import answers, asked, code
from foibot.demo.world import Sent, morning_after
from tests.clients import outlook_desktop
from tests.flows.post import Writing, absence_of, bounce_of, made
from tests.flows.town import Town

TOPICS = (
    "potholes were repaired", "parking penalty charge notices were issued",
    "planning applications were refused", "council homes were let",
    "missed bins were reported", "library books were lost",
    "children in care were placed outside the area", "care home places were funded",
    "business rates accounts were in arrears", "street trees were felled",
)  # fmt: skip
# Planted words: whoever should not see them must not.
PRIVATE = "zebrafinch"
INTERNAL = "quokkanote"
PHONE = "07700 900123"
FORGER = "Forged answer walrusfake"


@dataclass(slots=True)
class Council:
    """A town, what is still to arrive, and the honest approvals so far."""

    town: Town
    luck: random.Random
    waiting: list[tuple[datetime, int, bytes]] = field(default_factory=list)
    made: int = 0
    approvals: int = 0
    forgeries: int = 0

    def post(self, raw: bytes, at: datetime) -> None:
        """Let a message arrive later."""
        self.made += 1
        heapq.heappush(self.waiting, (at, self.made, raw))

    def ask(self, number: int, at: datetime) -> None:
        """Let somebody ask two questions."""
        first, second = self.luck.sample(TOPICS, 2)
        year = self.luck.choice((2022, 2023, 2024, 2025))
        letters = "".join(chr(97 + int(digit)) for digit in str(number))
        name = f"Wilhelmina Canary{letters}"
        text = (
            "Dear council,\n\nPlease tell me under the Freedom of Information Act:\n"
            f"1. How many {first} in {year}?\n2. How many {second} in {year}?\n\n{name}\n{PHONE}"
        )
        sender = f"{name} <canary{number}@example.org>"
        self.post(made(Writing(sender, text, at, subject=f"Request {number}")), at)

    def run(self, until: datetime) -> None:
        """Play to *until*: each message at its minute, each morning at its hour."""
        while self.town.now < until:
            next_mail = self.waiting[0][0] if self.waiting else until
            self.town.world.at = min(morning_after(self.town.now), next_mail, until)
            while self.waiting and self.waiting[0][0] <= self.town.now:
                _, number, raw = heapq.heappop(self.waiting)
                self.town.world.arrive(f"m{number:06}", raw)
            for sent in self.town.tick():
                self._react(sent)

    def _react(self, sent: Sent) -> None:
        if sent.kind in {"digest", "assignment"}:
            self._officer(sent)
        elif sent.kind == "draft" and code(sent):
            self._approver(sent)
        elif sent.kind == "acknowledgement" and self.luck.random() < 0.05:
            later = self.town.now + timedelta(days=self.luck.randrange(3, 15))
            self.post(self._reply(sent, "When can I expect an answer? Many thanks.", later), later)

    def _officer(self, sent: Sent) -> None:
        """Answer late, inline, wrongly, from a holiday, not at all, or as asked."""
        later = self.town.now + timedelta(days=self.luck.randrange(8), hours=2)
        chance = self.luck.random()
        if chance < 0.02:
            self.post(bounce_of(sent, later), later)
        elif chance < 0.06:
            back = later + timedelta(days=7)
            words = f"I am on leave until {back.day} {back:%B %Y}."
            self.post(absence_of(sent.to, sent, self.town.now, words), self.town.now)
        elif chance < 0.10:
            self.post(self._reply(sent, "Will look at this.", later), later)
        elif chance < 0.85:
            words = answers(sent, dict.fromkeys(asked(sent), f"The figure is {later:%d%m}."))
            note = f"{words}\n\n--- NOTE (internal, never sent) ---\n{INTERNAL}\n--- END ---"
            self.post(self._reply(sent, note, later), later)

    def _approver(self, sent: Sent) -> None:
        later = self.town.now + timedelta(hours=3)
        if self.luck.random() < 0.1:
            self.forgeries += 1
            forged = Writing(sent.to, code(sent), self.town.now, dmarc="fail", answers=sent)
            self.post(made(forged), later - timedelta(hours=1))
        self.approvals += 1
        client = outlook_desktop if self.luck.random() < 0.3 else None
        honest = Writing(sent.to, code(sent), later, answers=sent, client=client)
        self.post(made(honest), later)

    def _reply(self, sent: Sent, text: str, at: datetime) -> bytes:
        return made(Writing(sent.to, text, at, answers=sent))
