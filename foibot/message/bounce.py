"""Find failed deliveries (RFC 3464, and the many reports that follow no standard)."""

from __future__ import annotations

import re
from collections.abc import Callable

from foibot.message.address import shown_address
from foibot.message.automatic_rules import AutomaticRules
from foibot.message.delivery_report import (
    SMTP_CODE,
    STATUS,
    DeliveryReport,
    delivery_report,
    failed_addresses,
    original_id,
    permanent,
)
from foibot.message.model import Automatic, AutomaticFinding
from foibot.message.probe import Probe
from foibot.message.returned import NOTICE_LIMIT, Returned, returned
from foibot.message.wording import all_said, begins, fold, is_reply, said

# A daemon that says one thing, a post office that says two.
_ENOUGH = 4
# Servers that are no daemons by name write short, and never of themselves.
_OPENING = 500
_SHORT = 3_000
_PERSON = re.compile(r"(?<!\w)(?:i|i'm|i've|my|me|mine|ich|mein|je|mon|yo|mi)(?!\w)")

Sign = tuple[int, str]
Asks = Callable[[Probe, AutomaticRules], str | None]


def bounce(probe: Probe, rules: AutomaticRules, asks: Asks) -> AutomaticFinding | None:
    """Return the failed (or delayed) delivery that *probe* reports, or None."""
    back = returned(probe, rules)
    report = delivery_report(probe)
    if report is not None:
        found = "delivery-status", "message/delivery-status"
        return None if report.succeeded else _finding(probe, rules, found, back, report)
    if any(part.content_type == "message/feedback-report" for part in probe.parts):
        told = original_id(probe, back)
        return AutomaticFinding(
            Automatic.BOUNCE, "feedback-report", "message/feedback-report", original_message_id=told
        )
    signs = _signs(probe, rules, back, asks)
    if sum(weight for weight, _ in signs) < _ENOUGH:
        return None
    evidence = "; ".join(why for weight, why in signs if weight > 0)
    return _finding(probe, rules, ("bounce-words", evidence), back, None)


def _finding(
    probe: Probe,
    rules: AutomaticRules,
    found: tuple[str, str],
    back: Returned,
    report: DeliveryReport | None,
) -> AutomaticFinding:
    rule, evidence = found
    return AutomaticFinding(
        Automatic.BOUNCE,
        rule,
        evidence[:300],
        failed_addresses=(report.failed if report else ()) or failed_addresses(probe, back),
        permanent=permanent(probe, rules, back, report),
        original_message_id=original_id(probe, back),
    )


def _signs(probe: Probe, rules: AutomaticRules, back: Returned, asks: Asks) -> list[Sign]:
    """Return what speaks for and against a failed delivery, each with its weight."""
    signs = _machine_signs(probe, rules)
    if not signs:
        return _signs_without_machine(probe, rules, back, asks)
    subject = fold(probe.subject)
    own_words = back.notice
    if is_reply(subject) and signs[0][0] < 3:
        # A person at the post office, passing a bounce on or answering about one.
        signs.append((-2, "a reply or a forwarded mail"))
        own_words = probe.new_text or back.notice
    title = begins(subject, rules.words("bounce.subjects"))
    if title:
        signs.append((2, f"Subject: {title}"))
    phrases = all_said(fold(own_words[:NOTICE_LIMIT]), rules.words("bounce.phrases"))
    if phrases:
        signs.append((2 if len(phrases) == 1 else 3, phrases[0]))
    if back.came_back:
        signs.append((1, "the mail comes back"))
    if STATUS.search(back.notice) or SMTP_CODE.search(back.notice):
        signs.append((1, "an SMTP status"))
    return signs


def _machine_signs(probe: Probe, rules: AutomaticRules) -> list[Sign]:
    """Return the signs that a mail server sent *probe*, the strongest first."""
    signs = [sign for sign in (_report_sign(probe), _sender_sign(probe, rules)) if sign]
    failed = probe.first("x-failed-recipients")
    if failed:
        signs.append((4, f"X-Failed-Recipients: {failed[:60]}"))
    return sorted(signs, reverse=True)


def _report_sign(probe: Probe) -> Sign | None:
    if probe.content_type != "multipart/report":
        return None
    declared = probe.first("content-type").lower().replace('"', "")
    if "report-type=delivery-status" in declared:
        return 4, "multipart/report; report-type=delivery-status"
    return 2, "multipart/report"


def _sender_sign(probe: Probe, rules: AutomaticRules) -> Sign | None:
    raw = probe.first("from")
    address = shown_address(raw)
    local = address.addr.partition("@")[0].lower() if address else ""
    folded = fold(raw)
    empty = probe.has("return-path") and probe.first("return-path") in ("<>", "")
    if local in rules.words("bounce.daemons") or local.startswith("mailer-daemon"):
        return 3, f"From: {local}"
    named = said(folded, rules.words("bounce.names"))
    if "<>" in raw or (raw and not address and named):
        return 3, f"From: {raw[:60]}"
    if named or local in rules.words("bounce.post_offices"):
        return (3 if empty else 2), f"From: {raw[:60]}"
    return (2, "Return-Path: <>") if empty else None


def _signs_without_machine(
    probe: Probe, rules: AutomaticRules, back: Returned, asks: Asks
) -> list[Sign]:
    """Return the signs in a short report that comes from what looks like a person's address.

    People forward bounces and complain about them: they say "I" and "my", and they ask.
    """
    opening = fold(back.notice[:_OPENING])
    answers = any(probe.has(name) for name in ("in-reply-to", "references"))
    if len(back.notice) > _SHORT or answers or _PERSON.search(fold(back.notice)):
        return []
    if asks(probe, rules):
        return []
    subject = fold(probe.subject)
    title = begins(subject, rules.words("bounce.subjects"))
    if title is None and is_reply(subject):
        title = said(subject, rules.words("bounce.phrases"))
    phrases = all_said(opening, rules.words("bounce.phrases"))
    if title is None or not phrases or not failed_addresses(probe, back):
        return []
    return [(2, f"Subject: {title}"), (2, phrases[0])]
