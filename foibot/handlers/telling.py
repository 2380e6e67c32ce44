"""Turn what was noted for governance into alerts, one mail a lead."""

from __future__ import annotations

from datetime import date

from foibot.case.clockwork import case_clock
from foibot.handlers.alerts import News, alert_key
from foibot.handlers.desk import Desk
from foibot.letter.blocks import Blocks, Listing, ListItem, paragraph, words
from foibot.letter.governance import Alert
from foibot.trust.tokens import body_marker


def tell(desk: Desk) -> None:
    """Queue the alerts that a handler noted; the same news goes once to each lead."""
    for news in desk.news:
        for lead in desk.people.leads:
            _queue(news, lead, desk)
    desk.news.clear()


def _queue(news: News, lead: str, desk: Desk) -> None:
    reference = news.file.reference if news.file else ""
    mail = desk.to_staff(lead, alert_key(news), reference)
    context = Alert(
        alert=news.kind,
        reference=reference,
        due_on=_due(news, desk),
        what=news.what,
        details=_listed(news.details),
        suggestion="",
        choices=_listed(news.choices),
        token=body_marker(desk.post.token_of(mail)),
    )
    desk.post.send(context, mail)


def _due(news: News, desk: Desk) -> date | None:
    if news.file is None or not news.file.case.status.is_open:
        return None
    return case_clock(desk.office.clocks(news.file.case, news.file.history, desk.today)).due


def _listed(lines: tuple[str, ...]) -> Blocks:
    """Return lines as a list; one line is a paragraph."""
    if len(lines) == 1:
        return (paragraph(lines[0]),)
    return (Listing(tuple(ListItem(words(line)) for line in lines)),) if lines else ()
