"""The rule files of a reading, found beside config.toml or as shipped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from foibot.config.shipped import rule_text
from foibot.request.cues import KindRules, load_kinds
from foibot.request.language import LanguageRules, load_languages
from foibot.request.regime import TopicRules, load_topics
from foibot.request.urgent import UrgentRules, load_urgent


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """All rule files that a reading needs."""

    kinds: KindRules
    topics: TopicRules
    urgent: UrgentRules
    languages: LanguageRules


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
