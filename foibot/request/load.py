"""The rule files of a reading, found beside config.toml or as shipped."""

from __future__ import annotations

from pathlib import Path

from foibot.config.shipped import rule_text
from foibot.request.cues import load_kinds
from foibot.request.language import load_languages
from foibot.request.read import ReadingRules
from foibot.request.regime import load_topics
from foibot.request.urgent import load_urgent


def load_reading_rules(directory: Path | None = None) -> ReadingRules:
    """Return the rules in *directory* (that of config.toml), else those shipped."""

    def text(name: str) -> str:
        return rule_text(name, directory)

    return ReadingRules(
        kinds=load_kinds(text("rules/kinds.toml")),
        topics=load_topics(text("rules/topics.toml")),
        urgent=load_urgent(text("rules/urgent.toml")),
        languages=load_languages(text("rules/languages.toml")),
    )
