"""Find mail that no person wrote to us: bounces first, then auto-replies, newsletters, spam.

Headers come first (RFC 3834, RFC 5230, RFC 8098, and what Exchange and others write instead),
then words.  Where a person may have asked for something, the answer is None: a request that was
thrown away breaks the law, an auto-reply that a person sees costs him a glance.
"""

from __future__ import annotations

from foibot.message.absence import is_absent, return_date, stand_in
from foibot.message.address import shown_address
from foibot.message.automatic_rules import AutomaticRules, shipped_automatic
from foibot.message.bounce import bounce
from foibot.message.delivery_report import delivery_report
from foibot.message.model import Automatic, AutomaticFinding
from foibot.message.probe import Probe
from foibot.message.wording import all_said, fold, is_reply, said, titled

# An automatic note is short; what is longer was written.
_NOTE_LIMIT = 4_000
# Where in the text a note says what it is.
_OPENING = 600


def detect(probe: Probe, rules: AutomaticRules | None = None) -> AutomaticFinding | None:
    """Return why *probe* is automatic mail, or None when a person may have written it."""
    lists = rules or shipped_automatic()
    return bounce(probe, lists, asks) or _auto_reply(probe, lists) or _newsletter(probe, lists)


def asks(probe: Probe, rules: AutomaticRules) -> str | None:
    """Return the words by which a person asks for something in *probe*, or None.

    An acknowledgement of a request speaks of requests too, and asks for nothing.
    """
    return _said_by_person(probe, rules, ("request.phrases", "request.laws"))


def _said_by_person(probe: Probe, rules: AutomaticRules, keys: tuple[str, ...]) -> str | None:
    words = fold(probe.words)
    if said(words[:_OPENING], rules.words("request.acknowledgements")):
        return None
    if said(words[:_OPENING], rules.words("absence.away")):
        return None
    return next((found for key in keys if (found := said(words, rules.words(key)))), None)


# ---------------------------------------------------------------------------------- auto-replies


def _auto_reply(probe: Probe, rules: AutomaticRules) -> AutomaticFinding | None:
    found = _receipt(probe, rules) or _by_header(probe, rules) or _by_words(probe, rules)
    if found is None:
        return None
    rule, evidence = found
    text = probe.new_text or probe.text
    absent = is_absent(f"{probe.subject}\n{text}", rules)
    own = shown_address(probe.first("from"))
    return AutomaticFinding(
        Automatic.AUTO_REPLY,
        rule,
        evidence[:300],
        return_date=return_date(text, probe.day, rules) if absent else None,
        stand_in=stand_in(text, own.addr if own else "", rules) if absent else None,
    )


def _receipt(probe: Probe, rules: AutomaticRules) -> tuple[str, str] | None:
    """Return the sign of a read receipt (RFC 8098) or of a report of delivery (RFC 3464)."""
    if any(part.content_type == "message/disposition-notification" for part in probe.parts):
        return "receipt", "message/disposition-notification"
    report = delivery_report(probe)
    if report is not None and report.succeeded:
        return "delivery-receipt", "message/delivery-status: delivered"
    title = titled(fold(probe.subject), rules.words("auto_reply.receipts"))
    text = said(fold(probe.words), rules.words("auto_reply.receipt_phrases"))
    if title and text and len(probe.words) < _NOTE_LIMIT:
        return "receipt-words", f"Subject: {title}; {text}"
    return None


def _by_header(probe: Probe, rules: AutomaticRules) -> tuple[str, str] | None:
    """Return the header that only a machine writes, unless what it carries is a request.

    Web forms, ticket systems and relays send people's requests by machine: the surer the header
    is of an answer, the plainer the request must be.
    """
    submitted = probe.first("auto-submitted").lower().partition(";")[0].strip()
    kind = submitted.partition(" ")[0]
    certain = _responder_header(probe, rules)
    if kind in ("auto-replied", "auto-notified"):
        certain = ("auto-submitted", f"Auto-Submitted: {submitted}")
    if certain:
        return None if _said_by_person(probe, rules, ("request.phrases",)) else certain
    if _said_by_person(probe, rules, ("request.phrases", "request.laws", "request.questions")):
        return None
    if kind == "auto-generated":
        return "auto-submitted", f"Auto-Submitted: {submitted}"
    if probe.has("return-path") and probe.first("return-path") == "<>":
        return "null-sender", "Return-Path: <>"
    return None


def _responder_header(probe: Probe, rules: AutomaticRules) -> tuple[str, str] | None:
    for entry in rules.words("auto_reply.headers"):
        name, colon, wanted = entry.partition(":")
        for value in probe.by_name.get(name, ()):
            lowered = value.lower()
            if (wanted.strip() in lowered) if colon else lowered not in ("no", "false", "0"):
                return "responder-header", f"{name}: {value[:60]}"
    return None


def _by_words(probe: Probe, rules: AutomaticRules) -> tuple[str, str] | None:
    """Return the words that only an automatic note uses, unless a person asks beside them."""
    if len(probe.words) > _NOTE_LIMIT or asks(probe, rules):
        return None
    subject = fold(probe.subject)
    words = fold(probe.words)
    title = titled(subject, rules.words("auto_reply.subjects"))
    if title:
        return "subject", f"Subject: {title}"
    phrase = said(words[:_OPENING], rules.words("auto_reply.phrases"))
    if phrase:
        return "phrase", phrase
    challenges = all_said(words, rules.words("auto_reply.challenges"))
    if len(challenges) >= 2:
        return "challenge", "; ".join(challenges[:3])
    return _absence_note(probe, rules, words)


def _absence_note(probe: Probe, rules: AutomaticRules, words: str) -> tuple[str, str] | None:
    """Return the words of an out-of-office note that nothing else marks."""
    opening = words[:_OPENING]
    away = said(opening, rules.words("absence.away"))
    promises = all_said(words, rules.words("absence.promises"))
    if away and len(promises) >= 2 and "?" not in words and "attach" not in words:
        return "absence", f"{away}; {'; '.join(promises[:2])}"
    return None


# ----------------------------------------------------------------------------------- newsletters


def _newsletter(probe: Probe, rules: AutomaticRules) -> AutomaticFinding | None:
    """Return the signs of mail sent to many; lists on which people talk are none."""
    discussion = any(probe.has(name) for name in rules.words("newsletter.discussion"))
    if discussion or is_reply(fold(probe.subject)) or asks(probe, rules):
        return None
    signs = [entry for entry in rules.words("newsletter.headers") if _has(probe, entry)]
    words = all_said(fold(probe.text[:65_536]), rules.words("newsletter.phrases"))
    if len(signs) >= 2 and words:
        evidence = f"{', '.join(signs[:3])}; {words[0]}"
        return AutomaticFinding(Automatic.LIST, "newsletter", evidence)
    return None


def _has(probe: Probe, entry: str) -> bool:
    name, colon, wanted = entry.partition(":")
    values = probe.by_name.get(name, ())
    return any(not colon or wanted.strip() in value.lower() for value in values)
