"""Find the photographs of letters: a request may stand in a picture that only a person reads."""

from __future__ import annotations

import re

from foibot.message.model import Attachment, Message

# Logos and icons of signatures are smaller; a photograph or a scanned page is not.
_LEAST = 15_000
# Whoever sends his letter as a picture says little beside it.
_LONGEST = 600
_POINTS = re.compile(
    r"\b(?:attach\w*|enclos\w*|photo\w*|pictures?|scan\w*|images?|screen ?shots?|letter|form|"
    r"here (?:is|are)|see (?:the )?below|atod\w*|amgae\w*|ynghlwm|llun(?:iau)?|llythyr)\b",
    re.I,
)
_PAGES = ("image/tiff",)  # what a scanner or a fax makes


def pictures_sent(message: Message) -> list[str]:
    """Return the names of the pictures in *message* that may hold what it asks."""
    if not message.attachments:
        return []
    said = message.reply_text.strip()
    points = not said or (len(said) <= _LONGEST and _POINTS.search(said) is not None)
    return [each.filename for each in message.attachments if _is_page(each, points=points)]


def _is_page(attached: Attachment, *, points: bool) -> bool:
    if attached.content_type in _PAGES:
        return True
    picture = attached.content_type.startswith("image/") and attached.size >= _LEAST
    return picture and points and not attached.content_id
