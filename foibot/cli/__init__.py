"""The commands.  Each lives in a module of its own and is imported only when it is called."""

from __future__ import annotations

import importlib
import sys
from typing import NoReturn

import click

# name -> (module, one line of help); the module has a click command called `command`.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("foibot.cli.demo", "Show the whole story on bundled messages; needs no network."),
    "init": ("foibot.cli.init", "Write config.toml, rules/ and templates/ to edit."),
    "check": ("foibot.cli.check", "Report every fault of configuration, rules and templates."),
    "run": ("foibot.cli.run", "Run the service."),
    "once": ("foibot.cli.run", "Do once everything that is due, then exit."),
    "read": ("foibot.cli.read", "Show what foibot makes of messages; changes nothing."),
    "clock": ("foibot.cli.clock", "Work out a due date and explain it day by day."),
    "case": ("foibot.cli.case", "See and change cases."),
    "held": ("foibot.cli.held", "See and release what waits for a person."),
    "rehearse": ("foibot.cli.rehearse", "Replay real mail with your rules; nothing is sent."),
    "report": ("foibot.cli.report", "Write statistics and lists of cases."),
    "health": ("foibot.cli.health", "Show whether the service is alive and well."),
    "audit": ("foibot.cli.health", "Verify the chain of the audit."),
    "migrate": ("foibot.cli.backup", "Bring the schema of the database up to date."),
    "backup": ("foibot.cli.backup", "Write everything into one file."),
    "restore": ("foibot.cli.backup", "Put a backup in place; nothing is sent until resumed."),
    "retain": ("foibot.cli.retain", "List, or erase, what has had its time to be kept."),
    "pause": ("foibot.cli.pause", "Stop all sending; collecting and the clock go on."),
    "resume": ("foibot.cli.pause", "Lift a pause, or the quarantine after a restore."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when used, so that --help is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        commands: dict[str, click.Command] = module.COMMANDS
        return commands[cmd_name]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="foibot")
@click.option(
    "-c",
    "--config",
    type=click.Path(),
    envvar="FOIBOT_CONFIG",
    default="config.toml",
    show_default=True,
    help="The configuration file.",
)
@click.pass_context
def main(ctx: click.Context, config: str) -> None:
    """foibot runs a council's Freedom of Information desk by e-mail."""
    ctx.ensure_object(dict)
    ctx.obj["config"] = config


def fail(message: str) -> NoReturn:
    """Print *message* to standard error and exit with status 1."""
    click.echo(message, err=True)
    sys.exit(1)
