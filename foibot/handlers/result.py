"""What a handler says of a message when it has done its work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from foibot.request.model import Reading
from foibot.sandbox.values import encode


@dataclass(frozen=True, slots=True)
class Result:
    """The case that the message belongs to now; *held* is why it waits for a person, or ""."""

    case: str | None = None
    held: str = ""
    reading: Mapping[str, object] | None = None


def kept(reading: Reading) -> Mapping[str, object]:
    """Return a reading as it is stored beside the message."""
    return cast(Mapping[str, object], encode(reading))
