"""Frozen dataclasses to plain values and back, by their fields; nothing is ever unpickled."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import cast, get_args, get_origin, get_type_hints

Convert = Callable[[object], object]
# What is the same on both sides: most of all values, so it is looked for first.
PLAIN = frozenset({str, int, float, bool, bytes, type(None)})


def encode(value: object) -> object:
    """Return *value* (a dataclass, tuple, date, enum or scalar) as JSON data."""
    kind: type = type(value)
    return value if kind in PLAIN else _encoder(kind)(value)


@cache
def _encoder(kind: type) -> Convert:
    """Return what makes JSON data of values of the class *kind*: found out once a class."""
    if dataclasses.is_dataclass(kind):
        names = tuple(field.name for field in dataclasses.fields(kind))
        return lambda value: {name: encode(getattr(value, name)) for name in names}
    if issubclass(kind, Enum):
        return lambda value: cast(Enum, value).value
    if issubclass(kind, date):
        return lambda value: cast(date, value).isoformat()
    if issubclass(kind, tuple | list):
        return lambda value: [encode(entry) for entry in cast(list[object], value)]
    return _same


def _same(value: object) -> object:
    return value


def decode(kind: object, data: object) -> object:
    """Return JSON *data* as a value of the annotated type *kind*."""
    return _decoder(kind)(data)


@cache
def _decoder(kind: object) -> Convert:
    """Return what makes values of the annotated type *kind* of JSON data: found out once a type."""
    origin = get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _union(get_args(kind))
    if origin is tuple:
        return _tuple(get_args(kind))
    return _class(kind) if isinstance(kind, type) else _same


def _class(kind: type) -> Convert:
    if dataclasses.is_dataclass(kind):
        return _Fields(kind).made
    if issubclass(kind, Enum):
        return kind
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return _Fields(kind).named
    if kind is datetime:
        return lambda data: datetime.fromisoformat(str(data))
    if kind is date:
        return lambda data: date.fromisoformat(str(data))
    return _same


def _union(kinds: tuple[object, ...]) -> Convert:
    (kind,) = (k for k in kinds if k is not type(None))
    return lambda data: None if data is None else _decoder(kind)(data)


def _tuple(kinds: tuple[object, ...]) -> Convert:
    if len(kinds) == 2 and kinds[1] is Ellipsis:

        def every(data: object) -> object:
            convert = _decoder(kinds[0])
            return tuple([convert(entry) for entry in cast(list[object], data)])

        return every
    return lambda data: tuple(
        decode(kind, entry) for kind, entry in zip(kinds, cast(list[object], data), strict=True)
    )


class _Fields:
    """The fields of a class and what makes each of them; found out at the first use."""

    def __init__(self, kind: type) -> None:
        self.kind = kind
        self._converts: dict[str, Convert] | None = None

    @property
    def converts(self) -> dict[str, Convert]:
        """Return the fields; not before they are needed, as a class may hold itself."""
        if self._converts is None:
            hints = get_type_hints(self.kind)
            self._converts = {name: _decoder(hint) for name, hint in hints.items()}
        return self._converts

    def made(self, data: object) -> object:
        """Return the dataclass whose fields are in the object *data*."""
        given, converts = cast(dict[str, object], data), self.converts
        if not given.keys() <= converts.keys():
            unknown = ", ".join(sorted(given.keys() - converts.keys()))
            raise ValueError(f"{self.kind.__name__} has no {unknown}")
        return self.kind(**{name: converts[name](value) for name, value in given.items()})

    def named(self, data: object) -> object:
        """Return the NamedTuple, which is written as a list."""
        pairs = zip(self.converts.values(), cast(list[object], data), strict=True)
        return self.kind(*(convert(entry) for convert, entry in pairs))
