"""Facts to JSON and back, by their fields; an unknown fact or field is an error, never dropped."""

from __future__ import annotations

from typing import cast, get_args

from foibot.case.events import Fact
from foibot.errors import FoibotError
from foibot.sandbox.values import decode, encode

FACTS: dict[str, type] = {cls.__name__: cls for cls in get_args(Fact)}
NEWER = "start that version, or restore the backup made before the upgrade"


class SerialiseError(FoibotError):
    """Stored data does not fit the facts that this version knows."""


def fact_name(fact: Fact) -> str:
    """Return the name under which *fact* is stored."""
    return type(fact).__name__


def encode_fact(fact: Fact) -> dict[str, object]:
    """Return *fact* as JSON data, without its name."""
    return cast(dict[str, object], encode(fact))


def decode_fact(name: str, data: dict[str, object]) -> Fact:
    """Return the fact stored as *name* and *data*."""
    if name not in FACTS:
        raise SerialiseError(f"{name}: no such fact, stored by a newer foibot; {NEWER}")
    try:
        return cast(Fact, decode(FACTS[name], data))
    except (TypeError, ValueError) as error:
        raise SerialiseError(f"{name}: stored by a newer foibot ({error}); {NEWER}") from error
