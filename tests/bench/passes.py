"""`python -m tests.bench.passes CONFIG TIME`: one pass by a clock that says TIME."""

from __future__ import annotations

import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

from foibot.app import handlers_of
from foibot.config.load import load
from foibot.schedule.opening import open_store
from foibot.schedule.serving import once


def main() -> int:
    """Run each verb over what is due, from TIME on; return 1 if something went wrong."""
    config, at = sys.argv[1:]
    start, began = datetime.fromisoformat(at), time.monotonic()
    store = open_store(load(Path(config), {}))
    faults = once(store, handlers_of, lambda: start + timedelta(seconds=time.monotonic() - began))
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
