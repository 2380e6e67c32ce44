"""rules/replies.toml as frozen values: the words that mean things in a reply of staff."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from foibot.replies.alike import Alike
from foibot.replies.fences import FenceWords
from foibot.replies.model import Command
from foibot.replies.words import Phrases, phrases, plain


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """What an officer may say about a question, and what never is an answer."""

    not_held: Phrases
    not_held_but: Phrases
    not_ours: Phrases
    not_ours_opens: Phrases
    not_ours_doubt: Phrases
    not_ours_whole: Phrases
    not_ours_end: Phrases
    service_follows: Phrases
    service_precedes: Phrases
    other_bodies: Phrases
    need_clarification: Phrases
    asks: Phrases
    more_time: Phrases
    exemption: Phrases
    because: Phrases
    refusal: Phrases
    said: tuple[tuple[Phrases, str], ...]
    alone: tuple[tuple[Phrases, str], ...]
    done: Phrases
    remark: Phrases
    remark_opens: Phrases
    remark_weak: Phrases
    opinion: Phrases
    instructs: Phrases
    desk_talk: Phrases
    holds_at_end: Phrases
    amends: Phrases
    aside_at_end: Phrases
    states: Phrases
    talk: Phrases
    greetings: Phrases
    farewell: Phrases
    holding: Phrases
    attachment: Phrases
    enclosed: Phrases
    given_names: frozenset[str]
    teams: tuple[str, ...] = ()  # what every council has and few list
    services: Phrases = field(default_factory=lambda: phrases(()))


@dataclass(frozen=True, slots=True)
class LabelWords:
    """How a question is named: before a number, or without one."""

    question: frozenset[str]
    answer: frozenset[str]
    ordinals: Mapping[str, int]
    cardinals: Mapping[str, int]
    last: frozenset[str]
    all: Phrases
    both: Phrases
    every_case: Phrases
    rest: Phrases
    rest_heads: Phrases
    others_do: Phrases
    announce: Phrases
    elsewhere: Phrases
    below: Phrases
    passed_on: Phrases
    in_order: Phrases
    same: Phrases


@dataclass(frozen=True, slots=True)
class AskWords:
    """How a question asks, by the kind of answer: anywhere in it, or at its beginning."""

    anywhere: Mapping[str, Phrases]
    opens: Mapping[str, Phrases]

    def kinds(self, question: str) -> tuple[str, ...]:
        """Return the kinds of answer that *question* asks for; "other" where none is known."""
        tokens = plain(question)
        found = [name for name, one in self.anywhere.items() if one.first(tokens) is not None]
        found += [name for name, one in self.opens.items() if one.at(tokens, 0) is not None]
        return tuple(dict.fromkeys(found)) or ("other",)


@dataclass(frozen=True, slots=True)
class DateWords:
    """Names of months (1 to 12) and weekdays (0 is Monday), and how working days are counted."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    # The n-th working day after a day, by the authority's calendar; None: weekdays alone.
    working_day: Callable[[date, int], date] | None = None


@dataclass(frozen=True, slots=True)
class ReplyRules:
    """Everything that rules/replies.toml says, and the names of the council's services."""

    answers: AnswerWords
    labels: LabelWords
    dates: DateWords
    fences: FenceWords
    asks: AskWords
    alike: Alike
    taken_back: Phrases
    commands: Mapping[Command, Phrases]
    decisions: Mapping[str, Phrases]
    requester: Mapping[str, Phrases]
    puts_off: frozenset[str]  # words of a reply that says nothing yet

    def knowing(self, services: Iterable[str]) -> ReplyRules:
        """Return the same words, with the names under which the *services* are known."""
        known = phrases((*services, *self.answers.teams))
        return replace(self, answers=replace(self.answers, services=known))

    def counting_by(self, working_day: Callable[[date, int], date]) -> ReplyRules:
        """Return the same words; "five working days" is counted by *working_day* (WD-1 to WD-3)."""
        return replace(self, dates=replace(self.dates, working_day=working_day))
