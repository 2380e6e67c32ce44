"""config.toml and the environment -> Config; every fault that can be known is told at once."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from foibot.config import sections
from foibot.config.faults import ConfigError, Fault
from foibot.config.model import Config, Desk
from foibot.config.secrets import OTHER_VARIABLES, Sources
from foibot.config.table import Table, kind
from foibot.config.toml import toml_of

DESK_TABLES = (
    "authority", "imap", "smtp", "limits", "mailbox", "outbox", "governance", "trust", "oauth",
)  # fmt: skip
SHARED_TABLES = ("store", "schedule", "health", "retention")
# How like a known variable an unknown one must be to be taken for a slip of the pen.
MISSPELT = 0.85
SECRET_KEYS = ("IMAP_PASSWORD", "SMTP_PASSWORD", "OAUTH_CLIENT_SECRET")


def load(path: Path, environ: Mapping[str, str]) -> Config:
    """Return the configuration in *path*, or raise one ConfigError with all its faults."""
    path = path.absolute()
    faults: list[Fault] = []
    whole = _parsed(path)
    shared = {name: _table(faults, path, whole, name) for name in SHARED_TABLES}
    everywhere = Sources(environ, "FOIBOT_", path)
    desks = tuple(_desks(faults, path, whole, environ))
    store = sections.store(shared["store"], everywhere)
    config = Config(
        file=path,
        directory=path.parent,
        desks=desks,
        store=store,
        schedule=sections.schedule(shared["schedule"]),
        health=sections.health(shared["health"], store),
        retention=sections.retention(shared["retention"]),
        warnings=tuple(_warnings(desks)),
    )
    for table in shared.values():
        table.close()
    _unknown_tables(faults, path, whole)
    _unknown_variables(faults, environ, desks)
    if faults:
        raise ConfigError(faults)
    return config


def _parsed(path: Path) -> dict[str, object]:
    try:
        return toml_of(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problem, remedy = "does not exist", "run `foibot init`, or name another with --config"
    except OSError as error:
        problem, remedy = f"cannot be read: {error.strerror}", "correct its owner or its rights"
    except UnicodeDecodeError:
        problem, remedy = "is not UTF-8 text", "save it as UTF-8"
    except tomllib.TOMLDecodeError as error:
        problem, remedy = f"is not TOML: {error}", "correct that line"
    raise ConfigError([Fault(str(path), "", "", problem, remedy)])


def _table(faults: list[Fault], path: Path, whole: Mapping[str, object], name: str) -> Table:
    short = name.rpartition(".")[2]
    values = whole.get(short, {})
    if not isinstance(values, dict):
        problem = f"is {kind(values)}, not a table"
        faults.append(Fault(str(path), name, "", problem, f"write [{name}] on a line of its own"))
        values = {}
    return Table(faults, str(path), name, values, path.parent)


def _desks(
    faults: list[Fault], path: Path, whole: Mapping[str, object], environ: Mapping[str, str]
) -> Iterator[Desk]:
    listed = whole.get("desk")
    if listed is None:
        yield _desk(faults, path, whole, Sources(environ, "FOIBOT_", path), "")
        return
    for name in DESK_TABLES:
        if name in whole:
            problem = "stands beside [[desk]]"
            remedy = f"move it into its desk as [desk.{name}]"
            faults.append(Fault(str(path), name, "", problem, remedy))
    for values in listed if isinstance(listed, list) else [listed]:
        if not isinstance(values, dict):
            faults.append(Fault(str(path), "desk", "", "is not a table", "write [[desk]]"))
            continue
        strange = [name for name in values if name not in DESK_TABLES]
        faults.extend(_unknown(path, f"desk.{name}", name, DESK_TABLES) for name in strange)
        prefix = desk_prefix(values)
        yield _desk(faults, path, values, Sources(environ, prefix, path), "desk.")


def desk_prefix(values: Mapping[str, object]) -> str:
    """Return the prefix of a desk's variables: FOIBOT_, its short name in capitals, and _."""
    table = values.get("authority")
    named = (table.get("short_name") or table.get("name")) if isinstance(table, dict) else None
    return "FOIBOT_" + re.sub(r"[^A-Z0-9]", "_", str(named or "DESK").upper()) + "_"


