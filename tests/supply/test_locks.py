"""Everything that is installed is pinned, by version and by hash."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from tests.shared import ROOT
from tests.supply.sbom import bill, locked


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_line_of_a_lock_is_a_version_with_its_hashes(lock: str) -> None:
    libraries = list(locked(ROOT / lock))
    text = re.sub(r"#.*", "", (ROOT / lock).read_text())

    assert len(libraries) == len(re.findall(r"^\S+==", text, re.MULTILINE))
    assert not re.findall(r"^(?!\s|\S+==).+$", text, re.MULTILINE)
    assert [one.name for one in libraries if not one.hashes] == []


def test_what_runs_is_what_was_tested() -> None:
    tested = set(locked(ROOT / "requirements-dev.lock"))

    assert [one for one in locked(ROOT / "requirements.lock") if one not in tested] == []


def test_every_dependency_is_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {
        re.split(r"[\s\[<>=;]", one, maxsplit=1)[0].lower() for one in project["dependencies"]
    }
    names = {one.name.lower() for one in locked(ROOT / "requirements.lock")}

    assert {name.replace("_", "-") for name in wanted} <= {name.replace("_", "-") for name in names}


def test_the_bill_of_materials_names_all_of_it_and_is_always_the_same() -> None:
    libraries = list(locked(ROOT / "requirements.lock"))
    once, again = json.dumps(bill(libraries)), json.dumps(bill(libraries))

    assert once == again
    assert once.count('"type": "library"') == len(libraries)
