"""The word lists that an officer may edit: read whole, and every fault named at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from foibot.config.faults import ConfigError
from foibot.config.shipped import shipped
from foibot.message.automatic import detect
from foibot.message.automatic_rules import load_automatic, parse_automatic, shipped_automatic
from tests.unit.message.probes import a_probe

SHIPPED = shipped("rules/automatic.toml").read_text(encoding="utf-8")


def test_the_shipped_lists_are_without_fault() -> None:
    rules = parse_automatic(SHIPPED)

    assert rules == shipped_automatic()
    assert rules.months["mai"] == 5
    assert rules.weekdays["sunday"] == 7


def test_a_changed_list_beside_the_configuration_is_used(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    changed = SHIPPED.replace('"automatic reply",', '"automatic reply", "gone fishing",', 1)
    (tmp_path / "rules" / "automatic.toml").write_text(changed, encoding="utf-8")
    mail = a_probe("From: a@b.example\nSubject: Gone fishing: bins\n\nBack some day.\n")

    assert detect(mail) is None
    assert detect(mail, load_automatic(tmp_path)) is not None


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("away = [", "awway = ["), "rules/automatic.toml: [absence] awway"),
        (("away = [", "away = 7\nnothing = ["), "rules/automatic.toml: [absence] away"),
        (('"automatic reply",', '"",'), "[auto_reply] subjects"),
        (("[newsletter]", "[newsletters]"), "rules/automatic.toml: newsletters"),
        (("[spam]", "[spam"), "rules/automatic.toml: "),
    ],
)
def test_a_fault_names_file_table_and_key(change: tuple[str, str], named: str) -> None:
    with pytest.raises(ConfigError) as failed:
        parse_automatic(SHIPPED.replace(*change, 1))

    assert named in str(failed.value)
