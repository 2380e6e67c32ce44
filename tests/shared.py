"""Where the shared material is, when it lies beside the checkout; without it tests skip."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def shared_dir() -> Path | None:
    """Return the folder of shared material: FOIBOT_SHARED, or `../shared` beside a checkout."""
    named = os.environ.get("FOIBOT_SHARED")
    candidates = [Path(named)] if named else [ROOT.parent / "shared", ROOT.parent.parent / "shared"]
    return next((path for path in candidates if path.is_dir()), None)


def need_shared() -> Path:
    """Return the shared folder, or skip the test saying why."""
    found = shared_dir()
    if found is None:
        pytest.skip("the shared material is not beside the checkout (set FOIBOT_SHARED)")
    return found
