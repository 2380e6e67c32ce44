"""Every word of a mail that its reader could see: headers, text, page, and attached files."""

from __future__ import annotations

import io
from pathlib import Path

from pypdf import PdfReader

from foibot.demo.world import Sent


def everything(sent: Sent) -> str:
    """Return all words of a mail in small letters."""
    return _read(sent.path, sent)


_KEPT: dict[Path, str] = {}


def _read(path: Path, sent: Sent) -> str:
    if path not in _KEPT:
        _KEPT[path] = "\n".join(_parts(sent)).lower()
    return _KEPT[path]


def _parts(sent: Sent) -> list[str]:
    found = [f"{name}: {value}" for name, value in sent.mail.items() if name not in OWN]
    for part in sent.mail.walk():
        found.append(str(part.get_filename() or ""))
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        if part.get_content_type() == "application/pdf":
            found.append(_pdf(content))
        elif part.get_content_maintype() == "text":
            found.append(content.decode("utf-8", "replace"))
    return found


# Our own address stands there by its nature.
OWN = frozenset({"From", "Reply-To", "Message-ID", "X-Foibot-Id", "To"})


def _pdf(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
