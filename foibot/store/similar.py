"""Earlier questions that look like a new one: full text on SQLite and PostgreSQL alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice, tee
from typing import cast

from sqlalchemy import Connection, TextClause, bindparam, text

from foibot.case.model import Case, CaseItem, ItemState, Law
from foibot.store.grouping import Grouping

WORD = re.compile(r"[a-z0-9]{3,30}")
COMMON_WORDS = (
    "the and for that this with from have has had was were are which what when where who how many "
    "much all any each per year please provide information request council number total copy "
    "under act freedom would like know your our their there been list following between not than "
    "since last held hold does did can could you other such use used including"
)
COMMON = frozenset(COMMON_WORDS.split())
MOST_TERMS = 5
MOST_AHEAD = 2_000  # words of several messages that are counted together
# A word in more items than this finds too many to put in order: it only counts beside others.
RARE = 400
MOST_COUNTED = 10 * RARE  # where nobody knows it for nothing: which of common words is rarer
# Items of a case are numbered below this; an item's place in the index is its case's id and its n.
SPAN = 10_000
# Under this name, that of no column, a row that waits holds itself as a search finds it.
FRESH = "fresh"
LIKE_IT = {
    "sqlite": """
        SELECT c.reference, i.n, i.text, i.law, c.is_open, c.received_on, c.requester
        FROM item_text t
        JOIN item i ON i.case_id = t.rowid / 10000 AND i.n = t.rowid % 10000
        JOIN "case" c ON c.id = i.case_id
        WHERE item_text MATCH :wanted AND i.authority = :authority {more}
        ORDER BY {rank} LIMIT :limit
    """,
    # OFFSET 0: what was found is looked up by its key, whatever the planner believes.  A plan
    # that was made while the tables were empty is kept, and held every item against every other.
    "postgresql": """
        SELECT c.reference, i.n, i.text, i.law, c.is_open, c.received_on, c.requester
        FROM (
            SELECT id, ts_rank(words, to_tsquery('simple', :wanted)) AS rank
            FROM item_text WHERE words @@ to_tsquery('simple', :wanted) OFFSET 0
        ) t,
        LATERAL (
            SELECT * FROM item WHERE case_id = t.id / 10000 AND n = t.id % 10000 OFFSET 0
        ) i,
        LATERAL (SELECT * FROM "case" WHERE id = i.case_id OFFSET 0) c
        WHERE i.authority = :authority {more}
        ORDER BY {rank} LIMIT :limit
    """,
}
RANK = {
    "sqlite": {"whole": "t.rowid", "any": "t.rank"},
    "postgresql": {"whole": "t.id", "any": "t.rank DESC"},
}
COUNTED = {
    "sqlite": text("SELECT term, doc FROM item_vocabulary WHERE term IN :words").bindparams(
        bindparam("words", expanding=True)
    ),
    # Counted no further than it matters.
    "postgresql": text(
        """
        SELECT term, doc
        FROM unnest(CAST(:words AS text[])) term, LATERAL (
            SELECT count(*) AS doc FROM (
                SELECT 1 FROM item_text WHERE words @@ to_tsquery('simple', term) LIMIT :most
            ) one
        ) counted
        WHERE doc > 0
        """
    ).bindparams(most=MOST_COUNTED),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item of a case that shares rare words with the question."""

    reference: str
    n: int
    text: str
    law: Law
    is_open: bool
    received_on: date
    requester: str


@dataclass(frozen=True, slots=True)
class Among:
    """Which items are looked at: all, those that were answered, or those of other open cases."""

    only_sent: bool = False
    open_since: date | None = None  # only those of open cases received from this day on
    besides: str = ""  # never those of this case


ALL = Among()


@dataclass(frozen=True, slots=True)
class Fresh:
    """An item of this transaction that waits to be written, and the words it is found by."""

    words: frozenset[str]
    is_sent: bool
    candidate: Candidate

    def fits(self, among: Among) -> bool:
        """Return whether it is one of those that are looked at."""
        one = self.candidate
        if among.only_sent and not self.is_sent:
            return False
        if among.open_since and not (one.is_open and one.received_on >= among.open_since):
            return False
        return one.reference != among.besides


