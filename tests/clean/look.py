"""What the desk says of everyday files: held for nothing, told of nothing, nothing lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foibot.enclosures.examine import examine
from foibot.sandbox.worker import Worker
from tests.clean.files import CleanFile
from tests.hidden.look import visible_words


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of one everyday file."""

    file: str
    held: str  # why a person must decide although nothing is hidden
    told: tuple[str, ...]  # what is said to be hidden in it
    lost: tuple[str, ...]  # words that one sees in the file and not in what goes
    traces: int
    remarks: tuple[str, ...]


def looked_at(one: CleanFile, content: bytes, worker: Worker) -> Seen:
    """Examine an everyday file."""
    found = examine(f"file.{one.extension}", "application/octet-stream", content, worker)
    held = found.why
    # Over 100 rows take two people by SEC-2 itself: that is no false hold.
    if not held and found.second_person and not (one.large and "rows" in found.second_person):
        held = f"two people: {found.second_person}"
    words = visible_words(found)
    lost = tuple(one_ for one_ in one.shown if " ".join(one_.split()) not in words)
    return Seen(
        one.id,
        held,
        tuple(f"{grave.place}: {grave.what}" for grave in found.grave),
        lost,
        len(found.findings) - len(found.grave),
        tuple(f"{remark.place}: {remark.what}" for remark in found.remarks),
    )


def all_of(files: Iterable[CleanFile]) -> Iterator[Seen]:
    """Yield what became of each file, in one child."""
    with Worker() as worker:
        for one in files:
            yield looked_at(one, one.make(), worker)
