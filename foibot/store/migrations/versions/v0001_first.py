"""The first schema, in the words of each database, fixed for ever."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Run the statements beside this file."""
    name = op.get_bind().dialect.name
    for statement in Path(__file__).with_name(f"0001-{name}.sql").read_text().split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """There is nothing before the first schema."""
    raise NotImplementedError
