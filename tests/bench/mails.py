"""Request e-mails to measure with: 1 to 4 kB, half with HTML, every tenth with an attachment."""

from __future__ import annotations

import random
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP

SUBJECTS = (
    "potholes repaired", "parking penalty notices", "library opening hours", "tree felling",
    "temporary accommodation", "agency social workers", "school transport", "planning enforcement",
    "street lighting", "allotment waiting lists", "council tax arrears", "taxi licences refused",
)  # fmt: skip
FIRST_NAMES = (
    "Robin",
    "Aisha",
    "Gareth",
    "Mary",
    "Tomasz",
    "Priya",
    "Euan",
    "Grace",
    "Olu",
    "Kate",
)
LAST_NAMES = (
    "Carter", "Begum", "Llewellyn", "Okafor", "Nowak", "Patel", "MacLeod", "Thompson", "Adeyemi",
)  # fmt: skip
ASKS = (
    "How many {0} were there in each of the last {1} years?",
    "What was the total cost of {0} in 20{1}?",
    "Please provide a copy of the current policy on {0}.",
    "Which contractor is responsible for {0}, and when does the contract end?",
    "How many complaints about {0} were received in 20{1}, and how many were upheld?",
)


def requests(count: int, seed: int = 1) -> Iterator[bytes]:
    """Yield *count* requests, always the same for one *seed*."""
    dice = random.Random(seed)
    for number in range(count):
        yield _request(number, dice)


def _request(number: int, dice: random.Random) -> bytes:
    subject = dice.choice(SUBJECTS)
    asks = [
        one.format(subject, dice.randint(12, 25)) for one in dice.sample(ASKS, dice.randint(1, 5))
    ]
    name = f"{dice.choice(FIRST_NAMES)} {dice.choice(LAST_NAMES)}"
    padding = " ".join(dice.choice(SUBJECTS) for _ in range(dice.randint(5, 60)))
    lines = [
        "Dear Sir or Madam,", "", "Under the Freedom of Information Act 2000 please tell me:", "",
        *(f"{n}. {ask}" for n, ask in enumerate(asks, 1)), "",
        f"For background, I am interested in {padding}.", "", "Yours faithfully,",
        name,
    ]  # fmt: skip
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f"{name} <person{number}@example{number % 97}.org>"
    mail["To"] = "foi@mixbury.example"
    mail["Subject"] = f"FOI request: {subject} ({number})"
    mail["Message-ID"] = f"<bench.{number}@example.org>"
    mail["Date"] = "Fri, 20 Nov 2026 10:00:00 +0000"
    mail.set_content("\n".join(lines))
    if number % 2:
        body = "".join(f"<p>{line}</p>" for line in lines if line)
        mail.add_alternative(f"<html><body>{body}</body></html>", subtype="html")
    if number % 10 == 0:
        content = dice.randbytes(dice.randint(50_000, 300_000))
        mail.add_attachment(content, maintype="image", subtype="png", filename="map.png")
    return bytes(mail)
