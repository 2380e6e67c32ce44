"""Which answer an attached file belongs to: by its name, by a mention, or because there is one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foibot.message.model import Attachment
from foibot.replies.model import Key
from foibot.replies.rules import ReplyRules
from foibot.replies.words import plain

_IN_NAME = re.compile(
    r"(?<![A-Za-z0-9])(?:q|question|cwestiwn|c)[ _.-]?([0-9]{1,2})(?![0-9])", re.I
)
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")
# Pictures that stand in a signature, and cards that clients add by themselves.
_ORNAMENT = re.compile(r"^(?:image|logo|signature|oledata|img|banner)[ _-]?[0-9]{0,6}\.", re.I)
_NOT_FILES = (
    "application/pgp-signature",
    "application/pkcs7-signature",
    "text/vcard",
    "text/calendar",
)


@dataclass(frozen=True, slots=True)
class Placed:
    """File names under their question, and those that nobody placed."""

    by_key: dict[Key, tuple[str, ...]]
    left: tuple[str, ...]


def files(attachments: Iterable[Attachment]) -> tuple[str, ...]:
    """Return the names of the files that an officer attached on purpose."""
    return tuple(
        one.filename
        for one in attachments
        if one.content_type not in _NOT_FILES
        and not (one.inline and one.content_type.startswith("image/"))
        and not _ORNAMENT.match(one.filename)
    )


def place_files(
    names: Sequence[str], texts: dict[Key, str], asked: Sequence[Key], rules: ReplyRules
) -> Placed:
    """Return which of the *names* go with which of the answers, whose words are *texts*."""
    found: dict[Key, list[str]] = {}
    left: list[str] = []
    for name in names:
        keys = _named(name, asked) or _mentioned(name, texts)
        for key in keys:
            found.setdefault(key, []).append(name)
        if not keys:
            left.append(name)
    if left:
        keys = _only_place(texts, asked, found, rules)
        for key in keys:
            found.setdefault(key, []).extend(left)
        left = [] if keys else left
    return Placed({key: tuple(each) for key, each in found.items()}, tuple(left))


def _named(name: str, asked: Sequence[Key]) -> list[Key]:
    numbers = {int(number) for number in _IN_NAME.findall(name)}
    keys = [key for key in asked if key.n in numbers]
    if len({key.reference for key in keys}) > 1:
        keys = [key for key in keys if key.reference.lower() in name.lower()]
    return keys if len(keys) == len(numbers) else []


def _mentioned(name: str, texts: dict[Key, str]) -> list[Key]:
    stem = plain(_SUFFIX.sub("", name).replace("_", " "))
    if not stem or len("".join(stem)) < 4:
        return []
    return [key for key, text in texts.items() if _holds(plain(text.replace("_", " ")), stem)]


def _holds(tokens: Sequence[str], wanted: Sequence[str]) -> bool:
    size = len(wanted)
    return any(tokens[n : n + size] == wanted for n in range(len(tokens) - size + 1))


def _only_place(
    texts: dict[Key, str], asked: Sequence[Key], found: dict[Key, list[str]], rules: ReplyRules
) -> list[Key]:
    """Return the one answer that speaks of an attachment (of one or many), or the only question."""
    if len(asked) == 1:
        return list(asked)
    speaking = [
        key
        for key, text in texts.items()
        if key not in found and rules.answers.attachment.within(text)
    ]
    same = len({texts[key] for key in speaking}) == 1
    return speaking if same else []
