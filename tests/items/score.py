"""
`python -m tests.items.score`: the itemiser and its baselines on labelled requests, by pattern.

`--errors` shows what is wrong in requests that may be looked at; never in the held-out ones.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from foibot.questions.itemise import itemise
from foibot.questions.language import load_language
from foibot.questions.model import Item
from foibot.questions.rules import QuestionRules, load
from foibot.questions.source import BODY
from tests.items.labelled import Request, ours, shared
from tests.items.scores import Difference, Score, compare

Reader = Callable[[Request], Sequence[Item]]
BANDS = (0.0, 0.4, 0.55, 0.65, 0.75, 0.85, 0.95, 1.01)
WITH_ITEMS = ("new_request", "clarification")


def ours_now(request: Request) -> Sequence[Item]:
    """Return what foibot finds; kinds without items are the business of foibot.request."""
    return (
        itemise(request.sources, rules(), load_language()).items
        if request.kind in WITH_ITEMS
        else ()
    )


@cache
def rules() -> QuestionRules:
    """Return the shipped rules, read once."""
    return load()


def list_lines(request: Request) -> Sequence[Item]:
    """Return every line that begins with a label or a glyph: the usual way."""
    label = re.compile(r"\s*(?:[-*•·–]|\(?\w{1,3}[.)])\s+(.+)")
    return _numbered(m[1] for line in _lines(request) if (m := label.match(line)))


def question_marks(request: Request) -> Sequence[Item]:
    """Return every sentence with a question mark or "please"."""
    parts = re.split(r"(?<=[.?!])\s+|\n\s*\n", "\n".join(_lines(request)))
    return _numbered(p for p in parts if p.rstrip().endswith("?") or "please" in p.lower())


def _lines(request: Request) -> list[str]:
    return [line for each in request.sources if each.name == BODY for line, _ in each.lines]


def _numbered(texts: object) -> list[Item]:
    assert hasattr(texts, "__iter__")
    return [Item(n, None, None, stem=False, text=text) for n, text in enumerate(texts, 1)]


READERS: dict[str, Reader] = {
    "foibot": ours_now,
    "list lines": list_lines,
    "question marks": question_marks,
}
SETS: dict[str, Callable[[], list[Request]]] = {
    "ours, seen": lambda: ours("requests"),
    "ours, held out": lambda: ours("held_out"),
    "shared, dev": lambda: list(shared("dev")),
    "shared, test": lambda: list(shared("test")),
}
SEEN = ("ours, seen", "shared, dev")


def measure(
    requests: Sequence[Request], reader: Reader
) -> tuple[dict[str, Score], list[Difference]]:
    """Return the counts by pattern ("all" is the sum) and every difference."""
    table: dict[str, Score] = {"all": Score()}
    wrong: list[Difference] = []
    for request in requests:
        score, difference = compare(request, reader(request))
        table["all"].add(score)
        table.setdefault(request.pattern, Score()).add(score)
        if not score.right:
            wrong.append(difference)
    return table, wrong


def row(name: str, score: Score) -> str:
    """Return one line of the table."""
    hits = max(1, score.hits)
    return (
        f"{name:22}{score.requests:5}{score.gold:6}{score.found:6}  {score.f1:6.3f}"
        f"  {100 * score.right / max(1, score.requests):5.1f}%  {100 * score.parents / hits:5.1f}%"
        f"  {100 * score.labels / hits:5.1f}%  {score.empty:4}"
    )


def main(argv: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--set", choices=SETS, action="append", help="only this set")
    parser.add_argument("--errors", action="store_true", help="show what is wrong, where allowed")
    chosen = parser.parse_args(argv)
    for name in chosen.set or SETS:
        requests = SETS[name]()
        if requests:
            show(name, requests, errors=chosen.errors and name in SEEN)
            reliability(requests)


def reliability(requests: Sequence[Request]) -> None:
    """Print how often a reading of each confidence is right, and what flags would catch."""
    read = [
        (found.confidence, bool(compare(request, found.items)[0].right))
        for request in requests
        if request.kind in WITH_ITEMS
        for found in [itemise(request.sources, rules(), load_language())]
    ]
    print(f"  {'confidence':14}{'reqs':>6}{'right':>8}")
    for low, high in pairwise(BANDS):
        band = [right for sure, right in read if low <= sure < high]
        if band:
            print(f"  {low:4.2f} to {high:4.2f}  {len(band):6}{100 * sum(band) / len(band):7.0f}%")
    wrong = max(1, sum(not right for _, right in read))
    for share in (0.1, 0.2, 0.3):
        flagged = sorted(read)[: round(len(read) * share)]
        caught = sum(not right for _, right in flagged)
        below = flagged[-1][0] if flagged else 0.0
        print(f"  flagged {share:3.0%} (up to {below:.2f}): {caught} of {wrong} wrong ones caught")


def show(name: str, requests: Sequence[Request], *, errors: bool) -> None:
    """Print the table of one set."""
    print(f"\n{name:22} reqs  gold found      F1   right  parents  labels empty")
    read = {reader_name: measure(requests, reader) for reader_name, reader in READERS.items()}
    for reader_name, (table, wrong) in read.items():
        print(row(reader_name, table["all"]))
        if reader_name == "foibot":
            for pattern in sorted(set(table) - {"all"}):
                print(row(f"  {pattern}", table[pattern]))
            for each in wrong if errors else []:
                print(f"    {each.request.name} [{each.request.pattern}]")
                print(*(f"      missed: {text}" for text in each.missed), sep="\n")
                print(*(f"      extra:  {text}" for text in each.extra), sep="\n")
    beside({reader_name: table for reader_name, (table, _) in read.items()})


def beside(tables: dict[str, dict[str, Score]]) -> None:
    """Print F1 and the share of requests right by pattern, each baseline beside foibot."""
    print(f"  {'by pattern':20}" + "".join(f"{name:>24}" for name in tables))
    for pattern in ["all", *sorted(set(tables["foibot"]) - {"all"})]:
        cells = (table.get(pattern, Score()) for table in tables.values())
        shown = (f"{one.f1:.3f} {one.right / max(1, one.requests):4.0%}" for one in cells)
        print(f"  {pattern:20}" + "".join(f"{cell:>24}" for cell in shown))


if __name__ == "__main__":
    main()
