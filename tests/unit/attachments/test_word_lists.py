"""Lists within lists in Word, where only the name of the style says so."""

from __future__ import annotations

import io

import docx

from foibot.attachments import documents


def test_a_list_within_a_list_is_indented() -> None:
    document = docx.Document()
    for text, style in (
        ("The total value of grants", "List Bullet"),
        ("Adults", "List Bullet 2"),
        ("Children", "List Bullet 2"),
        ("The waiting list", "List Bullet"),
    ):
        document.add_paragraph(text, style=style)
    into = io.BytesIO()
    document.save(into)

    lines = [line for line in documents.docx(into.getvalue(), []).split("\n") if line.strip()]

    indents = [len(line) - len(line.lstrip()) for line in lines]
    assert indents[1] == indents[2] > indents[0] == indents[3]
