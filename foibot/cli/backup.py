"""`foibot backup`, `foibot restore`, `foibot migrate`: the data as a whole."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click
from rich.progress import Progress
from sqlalchemy import Engine

from foibot.app import now
from foibot.cli import fail
from foibot.cli.opening import configuration, opened
from foibot.config.model import Config
from foibot.errors import FoibotError
from foibot.schedule.opening import open_store
from foibot.store.backup import Places, put_back, read_backup, write_backup
from foibot.store.engine import open_engine
from foibot.store.lease import StateLock
from foibot.store.migrate import NEWEST, revision
from foibot.store.state import PAUSED
from foibot.store.unit_of_work import unit_of_work

QUARANTINE = "restored from the backup of {at}; look round, then lift this with: foibot resume"


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
def backup(ctx: click.Context, file: Path) -> None:
    """Write everything into FILE; the service may go on meanwhile."""
    store = opened(ctx)
    try:
        with Progress(transient=True) as progress:
            task = progress.add_task("backup")
            write_backup(
                store.engine,
                places(store.config),
                file,
                now(),
                lambda done, of: progress.update(task, completed=done, total=of),
            )
    except (FoibotError, OSError) as error:
        fail(f"{file}: {error}")
    click.echo(f"{file}: {file.stat().st_size / 2**20:.1f} MB; it holds the key: keep it safe")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--verify", is_flag=True, help="Only try whether FILE is whole and can be read.")
@click.pass_context
def restore(ctx: click.Context, file: Path, verify: bool) -> None:
    """Put the backup in FILE in place of what is there; nothing is sent until `foibot resume`."""
    config = configuration(ctx)
    try:
        with tempfile.TemporaryDirectory(dir=config.directory) as folder:
            manifest = read_backup(file, Path(folder))
            click.echo(f"{file}: whole, made {manifest['at']}, schema {manifest['schema']}")
            if not verify:
                _restore(config, Path(folder), manifest)
    except FoibotError as error:
        fail(str(error))


def _restore(config: Config, folder: Path, manifest: dict[str, object]) -> None:
    lock = StateLock(config.store.state)
    try:
        aside = f"before-restore-{now():%Y%m%d-%H%M%S}"
        for path in put_back(folder, manifest, places(config), aside):
            click.echo(f"what was there is now {path}")
        store = open_store(config)
        with unit_of_work(store.engine, config.desks[0].key, config.store.files) as uow:
            uow.state.set(PAUSED, QUARANTINE.format(at=manifest["at"]))
            uow.audit.append("restored", now(), None, backup=str(manifest["at"]))
            uow.commit()
    finally:
        lock.release()
    click.echo("Restored.  Mail is collected and nothing is sent until: foibot resume")


@click.command("migrate")
@click.pass_context
def migrate(ctx: click.Context) -> None:
    """Bring the schema up to date; a copy of the database is kept."""
    config = configuration(ctx)
    try:
        before = _revision(config)
        open_store(config).engine.dispose()
    except FoibotError as error:
        fail(str(error))
    click.echo(f"schema {before or 'none'} -> {NEWEST}" if before != NEWEST else "up to date")


def _revision(config: Config) -> str | None:
    engine: Engine = open_engine(config.store.database)
    found = revision(engine)
    engine.dispose()
    return found


def places(config: Config) -> Places:
    """Return where the parts of the installation of *config* are."""
    beside = (config.directory / "rules", config.directory / "templates")
    return Places(
        database=config.store.database,
        files=config.store.files,
        key_file=config.store.key_file,
        config=config.file,
        rules=tuple(folder for folder in beside if folder.is_dir()),
    )


COMMANDS = {"backup": backup, "restore": restore, "migrate": migrate}
