"""Which lines head others, and which stand in a run of questions (guide R3, R6, R7)."""

from __future__ import annotations

from collections.abc import Sequence

from foibot.questions.blocks import Block
from foibot.questions.courtesies import is_greeting, plain
from foibot.questions.fields import names_field
from foibot.questions.judge import read_all
from foibot.questions.lines import is_topic
from foibot.questions.outline import Element
from foibot.questions.rules import QuestionRules

MOST_IN_TITLE = 5


def headings(outline: Sequence[Element], rules: QuestionRules) -> set[int]:
    """Return which blocks head several lines below them, where at least two of them do."""
    found: set[int] = set()
    lesser: set[int] = set()  # of one line alone
    tight: set[int] = set()  # right above their lines
    named: set[int] = set()  # right above a line that names what is wanted, without a mark
    for block, *below in zip(outline, outline[1:], [*outline[2:], None], strict=False):
        after = below[0]
        if not (isinstance(block, Block) and isinstance(after, Block)) or not block.gap:
            continue
        if after.gap and is_brief(block, rules):
            many = isinstance(below[1], Block) and not below[1].gap
            (found if many else lesser).add(id(block))
        if not after.gap and is_topic(block.text) and is_brief(block, rules):
            first = read_all(after.body, rules)[0]
            if first.has("mark", "noun"):
                (tight if first.has("mark") else named).add(id(block))
    tight = tight | named if tight and len(tight | named) > 1 else set()
    tight |= over_the_same(outline) | over_fields(outline, rules)
    return tight | (found | lesser if found and len(found | lesser) > 1 else set())


def over_fields(outline: Sequence[Element], rules: QuestionRules) -> set[int]:
    """Return the few words over each of several runs of lines: "Homelessness", "Number of ..."."""
    found: dict[str, int] = {}
    for block, after, more in zip(outline, outline[1:], outline[2:], strict=False):
        if not (isinstance(block, Block) and isinstance(after, Block) and isinstance(more, Block)):
            continue
        if not block.gap or after.gap or more.gap or not is_topic(block.text):
            continue
        every = read_all(block.body, rules)
        bare = len(every) == 1 and not (every[0].asks or every[0].has("noun", "thing", "value"))
        bare = bare and not names_field(block.text) and is_brief(block, rules)
        if bare and all(
            read_all(each.body, rules)[0].has("mark", "noun") for each in (after, more)
        ):
            found[plain(block.text)] = id(block)
    return set(found.values()) if len(found) > 1 else set()


def over_the_same(outline: Sequence[Element]) -> set[int]:
    """Return which blocks stand over the same lines as others: "Payroll", "Supplier", "Cost"."""
    runs: list[list[Block]] = []
    for each in outline:
        if not isinstance(each, Block):
            runs.append([])
        elif each.gap or not runs:
            runs.append([each])
        else:
            runs[-1].append(each)
    below = [{plain(each.text) for each in run[1:]} for run in runs]
    heads = [plain(run[0].text) if run else "" for run in runs]
    return {
        id(run[0])
        for run, head, lines in zip(runs, heads, below, strict=True)
        if any(
            len(lines & more) > 1 and head != other
            for other, more in zip(heads, below, strict=True)
        )
    }


def questions_by_line(outline: Sequence[Element], rules: QuestionRules) -> set[int]:
    """Return which blocks stand in a run of lines that ask a question each (R6)."""
    found: set[int] = set()
    run: list[Block] = []
    for each in [*outline, None]:
        if isinstance(each, Block) and not each.gap and run:
            run.append(each)
            continue
        asked = sum(read_all(block.body, rules)[0].has("mark") for block in run)
        if len(run) > MOST_IN_TITLE - 2 and 3 * asked >= 2 * len(run):
            found |= set(map(id, run))
        run = [each] if isinstance(each, Block) else []
    return found


def is_brief(block: Block, rules: QuestionRules) -> bool:
    """Return whether a paragraph is a few words, or a few words and a scope: "What it costs"."""
    first, *more = read_all(block.body, rules)
    few = len(first.words) <= MOST_IN_TITLE + 1 and first.text[-1] not in "?!,:;"
    few = few and first.text[0].isupper() and not first.has("ask", "order")
    return few and all(each.has("scope") for each in more) and not is_greeting(block.text, rules)
