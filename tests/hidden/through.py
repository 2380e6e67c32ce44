"""The corpus through the desk by mail: officer's reply, draft, approval, the bytes that go out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path

from foibot.demo.cast import answers, asked, code
from foibot.demo.world import Sent
from tests.flows.town import ANN, Town
from tests.hidden.judge import leaks
from tests.hidden.places import Place

KIND = "application/octet-stream"
# A reply is read for its first ten lines.
LINES = 8
_BLOCKED = re.compile(r"(file-\d+[.\w]+) cannot go")


@dataclass(frozen=True, slots=True)
class Passed:
    """What became of the file of one place at the desk."""

    place: str
    leaked: tuple[str, ...]  # where in a mail to the requester the canary stood
    told: bool  # the approver's mail names the place, or that the file cannot go
    went: bool  # something of the file went


def through_desk(places: Sequence[Place], folder: Path) -> list[Passed]:
    """Send the files of *places* through a fresh desk as the answer to one request."""
    town = Town.make(folder)
    town.tick()
    town.write(ANN, "Under the FOI Act, how many potholes were repaired in 2025?")
    town.until("Tue 3 Nov 2026 08:32")
    digest = town.last("digest")
    text = answers(digest, dict.fromkeys(asked(digest), "The figures are in the files."))
    names = [f"file-{n:03}.{one.extension}" for n, one in enumerate(places, 1)]
    files = [(name, KIND, one.file()) for name, one in zip(names, places, strict=True)]
    # One small table besides: the letter has something to send when all else is held.
    files.append(("loans.csv", "text/csv", b"Library,Loans\r\nQuay,77\r\n"))
    town.reply(digest, text, files=files)
    first = town.last("draft")
    held = _drop_what_is_held(town)
    _approve(town)
    went = town.all("response")
    assert went, [(one.kind, one.to) for one in town.sent]
    said = _sections(first.text)
    return [_passed(name, one, said, held, went) for name, one in zip(names, places, strict=True)]


def _drop_what_is_held(town: Town) -> set[str]:
    dropped: set[str] = set()
    while not code(town.last("draft")):
        now = set(_BLOCKED.findall(" ".join(town.last("draft").text.split())))
        assert now, town.last("draft").text
        some = sorted(now)[:LINES]
        town.reply(town.last("draft"), "\n".join(f"drop {name}: it cannot go" for name in some))
        assert not now & dropped, now & dropped
        dropped |= set(some)
    return {_bare(name) for name in dropped}


def _approve(town: Town) -> None:
    """Let everybody approve who was asked, and look again where the checks doubt."""
    newest = town.last("draft")
    drafts = [one for one in town.all("draft") if _version(one) == _version(newest)]
    for draft in {one.to: one for one in drafts}.values():
        town.reply(draft, code(draft))
        again = town.all("second-look", draft.to)[-1:]
        for one in again:
            town.reply(one, code(one))


def _version(draft: Sent) -> str:
    found = re.search(r"Version\W+(\d+)", draft.text)
    return found[1] if found else ""


def _sections(text: str) -> dict[str, str]:
    """Return what the draft says of each file, by its name."""
    parts = re.split(r"File \d+: (\S+)", text)
    said = (" ".join(one.split()) for one in parts[2::2])
    return dict(zip(map(_bare, parts[1::2]), said, strict=True))


def _bare(name: str) -> str:
    """Return a name without its ending: the desk gives a wrong one its right one."""
    return name.partition(".")[0]


def _passed(
    name: str, one: Place, said: dict[str, str], held: set[str], went: Sequence[Sent]
) -> Passed:
    leaked = [where for mail in went for where in in_mail(mail, one)]
    name = _bare(name)
    section = said.get(name, "")
    # What is no file of an answer, such as an invitation to a meeting, is never enclosed.
    stays = name in held or name not in said
    told = stays if one.held else all(words in section for words in one.told)
    return Passed(one.id, tuple(leaked), told, not stays)


def in_mail(mail: Sent, one: Place) -> list[str]:
    """Return where the canary of a place is in a mail: its bytes, its parts, its files."""
    raw = mail.path.read_bytes()
    found = [f"raw: {sign}" for sign in one.canary.signs if sign.encode() in raw]
    for part in message_from_bytes(raw).walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            name = part.get_filename() or part.get_content_type()
            found += [f"{name}: {where}" for where in leaks(content, one.canary)]
    return found
