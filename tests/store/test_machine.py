"""The machine wears no message out by its faults; what a message brings with it does (P5, P15)."""

from __future__ import annotations

import errno

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from foibot.handlers.machine import is_of_the_machine


def failure(*statements: str) -> DBAPIError:
    """Return what the last of *statements* fails with."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection, pytest.raises(DBAPIError) as caught:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
    return caught.value


class GoneError(Exception):
    """What psycopg raises when the server runs out of disk."""

    sqlstate = "53100"


@pytest.mark.parametrize(
    "error",
    [
        failure(
            "PRAGMA max_page_count = 2",
            "CREATE TABLE a (b)",
            "INSERT INTO a VALUES (zeroblob(99999))",
        ),
        DBAPIError("INSERT", {}, GoneError()),
        OSError(errno.ENOSPC, "No space left on device"),
    ],
)
def test_no_room_is_of_the_machine(error: Exception) -> None:
    assert is_of_the_machine(error)


@pytest.mark.parametrize(
    "error",
    [
        failure(
            "CREATE TABLE a (b UNIQUE)", "INSERT INTO a VALUES (1)", "INSERT INTO a VALUES (1)"
        ),
        IntegrityError("INSERT", {}, ValueError("a NUL")),
        OSError(errno.ENAMETOOLONG, "File name too long"),
        ValueError(),
    ],
)
def test_what_a_message_brings_with_it_is_not(error: Exception) -> None:
    assert not is_of_the_machine(error)
