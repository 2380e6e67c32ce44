"""Files that an officer attached: kept under their hash; they leave only after the checks (T23)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from foibot.case.model import Enclosure
from foibot.handlers.arrival import Arrival
from foibot.handlers.desk import Desk
from foibot.letter.governance import AlertKind
from foibot.message.parse import parse
from foibot.trust.permissions import Action, Allowed, Facts, may

# Pictures of this size that stand in the text are logos in signatures.
LOGO = 40_000


@dataclass(frozen=True, slots=True)
class Kept:
    """The files of one reply by the name under which it speaks of them."""

    by_name: dict[str, Enclosure]

    def named(self, names: Iterable[str]) -> tuple[Enclosure, ...]:
        """Return the files of *names*, in their order."""
        return tuple(self.by_name[name] for name in names if name in self.by_name)


def keep_files(arrival: Arrival, desk: Desk) -> Kept:
    """Keep what was attached when its sender is confirmed; else governance hears of it."""
    found = [one for one in arrival.message.attachments if not (one.inline and one.size < LOGO)]
    if not found:
        return Kept({})
    facts = Facts(domain=arrival.context.verdict.passed, token=True, address=True)
    allowed = may(Action.ENCLOSE, facts)
    if not isinstance(allowed, Allowed):
        what = f"{len(found)} files of {arrival.context.author} were not taken"
        subject = f"message-{arrival.waiting.id}"
        desk.alert(AlertKind.REFUSED, None, what, allowed.reasons, subject=subject)
        return Kept({})
    # The reading in the child carries no contents: they are taken from the stored message here.
    whole = parse(desk.uow.content.raw(arrival.waiting.sha256))
    kept: dict[str, Enclosure] = {}
    for part in whole.attachments:
        if not part.content or (part.inline and part.size < LOGO):
            continue
        stored = desk.uow.content.add_file(
            part.content, part.filename, part.content_type, arrival.identity, desk.now
        )
        kept[part.filename] = Enclosure(
            name=part.filename,
            title=part.filename,
            sha256=stored.sha256,
            content_type=part.content_type,
            size=part.size,
            original_name=part.filename,
            original_sha256=stored.sha256,
        )
    return Kept(kept)
