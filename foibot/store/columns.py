"""Types of columns: moments that know their zone, and texts that any database can hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    ColumnElement,
    DateTime,
    Dialect,
    Text,
    TypeDecorator,
    literal_column,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine


class Instant(TypeDecorator[datetime]):
    """A moment: aware in Python, UTC in the database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def constant(value: str) -> ColumnElement[str]:
    """Return *value* as it stands in the conditions of partial indexes, not as a parameter."""
    assert value.isalpha()
    return literal_column(f"'{value}'")


def clean(value: str) -> str:
    """Return *value* without what no database can hold: NUL and halves of surrogate pairs."""
    if "\x00" in value:
        value = value.replace("\x00", "\ufffd")
    return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")


class Words(TypeDecorator[str]):
    """Text that may come from a stranger's mail."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else clean(value)


def clean_data(value: object) -> object:
    """Return JSON data with every text in it cleaned."""
    if isinstance(value, str):
        # Nearly every text is as it may be.
        return value if value.isascii() and "\x00" not in value else clean(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): clean_data(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [clean_data(one) for one in value]
    return value


class Data(TypeDecorator[object]):
    """JSON whose texts may come from a stranger's mail."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[object]:
        kind = JSONB if dialect.name == "postgresql" else JSON
        return dialect.type_descriptor(kind(none_as_null=True))

    def process_bind_param(self, value: object, dialect: Dialect) -> object:
        return clean_data(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[object], object] | None:
        written = super().bind_processor(dialect)
        plain = self.impl_instance.bind_processor(dialect)
        if dialect.name != "sqlite" or written is None or plain is None:
            return written

        def process(value: object) -> object:
            # JSON text shows what must not be in it: to look through every value costs more.
            try:
                text = plain(value)
            except TypeError:
                return written(value)
            safe = isinstance(text, str) and "\\u0000" not in text and "\\ud" not in text
            return text if safe else written(value)

        return process
