"""What `foibot check` says about config.toml, before anything is started."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from foibot.config.faults import ConfigError, Fault
from foibot.config.load import load
from foibot.config.model import Config
from tests.shared import ROOT

GOOD = """
[authority]
name = "Mixbury District Council"
domain = "mixbury.example"
[imap]
host = "imap.mixbury.example"
username = "foi@mixbury.example"
[smtp]
host = "smtp.mixbury.example"
security = "starttls"
username = "foi@mixbury.example"
"""
SECRETS = {"FOIBOT_IMAP_PASSWORD": "one", "FOIBOT_SMTP_PASSWORD": "two"}


def read(tmp_path: Path, text: str, environ: dict[str, str] | None = None) -> Config:
    path = tmp_path / "config.toml"
    path.write_text(text)
    return load(path, SECRETS if environ is None else environ)


def faults(tmp_path: Path, text: str, environ: dict[str, str] | None = None) -> list[Fault]:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text, environ)
    return list(caught.value.faults)


def test_what_is_not_written_has_the_value_that_the_example_shows(tmp_path: Path) -> None:
    desk = read(tmp_path, GOOD).desks[0]

    assert desk.imap is not None
    assert (desk.imap.port, desk.imap.security) == (993, "tls")
    assert desk.imap.folders == ("INBOX", "Junk")
    assert desk.smtp is not None
    assert (desk.smtp.port, desk.smtp.from_address) == (587, "foi@mixbury.example")
    assert desk.limits.per_sender_hour == 5


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = GOOD.replace('"imap.mixbury.example"', "7") + "per_minut = 3\n[limit]\nper_day = 1\n"
    found = faults(tmp_path, text)

    assert [(one.table, one.key) for one in found] == [
        ("imap", "host"),
        ("smtp", "per_minut"),
        ("limit", ""),
    ]
    assert "did you mean per_minute?" in str(found[1])
    assert "did you mean [limits]?" in str(found[2])
    assert all(str(one).startswith(str(tmp_path / "config.toml")) for one in found)


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("port", '"143"', "is text, not a number"),
        ("port", "99999", "is out of range"),
        ("port", "14.5", "is not a whole number"),
        ("security", '"ssl"', "is not one of tls, starttls, none"),
        ("security", '"none"', "in clear text"),
        ("ca_file", '"no.pem"', "is not a file"),
        ("folders", '"INBOX"', "is text, not a list"),
        ("idle", '"yes"', "is text, not true or false"),
        ("answer_from", '"soon"', "is not a date"),
        ("auth", '"oauth2"', "[oauth]"),
    ],
)
def test_a_wrong_value_is_named_with_its_remedy(
    tmp_path: Path, key: str, value: str, says: str
) -> None:
    text = GOOD.replace("[smtp]", f"{key} = {value}\n[smtp]")

    assert any(says in str(one) for one in faults(tmp_path, text))


def test_clear_text_is_allowed_on_this_machine_only(tmp_path: Path) -> None:
    text = GOOD.replace("[smtp]", 'security = "none"\n[smtp]')
    desk = read(tmp_path, text.replace("imap.mixbury.example", "127.0.0.1")).desks[0]

    assert desk.imap is not None
    assert desk.imap.port == 143


def test_a_password_comes_from_environment_file_credential_or_private_config(
    tmp_path: Path,
) -> None:
    (tmp_path / "imap").write_text("from-file\n")
    (tmp_path / "foibot_smtp_password").write_text("from-systemd")
    text = GOOD.replace("[smtp]", 'password_file = "imap"\n[smtp]')
    desk = read(tmp_path, text, {"CREDENTIALS_DIRECTORY": str(tmp_path)}).desks[0]

    assert desk.imap is not None
    assert desk.imap.password == "from-file"
    assert desk.smtp is not None
    assert desk.smtp.password == "from-systemd"
    assert "from-file" not in repr(desk)


def test_a_password_in_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(GOOD.replace("[smtp]", 'password = "secret"\n[smtp]'))
    path.chmod(0o640)
    with pytest.raises(ConfigError, match="others on this machine can read") as caught:
        load(path, SECRETS)

    assert "secret" not in str(caught.value)
    path.chmod(0o600)
    assert load(path, {"FOIBOT_SMTP_PASSWORD": "two"}).desks[0].imap is not None


def test_a_missing_password_says_which_variable_to_set(tmp_path: Path) -> None:
    found = faults(tmp_path, GOOD, {})

    assert [one.table for one in found] == ["imap", "smtp"]
    assert "FOIBOT_IMAP_PASSWORD" in str(found[0])


def test_a_misspelt_variable_is_a_fault(tmp_path: Path) -> None:
    found = faults(tmp_path, GOOD, SECRETS | {"FOIBOT_IMAP_PASWORD": "x", "FOIBOT_CONFIG": "y"})

    assert [one.key for one in found] == ["FOIBOT_IMAP_PASWORD"]
    assert "did you mean FOIBOT_IMAP_PASSWORD?" in str(found[0])


def test_a_variable_of_another_program_is_no_fault(tmp_path: Path) -> None:
    read(tmp_path, GOOD, SECRETS | {"FOIBOT_AXE": "/tmp/axe", "FOIBOT_REQUIRE": "imap"})


def test_a_directory_may_stand_for_each_server_but_not_beside_it(tmp_path: Path) -> None:
    text = """
