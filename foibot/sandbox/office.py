"""LibreOffice, where there is one, saves a file in another form: confined, alone, in its time."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from foibot.errors import FoibotError
from foibot.sandbox.confine import leave_the_network

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 60
_MEMORY_MB, _FILE_MB = 4_096, 200
_PR_SET_NO_NEW_PRIVS = 38
_ROOT = Path(__file__).resolve().parent.parent.parent
_BOOT = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "from foibot.sandbox.office import start; start(sys.argv[2:])"
)
# No macro runs, and nothing is fetched that a document names.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""


class OfficeError(FoibotError):
    """LibreOffice is not there, or made nothing of the file in its time."""


def saved_as(content: bytes, extension: str, target: str) -> bytes:
    """Return *content*, a file of the kind *extension*, as LibreOffice saves it as *target*."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise OfficeError("LibreOffice is not installed")
    with TemporaryDirectory(prefix="foibot-") as folder:
        home = Path(folder)
        (home / "profile/user").mkdir(parents=True)
        (home / "profile/user/registrymodifications.xcu").write_text(_PROFILE)
        (home / f"file.{extension}").write_bytes(content)
        _run(_words(program, home, extension, target), home)
        made = home / "made" / f"file.{target}"
        if not made.is_file():
            raise OfficeError("LibreOffice made nothing of it")
        return made.read_bytes()


def _words(program: str, home: Path, extension: str, target: str) -> list[str]:
    profile = f"-env:UserInstallation=file://{home}/profile"
    how = ["--headless", "--norestore", "--convert-to", target, "--outdir", f"{home}/made"]
    return [program, profile, *how, f"{home}/file.{extension}"]


def _run(words: list[str], home: Path) -> None:
    """Run the program in a session of its own; all of it ends with the time."""
    process = subprocess.Popen(
        [sys.executable, "-I", "-B", "-c", _BOOT, str(_ROOT), *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # No password of ours is in the environment of a process that opens strangers' files.
        env={"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": str(home), "TMPDIR": str(home)},
        cwd=home,
        close_fds=True,
        start_new_session=True,
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise OfficeError(f"LibreOffice was not ready in {SECONDS} seconds") from error
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def start(words: list[str]) -> None:
    """Give up the network and all but the means that saving needs, and become the program."""
    ctypes.CDLL(None).prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    leave_the_network()
    for limit, most in (
        (resource.RLIMIT_AS, _MEMORY_MB << 20),
        (resource.RLIMIT_FSIZE, _FILE_MB << 20),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    os.execv(words[0], words)  # noqa: S606 - without a shell, and none of the words is a stranger's
