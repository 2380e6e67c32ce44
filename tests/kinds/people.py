"""
Who asks, in what form, about which period and in what language: `python -m tests.kinds.people`.

Prints how often each is found as it was labelled in people.txt, and where it is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from foibot.request.model import Reading
from tests.kinds.labelled import Labelled, labelled, read

PEOPLE = Path(__file__).parent / "people.txt"
FACTS: dict[str, Callable[[Reading], str | None]] = {
    "name": lambda got: got.requester_name,
    "org": lambda got: got.requester_org,
    "format": lambda got: got.format_preference,
    "period": lambda got: got.period,
    "lang": lambda got: got.language,
}


@dataclass(frozen=True, slots=True)
class Told:
    """One fact of one mail: what a person would say, and what foibot says."""

    mail: Labelled
    fact: str
    wanted: str | None
    got: str | None

    @property
    def right(self) -> bool:
        """Return whether the two agree; a wish or a period may hold a few words more."""
        if self.wanted is None or self.got is None:
            return self.wanted is self.got
        wanted, got = (" ".join(each.split()).lower() for each in (self.wanted, self.got))
        if self.fact == "period":
            return wanted in got or got in wanted
        return wanted in got if self.fact == "format" else wanted == got


def told(path: Path = PEOPLE) -> Iterator[Told]:
    """Yield every fact of every mail of *path*."""
    for mail in labelled(path):
        lines = mail.body.splitlines()
        marks = [line for line in lines if line.startswith("@")]
        wanted = dict(line[1:].split(": ", 1) for line in marks)
        plain = replace(mail, body="\n".join(lines[len(marks) :]))
        got = read(plain)
        for fact, found in FACTS.items():
            yield Told(plain, fact, wanted.get(fact, "en" if fact == "lang" else None), found(got))


def main() -> None:
    """Print the shares, and what differs."""
    every = list(told())
    right, all_of = Counter(t.fact for t in every if t.right), Counter(t.fact for t in every)
    for fact in FACTS:
        print(f"{fact:8}{right[fact]:4} of {all_of[fact]}{right[fact] / all_of[fact]:8.1%}")
    for one in every:
        if not one.right:
            print(f"  {one.mail.n:3} {one.fact:7} {one.wanted!r}: {one.got!r}")


if __name__ == "__main__":
    main()
