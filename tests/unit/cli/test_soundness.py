"""With a fault in a rule or a template nothing starts, nothing is made, and each fault is told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from foibot.cli import main, rule_check
from foibot.config.load import load

CONFIG = (
    '[authority]\nname = "Mixbury"\ndomain = "mixbury.example"\n'
    '[mailbox]\ndirectory = "in"\n[outbox]\ndirectory = "out"\n'
)
FILES = (
    "automatic", "calendar", "checks", "exemptions", "kinds", "languages", "letters", "notices",
    "questions", "regimes", "replies", "reviews", "services", "topics", "triage", "urgent",
)  # fmt: skip


def told(folder: Path, *words: str) -> str:
    path = folder / "config.toml"
    path.write_text(CONFIG, encoding="utf-8")
    (folder / "in").mkdir(exist_ok=True)
    result = CliRunner().invoke(main, ["-c", str(path), *words])
    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.output


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[[[", b"[unheard_of]\nx = 1\n"])
@pytest.mark.parametrize("name", FILES)
def test_a_rule_file_that_cannot_be_used_is_named(
    name: str, content: bytes, tmp_path: Path
) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / f"{name}.toml").write_bytes(content)

    assert f"{name}.toml" in told(tmp_path, "check", "--offline")


def test_the_faults_of_several_files_are_told_at_once(tmp_path: Path) -> None:
    for name in ("rules/services.toml", "rules/reviews.toml", "templates/layout.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"[")
    output = told(tmp_path, "check", "--offline")

    assert all(name in output for name in ("services.toml", "reviews.toml", "layout.html"))


def test_one_pass_with_a_fault_makes_nothing(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "triage.toml").write_text("[[rule]]\nname = 'x'\n")
    told(tmp_path, "once")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["config.toml", "in", "rules"]


@pytest.mark.parametrize(
    "broken", ["", "raise SystemExit(3)", "print('not what is asked')", "print({})"]
)
def test_where_the_child_says_nothing_the_rules_are_checked_all_the_same(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "triage.toml").write_text("[[rule]]\nname = 'x'\n")
    if broken:
        monkeypatch.setattr(rule_check, "_BOOT", broken)
    else:
        monkeypatch.setattr(sys, "executable", str(tmp_path / "nowhere"))
    with rule_check.RuleCheck(load(tmp_path / "config.toml", {})) as check:
        (fault,) = check.faults()

    assert "triage.toml" in fault
