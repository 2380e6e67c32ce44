"""The schema: made where there is none, brought up to date, and refused when it is newer (P20)."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, inspect, text

from foibot.store.engine import shown, transaction
from foibot.store.errors import StoreError

NEWEST = "0001"
FOLDER = Path(__file__).parent / "migrations"


def revision(engine: Engine) -> str | None:
    """Return the revision of the schema, or None where there is none yet."""
    with transaction(engine, read_only=True) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        query = text("SELECT version_num FROM alembic_version")
        return connection.execute(query).scalar_one_or_none()


def is_current(engine: Engine) -> bool:
    """Return whether the schema is this version's; StoreError when it is newer."""
    found = revision(engine)
    if found is not None and found > NEWEST:
        raise StoreError(
            f"{shown(engine)}: was written by a newer foibot (schema {found}, known {NEWEST}); "
            "start that version, or restore the backup made before the upgrade"
        )
    return found == NEWEST


def upgrade(engine: Engine) -> None:
    """Make or upgrade the schema in one transaction; nothing is done when it is current."""
    if is_current(engine):
        return
    # Slow to import, and nearly always unneeded.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    with transaction(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
