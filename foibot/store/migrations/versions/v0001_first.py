"""The first schema."""

from __future__ import annotations

from alembic import op

from foibot.store.tables import metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Full text is spoken differently by the two databases, so it is not among the tables.
SQLITE = (
    "CREATE VIRTUAL TABLE item_text USING fts5(words, tokenize = 'unicode61')",
    "CREATE VIRTUAL TABLE item_vocabulary USING fts5vocab(item_text, row)",
)
POSTGRESQL = (
    "CREATE TABLE item_text (id BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
    "CREATE INDEX ix_item_text_words ON item_text USING GIN (words)",
)


def upgrade() -> None:
    """Create every table."""
    connection = op.get_bind()
    metadata.create_all(connection)
    for statement in SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """There is nothing before the first schema."""
    raise NotImplementedError
