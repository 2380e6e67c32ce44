"""Whether a mail's text and HTML say the same."""

from __future__ import annotations

import re
from html.parser import HTMLParser


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.out: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"style", "title"} or dict(attrs).get("aria-hidden"):
            self.hidden += 1

    def handle_endtag(self, tag: str) -> None:
        if self.hidden and tag in {"style", "title", "div"}:
            self.hidden -= 1
        if tag not in {"a", "strong", "span"}:
            self.out.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.out.append(data)


def html_words(html: str) -> list[str]:
    """Return the visible words of *html*, without the banner."""
    reader = _Words()
    reader.feed(html[html.index('<div role="main"') :])
    return words("".join(reader.out))


def words(text: str) -> list[str]:
    """Return the words of *text*; signs of lists, tables and bars are not words."""
    text = re.sub(r"(?m)^ *(?:-|\d{1,3}\.) ", "", text).replace(":", " ")
    return re.findall(r"[^\s|█*>-]+", text)
