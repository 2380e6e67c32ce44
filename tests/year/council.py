"""The simulated council: who writes when, and what everybody does with the mails they get."""

from __future__ import annotations

import heapq
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from foibot.case.model import Answer, ItemState, Outcome
from foibot.config.shipped import shipped
from foibot.demo.cast import code
from foibot.demo.world import CONFIG, Sent, morning_after
from foibot.handlers import deciding
from foibot.handlers.casefile import CaseFile
from foibot.handlers.deciding import Decider
from foibot.handlers.desk import Desk
from tests.flows.post import Writing, absence_of, bounce_of, made
from tests.flows.town import LONDON, Town, subject
from tests.year import asking, desk_heads, people
from tests.year.asking import Asked, Asker
from tests.year.days import is_own
from tests.year.roster import APPROVERS, DOMAIN, GOVERNANCE, LEADS, REVIEWERS, Roster, staffed

# The mailbox is read once an hour: what came in it is dealt with together.
POLL = timedelta(hours=1)
FROM_SHIPPED = (
    CONFIG[: CONFIG.index("[governance]")] + GOVERNANCE + CONFIG[CONFIG.index("[trust]") :]
)
CHASER = "When can I expect an answer? Many thanks.\n\n{name}"
LATER = {
    "chaser": (6, CHASER),
    "new": (2, "One more question: how many library books were lost in 2019?\n\n{name}"),
    "withdrawn": (2, "I withdraw my request, thank you.\n\n{name}"),
    "thanks": (3, "Thank you very much.\n\n{name}"),
    "nothing": (87, ""),
}


@dataclass(order=True, slots=True)
class Coming:
    """A message that will reach the mailbox."""

    at: datetime
    number: int
    raw: bytes = field(compare=False)
    folder: str = field(compare=False, default="")


