"""What was found in an attached file: its text, and what stood in the way of reading it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AttachmentText:
    """The text of one attachment; *findings* say what could not be read and why."""

    filename: str
    content_type: str
    size: int
    text: str
    findings: tuple[str, ...] = ()