class FreshIndex:
    """The items of this transaction that wait to be written, by their words."""

    def __init__(self, connection: Grouping) -> None:
        self._connection = connection
        self._written = connection.written
        self._every: list[Fresh] = []
        self._places: dict[str, list[int]] = {}

    def update(self) -> None:
        """Take up what came since the last look; what was written is forgotten."""
        if self._connection.written != self._written:
            self._every, self._places = [], {}
            self._written = self._connection.written
        for row in self._connection.waiting("item_text")[len(self._every) :]:
            one = cast(Fresh, row[FRESH])
            for word in one.words:
                self._places.setdefault(word, []).append(len(self._every))
            self._every.append(one)

    def count(self, word: str) -> int:
        """Return how many items have *word*."""
        return len(self._places.get(word, ()))

    def found(self, words: Sequence[str], *, every: bool) -> list[Fresh]:
        """Return the items that have *every* one of *words*, or any, in the order they came."""
        places = [set(self._places.get(word, ())) for word in words]
        wanted = set.intersection(*places) if every else set().union(*places)
        return [self._every[place] for place in sorted(wanted)]


def terms(question: str, most: int = 60) -> list[str]:
    """Return the words of *question* worth looking for, in the singular, each once, in order."""
    words = (singular(word) for word in WORD.findall(question[:20_000].lower()))
    return list(dict.fromkeys(word for word in words if word not in COMMON))[:most]


def singular(word: str) -> str:
    """Return *word* without the commonest endings of the plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word[:-1]
    return word


def index_items(connection: Grouping, case_id: int, case: Case) -> None:
    """Make the items of *case*, none of which is in the index, findable."""
    sqlite = connection.dialect.name == "sqlite"
    key, words = ("rowid", ":words") if sqlite else ("id", "to_tsvector('simple', :words)")
    rows = []
    for item in case.items:
        if not item.question.stem and 0 <= item.n < SPAN:
            own = terms(item.question.text, 400)
            row = {"id": case_id * SPAN + item.n, "words": " ".join(own)}
            rows.append(row | {FRESH: _fresh(case, item, own)})
    connection.later("item_text", _adding(key, words), rows)


def _fresh(case: Case, item: CaseItem, words: Iterable[str]) -> Fresh:
    """Return an item as a search finds it before it is written."""
    requester = case.requester.address.lower()[:320]
    candidate = Candidate(
        case.reference, item.n, item.question.text, item.law,
        case.status.is_open, case.received_on, requester,
    )  # fmt: skip
    return Fresh(frozenset(words), item.state is ItemState.SENT, candidate)


@cache
def _adding(key: str, words: str) -> TextClause:
    return text(f"INSERT INTO item_text ({key}, words) VALUES (:id, {words})")  # noqa: S608


def forget_items(connection: Connection, case_id: int) -> None:
    """Take the items of a case out of the index."""
    key = "rowid" if connection.dialect.name == "sqlite" else "id"
    gone = text(f"DELETE FROM item_text WHERE {key} BETWEEN :first AND :last")  # noqa: S608
    first = case_id * SPAN
    connection.execute(gone, {"first": first, "last": first + SPAN - 1})


class Similar:
    """The search over all items of one authority."""

    def __init__(self, connection: Grouping, authority: str) -> None:
        self._connection = connection
        self._authority = authority
        self._fresh = FreshIndex(connection)
        # In how many items a word was when this transaction first asked: a few more since then
        # make no common word of a rare one.  One that was in none is asked for again.
        self._counted: dict[str, int] = {}
        self._absent: set[str] = set()  # words that were in none, as long as nothing is written
        self._written = 0

    def look_ahead(self, questions: Iterable[str]) -> None:
        """Ask together how often the words of *questions* occur that will be looked for."""
        words = dict.fromkeys(word for question in questions for word in terms(question))
        self._count(islice(words, MOST_AHEAD))

    def candidates(self, question: str, limit: int = 30, among: Among = ALL) -> list[Candidate]:
        """Return items that share the rarest words of *question*, best first."""
        return list(next(self.candidates_of([question], limit, among)))

    def candidates_of(
        self,
        questions: Sequence[str],
        limit: int = 30,
        among: Among = ALL,
        is_it: Callable[[str, Candidate], bool] | None = None,
    ) -> Iterator[Iterable[Candidate]]:
        """
        Yield for each of *questions* the items that share its rarest words, best first.

        Those that hold all of these words, the oldest first, are enough where one of them *is_it*:
        in a campaign hundreds share some, and to put them in order costs more than all else.
        They are read no further than they are looked at, and before the next are asked for.
        """
        words = [terms(question) for question in questions]
        known = self._occurrences(word for own in words for word in own)
        for question, own in zip(questions, words, strict=True):
            if is_it is not None:
                looked, found = tee(
                    self._found(_wanted_whole(own, known), among, limit, whole=True)
                )
                if any(is_it(question, one) for one in looked):
                    yield found
                    continue
            yield self._found(_wanted(own, known), among, limit, whole=False)

    def _found(
        self, wanted: Wanted, among: Among, limit: int, *, whole: bool
    ) -> Iterator[Candidate]:
        if not wanted.words:
            return
        dialect = self._connection.dialect.name
        values = _values(among, dialect) | {
            "wanted": wanted.query(dialect), "authority": self._authority, "limit": limit,
        }  # fmt: skip
        # What waits to be written is looked through here: to write it for each message by itself
        # costs more than the search.
        room = limit
        with self._connection.beside(_finding(dialect, among, whole=whole), values) as rows:
            for reference, n, text_, law, is_open, received_on, requester in rows:
                room -= 1
                day = _day(received_on)
                yield Candidate(reference, n, text_, Law(law), bool(is_open), day, requester)
        self._fresh.update()
        waiting = self._fresh.found(wanted.words, every=wanted.every)
        fresh = [one for one in waiting if one.fits(among)]
        if not whole:
            # They are no part of the order of the others: the best of them are there besides.
            fresh.sort(key=lambda one: -len(one.words.intersection(wanted.words)))
            room = limit
        for one in fresh[:room]:
            yield one.candidate

    def _occurrences(self, words: Iterable[str]) -> dict[str, int]:
        """Return in how many items each word is that occurs at all."""
        wanted = dict.fromkeys(words)
        self._count(wanted)
        self._fresh.update()
        known = {word: self._counted.get(word, 0) + self._fresh.count(word) for word in wanted}
        return {word: n for word, n in known.items() if n}

    def _count(self, words: Iterable[str]) -> None:
        """Know in how many written items each of *words* is."""
        if self._connection.written != self._written:
            self._absent.clear()
            self._written = self._connection.written
        unknown = [word for word in words if not (word in self._counted or word in self._absent)]
        if unknown:
            counted = COUNTED[self._connection.dialect.name]
            rows = self._connection.beside(counted, {"words": unknown}).all()
            self._counted |= {str(term): int(doc) for term, doc in rows}
            self._absent |= set(unknown) - self._counted.keys()


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words that items are looked for by: *every* one of them, or any."""

    words: tuple[str, ...] = ()
    every: bool = False

    def query(self, dialect: str) -> str:
        """Return it in the language of the database."""
        if dialect != "sqlite":
            return (" & " if self.every else " | ").join(self.words)
        # Each term is quoted: raw words could be read as operators of the query language.
        return (" AND " if self.every else " OR ").join(f'"{word}"' for word in self.words)


