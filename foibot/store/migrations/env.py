"""Alembic's way in: the connection is given by foibot.store.migrate, never by a file."""

from __future__ import annotations

from alembic import context

from foibot.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
