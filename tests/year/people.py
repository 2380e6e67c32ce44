"""How the council's people answer: between the fences, inline, wrongly, late, by phone, or not."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import datetime, timedelta

from foibot.demo.cast import FENCE, answers, asked, code
from foibot.demo.world import Sent
from tests.clients import Client, android, apple_mail, gmail, iphone, outlook_desktop, outlook_web
from tests.flows.post import Writing, made, paragraphs_of

INTERNAL = "quokkanote"
NOTE = f"--- NOTE (internal, never sent) ---\nDo not tell them about the {INTERNAL}.\n--- END ---"
CLIENTS: tuple[Client | None, ...] = (
    None, outlook_desktop, outlook_web, gmail, apple_mail, iphone, android,
)  # fmt: skip
CODE = re.compile(r"\b[A-Z]{5,8} [0-9A-Z]{4}-[0-9A-Z]{4}\b")
EXEMPT = (
    "Exempt: section 43(2), because it would be likely to prejudice the contractor's trade.\n"
    "Withheld: the hourly rate\n"
    "Harm: rivals would be likely to undercut the contractor at the next tender\n"
    "For disclosure: people can see how money is spent\n"
    "For withholding: a fair tender gets a better price\n"
    "Balance: withholding outweighs disclosure until the tender"
)

Saying = Callable[[random.Random, int], str]


def _figure(luck: random.Random, n: int) -> str:
    return f"The figure is {luck.randrange(20, 9000):,}."


SAYINGS: dict[str, tuple[int, Saying]] = {
    "figure": (70, _figure),
    "not held": (8, lambda _l, _n: "Not held. We searched the case system and the archive."),
    "exempt": (6, lambda _l, _n: EXEMPT),
    "ask": (4, lambda _l, _n: "Need to ask the requester: which part of the year do they mean?"),
    "more time": (4, lambda _l, _n: "More time because the archive is being moved."),
    "not ours": (3, lambda _l, _n: "Not ours, try Finance and Procurement."),
    "part": (5, lambda _l, n: f"For the most part {n}, and the rest is in our annual report."),
}


def saying(luck: random.Random, n: int) -> str:
    """Return what an officer says to one question."""
    name = luck.choices(list(SAYINGS), [weight for weight, _ in SAYINGS.values()])[0]
    return SAYINGS[name][1](luck, n)


def officers_reply(sent: Sent, at: datetime, luck: random.Random) -> bytes | None:
    """Return how an officer answers a mail that asks, or None where there is only silence."""
    style = luck.choices(list(STYLES), [weight for weight, _ in STYLES.values()])[0]
    return STYLES[style][1](sent, at, luck)


def _fenced(sent: Sent, at: datetime, luck: random.Random) -> bytes:
    """Answer between the lines, with an internal note and a signature around it."""
    given = {key: saying(luck, key[1]) for key in asked(sent)}
    if len(given) > 2 and luck.random() < 0.3:
        given.pop(next(iter(given)))  # one is forgotten
    text = f"Hello, see below. {INTERNAL}\n\n{answers(sent, given)}\n\n{NOTE}\n\nRegards\nPat"
    return made(Writing(sent.to, text, at, answers=sent))


def _inline(sent: Sent, at: datetime, luck: random.Random) -> bytes:
    """Answer below the quoted questions, as mail programs show them."""
    parts = paragraphs_of(sent)
    places = [place for place, part in enumerate(parts) if FENCE.search(part)]
    inline = tuple((max(0, place - 1), _figure(luck, place)) for place in places)
    client = luck.choice([one for one in CLIENTS if one is not None])
    return made(Writing(sent.to, "", at, answers=sent, client=client, inline=inline))


def _labelled(sent: Sent, at: datetime, luck: random.Random) -> bytes:
    """Answer on top, by the numbers of the questions."""
    lines = [f"{ref} Q{n}: {_figure(luck, n)}" for ref, n in asked(sent)]
    client = luck.choice(CLIENTS)
    text = "Hi,\n\n" + "\n".join(lines) + f"\n\nThe {INTERNAL} is between us.\n\nPat"
    return made(Writing(sent.to, text, at, answers=sent, client=client))


def _wrong(sent: Sent, at: datetime, luck: random.Random) -> bytes:
    """Answer questions that nobody asked."""
    text = f"FOI-2019-00001 Q7: {_figure(luck, 7)}\nQ99: 12\n\nPat"
    return made(Writing(sent.to, text, at, answers=sent))


def _vague(sent: Sent, at: datetime, luck: random.Random) -> bytes:
    """Say something that is no answer."""
    words = luck.choice(("Will look at this.", "Who is this for?", "Thanks, noted.", "?"))
    return made(Writing(sent.to, words, at, answers=sent, client=luck.choice(CLIENTS)))


def _outside(sent: Sent, at: datetime, luck: random.Random) -> bytes:
    """Answer from a private address: nothing of it may count."""
    given = answers(sent, dict.fromkeys(asked(sent), "The figure is walrusfake."))
    return made(Writing(f"Pat <pat{luck.randrange(99)}@example.com>", given, at, answers=sent))


def _silent(_sent: Sent, _at: datetime, _luck: random.Random) -> None:
    """Not answer at all."""


STYLES: dict[str, tuple[int, Callable[[Sent, datetime, random.Random], bytes | None]]] = {
    "fenced": (48, _fenced),
    "inline": (12, _inline),
    "labelled": (12, _labelled),
    "wrong": (3, _wrong),
    "vague": (6, _vague),
    "outside": (2, _outside),
    "silent": (17, _silent),
}


def by_code(sent: Sent, at: datetime, luck: random.Random) -> bytes | None:
    """Return the reply that gives the code which a mail asks for."""
    found = CODE.search(sent.text)
    if found is None:
        return None
    client = luck.choice(CLIENTS)
    return made(Writing(sent.to, found[0], at, answers=sent, client=client))


def forgeries(sent: Sent, at: datetime) -> list[bytes]:
    """Return attempts to approve a draft by somebody who is not who they say."""
    given = code(sent)
    to_token = str(sent.mail["Reply-To"] or sent.mail["From"])
    stranger = f"Approver <{sent.to.partition('@')[0]}@evil.example>"
    soon = at + timedelta(minutes=1)
    return [
        made(Writing(sent.to, given, at, dmarc="fail", answers=sent)),
        made(Writing(sent.to, given, soon, dmarc="none", answers=sent)),
        made(Writing(stranger, given, at, answers=sent, to=to_token)),
        made(Writing(sent.to, "APPROVE BBBB-BBBB", at, answers=sent)),
    ]
