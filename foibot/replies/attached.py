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
_POINTS = 4  # words: "in the spreadsheet"
_SHORT, _STEM = 3, 6  # letters
_KINDS = {
    "xlsx": ("spreadsheet", "excel", "workbook", "tab", "taenlen"),
    "xls": ("spreadsheet", "excel", "workbook", "tab", "taenlen"),
    "csv": ("spreadsheet", "csv", "data"),
    "pdf": ("pdf",),
    "docx": ("word", "document", "dogfen"),
    "doc": ("word", "document", "dogfen"),
    "jpg": ("photo", "picture", "image"),
    "png": ("screenshot", "picture", "image"),
}
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
        keys = keys or (_described(name, names, texts, rules) if len(names) > 1 else [])
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


def _described(
    name: str, names: Sequence[str], texts: dict[Key, str], rules: ReplyRules
) -> list[Key]:
    """
    Return the one answer that calls this file, and no other, by its kind or by a word of it.

    "Q1 and Q2 in the spreadsheet" is one answer to two questions.
    """
    speaking = {
        key: text
        for key, text in texts.items()
        if rules.answers.attachment.within(text) or len(plain(text)) <= _POINTS
    }
    own = _telling(name) - {word for other in names if other != name for word in _telling(other)}
    keys = [key for key, text in speaking.items() if not own.isdisjoint(_stems(plain(text)))]
    return keys if len({texts[key] for key in keys}) == 1 else []


def _telling(name: str) -> set[str]:
    """Return the words of a file's name that somebody may call it by, and those of its kind."""
    kind = name.rpartition(".")[2].lower()
    said = (one for one in plain(_SUFFIX.sub("", name).replace("_", " ")) if len(one) > _SHORT)
    return _stems(one for one in said if not one.isdigit()) | _stems(_KINDS.get(kind, ()))


def _stems(words: Iterable[str]) -> set[str]:
    return {word[:_STEM] for word in words}


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
