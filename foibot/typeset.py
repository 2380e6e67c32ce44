"""The one door to Typst: a template and data in, a tagged PDF (PDF/UA-1) out, always the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from foibot.errors import FoibotError


class TypesetError(FoibotError):
    """A template of ours, or one that somebody edited, cannot be typeset."""


def typeset(
    template: Path, key: str, data: object, day: date, files: Mapping[str, bytes] | None = None
) -> bytes:
    """Return the PDF of *data*, which the template finds in sys.inputs under *key*."""
    # Large in memory, and most of the time no letter is made.
    import typst

    made_at = datetime.combine(day, datetime.min.time(), UTC)
    try:
        # Pictures can only be named, so that they need a folder for a moment.
        with TemporaryDirectory(prefix="foibot-") as folder:
            for name, content in (files or {}).items():
                Path(folder, name).write_bytes(content)
            # The stubs want template and root of one type; bytes may stand beside a folder.
            made = typst.compile(  # type: ignore[call-overload]
                template.read_bytes(),
                root=folder,
                sys_inputs={key: json.dumps(data, ensure_ascii=False)},
                pdf_standards=["ua-1"],
                format="pdf",
                timestamp=made_at,
            )
    except typst.TypstError as error:
        raise TypesetError(
            f"{template}: {error.message}; correct it, or use the shipped one"
        ) from error
    return bytes(made)
