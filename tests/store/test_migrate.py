"""The migrations make what the code expects: the schema they end with is that of the tables."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect

from foibot.store.migrate import NEWEST, is_current, revision
from foibot.store.tables import metadata

# Full text is spoken differently by the two databases, so it is not among the tables.
FULL_TEXT = ("item_text", "item_vocabulary", "alembic_version")


def test_the_migrations_end_with_the_schema_of_the_tables(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        differences = [
            one
            for one in compare_metadata(context, metadata)
            if not any(name in str(one) for name in FULL_TEXT)
        ]

    assert differences == []


def test_every_partial_index_is_partial(engine: Engine) -> None:
    found = {
        index["name"]: "where" in str(index.get("dialect_options", {}))
        for table in ("message", "case", "outbox")
        for index in inspect(engine).get_indexes(table)
    }

    for name in ("ix_message_new", "ix_case_next_look", "ix_outbox_queued", "ix_outbox_unknown"):
        assert found[name], name


def test_a_new_database_is_at_the_newest_revision(engine: Engine) -> None:
    assert revision(engine) == NEWEST
    assert is_current(engine)
