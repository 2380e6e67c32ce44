"""Change by its structure what people write for foibot: rules, templates, config, replies."""

from __future__ import annotations

import random
import re

VALUES = (
    '""',
    '"x"',
    "0",
    "-1",
    "1e999",
    "true",
    "[]",
    "{}",
    "[[]]",
    '[""]',
    "2026-02-30",
    "2026-01-01",
    "99999999999999999999",
    '"\\u0000"',
    '"{{ 7*7 }}"',
    '"(a+)+$"',
    '"[unclosed"',
    '"../../etc/passwd"',
    '"\\ud7ff"',
    "nan",
    "[1, 'a']",
    "{a = 1}",
)
LINES = (
    "[",
    "]]",
    "[[rule]]",
    "[unheard_of]",
    "a.b.c = 1",
    "= 1",
    "name",
    "\x00",
    "\ufeff",
    "'''",
    '"""',
    "x = [" + "[" * 500,
    "y = " + "9" * 5_000,
    "k" * 70_000 + " = 1",
    "#" * 100_000,
)
TAGS = (
    "{{",
    "}}",
    "{%",
    "%}",
    "{{ nothing_like_it }}",
    "{{ 7*7 }}",
    "{{ ''.__class__.__mro__ }}",
    "{% if %}",
    "{% endfor %}",
    "{% for x in range(10**9) %}{% endfor %}",
    "{% include 'x' %}",
    "{% extends 'y' %}",
    "{{ reference | nofilter }}",
    "{{ 'x' * 10**9 }}",
    "{# ",
    "{% raw %}",
    "\x00",
    "<script>",
    "{{ (((((((((((( }}",
    "{% set x = 1 %}",
    "{% import 'os' as o %}",
    "{{ reference.format }}",
)


def toml_changed(text: str, dice: random.Random) -> str:
    """Return a TOML file with one to four changes of its keys, values, tables and lines."""
    lines = text.split("\n")
    for _ in range(dice.choice((1, 1, 2, 4))):
        at = dice.randrange(len(lines))
        how = dice.randrange(6)
        if how == 0:
            del lines[at]
        elif how == 1 and "=" in lines[at]:
            lines[at] = f"{lines[at].partition('=')[0]}= {dice.choice(VALUES)}"
        elif how == 2:
            lines.insert(at, dice.choice(LINES))
        elif how == 3:
            lines.insert(dice.randrange(len(lines)), lines[at])
        elif how == 4 and "=" in lines[at]:
            lines[at] = f"{dice.choice(('x', 'names', 'when'))} ={lines[at].partition('=')[2]}"
        else:
            lines[at] = letters_changed(lines[at], dice)
        lines = lines or [""]
    return "\n".join(lines)


def letters_changed(text: str, dice: random.Random) -> str:
    """Return *text* with some letters gone, doubled or replaced."""
    letters = list(text or " ")
    for _ in range(dice.randint(1, 5)):
        at = dice.randrange(len(letters))
        letters[at] = dice.choice(
            ("", letters[at] * 2, dice.choice("\"'[]{}=#,.\\\n\x07\u202eé0"), "\u00a0")
        )
    return "".join(letters)


def template_changed(text: str, dice: random.Random) -> str:
    """Return a template with tags where they do not belong, or without some of its own."""
    for _ in range(dice.choice((1, 1, 2, 3))):
        tags = list(re.finditer(r"\{[{%#].*?[}%#]\}", text))
        if tags and dice.random() < 0.4:
            tag = dice.choice(tags)
            text = text[: tag.start()] + dice.choice(("", *TAGS)) + text[tag.end() :]
        else:
            at = dice.randrange(len(text) + 1)
            text = text[:at] + dice.choice(TAGS) + text[at:]
    return letters_changed(text, dice) if dice.random() < 0.2 else text


def bytes_changed(content: bytes, dice: random.Random) -> bytes:
    """Return a file with bytes changed, a piece gone, doubled, or zeros in its place."""
    changed = bytearray(content)
    for _ in range(dice.choice((1, 2, 6))):
        start = dice.randrange(len(changed) or 1)
        size = dice.choice((1, 4, 40, 400))
        how = dice.randrange(4)
        if how == 0:
            changed[start : start + size] = dice.randbytes(size)
        elif how == 1:
            del changed[start : start + size]
        elif how == 2:
            changed[start:start] = changed[start : start + size] * dice.choice((1, 50))
        else:
            changed[start : start + size] = bytes(size)
        changed = changed or bytearray(b"\0")
    return bytes(changed[:2_000_000])


PIECES = (
    "--- ANSWER {ref} Q{n} ---",
    "--- END ---",
    "--- NOTE ---",
    "Q{n}: {said}",
    "> Q{n}: How many?",
    "{said}",
    "not held",
    "Q{n}: not ours, try Highways",
    "exempt under s.43(2) because {said}",
    "Harm: {said}",
    "1.",
    "- ",
    "On Mon, 23 Nov 2026 at 09:00, FOI wrote:",
    "> ",
    "From: FOI\nSent: today\nTo: you\nSubject: x",
    "confirm",
    "undo Q{n}",
    "more time because {said}",
    "need to ask the requester: {said}",
    "same as Q{n}",
    "Regards,\nJo",
    "APPROVE 7F3K-92QD",
    "--- ANSWER",
    "--- ANSWER {ref} Q99 ---",
    "Q1-Q3: {said}",
    "-- ",
    "\u202e{said}",
    "((({said}",
)


def a_reply_of_pieces(dice: random.Random) -> str:
    """Return a reply made of what replies are made of, in any order."""
    lines = []
    for _ in range(dice.randint(1, 25)):
        piece = dice.choice(PIECES)
        ref = dice.choice(("FOI-2026-00047", "FOI-2026-00048"))
        said = dice.choice(("We hold 45.", "", "see attached", "a" * 300))
        lines.append(piece.format(ref=ref, n=dice.randint(0, 4), said=said))
    text = "\n".join(lines)
    return letters_changed(text, dice) if dice.random() < 0.3 else text


def a_fenced_reply(dice: random.Random) -> tuple[str, list[str]]:
    """Return a reply with whole fences, and the canaries that stand outside of them."""
    lines, canaries = [], []
    for n in dice.sample((1, 2, 3), dice.randint(1, 3)):
        for _ in range(dice.randint(0, 3)):
            canary = f"CANARY{dice.randrange(10**9)}"
            canaries.append(canary)
            lines.append(
                dice.choice(("{}", "do not tell him of {}", "> {}", "- {}", "Hi, {}")).format(
                    canary
                )
            )
            lines += [""] * dice.randint(0, 1)
        lines += [f"--- ANSWER FOI-2026-00047 Q{n} ---", f"We hold {n}00 records.", "--- END ---"]
    lines.append("Regards, CANARYlast")
    return "\n".join(lines), [*canaries, "CANARYlast"]
