"""Read what a delivery report tells: whom it could not reach, for good or not, and which mail.

The fields of RFC 3464 come first; the reports that have none are read by their layout and words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from foibot.message.automatic_rules import AutomaticRules
from foibot.message.probe import Probe
from foibot.message.returned import Returned
from foibot.message.wording import fold, said

_MOST_FAILED = 20
_REPORTS = ("message/delivery-status", "message/global-delivery-status")
_GOOD = ("delivered", "relayed", "expanded")

STATUS = re.compile(r"(?<![\d.])([245])\.\d{1,3}\.\d{1,3}(?![\d.])")
SMTP_CODE = re.compile(r"(?<![\d.:/-])([45])(?:[0-5]\d)(?=[ -]{1,3}(?:#?[45]\.\d|[<A-Za-z'\"]))")
_FIELD = re.compile(r"^([A-Za-z][A-Za-z0-9-]{1,40})[ \t]*:[ \t]*(.*)$")
_ADDRESS = re.compile(r"[^\s<>\"'(),;:@\[\]\\=|]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*")
# A line that is about one address: `<a@b>: why`, `- a@b`, `a@b on Thursday`.
_ABOUT_ONE = re.compile(
    rf"^[\s<>*•\"'\[(|-]{{0,20}}(?:rfc822;[ \t]?|smtp:)?({_ADDRESS.pattern})", re.I
)
# The report repeats the headers of our mail; they name those whom it reached as well.
_ECHO = re.compile(r"^[ \t>]*(?:to|cc|from|subject|sent|reply-to|sender)[ \t]*:", re.I)
_ID = r"<[^<>\s]{1,250}>"
_MESSAGE_ID = re.compile(
    r"^[ \t>|]*(?:the message header )?(?:x-)?(?:original-)?message-id[ \t]*:[ \t]*"
    rf"(?:\r?\n[ \t]+)?({_ID})",
    re.I | re.M,
)
_MACHINES = ("mailer-daemon", "postmaster", "mail-daemon")


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What the delivery-status parts say, all recipients together."""

    actions: tuple[str, ...]
    statuses: tuple[str, ...]
    failed: tuple[str, ...]

    @property
    def succeeded(self) -> bool:
        """Return whether every recipient was reached."""
        return bool(self.actions) and all(action in _GOOD for action in self.actions)


def delivery_report(probe: Probe) -> DeliveryReport | None:
    """Return the fields of the delivery-status parts of *probe*, None when it has none."""
    parts = [part for part in probe.parts if part.content_type in _REPORTS]
    if not parts:
        return None
    actions: list[str] = []
    statuses: list[str] = []
    failed: list[str] = []
    for part in parts:
        for block in re.split(r"\n[ \t]*\n", part.text):
            _read_block(block, actions, statuses, failed)
    return DeliveryReport(tuple(actions), tuple(statuses), _unique(failed))


def failed_addresses(probe: Probe, back: Returned) -> tuple[str, ...]:
    """Return the addresses that a report without fields names as failed."""
    header = _addresses(probe.first("x-failed-recipients"))
    if header:
        return header
    ours = {
        each.lower() for name in ("to", "delivered-to") for each in _addresses(probe.first(name))
    }
    lines = [line for line in back.notice.splitlines() if not _ECHO.match(line)]
    alone = [found.group(1) for line in lines if (found := _ABOUT_ONE.match(line))]
    anywhere = [found for line in lines for found in _ADDRESS.findall(line)]
    copied = {each.lower() for each in _copied_to(back)} - ours
    echoed = [found for line in back.notice.splitlines() for found in _ADDRESS.findall(line)]
    for group in (alone, [each for each in anywhere if each.lower() in copied], anywhere, echoed):
        kept = [each for each in map(_plain, group) if _may_have_failed(each, ours)]
        if kept:
            return _unique(kept)
    return tuple(copied) if len(copied) == 1 else ()


def permanent(
    probe: Probe, rules: AutomaticRules, back: Returned, report: DeliveryReport | None
) -> bool | None:
    """Return whether it failed for good: the action and status of the report, then its words."""
    told = _told_by_fields(report) if report else None
    if told is not None:
        return told
    words = fold(f"{probe.subject}\n{back.notice}")
    if said(words, rules.words("bounce.trying")):
        return False
    if said(words, rules.words("bounce.final")):
        return True
    if said(words, rules.words("bounce.temporary")):
        return False
    codes = [found.group(1) for found in STATUS.finditer(back.notice)]
    codes += [found.group(1) for found in SMTP_CODE.finditer(back.notice)]
    if codes:
        return "5" in codes
    return True if said(words, rules.words("bounce.permanent")) else None


def original_id(probe: Probe, back: Returned) -> str | None:
    """Return the Message-ID of the mail that failed: from the copy, the report, the headers."""
    reports = [part.text for part in probe.parts if part.content_type.startswith("message/")]
    for text in (back.copy, *reports, back.notice):
        found = _MESSAGE_ID.search(text)
        if found:
            return found.group(1)
    for name in ("x-original-message-id", "original-message-id", "in-reply-to", "references"):
        ids: list[str] = re.findall(_ID, probe.first(name)[:4000])
        if ids:
            return ids[-1]
    return None


def _told_by_fields(report: DeliveryReport) -> bool | None:
    failing = [each for each in report.actions if each in ("failed", "delayed", "deferred")]
    if failing:
        return "failed" in failing
    return "5" in report.statuses if report.statuses else None


def _read_block(block: str, actions: list[str], statuses: list[str], failed: list[str]) -> None:
    """Read the fields for one recipient (RFC 3464 §2.3)."""
    fields: dict[str, str] = {}
    for line in block.splitlines():
        found = _FIELD.match(line)
        if found:
            fields.setdefault(found.group(1).lower(), found.group(2).strip())
    action = fields.get("action", "").lower().partition(" ")[0].strip(";")
    if action:
        actions.append(action)
    status = STATUS.search(fields.get("status", "") or fields.get("diagnostic-code", ""))
    if status:
        statuses.append(status.group(1))
    if action in _GOOD:
        return
    for name in ("original-recipient", "final-recipient", "x-actual-recipient"):
        address = _ADDRESS.search(_without_type(fields.get(name, "")))
        if address:
            failed.append(_plain(address.group()))
            return


def _without_type(value: str) -> str:
    kind, semicolon, rest = value.partition(";")
    return rest if semicolon and "@" not in kind else value


def _addresses(text: str) -> tuple[str, ...]:
    return _unique(map(_plain, _ADDRESS.findall(text[:4000])))


def _unique(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))[:_MOST_FAILED]


def _plain(address: str) -> str:
    return address.strip(".,:;'`-*")


def _may_have_failed(address: str, ours: set[str]) -> bool:
    lowered = address.lower()
    return lowered not in ours and not lowered.startswith(_MACHINES) and "@" in lowered


def _copied_to(back: Returned) -> tuple[str, ...]:
    """Return the recipients in the headers of the copy."""
    found: list[str] = []
    for line in back.copy.split("\n")[:200]:
        if line.lower().lstrip("> \t").startswith(("to:", "cc:", "x-envelope-to:", "envelope-to:")):
            found.extend(_addresses(line))
    return _unique(found)
