"""Every mail as a phone and a desktop show it, light and dark: nothing for axe to complain of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.looks.chromium import look
from tests.unit.letter.desks import templates
from tests.unit.letter.samples import samples

pytestmark = pytest.mark.browser
TEMPLATES = templates()
PAGES = {
    name: TEMPLATES.html(TEMPLATES.render(context)) for name, context in samples(TEMPLATES).items()
}

# Welsh words are longer: the mails with the longest facts, in Welsh.
WELSH = ("clarification", "extension-pit", "review-extension", "status-overdue", "response")
PAGES |= {
    f"{name}-cy": TEMPLATES.html(TEMPLATES.render(samples(TEMPLATES)[name], "cy")) for name in WELSH
}


@pytest.mark.parametrize("width", [360, 1000], ids=["phone", "desktop"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_mail_can_be_read_by_everybody(tmp_path: Path, width: int, *, dark: bool) -> None:
    looks = look(PAGES, tmp_path, width, dark=dark)

    assert [one.name for one in looks] == list(PAGES)
    assert {one.dark for one in looks} == {dark}
    assert min(one.passes for one in looks) > 10
    assert [(one.name, one.violations) for one in looks if one.violations] == []
    assert [(one.name, one.wide) for one in looks if one.wide] == []


def test_a_bad_page_is_seen_to_be_bad(tmp_path: Path) -> None:
    bad = '<html><head><title></title></head><body><p style="color:#aaa">pale</p><img src=x>'
    bad += '<div style="width:900px">wide</div></body></html>'

    (found,) = look({"bad": bad}, tmp_path, 360, dark=False)

    named = {one.split(":")[0] for one in found.violations}
    assert {"color-contrast", "document-title", "html-has-lang", "image-alt"} <= named
    assert found.wide >= 900