@dataclass(slots=True)
class Council:
    """A town, its roster, what is still to arrive, and what was tried."""

    town: Town
    luck: random.Random
    roster: Roster
    waiting: list[Coming] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    asked_at: dict[int, datetime] = field(default_factory=dict)
    requests: int = 0
    made: int = 0
    forged: int = 0
    honest: dict[str, datetime] = field(default_factory=dict)
    phoned: set[str] = field(default_factory=set)
    leaving: list[tuple[datetime, str]] = field(default_factory=list)

    @classmethod
    def founded(cls, folder: Path, seed: int, *, printed: bool) -> Council:
        """Return a council on its first working morning of 2027."""
        roster = staffed()
        (folder / "rules").mkdir(parents=True)
        (folder / "rules" / "services.toml").write_text(roster.text(), encoding="utf-8")
        letters = (shipped("rules") / "letters.toml").read_text(encoding="utf-8")
        # In the long form letters go as mail alone; the month has their PDF too.
        letters = letters.replace('approver = ["pdf", "docx"]', "approver = []")
        if not printed:
            letters = letters.replace('requester = ["pdf"]', "requester = []")
        (folder / "rules" / "letters.toml").write_text(letters, encoding="utf-8")
        town = Town.make(folder, "Mon 4 Jan 2027 07:00", FROM_SHIPPED)
        return cls(town, random.Random(seed), roster)

    def post(self, raw: bytes | None, at: datetime, folder: str = "") -> None:
        """Let a message arrive later."""
        if raw is not None:
            self.made += 1
            heapq.heappush(self.waiting, Coming(at, self.made, raw, folder))

    def plan(self, requests: int, days: int) -> None:
        """Spread the requests, the noise, the absences and the leavers over the year."""
        start = self.town.now
        self.requests = requests
        for number in range(requests):
            at = start + timedelta(minutes=self.luck.randrange(days * 24 * 60))
            one = asking.request(number, at, self.luck)
            self.asked.append(one)
            self.asked_at[number] = at
            self.post(one.raw, at, one.folder)
            if self.luck.random() < 0.03:  # the same mail again, as servers do
                self.post(one.raw, at + timedelta(hours=self.luck.randrange(1, 40)), one.folder)
            if self.luck.random() < 0.2:
                self.post(asking.noise(number, at, self.luck), at)
        for _ in range(max(1, days // 20)):
            who = self.luck.choice(self.roster.officers)
            first = (start + timedelta(days=self.luck.randrange(days))).date()
            self.roster.away.append(
                (who, first, first + timedelta(days=self.luck.randrange(3, 15)))
            )
        for _ in range(max(1, days // 60)):
            at = start + timedelta(days=self.luck.randrange(days))
            self.leaving.append((at, self.luck.choice(list(self.roster.teams))))
        self.leaving.sort()
        self.save()

    def save(self) -> None:
        """Save the roster, as governance does."""
        path = self.town.world.folder / "rules" / "services.toml"
        path.write_text(self.roster.text(), encoding="utf-8")

    def run(self, until: datetime) -> None:
        """Play to *until*: the mailbox each hour in which something came, and each morning."""
        while self.town.now < until:
            self.town.world.at = min(self._next_look(), morning_after(self.town.now), until)
            self._leavers()
            while self.waiting and self.waiting[0].at <= self.town.now:
                self._arrive(heapq.heappop(self.waiting))
            for sent in self.town.tick():
                self._react(sent)
            self._put_away()

    def _next_look(self) -> datetime:
        if not self.waiting:
            return datetime.max.replace(tzinfo=LONDON)
        return max(self.waiting[0].at, self.town.now) + POLL

    def _arrive(self, one: Coming) -> None:
        folder = self.town.world.folder / "mailbox" / one.folder
        folder.mkdir(exist_ok=True)
        name = f"{one.folder}/m{one.number:06}" if one.folder else f"m{one.number:06}"
        self.town.world.arrive(name, one.raw, one.at)

    def _put_away(self) -> None:
        """Move what was read out of the mailbox, as people do."""
        for path in (self.town.world.folder / "mailbox").glob("**/*.eml"):
            path.unlink()

    def _leavers(self) -> None:
        while self.leaving and self.leaving[0][0] <= self.town.now:
            _, service = self.leaving.pop(0)
            new = f"starter{len(self.roster.left) + 1}@{DOMAIN}"
            self.roster.replace_first(service, new)
            self.save()

    def _soon(self, days: int, hours: float = 2) -> datetime:
        """Return a moment in office hours at most *days* from now."""
        at = self.town.now + timedelta(days=self.luck.randrange(days + 1), hours=hours)
        while not is_own(at.date()):
            at += timedelta(days=1)
        return at

    def _react(self, sent: Sent) -> None:
        if sent.kind in {"digest", "assignment"}:
            self._officer(sent)
        elif sent.kind in {"confirmation", "unclear"}:
            self._confirm(sent)
        elif sent.kind in {"draft", "second-look"}:
            self._approver(sent)
        elif sent.kind == "code-needed":
            at = self._soon(0)
            self.post(people.by_code(sent, at, self.luck), at)
        elif sent.kind == "review-assignment":
            at = self._soon(8)
            self.post(desk_heads.reviewer_reply(sent, at, self.luck), at)
        elif sent.kind == "alert":
            self._lead(sent)
        elif not sent.to.endswith(DOMAIN):
            self._requester(sent)

    def _officer(self, sent: Sent) -> None:
        at, chance = self._soon(8), self.luck.random()
        if chance < 0.01:
            self.post(bounce_of(sent, at), at)
            return
        if chance < 0.03:
            back = at + timedelta(days=7)
            words = f"I am on leave until {back.day} {back:%B %Y}."
            self.post(absence_of(sent.to, sent, self.town.now, words), self.town.now)
            return
        self.post(people.officers_reply(sent, at, self.luck), at)

    def _confirm(self, sent: Sent) -> None:
        if "Please confirm" in sent.text and self.luck.random() < 0.85:
            at = self._soon(1)
            self.post(made(Writing(sent.to, "Yes, confirmed", at, answers=sent)), at)

    def _approver(self, sent: Sent) -> None:
        at = self._soon(1, hours=3)
        if code(sent) and self.luck.random() < 0.1:
            tries = desk_heads.forged_approvals(sent, self.town.now + timedelta(minutes=9))
            self.forged += len(tries)
            for raw in tries:
                self.post(raw, at - timedelta(hours=1))
        if sent.to == APPROVERS[1] and self.luck.random() < 0.8:
            return  # the first one usually does it
        given = people.CODE.search(sent.text)
        if given is not None:
            self.honest[given[0]] = min(at, self.honest.get(given[0], at))
        self.post(desk_heads.approver_reply(sent, at, self.luck), at)

    def _lead(self, sent: Sent) -> None:
        at = self._soon(1)
        self.post(desk_heads.lead_reply(sent, at, self.luck), at)
        for raw, when in desk_heads.orders(sent, at, self.luck):
            self.post(raw, when)
        if any(words in subject(sent) for words in ("overdue", "at risk", "cannot go")):
            for reference in desk_heads.REFERENCE.findall(sent.text + subject(sent)):
                self._phone(reference)

    def _phone(self, reference: str) -> None:
        """Ring the officer about a case that is late, and write down what they say."""
        if reference in self.phoned or self.luck.random() < 0.5:
            return
        self.phoned.add(reference)

        def said(file: CaseFile, who: Decider, desk: Desk) -> object:
            if not file.case.status.is_open or file.case.kind.value != "request":
                return None
            for item in file.case.counted:
                if item.state in {ItemState.WITH_OFFICER, ItemState.PROPOSED, ItemState.UNROUTED}:
                    given = Answer(Outcome.DISCLOSED, "By telephone: 412.", by=who.by, at=desk.now)
                    file = deciding.answer(file, item.n, given, who, desk)
            return file

        # After the morning mails: what is said on the telephone was not known when they were made.
        self.town.later(minutes=5)
        for sent in self.town.decide(reference, said):
            self._react(sent)

    def _requester(self, sent: Sent) -> None:
        if sent.kind == "consultation":
            at = self._soon(8)
            self.post(desk_heads.consulted(sent, at, self.luck), at)
            return
        asker = next((one.asker for one in self.asked if one.asker.address == sent.to), None)
        if asker is None:
            return
        at = self.town.now + timedelta(days=self.luck.randrange(1, 12), hours=1)
        text = self._written_back(sent, asker)
        if text:
            self.post(made(Writing(asker.sender, text, at, answers=sent)), at)

    def _written_back(self, sent: Sent, asker: Asker) -> str:
        if sent.kind == "validity-help":
            return f"My name is {asker.name}."
        if sent.kind == "clarification":
            answers = self.luck.random() < 0.8
            return f"The whole calendar year, please.\n\n{asker.name}" if answers else ""
        if sent.kind == "response" and self.luck.random() < 0.03:
            return f"I am not happy with this answer. Please review it.\n\n{asker.name}"
        if sent.kind == "acknowledgement":
            drawn = self.luck.choices(list(LATER), [weight for weight, _ in LATER.values()])[0]
            return LATER[drawn][1].format(name=asker.name)
        return ""


STAFF = frozenset((*LEADS, *APPROVERS, *REVIEWERS))
