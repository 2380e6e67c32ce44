"""`python -m tests.bench.items`: requests itemised, told in kind and law, a second of one core."""

from __future__ import annotations

import resource
import time

from foibot.cli.read_messages import Reader
from foibot.message.model import Message
from foibot.message.parse import parse
from foibot.settled import settle
from tests.items.whole import SETS

ROUNDS = 3


def main() -> None:
    """Print requests a second of processor time, the best of some rounds, and the peak memory."""
    mails = [mail for name in SETS if name.startswith("voices") for mail in SETS[name]()]
    with Reader() as reader:
        settle()
        parsed = [parse(mail.raw) for mail in mails if mail.kind == "new_request"]
        best = max(_speed(reader, parsed) for _ in range(ROUNDS))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(parsed)} requests: {best:.0f} a second of one core (bar: 200), {peak:.0f} MB at most"
    )


def _speed(reader: Reader, parsed: list[Message]) -> float:
    began = time.process_time()
    for message in parsed:
        reader.understand(message)
    return len(parsed) / (time.process_time() - began)


if __name__ == "__main__":
    main()
