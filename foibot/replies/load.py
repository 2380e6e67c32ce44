"""rules/replies.toml, shipped or edited: text in, frozen words out, all faults at once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from foibot.config.faults import ConfigError, Fault
from foibot.config.shipped import rule_text
from foibot.config.table import Table
from foibot.config.toml import toml_of
from foibot.replies.alike import alike
from foibot.replies.fences import FenceWords, words_with
from foibot.replies.model import Command
from foibot.replies.rules import AnswerWords, AskWords, DateWords, LabelWords, ReplyRules
from foibot.replies.words import GAP, Phrases, phrases, plain, spelt

FILE = "rules/replies.toml"
DECISIONS = (
    "agree", "yes", "approve", "refuse", "no", "assign", "extend", "clarify", "fee", "transfer",
    "release", "split", "merge", "reword", "drop", "add", "redate", "close", "reopen",
    "withdraw", "undo",
    "file", "original", "safe", "enclosure",
    "consult", "opinion", "given", "genuine", "advice", "answered", "paid", "notice",
    "public_interest", "complex", "voluminous",
    "more_time", "time_yes", "time_no", "time_doubt", "time_answer",
)  # fmt: skip
ASKS = (
    "number", "money", "often", "share", "time", "day", "who", "which", "where", "why", "document",
    "yes",
)  # fmt: skip
REQUESTER = ("split", "same", "missed", "add", "reword", "drop", "fine", "undo")
# A phrase may stand in only one of these: they mean different things.
_EXCLUSIVE = (
    "not_held",
    "not_ours",
    "need_clarification",
    "more_time",
    "done",
    "holding",
    "remark",
)


def load_reply_rules(directory: Path | None = None) -> ReplyRules:
    """Return the words beside config.toml in *directory*, else those shipped."""
    return parse_reply_rules(rule_text(FILE, directory))


# The start reads the rules to find their faults, then to work by them, each desk for itself.
@lru_cache(maxsize=4)
def parse_reply_rules(text: str) -> ReplyRules:
    """Return the words that *text* lists; every fault is told at once."""
    try:
        raw = toml_of(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([Fault(FILE, "", "", str(error), "correct that line")]) from error
    reader = _Reader(raw)
    rules = ReplyRules(
        reader.answer_words(),
        reader.label_words(),
        reader.date_words(),
        reader.fence_words(),
        reader.ask_words(),
        alike(reader.groups("alike", "groups")),
        reader.phrases("taken_back"),
        {command: reader.phrases("command", command.value) for command in Command},
        {name: reader.phrases("decision", name) for name in DECISIONS},
        {name: reader.phrases("requester", name) for name in REQUESTER},
        frozenset(one.casefold() for one in reader.texts("puts_off", "words")),
    )
    reader.close()
    if reader.faults:
        raise ConfigError(reader.faults)
    return rules


class _Reader:
    """The tables of the file, each opened once, with the faults found so far."""

    def __init__(self, raw: Mapping[str, object]) -> None:
        self.raw = raw
        self.faults: list[Fault] = []
        self.tables: dict[str, Table] = {}

    def table(self, name: str) -> Table:
        if name not in self.tables:
            value = self.raw.get(name)
            if not isinstance(value, dict):
                fault = Fault(FILE, name, "", "is missing", f"write a table [{name}]")
                self.faults.append(fault)
                value = {}
            self.tables[name] = Table(self.faults, FILE, name, value)
        return self.tables[name]

    def texts(self, table: str, key: str) -> tuple[str, ...]:
        found = self.table(table).texts(key, test=_wrong)
        if not found:
            self.table(table).fault(key, "lists no words", f'write {key} = ["..."]')
        return found

    def phrases(self, table: str, key: str = "phrases") -> Phrases:
        return phrases(self.texts(table, key))

    def groups(self, table: str, key: str) -> tuple[tuple[str, ...], ...]:
        """Return a list of lists of texts."""
        here = self.table(table)
        here.asked.add(key)
        value = here.values.get(key)
        if not isinstance(value, list) or not all(_texts(one) for one in value):
            here.fault(key, "is not a list of lists of texts", f'write {key} = [["...", "..."]]')
            return ()
        return tuple(tuple(one) for one in value)

    def numbered(self, table: str, key: str, start: int) -> dict[str, int]:
        groups = enumerate(self.groups(table, key), start)
        return {" ".join(plain(word)): n for n, group in groups for word in group}

    def answer_words(self) -> AnswerWords:
        self._exclusive()
        return AnswerWords(
            not_held=self.phrases("not_held"),
            not_held_but=self.phrases("not_held_but"),
            not_ours=self.phrases("not_ours"),
            not_ours_opens=self.phrases("not_ours", "not_ours_opens"),
            not_ours_doubt=self.phrases("not_ours", "not_ours_doubt"),
            not_ours_whole=self.phrases("not_ours", "not_ours_whole"),
            not_ours_end=self.phrases("not_ours", "not_ours_end"),
            service_follows=self.phrases("not_ours", "service_follows"),
            service_precedes=self.phrases("not_ours", "service_precedes"),
            other_bodies=self.phrases("other_bodies"),
            need_clarification=phrases(
                self.texts("need_clarification", "phrases")
                + self.texts("need_clarification", "asks")
            ),
            asks=self.phrases("need_clarification", "asks"),
            more_time=self.phrases("more_time"),
            exemption=self.phrases("exemption"),
            because=self.phrases("exemption", "because"),
            refusal=self.phrases("exemption", "refusal"),
            said=self._said("said"),
            alone=self._said("alone"),
            done=self.phrases("done"),
            remark=self.phrases("remark"),
            remark_opens=self.phrases("remark", "opens"),
            remark_weak=self.phrases("remark", "weak"),
            opinion=self.phrases("remark", "opinion"),
            instructs=self.phrases("desk_talk", "instructs"),
            desk_talk=phrases(
                [
                    *self.texts("desk_talk", "holds"),
                    *self.texts("desk_talk", "passed_on"),
                    *self.texts("desk_talk", "doubts"),
                ]
            ),
            holds_at_end=self.phrases("desk_talk", "holds_at_end"),
            amends=self.phrases("desk_talk", "amends"),
            aside_at_end=self.phrases("desk_talk", "aside_at_end"),
            states=self.phrases("desk_talk", "states"),
            talk=self.phrases("talk", "begins"),
            greetings=self.phrases("talk", "greetings"),
            farewell=self.phrases("farewell"),
            holding=self.phrases("holding"),
            attachment=self.phrases("attachment"),
            enclosed=self.phrases("attachment", "enclosed"),
            given_names=frozenset(plain(" ".join(self.texts("people", "given_names")))),
            teams=tuple(self.texts("people", "teams")),
        )

    def _said(self, key: str) -> tuple[tuple[Phrases, str], ...]:
        """Return the table of phrases and their exemption under *key*."""
        table = self.table("exemption")
        table.asked.add(key)
        value = table.values.get(key)
        if not isinstance(value, dict) or not _texts(list(value.values())):
            table.fault(key, "is not a table of texts", 'write "personal data" = "s.40(2)"')
            return ()
        return tuple((phrases([words]), str(section)) for words, section in value.items())

    def _exclusive(self) -> None:
        seen: dict[tuple[str, ...], str] = {}
        for name in _EXCLUSIVE:
            for text in self.texts(name, "phrases"):
                other = next((seen[one] for one in spelt(text) if seen.get(one, name) != name), "")
                seen |= dict.fromkeys(spelt(text), name)
                if other:
                    first = other
                    problem = f'"{text}" stands in [{first}] too'
                    self.table(name).fault("phrases", problem, "take it out of one of them")

    def label_words(self) -> LabelWords:
        return LabelWords(
            frozenset(self.texts("labels", "question")),
            frozenset(self.texts("labels", "answer")),
            self.numbered("labels", "ordinals", 1),
            self.numbered("labels", "cardinals", 1),
            frozenset(self.texts("labels", "last")),
            self.phrases("labels", "all"),
            self.phrases("labels", "both"),
            self.phrases("labels", "every_case"),
            self.phrases("labels", "rest"),
            self.phrases("labels", "rest_heads"),
            self.phrases("labels", "others_do"),
            self.phrases("labels", "announce"),
            self.phrases("labels", "elsewhere"),
            self.phrases("labels", "below"),
            self.phrases("labels", "passed_on"),
            self.phrases("labels", "in_order"),
            self.phrases("labels", "same"),
        )

    def date_words(self) -> DateWords:
        months = self.numbered("dates", "months", 1)
        weekdays = self.numbered("dates", "weekdays", 0)
        for key, found, wanted in (("months", months, 12), ("weekdays", weekdays, 7)):
            if len(set(found.values())) != wanted:
                problem = f"does not list {wanted} names"
                self.table("dates").fault(key, problem, "list each with its short forms")
        return DateWords(months, weekdays)

    def fence_words(self) -> FenceWords:
        return words_with(*(self.texts("fences", key) for key in ("answer", "note", "end")))

    def ask_words(self) -> AskWords:
        opens = {name: self.phrases("asks", f"opens_{name}") for name in ("yes", "document")}
        return AskWords({name: self.phrases("asks", name) for name in ASKS}, opens)

    def close(self) -> None:
        """Note every table and key that nothing here reads."""
        for name in self.raw:
            if name not in self.tables:
                remedy = f"known tables: {', '.join(sorted(self.tables))}"
                self.faults.append(Fault(FILE, name, "", "is not a known table", remedy))
        for table in self.tables.values():
            table.close()


def _texts(value: object) -> bool:
    return isinstance(value, Sequence) and all(isinstance(one, str) for one in value)


def _wrong(text: str) -> str | None:
    found = spelt(text)
    if not all(found):
        return "has no word in it"
    stars = any(GAP in (one[0], one[-1]) for one in found)
    return "begins or ends with a star" if stars else None