[authority]
name = "Mixbury"
domain = "mixbury.example"
[mailbox]
directory = "in"
[outbox]
directory = "out"
"""
    desk = read(tmp_path, text, {}).desks[0]

    assert desk.mailbox is not None
    assert desk.mailbox.directory == tmp_path / "in"
    assert desk.from_address == "foi@mixbury.example"
    both = GOOD + '[mailbox]\ndirectory = "in"\n'
    assert [one.table for one in faults(tmp_path, both)] == ["imap"]


def test_neither_server_nor_directory_is_a_fault(tmp_path: Path) -> None:
    found = faults(tmp_path, '[authority]\nname = "A"\ndomain = "a.example"\n', {})

    assert [one.table for one in found] == ["imap", "smtp"]


def test_several_desks_have_their_own_tables_and_variables(tmp_path: Path) -> None:
    desk = GOOD.replace("[authority]", "[[desk]]\n[desk.authority]").replace(
        "[imap]", "[desk.imap]"
    )
    desk = desk.replace("[smtp]", "[desk.smtp]")
    named = desk.replace('domain = "', 'short_name = "A-B"\ndomain = "')
    other = desk.replace("mixbury.example", "other.example").replace(
        'domain = "', 'short_name = "Other"\ndomain = "'
    )
    environ = {
        f"FOIBOT_{name}_{way}_PASSWORD": name + way
        for name in ("A_B", "OTHER")
        for way in ("IMAP", "SMTP")
    }
    desks = read(tmp_path, named + other, environ).desks

    assert [one.key for one in desks] == ["mixbury.example", "other.example"]
    assert desks[1].imap is not None
    assert desks[1].imap.password == "OTHERIMAP"
    beside = faults(tmp_path, named + "[limits]\n", environ)
    assert "stands beside [[desk]]" in str(beside[0])


@pytest.mark.parametrize(
    ("text", "says"),
    [("[imap\n", "is not TOML"), ("imap = 3\n", "is a number, not a table")],
)
def test_a_broken_file_is_one_clear_fault(tmp_path: Path, text: str, says: str) -> None:
    assert says in str(faults(tmp_path, text, {})[0])


def test_a_missing_file_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="run `foibot init`"):
        load(tmp_path / "none.toml", {})


def test_the_databases_path_and_password_are_filled_in(tmp_path: Path) -> None:
    url = "postgresql+psycopg://foibot@localhost/foibot"
    config = read(
        tmp_path,
        GOOD + f'[store]\ndatabase = "{url}"\n',
        SECRETS | {"FOIBOT_DATABASE_PASSWORD": "p@ss"},
    )

    assert config.store.database == "postgresql+psycopg://foibot:p%40ss@localhost/foibot"
    assert read(tmp_path, GOOD).store.database == f"sqlite:///{tmp_path}/foibot.db"
    odd = faults(tmp_path, GOOD + '[store]\ndatabase = "mysql://x"\n')
    assert "not a database foibot knows" in str(odd[0])


def test_the_example_loads_and_shows_every_key(tmp_path: Path) -> None:
    text = (ROOT / "config.example.toml").read_text()
    config = read(tmp_path, text.replace("password_file", "# password_file"))

    assert config.desks[0].imap is not None
    shown = set(re.findall(r"^#? ?([a-z_]+) = ", text, re.MULTILINE))
    # Everything at once, so that each key is asked for: an unknown one would be a fault.
    whole = re.sub(r"^# (\[[a-z]+\]|[a-z_]+ = .*)$", r"\1", text, flags=re.MULTILINE)
    found = faults(tmp_path, whole.split("# [[desk]]")[0])
    assert not [one for one in found if "not a known" in one.problem]
    fields = {
        field
        for part in (config.desks[0].imap, config.desks[0].smtp, config.store, config.health)
        if part is not None
        for field in part.__slots__
    }
    assert fields - {"password"} <= shown


def test_answer_from_is_a_day(tmp_path: Path) -> None:
    text = GOOD.replace("[smtp]", "answer_from = 2026-02-01\n[smtp]")

    assert read(tmp_path, text).desks[0].answer_from == date(2026, 2, 1)
