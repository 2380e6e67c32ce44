"""The frame of every mail in HTML: templates/layout.html with its styles put into each tag."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

import css_inline

from foibot.config.shipped import text_of
from foibot.letter.as_html import TAGS
from foibot.letter.model import LetterError

FIELDS = ("lang", "title", "banner", "body")
FIELD = re.compile(r"\{\{ (lang|title|banner|body) \}\}")
INSIDE = {
    "th": "<table><tr><th class={k}>x</th></tr></table>",
    "td": "<table><tr><td class={k}>x</td></tr></table>",
    "caption": "<table><caption class={k}>x</caption></table>",
    "li": "<ul><li class={k}>x</li></ul>",
    "hr": "<hr class={k}>",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """The frame in pieces, fields and words by turns, and the attributes of each kind of tag."""

    pieces: tuple[str, ...]
    opening: Mapping[str, str]

    def page(self, *, lang: str, title: str, banner: str, body: str) -> str:
        """Return the whole page; *body* is HTML, the other fields are plain words."""
        values = {
            "lang": escape(lang),
            "title": escape(title),
            "banner": escape(banner),
            "body": body,
        }
        return "".join(values[piece] if at % 2 else piece for at, piece in enumerate(self.pieces))


def load(path: Path) -> Layout:
    """Return the layout of *path*; a missing field or a remote address in it is an error."""
    source = re.sub(r"<!--.*?-->", "", text_of(path), flags=re.DOTALL).strip()
    missing = [name for name in FIELDS if source.count(f"{{{{ {name} }}}}") != 1]
    if missing:
        raise LetterError(f"{path}: each of {{{{ {' }}, {{ '.join(missing)} }}}} must stand once")
    if re.search(r"https?:|url\(|@import|<script|<link|<img", source, re.IGNORECASE):
        raise LetterError(f"{path}: nothing may be fetched: take out addresses, images and scripts")
    inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
    inlined = inliner.inline(source)
    samples = "".join(
        INSIDE.get(tag, f"<{tag} class={{k}}>x</{tag}>").replace("{k}", f'"{kind}"')
        for kind, tag in TAGS.items()
    )
    return Layout(
        pieces=tuple(FIELD.split(inlined)),
        opening=_opening(inliner.inline(source.replace("{{ body }}", samples))),
    )


def _opening(inlined: str) -> dict[str, str]:
    """Return the attributes of each kind, as the style sheet gave them to a sample of it."""
    found: dict[str, str] = {}
    for kind in TAGS:
        match = re.search(rf'<[a-z0-9]+ class="{kind}"( style="[^"]*")?', inlined)
        style = (match[1] or "") if match else ""
        found[kind] = f' class="{kind}"{style}'
    return found
