"""What all victims have in common, loaded once before they are forked: a trial costs less then."""

from __future__ import annotations

from functools import cache
from types import ModuleType

from foibot import app
from foibot.handlers import reader
from foibot.request.second import shipped_model

# What reads a rule file and takes the folder beside config.toml, which trials never have.
LOADERS: tuple[tuple[ModuleType, str], ...] = (
    (app, "load_calendars"),
    (app, "load_rulebook"),
    (app, "load_timetable"),
    (app, "load_reply_rules"),
    (reader, "load_reading_rules"),
    (reader.question_rules, "load"),
)


def warm() -> None:
    """Load the modules that are imported late, and the shipped rules; they never change."""
    import alembic.autogenerate
    import alembic.command
    import alembic.ddl
    import alembic.environment
    import alembic.runtime.migration
    import sqlalchemy.dialects.postgresql.psycopg
    import sqlalchemy.dialects.sqlite.pysqlite  # noqa: F401

    app.load_services = cache(app.load_services)
    app.load_services(app.rule_text("rules/services.toml", None))
    for module, name in LOADERS:
        _load_once(module, name)
    reader.load_language()
    shipped_model()


def _load_once(module: ModuleType, name: str) -> None:
    loaded = getattr(module, name)(None)
    setattr(module, name, lambda _directory: loaded)
