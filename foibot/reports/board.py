"""The cases as they stand, on one page that needs no program to read."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from foibot.case.blind import blind
from foibot.case.lifecycle import replay
from foibot.store.cases import CaseRow
from foibot.store.items import ItemRow
from foibot.store.unit_of_work import UnitOfWork

Items = Mapping[str, Sequence[ItemRow]]
PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem;
  color: #1c1c1c; background: #fff; }}
table {{ border-collapse: collapse; width: 100%; margin-bottom: 2rem; }}
caption {{ text-align: left; font-weight: bold; padding: .5rem 0; }}
th, td {{ border: 1px solid #767676; padding: .4rem .6rem; text-align: left;
  vertical-align: top; }}
@media (prefers-color-scheme: dark) {{ body {{ color: #f0f0f0; background: #1c1c1c; }} }}
</style></head><body><main><h1>{title}</h1>
{tables}
</main></body></html>
"""


def blinded(row: CaseRow, uow: UnitOfWork, authority: str) -> tuple[CaseRow, tuple[ItemRow, ...]]:
    """Return a case and its questions as the board shows them: without who asked."""
    items = tuple(uow.items.of_case(row.reference))
    found = uow.cases.load(row.reference)
    if found is None:
        return row, items
    who = replay(row.reference, authority, found[1]).requester
    shown = tuple(replace(item, text=blind(item.text, who)) for item in items)
    return replace(row, title=blind(row.title, who)), shown


def board(name: str, rows: Sequence[CaseRow], items: Items, day: date) -> str:
    """Return the page of the cases in *rows* with their questions, as they stand on *day*."""
    tables = "\n".join(_table(row, items[row.reference], day) for row in rows)
    title = html.escape(f"{name}: requests on {day.day} {day:%B %Y}")
    return PAGE.format(title=title, tables=tables)


def _table(row: CaseRow, items: Sequence[ItemRow], day: date) -> str:
    due = f"due {row.due:%d %B %Y}" if row.due else "no date runs"
    late = ", late" if row.is_open and row.due and row.due < day else ""
    head = f"{row.reference}: {row.title} ({_said(row.status)}, {due}{late})"
    lines = "".join(
        f"<tr><td>{item.n}</td><td>{html.escape(item.text)}</td>"
        f"<td>{html.escape(item.service or 'nobody')}</td><td>{_said(item.state)}</td></tr>"
        for item in items
        if not item.stem
    )
    return (
        f"<table><caption>{html.escape(head)}</caption><thead><tr><th scope='col'>Question</th>"
        "<th scope='col'>Text</th><th scope='col'>Service</th><th scope='col'>Stands</th></tr>"
        f"</thead><tbody>{lines}</tbody></table>"
    )


def _said(word: str) -> str:
    return word.replace("_", " ")
