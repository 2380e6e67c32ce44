"""`foibot run`: the service; `foibot once`: one pass of every verb over what is due."""

from __future__ import annotations

import os
import sys

import click

from foibot.cli.logs import start_logging
from foibot.cli.opening import configuration
from foibot.cli.rule_check import RuleCheck

STYLE = click.option(
    "--log-format",
    type=click.Choice(["json", "console"]),
    default="json",
    show_default=True,
    help="How the log is written to standard error.",
)


@click.command("run")
@STYLE
@click.option("--worker", is_flag=True, help="Only help a running service (PostgreSQL).")
@click.pass_context
def run(ctx: click.Context, log_format: str, worker: bool) -> None:
    """Run the service until it is told to stop (SIGTERM, Ctrl-C)."""
    start_logging(log_format, os.environ.get("FOIBOT_LOG_LEVEL", "INFO"))
    config = configuration(ctx)
    with RuleCheck(config) as check:
        # While the rules are read there, all else is loaded here.
        from foibot.cli.running import run_service

        sys.exit(run_service(config, check, worker=worker))


@click.command("once")
@STYLE
@click.pass_context
def once_command(ctx: click.Context, log_format: str) -> None:
    """Do once everything that is due, then exit."""
    start_logging(log_format, os.environ.get("FOIBOT_LOG_LEVEL", "WARNING"))
    config = configuration(ctx)
    from foibot.cli.running import run_once

    sys.exit(run_once(config))


COMMANDS = {"run": run, "once": once_command}