def _wanted(words: Sequence[str], known: Mapping[str, int]) -> Wanted:
    """Return the query: any of the words that are rare, or all of those that are not."""
    found = {word: known[word] for word in words if word in known}
    rarest = sorted(found, key=found.__getitem__)[:MOST_TERMS]
    rare = tuple(word for word in rarest if found[word] <= RARE)
    return Wanted(rare) if rare else Wanted(tuple(rarest), every=True)


def _wanted_whole(words: Sequence[str], known: Mapping[str, int]) -> Wanted:
    """Return the query: all of the rarest words, of which a year is none; empty for one alone."""
    found = [word for word in words if not word.isdigit() and word in known]
    rarest = sorted(found, key=known.__getitem__)
    return Wanted(tuple(rarest[:MOST_TERMS]), every=True) if len(rarest) > 1 else Wanted()


def _finding(dialect: str, among: Among, *, whole: bool) -> TextClause:
    """Return the query among items that are narrowed as *among* is, whatever its values."""
    more = "AND i.state = 'sent' " if among.only_sent else ""
    more += "AND c.is_open AND c.received_on >= :since " if among.open_since else ""
    more += "AND c.reference <> :besides " if among.besides else ""
    return _query(dialect, more, whole=whole)


@cache
def _query(dialect: str, more: str, *, whole: bool) -> TextClause:
    return text(LIKE_IT[dialect].format(rank=RANK[dialect]["whole" if whole else "any"], more=more))


def _values(among: Among, dialect: str) -> dict[str, object]:
    """Return the values by which *among* narrows."""
    values: dict[str, object] = {"besides": among.besides} if among.besides else {}
    if among.open_since is not None:
        values["since"] = among.open_since.isoformat() if dialect == "sqlite" else among.open_since
    return values


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
