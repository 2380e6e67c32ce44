"""
Reading speed beside mail-parser with mail-parser-reply, on the same messages in one run.

    python -m tests.bench.reading [FOLDER] [--environment DIR]

The other libraries are no dependency of ours: they are installed by pip into an environment of
their own, which is made when it is not there.  Compared is the user time of reading alone.
"""

from __future__ import annotations

import argparse
import csv
import resource
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from foibot.message.parse import parse
from tests.shared import shared_dir

PEERS = ("mail-parser==4.8.0", "mail-parser-reply==1.36")
ENVIRONMENT = Path(tempfile.gettempdir()) / "foibot-bench-peers"


def messages(folder: Path) -> list[Path]:
    """Return the messages that the folder's manifest names, else every file in it."""
    manifest = folder / "manifest.csv"
    if not manifest.exists():
        return [path for path in sorted(folder.rglob("*")) if path.is_file()]
    with manifest.open(encoding="utf-8") as lines:
        return [folder / row["path"] for row in csv.DictReader(lines) if not row["dup_of"]]


def ours(paths: list[Path]) -> float:
    """Return the seconds of user time in which we read the messages at *paths*."""
    raws = [path.read_bytes() for path in paths]
    before = 0.0
    for chosen in (raws[:50], raws):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
        for raw in chosen:
            assert parse(raw).reply_text is not None
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime - before


def peers(environment: Path) -> Path:
    """Return the interpreter of the environment that holds the other libraries."""
    python = environment / "bin" / "python"
    if not python.exists():
        venv.create(environment, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PEERS], check=True)
    return python


def theirs(python: Path, paths: list[Path]) -> tuple[float, int]:
    """Return the seconds in which the other libraries read them, and how many failed."""
    told = "\n".join(str(path.resolve()) for path in paths)
    script = Path(__file__).with_name("peer_reading.py")
    ran = subprocess.run([python, script], input=told, capture_output=True, text=True, check=True)
    spent, failed = ran.stdout.split()
    return float(spent), int(failed)


def main() -> int:
    """Print messages a second of both, and the ratio; return 1 when ours is slower."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--environment", type=Path, default=ENVIRONMENT)
    chosen = parser.parse_args()
    shared = shared_dir()
    folder = chosen.folder or (shared / "mail" if shared else None)
    if folder is None:
        sys.exit("name a folder of messages, or set FOIBOT_SHARED")
    paths = messages(folder)
    spent, failed = theirs(peers(chosen.environment), paths)
    mine = ours(paths)
    print(f"foibot       {len(paths) / mine:8.0f} messages a second of user time, 0 failed")
    print(f"mail-parser  {len(paths) / spent:8.0f} messages a second of user time, {failed} failed")
    print(f"ratio        {spent / mine:8.2f} (at least 1)")
    return int(mine > spent)


if __name__ == "__main__":
    sys.exit(main())
