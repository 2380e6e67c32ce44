from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from foibot.config.shipped import shipped
from foibot.letter.contexts import ALL
from foibot.letter.lint import faults
from tests.unit.letter.test_mails import contexts

TEMPLATES = shipped("templates")
RULES = (shipped("rules/exemptions.toml"), shipped("rules/checks.toml"))


def test_what_is_shipped_has_no_fault_however_little_is_edited(tmp_path: Path) -> None:
    copy = shutil.copytree(TEMPLATES, tmp_path / "templates")
    for path in (*copy.rglob("*.txt"), copy / "letter.typ"):
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")

    assert faults(copy, TEMPLATES, RULES) == ()
    assert faults(TEMPLATES, TEMPLATES, RULES) == ()


def test_every_mail_is_in_the_list() -> None:
    assert set(ALL) == set(contexts())


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "officer-digest/body.txt",
            "a\nb {{ requester }}",
            "line 2: 'requester' is not known here",
        ),
        ("officer-digest/body.txt", "{% if late %}", "officer-digest/body.txt, line 1"),
        ("officer-digest/body.cy.txt", "{{ nobody }}", "'nobody' is not known here"),
        ("officer-diges/body.txt", "x", "foibot knows no such template"),
        ("outcomes/foia-not_held.txt", "{{ claims2 }}", "'claims2' is not known here"),
        ("requester-status/body.txt", "<img src=x>", "HTML has no effect here"),
        ("requester-status/body.txt", "{% set x %}y{% endset %}", "set ... endset"),
        ("layout.html", "<html>{{ body }}", "lang"),
        ("layout.html", "<img src=x>{{ lang }}{{ title }}{{ banner }}{{ body }}", "may be fetched"),
    ],
)
def test_a_fault_names_file_and_line(tmp_path: Path, name: str, text: str, said: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)

    found = "\n".join(map(str, faults(tmp_path, TEMPLATES, RULES)))

    assert said in found


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "exemptions.toml").write_text('[[exemption]]\nlaw = "x"\n')
    (tmp_path / "checks.toml").write_text("internal = 1\n")
    (tmp_path / "token.txt").write_text("{{ a }} {{ b }}")

    found = faults(tmp_path, TEMPLATES, (tmp_path / "exemptions.toml", tmp_path / "checks.toml"))

    assert {one.file for one in found} == {"exemptions.toml", "checks.toml", "token.txt"}
    assert len(found) > 5


def test_a_welsh_translation_of_any_mail_is_welcome(tmp_path: Path) -> None:
    path = tmp_path / "requester-status" / "body.cy.txt"
    path.parent.mkdir()
    path.write_text("{{ reference }} {{ desk.name }}")

    assert faults(tmp_path, TEMPLATES, RULES) == ()
