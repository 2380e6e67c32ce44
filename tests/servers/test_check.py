"""`foibot check` tries each login once and says what is at fault; nothing is tried again by it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

from tests.shared import ROOT

CONFIG = """
[authority]
name = "Mixbury District Council"
domain = "mixbury.example"
[imap]
host = "127.0.0.1"
port = {port}
security = "none"
username = "foi"
[smtp]
host = "127.0.0.1"
port = {port}
security = "none"
"""


def test_servers_that_are_not_there_are_named_once_each_and_not_said_to_be_tried_again(
    tmp_path: Path,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    (tmp_path / "config.toml").write_text(CONFIG.format(port=port))

    done = subprocess.run(
        [sys.executable, "-m", "foibot", "-c", str(tmp_path / "config.toml"), "check"],
        cwd=ROOT, env=os.environ | {"FOIBOT_IMAP_PASSWORD": "x"}, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip

    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert [f"IMAP server 127.0.0.1 port {port}" in line for line in lines] == [True, False, False]
    assert [f"SMTP server 127.0.0.1 port {port}" in line for line in lines] == [False, True, False]
    assert "[imap] host and port" in lines[0]
    assert "[smtp] host and port" in lines[1]
    assert "tried again" not in done.stderr
    assert not list(tmp_path.glob("*.db"))
