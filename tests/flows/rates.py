"""A request of two questions that parking has had since the morning before."""

from __future__ import annotations

from pathlib import Path

from tests.flows.town import ANN, Town

REF = "FOI-2026-00001"
PARKING = "parking@council.example"
RATES = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act:\n"
    "1. How many parking fines were issued in 2025?\n"
    "2. How much does the parking enforcement contractor charge an hour?\n\nAnn Example"
)


def asked_of_parking(home: Path) -> Town:
    """Return a town in which the digest with both questions has gone to parking."""
    fresh = Town.make(home)
    fresh.tick()
    fresh.write(ANN, RATES)
    fresh.until("Tue 3 Nov 2026 08:32")
    return fresh
