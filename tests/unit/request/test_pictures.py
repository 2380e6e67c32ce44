"""A picture that may be a letter is put before a person; a logo is not."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from foibot.message.parse import parse
from foibot.request.pictures import pictures_sent

LONG = "How many skips were hired in 2025, and at what cost? " * 20


def a_mail(text: str, size: int, name: str = "IMG_2231.png", content_id: str = "") -> bytes:
    """Return a mail with *text* and a picture of about *size* bytes."""
    mail = EmailMessage()
    mail["From"] = "Orla <orla@quayle.example>"
    mail.set_content(text)
    picture = b"\x89PNG\r\n\x1a\n" + bytes(size)
    cid = f"<{content_id}>" if content_id else None
    mail.add_attachment(picture, "image", "png", filename=name, cid=cid)
    return mail.as_bytes()


@pytest.mark.parametrize("text", ["Please see my letter attached.", "", "Photo of the form. Orla"])
def test_a_photograph_of_a_letter_is_named(text: str) -> None:
    assert pictures_sent(parse(a_mail(text, 40_000))) == ["IMG_2231.png"]


@pytest.mark.parametrize(
    ("text", "size", "content_id"),
    [
        ("Please see my letter attached.", 3_000, ""),  # an icon
        ("Please see my letter attached.", 40_000, "logo@x"),  # shown in the text
        (LONG, 40_000, ""),  # the request is the text
        ("How many skips were hired in 2025?", 40_000, ""),
    ],
)
def test_logos_and_illustrations_are_none(text: str, size: int, content_id: str) -> None:
    assert pictures_sent(parse(a_mail(text, size, content_id=content_id))) == []
