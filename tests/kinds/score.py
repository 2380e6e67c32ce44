"""
Kinds and regimes in a table, with what a guess reaches: `python -m tests.kinds.score [PART ...]`.

Parts named on the command line have their errors printed; the halves that are held out do not.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from foibot.cli.read_messages import Reader
from foibot.request.model import Kind, Reading
from tests.kinds.labelled import (
    FIFTH,
    FOURTH,
    LAST,
    LATER,
    MAILS,
    MORE,
    SIXTH,
    THIRD,
    UNSEEN,
    UNSEEN_ORDINARY,
    UNSEEN_PLAIN,
    WITHOUT_CLOCK,
    labelled,
    read,
)
from tests.shared import shared_dir

HIDDEN = {"held out", "last", "unseen", "plain", "ordinary", "gold test"}
# The items guide has fewer kinds: R15.
GOLD_NAMES = {"bau": Kind.BUSINESS_AS_USUAL, "other": Kind.AUTO_REPLY}
STEPS = (0.0, 0.5, 0.7, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Scored:
    """One mail: what it is, and what foibot made of it."""

    name: str
    kind: Kind
    regime: str
    got: Reading

    @property
    def right(self) -> bool:
        """Return whether kind and regime are right."""
        return self.kind_right and self.got.regime.value == self.regime

    @property
    def kind_right(self) -> bool:
        """Return whether the kind is right; the guide counts a request for own data as new."""
        own = self.kind is Kind.NEW_REQUEST and self.regime == "sar"
        return self.got.kind is self.kind or (own and self.got.kind is Kind.SUBJECT_ACCESS)

    @property
    def lost(self) -> bool:
        """Return whether a request was taken for something that gets no clock."""
        return self.kind not in WITHOUT_CLOCK and self.got.kind in WITHOUT_CLOCK


def ours(path: Path, *, halves: bool = False, held_out: bool = False) -> Iterator[Scored]:
    """Yield the mails of one of our files, or of half of it."""
    for mail in labelled(path):
        if not halves or mail.held_out is held_out:
            yield Scored(f"{path.stem} {mail.n}", mail.kind, mail.regime, read(mail))


def gold(shared: Path, half: str) -> Iterator[Scored]:
    """Yield the labelled requests of the shared material, read as `foibot read` does."""
    folder = shared / "items" / "gold"
    names = json.loads((shared / "items" / "split.json").read_text(encoding="utf-8"))[half]
    with Reader() as reader:
        for name in names:
            label = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
            kind = GOLD_NAMES.get(label["kind"]) or Kind(label["kind"])
            got = reader.read(str(folder / f"{name}.eml")).reading
            yield Scored(name, kind, label["regime_hint"], got)


def parts() -> Iterator[tuple[str, list[Scored]]]:
    """Yield each part with its mails."""
    yield "open", list(ours(MAILS, halves=True))
    yield "held out", list(ours(MAILS, halves=True, held_out=True))
    yield "later", list(ours(LATER))
    yield "third", list(ours(THIRD))
    yield "fourth", list(ours(FOURTH))
    yield "fifth", list(ours(FIFTH))
    yield "sixth", list(ours(SIXTH))
    yield "more", list(ours(MORE))
    yield "last", list(ours(LAST))
    yield "unseen", list(ours(UNSEEN))
    yield "plain", list(ours(UNSEEN_PLAIN))
    yield "ordinary", list(ours(UNSEEN_ORDINARY))
    shared = shared_dir()
    if shared is not None:
        yield "gold dev", list(gold(shared, "dev"))
        yield "gold test", list(gold(shared, "test"))


def row(name: str, scored: list[Scored]) -> str:
    """Return one line of the table."""
    total = len(scored)
    wrong = [one for one in scored if not one.right]
    kinds = Counter(one.kind for one in scored).most_common(1)[0][1]
    regimes = Counter(one.regime for one in scored).most_common(1)[0][1]
    return (
        f"{name:10}{total:6}{share(one.kind_right for one in scored):8.1%}{kinds / total:9.1%}"
        f"{share(one.got.regime.value == one.regime for one in scored):9.1%}{regimes / total:9.1%}"
        f"{sum(one.lost for one in scored):6}{share(one.got.flagged for one in scored):9.1%}"
        f"{len(wrong):7}{sum(one.got.flagged for one in wrong):9}"
    )


def share(of: Iterable[bool]) -> float:
    """Return the share of what is true."""
    every = list(of)
    return sum(every) / len(every) if every else 0.0


def reliability(scored: list[Scored]) -> Iterator[str]:
    """Yield how often kind and regime are right for each band of confidence."""
    for low, high in zip(STEPS, (*STEPS[1:], 1.01), strict=True):
        band = [one for one in scored if low <= one.got.confidence < high]
        if band:
            yield f"{low:.2f} to {min(high, 1):.2f}{len(band):8}{share(o.right for o in band):9.1%}"


def main() -> None:
    """Print the table, the errors that were asked for, and the reliability of the confidence."""
    print("part       mails    kind  (guess)  regime  (guess)  lost  flagged  wrong  flagged")
    every: list[Scored] = []
    for name, scored in parts():
        every += scored
        print(row(name, scored))
        for one in scored if name in sys.argv[1:] and name not in HIDDEN else []:
            if not one.right:
                got = one.got
                said = "; ".join(f"{r.rule}: {r.evidence}" for r in got.reasons[:2])
                print(f"    {one.name} {one.kind}/{one.regime}: {got.kind}/{got.regime} {said}")
    print("\nconfidence      mails    right")
    print("\n".join(reliability(every)))


if __name__ == "__main__":
    main()
