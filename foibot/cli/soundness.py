"""Whether rules and templates are sound: every fault of them at once, before anything starts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from foibot.clock.calendar import CalendarName, receipt_date, short_horizon
from foibot.clock.load import load_calendars, load_rulebook, load_timetable
from foibot.config.faults import ConfigError
from foibot.config.model import Desk
from foibot.config.shipped import find, rule_text, shipped
from foibot.errors import FoibotError
from foibot.letter import lint
from foibot.loading import load_office
from foibot.message.automatic_rules import load_automatic
from foibot.questions import rules as question_rules
from foibot.questions.services import load_services
from foibot.replies.findings import parse_findings
from foibot.replies.load import load_reply_rules
from foibot.request.load import load_reading_rules
from foibot.triage.load import load_chain


def rule_faults(directory: Path, desks: Sequence[Desk] = ()) -> list[str]:
    """Return what is wrong with rules and templates in *directory*, or with those shipped."""
    found: dict[str, None] = {}
    for rule_check in rule_checks(directory, desks):
        try:
            rule_check()
        except ConfigError as error:
            found.update(dict.fromkeys(str(fault) for fault in error.faults))
        except FoibotError as error:
            found.setdefault(str(error))
    found.update(dict.fromkeys(template_faults(directory)))
    return list(found)


def calendar_warnings(directory: Path, now: datetime) -> list[str]:
    """Return a warning where the published bank holidays end soon; none where they are at fault."""
    try:
        statutory = load_calendars(directory)[CalendarName.UK_ANY]
    except FoibotError:
        return []
    warning = short_horizon(statutory, receipt_date(now))
    return [warning] if warning else []


def template_faults(directory: Path) -> Iterator[str]:
    """Yield what is wrong with the templates beside config.toml, or with those shipped."""
    rules = (find("rules/exemptions.toml", directory), find("rules/checks.toml", directory))
    yield from map(str, lint.faults(find("templates", directory), shipped("templates"), rules))


def rule_checks(directory: Path, desks: Sequence[Desk]) -> list[Callable[[], object]]:
    """Return what reads each file of rules and templates beside config.toml, or its fault."""

    def text(name: str) -> str:
        return rule_text(name, directory)

    return [
        lambda: load_calendars(directory),
        lambda: load_rulebook(directory),
        lambda: load_timetable(directory),
        lambda: load_automatic(directory),
        lambda: load_services(text("rules/services.toml")),
        lambda: load_reply_rules(directory),
        lambda: load_reading_rules(directory),
        lambda: load_chain(text("rules/triage.toml")),
        lambda: question_rules.load(directory),
        lambda: parse_findings(text("rules/reviews.toml")),
        # What only the office of an authority reads: letters, reviews, exemptions, checks.
        *[lambda desk=desk: load_office(desk, directory, b"") for desk in desks],
    ]
