"""The bundle of a case with its reviews, as the regulator or the reviewer gets it."""

from __future__ import annotations

from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.reports.bundle import bundle
from foibot.reports.bundle_index import Part


def whole_bundle(file: CaseFile, desk: Desk, *, with_reviews: bool = True) -> bytes:
    """Return one file with everything about a case, and about its reviews (FOIA s.50)."""
    loaded = (desk.files.load(one) for one in (file.case.reviews if with_reviews else ()))
    reviews = [_part(one, desk) for one in loaded if one is not None]
    return bundle(desk.uow, _part(file, desk), reviews)


def _part(file: CaseFile, desk: Desk) -> Part:
    return Part(file.case, file.history, desk.office.explained(file.case, file.history, desk.today))
