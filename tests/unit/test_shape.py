"""The shape of the code: small modules, telling names, a true map, one place for commits."""

from __future__ import annotations

from pathlib import Path

import pytest

import foibot

ROOT = Path(foibot.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
VAGUE = {"utils", "helpers", "common", "misc", "manager", "service", "constants", "base"}


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(ROOT)))
def test_a_module_is_small_and_its_name_says_something(module: Path) -> None:
    assert len(module.read_text().splitlines()) <= 400
    assert module.stem not in VAGUE


def test_the_map_names_every_package_and_nothing_else() -> None:
    packages = {p.parent.name for p in ROOT.glob("*/__init__.py")}
    modules = {p.stem for p in ROOT.glob("*.py") if not p.stem.startswith("__")}
    named = {line.split()[0] for line in (foibot.__doc__ or "").splitlines()[3:] if line.strip()}

    assert named == packages | modules