def _desk(
    faults: list[Fault], path: Path, whole: Mapping[str, object], sources: Sources, prefix: str
) -> Desk:
    tables = {name: _table(faults, path, whole, prefix + name) for name in DESK_TABLES}
    who = sections.authority(tables["authority"])
    domain, short = who.domain, who.short_name
    desk = Desk(
        authority=who,
        imap=sections.imap(tables["imap"], sources) if "imap" in whole else None,
        mailbox=sections.mailbox(tables["mailbox"]) if "mailbox" in whole else None,
        smtp=sections.smtp(tables["smtp"], sources, domain, short) if "smtp" in whole else None,
        outbox=sections.outbox(tables["outbox"], domain, short) if "outbox" in whole else None,
        oauth=sections.oauth(tables["oauth"], sources) if "oauth" in whole else None,
        limits=sections.limits(tables["limits"]),
        governance=sections.governance(tables["governance"]),
        trust=sections.trust(tables["trust"]),
    )
    for table in tables.values():
        table.close()
    _both_or_neither(tables["imap"], whole, "imap", "mailbox")
    _both_or_neither(tables["smtp"], whole, "smtp", "outbox")
    _oauth_is_there(tables["oauth"], desk)
    return desk


def _both_or_neither(table: Table, whole: Mapping[str, object], one: str, other: str) -> None:
    if one in whole and other in whole:
        table.fault("", f"stands beside [{other}]", "keep one of the two")
    if one not in whole and other not in whole:
        table.fault("", "is missing", f"write [{one}], or [{other}] with a directory")


def _oauth_is_there(table: Table, desk: Desk) -> None:
    users = [part for part in (desk.imap, desk.smtp) if part is not None and part.auth == "oauth2"]
    if users and desk.oauth is None:
        table.fault("", 'is missing, and auth is "oauth2"', 'write [oauth] with provider = "..."')


def _unknown(path: Path, table: str, name: str, known: tuple[str, ...]) -> Fault:
    near = difflib.get_close_matches(name, known, 1)
    remedy = f"did you mean [{near[0]}]?" if near else f"known tables: {', '.join(known)}"
    return Fault(str(path), table, "", "is not a known table", remedy)


def _unknown_tables(faults: list[Fault], path: Path, whole: Mapping[str, object]) -> None:
    known = (*DESK_TABLES, *SHARED_TABLES, "desk")
    faults.extend(_unknown(path, name, name, known) for name in whole if name not in known)


def _unknown_variables(
    faults: list[Fault], environ: Mapping[str, str], desks: tuple[Desk, ...]
) -> None:
    """Note FOIBOT_ variables that look like a known one misspelt: they would else be silent."""
    known = set(OTHER_VARIABLES) | {f"FOIBOT_{key}" for key in SECRET_KEYS}
    for desk in desks:
        prefix = desk_prefix({"authority": {"short_name": desk.authority.short_name}})
        known |= {prefix + key for key in SECRET_KEYS}
    for name in environ:
        if not name.startswith("FOIBOT_") or name in known:
            continue
        for near in difflib.get_close_matches(name, sorted(known), 1, cutoff=MISSPELT):
            remedy = f"did you mean {near}?"
            faults.append(Fault("environment", "", name, "is not a known variable", remedy))


def _warnings(desks: tuple[Desk, ...]) -> Iterator[str]:
    for desk in desks:
        who = desk.authority.short_name
        if not desk.governance.leads:
            yield f"{who}: [governance] leads is empty, so nobody is told what needs a person"
        if desk.trust.provider is None:
            yield f"{who}: [trust] provider is not set, so no reply can approve anything"
        if desk.imap is not None and desk.imap.answer_from is None:
            yield f"{who}: [imap] answer_from is not set, so every mail in the mailbox is answered"
