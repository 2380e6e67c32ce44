"""Tables of mails on a phone: long words may be cut at their signs, short ones stay whole."""

from __future__ import annotations

import pytest

from foibot.letter.as_html import as_html
from foibot.letter.blocks import Table
from tests.unit.letter.desks import templates

OPENING = templates().layout.opening


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("10 working days left", "10 working days left"),
        ("FOI-2026-00123", "FOI-2026-00123"),
        ("jo.hill@wexcombe.gov.uk", "jo.<wbr>hill@<wbr>wexcombe.<wbr>gov.<wbr>uk"),
        ("a" * 30, f"{'a' * 12}<wbr>{'a' * 12}<wbr>{'a' * 6}"),
        ("a & <b>", "a &amp; &lt;b&gt;"),
        ("", ""),
    ],
)
def test_a_long_word_of_a_cell_may_be_cut_and_a_short_one_not(cell: str, wanted: str) -> None:
    page = as_html((Table("Late", ("With",), ((cell,),)),), OPENING)

    assert f">{wanted}</td>" in page
