"""What cannot work is told once: broken edits and dead servers; sound edits hold at once."""

from __future__ import annotations

from pathlib import Path

from foibot.config.shipped import shipped
from tests.flows.town import ANN, GOVERNANCE, Town

ASKED = "How many potholes were repaired in 2025?"


def test_an_edited_template_holds_at_once_though_windows_saved_it(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.tick()
    name = "templates/requester-acknowledgement/body.txt"
    text = shipped(name).read_text(encoding="utf-8")
    (tmp_path / name).parent.mkdir(parents=True)
    edited = text.replace("Thank you for writing to", "Many thanks for your message to")
    (tmp_path / name).write_text(edited, encoding="utf-8-sig")
    town.write(ANN, ASKED)

    assert "Many thanks for your message to" in town.last("acknowledgement").text
    assert "\ufeff" not in town.last("acknowledgement").text


def test_an_edited_list_of_automatic_subjects_holds_at_once(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.write(ANN, "I shall read this later.", subject="Siesta: Your message")
    assert len(town.all("acknowledgement")) + len(town.alerts("held")) == 1
    town.rules("automatic.toml", ('"out of office"', '"out of office", "siesta"'))
    town.write(ANN, "I shall read this later, too.", subject="Siesta: Your second message")

    assert len(town.all("acknowledgement")) + len(town.alerts("held")) == 1


def test_a_broken_edit_is_told_once_and_the_old_rules_hold(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.write(ANN, ASKED)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "services.toml").write_bytes(b"[[service]]\nname = '\xff'")
    town.write(ANN, "How many street lamps were repaired in 2025?")
    town.write(ANN, "How many benches were repaired in 2025?")
    told = town.alerts("rules/services.toml")

    assert [one.to for one in told] == [GOVERNANCE]
    assert "is not UTF-8 text" in told[0].text
    assert len(town.all("acknowledgement")) == 3


def test_a_mailbox_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    for _ in range(2):
        town.world.handlers.trouble(town.now, "poll council.example has not worked since 08:00 UTC")
        town.tick()
    (told,) = town.alerts("has not worked since")

    assert told.to == GOVERNANCE
    assert "The mailbox cannot be read" in told.text


def test_the_end_of_the_published_bank_holidays_is_told_in_time_and_once(tmp_path: Path) -> None:
    town = Town.make(tmp_path, "Mon 3 Jul 2028 08:00")
    town.until("Thu 6 Jul 2028 08:32")
    told = town.alerts("bank holidays")

    assert [one.to for one in told] == [GOVERNANCE]
    assert "published only to Sun 31 Dec 2028" in told[0].text
