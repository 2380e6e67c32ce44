"""Find mail that no person wrote to us: bounces first, then auto-replies, newsletters, spam."""

from __future__ import annotations

from foibot.message.model import AutomaticFinding
from foibot.message.probe import Probe


def detect(probe: Probe) -> AutomaticFinding | None:
    """Return why *probe* is automatic mail, or None when a person may have written it."""
    return None
