"""The desks that the tests write for: an English, a Scottish and a Welsh council."""

from __future__ import annotations

from foibot.config.shipped import shipped
from foibot.letter.desk import AuthorityFacts, Desk, load
from foibot.letter.templates import Templates


def facts(*, scotland: bool = False, name: str = "") -> AuthorityFacts:
    town = "Strathmore" if scotland else "Wexcombe"
    return AuthorityFacts(
        name=name or f"{town} Council",
        short_name=town,
        email=f"foi@{town.lower()}.example",
        website=f"https://www.{town.lower()}.example",
        privacy_notice=f"https://www.{town.lower()}.example/privacy",
        scotland=scotland,
        phone="01234 567890",
        address=f"Town Hall, {town} AB1 2CD",
        name_cy="Cyngor Wexcombe",
    )


def desk(*, scotland: bool = False) -> Desk:
    return load(shipped("rules/letters.toml"), facts(scotland=scotland))


def templates(*, scotland: bool = False) -> Templates:
    return Templates(shipped("templates"), desk(scotland=scotland))
