"""A bill of materials (CycloneDX 1.5) from requirements.lock: `python -m tests.supply.sbom > F`."""

from __future__ import annotations

import json
import re
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from foibot import __version__
from tests.shared import ROOT

PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[a-z,]+\])?==([^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Locked:
    """One library, its version and the hashes of every file of it that may be installed."""

    name: str
    version: str
    hashes: tuple[str, ...]


def locked(path: Path) -> Iterator[Locked]:
    """Yield everything that *path* locks."""
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        pin = PIN.match(line)
        if pin is not None:
            yield Locked(pin[1], pin[2], tuple(HASH.findall(line)))


def licence(name: str) -> str:
    """Return the licence that an installed library states, or that it states none."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return "not installed here"
    stated = "".join(about.get_all("License-Expression") or about.get_all("License") or [])
    classified = [one for one in about.get_all("Classifier") or [] if one.startswith("License ::")]
    return stated.splitlines()[0][:80] if stated else " ".join(classified)[:200] or "not stated"


def bill(libraries: list[Locked]) -> dict[str, object]:
    """Return the bill of materials; it is the same for the same locks."""
    seed = " ".join(f"{one.name}=={one.version}" for one in libraries)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, seed)}",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "name": "foibot", "version": __version__}
        },
        "components": [
            {
                "type": "library",
                "name": one.name,
                "version": one.version,
                "purl": f"pkg:pypi/{one.name.lower()}@{one.version}",
                "licenses": [{"license": {"name": licence(one.name)}}],
                # Each is one file that may be installed; which one depends on the machine.
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in one.hashes],
            }
            for one in libraries
        ],
    }


if __name__ == "__main__":
    json.dump(bill(list(locked(ROOT / "requirements.lock"))), sys.stdout, indent=1)
