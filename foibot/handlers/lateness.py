"""Why a letter is late, said by an approver or a lead in the first line of a reply."""

from __future__ import annotations

import re

from foibot.handlers import deciding
from foibot.handlers.arrival import Arrival
from foibot.handlers.casefile import CaseFile
from foibot.handlers.deciding import Decider
from foibot.handlers.desk import Desk
from foibot.handlers.drafting import draft_when_ready

LATE = re.compile(r"^\s{0,8}(?:it is )?late(?:[,:]| because| as| since)[,: ]{0,3}(.{3,500})$", re.I)


def late_said(file: CaseFile, arrival: Arrival, who: Decider, desk: Desk) -> str | None:
    """Record the reason that the first line gives, and draft again; None where it gives none."""
    lines = (one for one in arrival.message.reply_text.splitlines() if one.strip())
    said = LATE.match(next(lines, "")[:600])
    if said is None or not file.case.status.is_open:
        return None
    changed = deciding.explain_late(file, said[1], who, desk)
    draft_when_ready(changed, desk)
    return f"{file.reference}: the letter says why it is late; a new draft follows"
