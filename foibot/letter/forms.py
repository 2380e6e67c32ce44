"""One letter, three forms: what its mail says is in its PDF and in its Word file too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from foibot.letter.as_pdf import Properties, as_pdf
from foibot.letter.model import File
from foibot.letter.templates import Rendered, Templates

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def forms(
    rendered: Rendered, reference: str, day: date, wanted: Sequence[str], templates: Templates
) -> tuple[File, ...]:
    """Return the *wanted* forms ("pdf", "docx") of a letter; LetterError names a bad template."""
    lang, _, region = rendered.language.partition("-")
    properties = Properties(
        title=rendered.subject,
        author=templates.desk.name,
        reference=reference,
        day=day,
        lang=lang,
        region=region or "GB",
    )
    made = {
        "pdf": lambda: File(
            f"{reference}-letter.pdf",
            "application/pdf",
            as_pdf(rendered.blocks, properties, templates.file("letter.typ")),
        ),
        "docx": lambda: File(
            f"{reference}-letter.docx",
            WORD,
            _word(rendered, properties, templates.file("letter.docx")),
        ),
    }
    return tuple(made[one]() for one in dict.fromkeys(wanted))


def _word(rendered: Rendered, properties: Properties, template: Path) -> bytes:
    # What writes Word files is large, and an idle service writes none.
    from foibot.letter.as_docx import as_docx

    return as_docx(rendered.blocks, properties, template)
