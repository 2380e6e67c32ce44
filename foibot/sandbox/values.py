"""Frozen dataclasses to plain values and back, by their fields; nothing is ever unpickled."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import cast, get_args, get_origin, get_type_hints


def encode(value: object) -> object:
    """Return *value* (a dataclass, tuple, date, enum or scalar) as JSON data."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: encode(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [encode(entry) for entry in value]
    return value


def decode(kind: object, data: object) -> object:
    """Return JSON *data* as a value of the annotated type *kind*."""
    origin = get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _decode_union(get_args(kind), data)
    if origin is tuple:
        return _decode_tuple(get_args(kind), cast(list[object], data))
    if isinstance(kind, type):
        return _decode_class(kind, data)
    return data


def _decode_class(kind: type, data: object) -> object:
    if dataclasses.is_dataclass(kind):
        return _decode_dataclass(kind, cast(dict[str, object], data))
    if issubclass(kind, Enum):
        return kind(data)
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return _decode_named(kind, cast(list[object], data))
    if kind is datetime:
        return datetime.fromisoformat(str(data))
    if kind is date:
        return date.fromisoformat(str(data))
    return data


def _decode_union(kinds: tuple[object, ...], data: object) -> object:
    if data is None:
        return None
    (kind,) = (k for k in kinds if k is not type(None))
    return decode(kind, data)


def _decode_tuple(kinds: tuple[object, ...], data: list[object]) -> tuple[object, ...]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(decode(kinds[0], entry) for entry in data)
    return tuple(decode(kind, entry) for kind, entry in zip(kinds, data, strict=True))


def _decode_named(kind: type, data: list[object]) -> object:
    """Return *data* as the NamedTuple *kind*, which is written as a list."""
    hints = _hints(kind)
    return kind(*(decode(hints[name], entry) for name, entry in zip(hints, data, strict=True)))


@cache
def _hints(kind: type) -> dict[str, object]:
    return get_type_hints(kind)


def _decode_dataclass(kind: type, data: dict[str, object]) -> object:
    hints = _hints(kind)
    unknown = set(data) - set(hints)
    if unknown:
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    return kind(**{name: decode(hints[name], value) for name, value in data.items()})
