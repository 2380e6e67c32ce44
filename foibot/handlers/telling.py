"""Turn what was noted into mails: alerts to each lead, and which drafts are void (T30)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from foibot.case.clockwork import case_clock
from foibot.handlers.alerts import News, alert_key
from foibot.handlers.casefile import Voided
from foibot.handlers.desk import Desk
from foibot.handlers.drafting import code_of
from foibot.letter.blocks import Blocks, Listing, ListItem, paragraph, words
from foibot.letter.governance import Alert, AlertKind, DraftVoided
from foibot.store.lanes import Lane
from foibot.trust.tokens import body_marker

# What must not wait behind a flood of other mail.
AT_ONCE = frozenset({AlertKind.SAFEGUARDING, AlertKind.REGULATOR, AlertKind.TROUBLE})


def tell(desk: Desk) -> None:
    """Queue the alerts that a handler noted; the same news goes once to each lead."""
    too_late(desk)
    for news in joined(desk.news):
        for lead in desk.people.leads:
            _queue(news, lead, desk)
    desk.news.clear()
    tell_voided(desk)


# What may be said beside it of a request that was found in Junk.
WITH_JUNK = frozenset({AlertKind.NOT_ACKNOWLEDGED, AlertKind.DOUBTFUL, AlertKind.UNASSIGNED})


def joined(found: Sequence[News]) -> list[News]:
    """Return *found* with all that is to be said of a request in Junk as one alert, not three."""
    out = [one for one in found if one.kind is not AlertKind.JUNK]
    for junk in (one for one in found if one.kind is AlertKind.JUNK):
        about = junk.file.reference if junk.file else ""
        beside = [
            one
            for one in out
            if one.kind in WITH_JUNK and one.file is not None and one.file.reference == about
        ]
        out = [one for one in out if one not in beside]
        said = [line for one in beside for line in (one.what, *one.details)]
        choices = tuple(choice for one in beside for choice in one.choices)
        # The subject names the acknowledgement that a reply of "release" sends.
        subject = next((one.subject for one in beside if one.subject != about), junk.subject)
        out.append(replace(junk, details=tuple(said), choices=choices, subject=subject))
    return out


def _queue(news: News, lead: str, desk: Desk) -> None:
    reference = news.file.reference if news.file else ""
    lane = Lane.URGENT if news.kind in AT_ONCE else Lane.ALERT
    mail = desk.to_staff(lead, alert_key(news), reference, lane=lane)
    if desk.uow.outbox.has(mail.key):
        return  # told before: of a campaign, or by an earlier try
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


def too_late(desk: Desk) -> None:
    """Note for governance what changed after the letter was on its way."""
    for one in desk.files.voided:
        if one.gone:
            file = desk.files.load(one.case.reference)
            what = f"The letter was on its way when this came: {one.why}"
            desk.alert(AlertKind.DOUBTFUL, file, what, subject=one.draft.key)


def tell_voided(desk: Desk) -> None:
    """Tell those who were asked to approve that the code they hold is dead (T30)."""
    for one in desk.files.voided:
        file = desk.files.load(one.case.reference)
        draft = file.case.draft if file is not None else None
        # Whoever gets the new draft reads there that the old one is void.
        told = {one.by.lower(), *(who.lower() for who in (draft.asked_of if draft else ()))}
        for approver in one.draft.asked_of:
            if not one.gone and approver.lower() not in told:
                _void(one, approver, desk, new_one=draft is not None)
    desk.files.voided.clear()


def _void(one: Voided, approver: str, desk: Desk, *, new_one: bool) -> None:
    reference = one.case.reference
    key = f"draft-voided/{reference}/{one.draft.version}"
    mail = desk.to_staff(approver, key, reference)
    context = DraftVoided(
        reference=reference,
        code=f"APPROVE {code_of(one.case, approver, desk)}",
        why=one.why,
        new_one=new_one,
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
