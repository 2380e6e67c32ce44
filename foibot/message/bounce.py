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
from foibot.message.personal import NO_REPLY, stake, without_quoted
from foibot.message.probe import Probe
from foibot.message.returned import NOTICE_LIMIT, Returned, returned
from foibot.message.wording import all_said, begins, fold, is_reply, said

# A daemon that says one thing, a post office that says two.
_ENOUGH = 4
# Servers that are no daemons by name write short, and never of themselves.
_OPENING = 500
_SHORT = 3_000
_PERSON = re.compile(r"(?<!\w)(?:i|i'm|i've|my|me|mine|ich|mein|je|mon|yo|mi)(?!\w)")
# GroupWise names its mailbox without a domain: "jsmith (Mailbox is full)" on a line of its own.
_NAMED_ALONE = re.compile(r"^[ \t]+[\w.-]{1,64} \([^()\n]{4,80}\)[ \t]*$", re.M)

Sign = tuple[int, str]
Asks = Callable[[Probe, AutomaticRules], str | None]


def bounce(probe: Probe, rules: AutomaticRules, asks: Asks) -> AutomaticFinding | None:
    """Return the failed (or delayed) delivery that *probe* reports, or None."""
    report = delivery_report(probe)
    if report is not None:
        found = "delivery-status", "message/delivery-status"
        back = returned(probe, rules)
        return None if report.succeeded else _finding(probe, rules, found, back, report)
    if any(part.content_type == "message/feedback-report" for part in probe.parts):
        told = original_id(probe, returned(probe, rules))
        return AutomaticFinding(
            Automatic.BOUNCE, "feedback-report", "message/feedback-report", original_message_id=told
        )
    machine = _machine_signs(probe, rules)
    if not machine and not _entitled(probe, rules):
        return None
    back = returned(probe, rules)
    signs = (
        _signs(probe, rules, back, machine, asks)
        if machine
        else _signs_without_machine(probe, rules, back, asks)
    )
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


def _signs(
    probe: Probe, rules: AutomaticRules, back: Returned, signs: list[Sign], asks: Asks
) -> list[Sign]:
    """Return what speaks for and against a failed delivery beside *signs*, that it is a server."""
    sure = signs[0][0] >= 3
    if not sure and _by_person(probe, rules, back, asks):
        return []
    subject = probe.title
    own_words = back.notice
    if is_reply(subject) and not sure:
        # A person at the post office, passing a bounce on or answering about one.
        signs.append((-2, "a reply or a forwarded mail"))
        own_words = probe.new_text or back.notice
    found = [*_word_signs(subject, own_words, rules), *_diagnosis_signs(back)]
    if not sure and not found[1:] and not failed_addresses(probe, back):
        return []
    return [*signs, *found]


def _word_signs(subject: str, own_words: str, rules: AutomaticRules) -> list[Sign]:
    title = begins(subject, rules.words("bounce.subjects"))
    phrases = all_said(fold(own_words[:NOTICE_LIMIT]), rules.words("bounce.phrases"))
    signs = [(2, f"Subject: {title}")] if title else []
    return [*signs, (2 if len(phrases) == 1 else 3, phrases[0])] if phrases else signs


def _diagnosis_signs(back: Returned) -> list[Sign]:
    signs = [(1, "the mail comes back")] if back.came_back else []
    coded = STATUS.search(back.notice) or SMTP_CODE.search(back.notice)
    return [*signs, (1, "an SMTP status")] if coded else signs


def _by_person(probe: Probe, rules: AutomaticRules, back: Returned, asks: Asks) -> bool:
    """Return whether a person writes from an address such as postmaster@ or mail@."""
    if stake(fold(back.notice)):
        return True
    marked = probe.first("auto-submitted").lower().startswith("auto-")
    if asks(probe, rules) and not (marked and back.came_back):
        return True
    return not _diagnosis_signs(back) and _PERSON.search(fold(back.notice[:_OPENING])) is not None


def _machine_signs(probe: Probe, rules: AutomaticRules) -> list[Sign]:
    """Return the signs that a mail server sent *probe*, the strongest first."""
    signs = [sign for sign in (_report_sign(probe), _sender_sign(probe, rules)) if sign]
    opening = said(fold(without_quoted(probe.own[:300])), rules.words("bounce.openings"))
    if opening and not is_reply(probe.title):
        signs.append((2, opening))
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
    if empty:
        return 2, "Return-Path: <>"
    # An address that nobody answers from, by a machine: it says so itself.
    marked = probe.first("auto-submitted").lower().startswith("auto-")
    return (1, f"From: {raw[:60]}") if marked and NO_REPLY.search(local) else None


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
    if asks(probe, rules) or probe.stake:
        return []
    title = _entitled(probe, rules)
    phrases = all_said(opening, rules.words("bounce.phrases"))
    coded = STATUS.search(opening)
    if title is None or not (phrases or coded):
        return []
    if not failed_addresses(probe, back) and not _NAMED_ALONE.search(back.notice):
        return []
    return [(2, f"Subject: {title}"), (2, phrases[0] if phrases else "an SMTP status")]


def _entitled(probe: Probe, rules: AutomaticRules) -> str | None:
    """Return the words of the subject that speak of a failed delivery, or None."""
    title = begins(probe.title, rules.words("bounce.subjects"))
    if title is None and is_reply(probe.title):
        return said(probe.title, rules.words("bounce.phrases"))
    return title
