"""The rules checked in a process of its own: what that needs does not stay in a service."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from foibot.config.load import load
from foibot.config.model import Config
from foibot.config.rule_files import newest_change
from foibot.config.shipped import PACKAGE

log = logging.getLogger(__name__)
LONGEST_SECONDS = 120.0
_ALONE = ("-P",)  # nothing from the current folder
_BOOT = (
    "import sys; sys.path.insert(0, sys.argv.pop(1));"
    "from foibot.cli.rule_check import tell_faults; tell_faults(sys.argv[1])"
)


def faults_here(config: Config) -> list[str]:
    """Return what is wrong with the rules and templates of *config*, read in this process."""
    from foibot.cli.soundness import rule_faults

    return rule_faults(config.directory, config.desks)


def tell_faults(path: str) -> None:
    """Print, as a child, the faults of the rules beside the config.toml at *path*."""
    print(json.dumps(faults_here(load(Path(path), os.environ))))


class RuleCheck:
    """A check under way; it is over, or ended, when the block is left."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self.newest = newest_change(config.directory)  # of the rules, as they are checked
        words = [sys.executable, *_ALONE, "-c", _BOOT, str(PACKAGE.parent), str(config.file)]
        self._child: subprocess.Popen[bytes] | None = None
        try:
            self._child = subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            log.warning("no_process_for_rules", extra={"reason": str(error)})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def faults(self) -> list[str]:
        """Return what is wrong with the rules; where the child does not say, they are read here."""
        try:
            found = self._answer()
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            log.warning("rules_checked_here", extra={"reason": str(error)})
            found = faults_here(self._config)
        finally:
            self._end()
        return found

    def _answer(self) -> list[str]:
        if self._child is None:
            raise OSError("there is no child")
        said, _ = self._child.communicate(timeout=LONGEST_SECONDS)
        if self._child.returncode:
            raise ValueError(f"the child ended with {self._child.returncode}")
        found = json.loads(said)
        if not isinstance(found, list):
            raise ValueError("the child said something else")
        return [str(fault) for fault in found]

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            if child.stdout is not None:
                child.stdout.close()
