"""What each mail to a requester says; the names of the fields are those of the templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from foibot.letter.blocks import Blocks
from foibot.letter.templates import Context


@dataclass(frozen=True, slots=True)
class Acknowledgement(Context):
    """
    The first answer (law.md ACK-1 to ACK-6).

    *questions* is empty in the plain form, which then holds not one word of the sender's (T5).
    """

    template: ClassVar[str] = "requester-acknowledgement"
    kind: ClassVar[str] = "acknowledgement"
    automatic: ClassVar[str] = "auto-replied"
    to_requester: ClassVar[bool] = True

    reference: str
    received_on: date
    due_on: date
    questions: Blocks = ()
    several: bool = False
    own_data_due_on: date | None = None  # a part asks for the sender's own data
    lang: str = "en"

    @property
    def language(self) -> str:
        """Return the language that the requester wrote in (ACK-5)."""
        return self.lang
