"""Who really asked, when it reached us and how: of what a colleague passes on or writes down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from foibot.case.model import Requester
from foibot.clock.calendar import noon
from foibot.handlers.arrival import Arrival
from foibot.handlers.desk import Desk
from foibot.handlers.postal import ADDRESS, postal_address
from foibot.message.address import strict_address
from foibot.replies.dates import past_day

# An original older than this is hardly the receipt of what is passed on today: a person decides.
OLDEST = timedelta(days=120)
FIELD = re.compile(
    rf"^[ \t]*(name|e-?mail(?: address)?|{ADDRESS}|received|date received|organisation)"
    r"[ \t]*:[ \t]*(\S.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_WHEN = re.compile(
    r"\b(?:by|in|from|via) (?:phone|telephone|post|letter|web ?form|form|person|visitor|counter)\b"
    r"[\s,(:\u2013-]{0,4}"
    r"((?:(?:received|taken|delivered|arrived|on|last|yesterday|today)\b|\d|[a-z]{3,6}day\b).{0,60})",
    re.IGNORECASE,
)
CHANNELS = ("phone", "telephone", "post", "letter", "form", "person", "visitor", "counter")
CHANNEL_NAMES = {
    "telephone": "phone",
    "letter": "post",
    "person": "visit",
    "visitor": "visit",
    "counter": "visit",
}


@dataclass(frozen=True, slots=True)
class Original:
    """Who really asked, when it reached any officer, and how."""

    requester: Requester
    received_at: datetime
    channel: str


def original_of(arrival: Arrival, desk: Desk) -> Original | None:
    """Return who asked, when and how; None where the mail does not say."""
    forwarded = arrival.message.forwarded
    if forwarded is not None and forwarded.sender is not None:
        sender = forwarded.sender
        if desk.people.is_staff(sender.addr.lower()) or not strict_address(sender.addr):
            return None
        when = _plausible(forwarded.date, arrival.received_at)
        language = arrival.reading.language
        return Original(Requester(sender.addr, sender.name, "", language), when, "email")
    return _entered(arrival, desk)


def _entered(arrival: Arrival, desk: Desk) -> Original | None:
    """Return what a colleague wrote down: lines such as "Name: ..." and "Received: ..."."""
    text = arrival.message.reply_text
    fields = {_field(m[1]): m[2].strip() for m in FIELD.finditer(text[:5000])}
    name, address = fields.get("name", ""), fields.get("email", "")
    postal = postal_address(text[:5000])
    if strict_address(postal):
        address, postal = address or postal, ""
    if not name and not address:
        return None
    # Without an e-mail address the letters go to the colleague, who passes them on.
    strict = strict_address(address)
    to = strict.addr if strict else arrival.context.author or ""
    stated = fields.get("date received") or fields.get("received") or _behind_channel(arrival)
    day = past_day(stated, desk.office.replies.dates, desk.today)
    when = arrival.received_at
    if day is not None:
        at = noon(day).astimezone(UTC)
        when = _plausible(at, arrival.received_at)
    language = arrival.reading.language
    who = Requester(to, name, fields.get("organisation", ""), language, postal)
    return Original(who, when, _channel(arrival))


def _field(label: str) -> str:
    return label.lower().replace("-", "").replace("email address", "email")


def _behind_channel(arrival: Arrival) -> str:
    """Return what says when, in "Request received by post on 28 October 2026"; "" for nothing."""
    first = next((one for one in arrival.message.reply_text.splitlines() if one.strip()), "")
    for line in (first[:200], arrival.message.subject[:200]):
        match = _WHEN.search(line)
        if match is not None:
            return match[1]
    return ""


def _plausible(claimed: datetime | None, arrived: datetime) -> datetime:
    """Return the earlier receipt that is claimed, unless it cannot be true."""
    if claimed is None or claimed.tzinfo is None:
        return arrived
    return claimed if arrived - OLDEST <= claimed <= arrived else arrived


def _channel(arrival: Arrival) -> str:
    words = f"{arrival.message.subject} {arrival.message.reply_text[:200]}".lower()
    found = next((one for one in CHANNELS if one in words), "email")
    return CHANNEL_NAMES.get(found, found)
