"""What all victims have in common, loaded once before they are forked: a trial costs less then."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import ModuleType

from foibot import loading
from foibot.config.shipped import rule_text
from foibot.handlers import reader
from foibot.questions import rules as question_rules
from foibot.questions.language import load_language
from foibot.questions.services import load_services
from foibot.request.second import shipped_model

# What is imported only when it is needed.
LATE = (
    "alembic.autogenerate",
    "alembic.command",
    "foibot.attachments.whole",
    "foibot.in_force",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite.pysqlite",
)
# What reads a rule file and takes the folder beside config.toml, where trials have no rules.
LOADERS: tuple[tuple[ModuleType, str], ...] = (
    (loading, "load_calendars"),
    (loading, "load_rulebook"),
    (loading, "load_timetable"),
    (loading, "load_reply_rules"),
    (reader, "load_reading_rules"),
    (question_rules, "load"),
)


def warm() -> None:
    """Load modules, the model and the shipped rules, which do not change."""
    for name in LATE:
        import_module(name)
    services = cache(load_services)
    services(rule_text("rules/services.toml", None))
    vars(loading)["load_services"] = services
    for module, name in LOADERS:
        _load_once(module, name)
    load_language()
    shipped_model()


def _load_once(module: ModuleType, name: str) -> None:
    loaded = getattr(module, name)(None)
    setattr(module, name, lambda _directory: loaded)
