"""A table that was pasted from a spreadsheet: each row as a line that begins with its question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foibot.case.reference import PATTERN
from foibot.replies.headings import heads_a_table
from foibot.replies.labels import bare_label, strong_label
from foibot.replies.pieces import Origin, Piece
from foibot.replies.questions import Questions
from foibot.replies.remarks import is_farewell
from foibot.replies.rules import ReplyRules

_LEAST_ROWS = 2
_WRAPPED = 6  # lines of a question
_CELLS = 3  # case, number and answer


def untabled(parts: Sequence[Piece], questions: Questions, rules: ReplyRules) -> tuple[Piece, ...]:
    """
    Return *parts* with the rows of tables as lines: "FOI-2026-00047 Q1: 45".

    A program that makes text of a table gives each row a line, with tabs between its cells, or
    each cell a line of its own.
    """
    kept = list(parts)
    cells = [n for n, one in enumerate(kept) if one.origin is Origin.NEW and one.text.strip()]
    _name_rows(kept, cells, questions)
    _drop_numbers(kept, cells, questions)
    _turn_columns(kept, cells, questions, rules)
    return tuple(kept)


def _name_rows(kept: list[Piece], cells: Sequence[int], questions: Questions) -> None:
    """Join the case, the number and the answer of "FOI-2026-00047", "1", "45"."""
    rows = [row for n in range(len(cells)) if (row := _row(kept, cells[n : n + 3], questions))]
    if len(rows) < _LEAST_ROWS:
        return
    for places, text in rows:
        kept[places[0]] = replace(kept[places[0]], text=text)
        for n in places[1:]:
            kept[n] = replace(kept[n], text="")


def _row(
    kept: Sequence[Piece], places: Sequence[int], questions: Questions
) -> tuple[Sequence[int], str] | None:
    """Return where a row stands that begins with its case and number, and it as a line."""
    whole = [one.strip() for one in kept[places[0]].text.split("\t")]
    if len(whole) < _CELLS:
        whole, used = [kept[n].text.strip() for n in places], list(places)
    else:
        used = [places[0]]
    if len(whole) < _CELLS or PATTERN.fullmatch(whole[0]) is None:
        return None
    label = bare_label(whole[1])
    asked = any(key.reference == whole[0].upper() for key in questions.all_keys)
    if label is None or not asked or label.numbers[0] not in questions.known:
        return None
    return used, f"{whole[0]} Q{label.numbers[0]}: {' '.join(one for one in whole[2:] if one)}"


def _drop_numbers(kept: list[Piece], cells: Sequence[int], questions: Questions) -> None:
    """Cut a number that stands alone above the text of its question."""
    for place in cells:
        label = bare_label(kept[place].text) if _below_an_answer(kept, place, questions) else None
        # Our own words, the question among them, may have been known again as ours.
        below = kept[place + 1 : place + 1 + _WRAPPED] if label is not None else []
        run = [one for one in below if one.text.strip()]
        repeated = questions.repeated(run) if label is not None and run else None
        if label is None or repeated is None:
            continue
        if any(key in repeated.keys for key in questions.resolve(label.numbers, None, None).keys):
            kept[place] = replace(kept[place], text="")


def _below_an_answer(kept: Sequence[Piece], place: int, questions: Questions) -> bool:
    """Return whether a cell stands below words of the officer: "2" below a question answers it."""
    above = next(
        (
            one
            for one in reversed(kept[max(0, place - _WRAPPED) : place])
            if one.text.strip() or one.fence
        ),
        None,
    )
    typed = above is not None and above.origin is Origin.NEW and above.fence is None
    return above is not None and typed and questions.repeated([above]) is None


def _turn_columns(
    kept: list[Piece], cells: Sequence[int], questions: Questions, rules: ReplyRules
) -> None:
    """Give each question of a head "Q1", "Q2", "Q3" what stands below it."""
    for n in range(len(cells)):
        head = _numbers(_split(kept[cells[n]].text, rules), questions, rules)
        below = _split(kept[cells[n + 1]].text, rules) if n + 1 < len(cells) else []
        places = [cells[n], *cells[n + 1 : n + 2]]
        if len(head) < _LEAST_ROWS:
            head, below, places = _upright(kept, cells[n:], questions, rules)
        if len(head) >= _LEAST_ROWS and len(below) == len(head):
            _put(kept, places, [f"Q{a}: {b}" for a, b in zip(head, below, strict=True)])
            return


def _put(kept: list[Piece], places: Sequence[int], lines: Sequence[str]) -> None:
    """Write *lines* in place of the pieces at *places*."""
    first = kept[places[0]]
    for n in places:
        kept[n] = replace(kept[n], text="")
    kept[places[0] : places[0] + 1] = [replace(first, text=line) for line in lines]


def _upright(
    kept: Sequence[Piece], cells: Sequence[int], questions: Questions, rules: ReplyRules
) -> tuple[list[str], list[str], list[int]]:
    """Return the numbers, the answers and the places of a table whose cells are lines."""
    head: list[str] = []
    for n in cells[: len(questions.asked)]:
        head += _numbers([kept[n].text.strip()], questions, rules)
    count = len(head)
    places = list(cells[: 2 * count])
    said = [kept[n].text.strip() for n in places[count:]]
    ends = len(cells) == len(places) or is_farewell(kept[cells[2 * count]].text, rules.answers)
    fits = len(set(head)) == count == len(said) == len(questions.asked)
    return (head, said, places) if fits and ends else ([], [], [])


def _split(text: str, rules: ReplyRules) -> list[str]:
    """Return the cells of a row, without a head such as "Question" or "Answer" at its start."""
    cells = [one.strip() for one in text.split("\t")]
    return cells[1:] if len(cells) > 1 and heads_a_table(cells[0], rules) else cells


def _numbers(cells: Sequence[str], questions: Questions, rules: ReplyRules) -> list[str]:
    """Return the numbers of *cells* where each is the label of a question and no more."""
    found: list[str] = []
    for cell in cells:
        label = bare_label(cell) or strong_label(cell, rules.labels, questions.known)
        if label is None or label.rest.strip() or len(label.numbers) != 1:
            return []
        found += label.numbers
    known = all(one in questions.known for one in found)
    return found if known and len(set(found)) == len(found) else []
