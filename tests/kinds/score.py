"""Score the kinds and regimes: `python -m tests.kinds.score [--errors]` (of the open half)."""

from __future__ import annotations

import sys
from collections import Counter

from tests.kinds.labelled import LATER, THIRD, Labelled, labelled, lost, read


def score(mails: list[Labelled], *, show: bool) -> Counter[str]:
    """Return how many are right, and print what is wrong if *show*."""
    count: Counter[str] = Counter(mails=len(mails))
    for mail in mails:
        got = read(mail)
        right = got.kind is mail.kind
        same = got.regime.value == mail.regime
        count.update(kind=right, regime=same, lost=lost(mail, got), flagged=got.flagged)
        count.update(wrong=not (right and same), wrong_flagged=got.flagged and not (right and same))
        if show and not (right and same):
            print(f"{mail.n} {mail.kind}/{mail.regime} read as {got.kind}/{got.regime}: ", end="")
            print(mail.subject, "|", mail.body[:90].replace("\n", " "))
            print("    ", "; ".join(f"{r.rule}: {r.evidence}" for r in got.reasons[:3]))
    return count


def main() -> None:
    """Print one line for each half."""
    every = list(labelled())
    later = list(labelled(LATER))
    parts = [
        ("open", [mail for mail in every if not mail.held_out]),
        ("held out", [mail for mail in every if mail.held_out]),
        ("later", later),
        ("third", list(labelled(THIRD))),
    ]
    for name, part in parts:
        count = score(part, show=name in sys.argv)
        print(name, dict(count), f"kind {count['kind'] / len(part):.1%}", end=" ")
        print(f"regime {count['regime'] / len(part):.1%}")


if __name__ == "__main__":
    main()
