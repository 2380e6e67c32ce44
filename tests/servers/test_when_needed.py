"""A service that waits has not loaded its desk; work loads it, and broken rules still stop it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.shared import ROOT

CONFIG = """
[authority]
name = "Mixbury District Council"
domain = "mixbury.example"
[governance]
leads = ["lead@mixbury.example"]
[mailbox]
directory = "in"
poll_seconds = 0.5
[outbox]
directory = "out"
[schedule]
tick_seconds = 0.5
"""
REQUEST = (
    "From: jo@example.org\r\nSubject: FOI\r\nMessage-ID: <{0}@example.org>\r\n\r\n"
    "How many potholes were repaired in ward {0} in 2025?\r\n"
)
LONGEST = 60.0


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "config.toml").write_text(CONFIG)
    return tmp_path


def once(home: Path) -> list[str]:
    """Let one pass go by; return why the desk was loaded."""
    done = subprocess.run(
        [sys.executable, "-m", "foibot", "-c", str(home / "config.toml"), "once"],
        cwd=ROOT,
        env=os.environ | {"FOIBOT_LOG_LEVEL": "INFO"},
        capture_output=True,
        text=True,
        check=True,
    )
    return loads(done.stderr)


def loads(log: str) -> list[str]:
    """Return why the desk was loaded, as the log tells."""
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    return [line["why"] for line in lines if line["event"] == "desk_loaded"]


def put(home: Path, number: int) -> None:
    (home / "in" / f"{number}.eml").write_bytes(REQUEST.format(number).encode())


@dataclass
class Service:
    """A service at work in *home*."""

    home: Path
    process: subprocess.Popen[bytes]

    @property
    def loads(self) -> list[str]:
        return loads((self.home / "log").read_text())

    def until(self, true: Callable[[], bool]) -> None:
        end = time.monotonic() + LONGEST
        while not true():
            assert self.process.poll() is None, (self.home / "log").read_text()
            assert time.monotonic() < end, (self.home / "log").read_text()
            time.sleep(0.02)

    def ticks(self) -> None:
        """Wait until every verb has done its work twice from now."""
        for _ in range(2):
            before = self.good()
            self.until(
                lambda before=before: all(  # type: ignore[misc]
                    self.good().get(verb) not in {None, before.get(verb)}
                    for verb in ("poll", "remind", "deliver")
                )
            )

    def good(self) -> dict[str, str]:
        path = self.home / "state" / "heartbeat.json"
        if not path.exists():
            return {}
        good = json.loads(path.read_text())["good"]
        return {name.split(" ")[0]: at for name, at in good.items()}

    def mails(self, words: str) -> list[Path]:
        """Return the mails that went out and hold *words*."""
        return [one for one in (self.home / "out").glob("*.eml") if words in one.read_text()]


@contextmanager
def service(home: Path) -> Iterator[Service]:
    with (home / "log").open("wb") as log:
        words = [sys.executable, "-m", "foibot", "-c", str(home / "config.toml"), "run"]
        process = subprocess.Popen(words, cwd=ROOT, stdout=log, stderr=log)
        try:
            yield Service(home, process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def test_passes_without_work_load_no_desk_and_a_message_does(home: Path) -> None:
    assert once(home) == ["reminders"]  # what it does on its first day
    assert once(home) == []
    put(home, 1)
    assert once(home) == ["message"]
    assert list((home / "out").glob("*acknowledgement*"))
    once(home)  # what follows from that
    assert once(home) == []


def test_a_service_with_an_open_case_waits_unloaded_until_mail_comes(home: Path) -> None:
    put(home, 1)
    once(home)
    once(home)
    with service(home) as running:
        running.ticks()
        assert running.loads == []
        put(home, 2)
        running.until(lambda: len(list((home / "out").glob("*acknowledgement*"))) == 2)
        assert running.loads == ["message"]


def test_rules_broken_under_a_service_that_waits_are_told_and_the_old_ones_hold(
    home: Path,
) -> None:
    once(home)
    once(home)
    (home / "rules").mkdir()
    rules = home / "rules" / "services.toml"
    text = (ROOT / "rules" / "services.toml").read_text()
    rules.write_text(text)
    with service(home) as running:
        running.ticks()
        rules.write_text("[[service]]\nname = 5\n")
        running.until(lambda: bool(running.mails("lead@mixbury.example")))
        put(home, 1)
        running.until(lambda: bool(list((home / "out").glob("*acknowledgement*"))))
    (told,) = running.mails("X-Foibot-Kind: alert")
    assert "services.toml" in told.read_text()


def test_broken_rules_stop_the_start_with_the_same_words_as_a_pass(home: Path) -> None:
    (home / "rules").mkdir()
    (home / "rules" / "services.toml").write_text("[[service]]\nname = 5\n")
    (home / "rules" / "triage.toml").write_text("[[rule]]\nname = 'x'\n")
    said = []
    for verb in ("once", "run"):
        done = subprocess.run(
            [sys.executable, "-m", "foibot", "-c", str(home / "config.toml"), verb],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST,
        )
        assert done.returncode == 1
        said.append(done.stderr)

    assert said[0] == said[1]
    assert "services.toml" in said[0]
    assert "triage.toml" in said[0]
    assert not (home / "foibot.db").exists()
