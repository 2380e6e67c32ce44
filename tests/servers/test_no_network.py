"""The main job needs no network but the servers that are configured: here there is none at all."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crash.trial import request
from tests.shared import ROOT

WITHOUT = ["unshare", "--net", "--map-root-user"]


def test_mail_is_read_and_answered_in_an_empty_network_namespace(tmp_path: Path) -> None:
    can = (
        shutil.which("unshare")
        and not subprocess.run([*WITHOUT, "true"], capture_output=True, check=False).returncode
    )
    if not can:
        pytest.skip("this machine allows no network namespaces (unshare --net)")
    path = tmp_path / "config.toml"
    path.write_text(
        '[authority]\nname = "Mixbury"\ndomain = "mixbury.example"\n'
        '[mailbox]\ndirectory = "in"\n[outbox]\ndirectory = "out"\n'
    )
    (tmp_path / "in").mkdir()
    # A picture on somebody's server: it must not be fetched, and nothing must wait for it.
    html = b"\r\n<img src=http://127.0.0.1:9/pixel.png>\r\n"
    (tmp_path / "in" / "1.eml").write_bytes(request(1) + html)
    done = subprocess.run(
        [*WITHOUT, sys.executable, "-m", "foibot", "--config", path, "once"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out").glob("*_acknowledgement_*"))) == 1
