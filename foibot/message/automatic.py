"""Find mail that no person wrote to us: bounces first, then auto-replies, newsletters, spam.

Headers come first (RFC 3834, RFC 5230, RFC 8098, and what Exchange and others write instead),
then words.  Where a person may have asked for something, the answer is None: a request that was
thrown away breaks the law, an auto-reply that a person sees costs him a glance.
"""

from __future__ import annotations

import re

from foibot.message.absence import is_absent, return_date, says_away, stand_in
from foibot.message.address import shown_address
from foibot.message.automatic_rules import AutomaticRules, shipped_automatic
from foibot.message.bounce import bounce
from foibot.message.delivery_report import delivery_report
from foibot.message.model import Automatic, AutomaticFinding
from foibot.message.note import TELLING, Note, Sense, may_be_note, read_note
from foibot.message.personal import NO_REPLY
from foibot.message.probe import Probe
from foibot.message.stock import stock_note
from foibot.message.wording import (
    all_said,
    begins,
    fold,
    is_reply,
    said,
    titled,
    without_reply,
)

# An automatic note is short; what is longer was written.
_NOTE_LIMIT = 4_000
# Where in the text a note says what it is.
_OPENING = 600
# A text that says too little to tell.
_BARE = 60
# How a letter to an authority begins, as a person writes it.
_TO_US = re.compile(
    r"dear (?:sirs?|madam|sir or madam|council|foi|freedom|information|[\w' -]{0,40}council)\b"
)
# "Telephone: 01632 960 001", a label and what somebody entered.
_ENTRY = re.compile(r"[ \t*]*[^\s:][^:\n]{1,40}:[ \t]+\S")
_ANY_ASKING = ("request.phrases", "request.laws", "request.questions")


def detect(probe: Probe, rules: AutomaticRules | None = None) -> AutomaticFinding | None:
    """Return why *probe* is automatic mail, or None when a person may have written it."""
    lists = rules or shipped_automatic()
    return bounce(probe, lists, asks) or _auto_reply(probe, lists) or _sent_to_many(probe, lists)


def asks(probe: Probe, rules: AutomaticRules) -> str | None:
    """Return the words by which a person asks for something in *probe*, or None.

    An acknowledgement of a request speaks of requests too, and asks for nothing.
    """
    return _said_by_person(probe, rules, ("request.phrases", "request.laws"))


def _said_by_person(
    probe: Probe, rules: AutomaticRules, keys: tuple[str, ...], *, away: bool = False
) -> str | None:
    words = probe.words
    opening = words[:_OPENING]
    if said(opening, rules.words("request.acknowledgements")):
        return None
    wanted = [phrase for key in keys for phrase in rules.words(key)]
    if away or said(opening, rules.words("absence.away")):
        # "How many staff are on maternity leave" asks; "I am away, please let me know" does not.
        ignored = {*rules.words("request.courtesies"), *rules.words("request.laws")}
        wanted = [phrase for phrase in wanted if phrase not in ignored]
    return said(words, wanted)


def _is_form(probe: Probe, rules: AutomaticRules) -> bool:
    """Return whether the text is a form that somebody filled in: two labels of such at least.

    They stand before what was entered, or on lines of their own above it.
    """
    labels = set(rules.words("request.form_labels"))
    lines = probe.own.lower().splitlines()[:200]
    heads = [line.partition(":")[0].strip(" *?\t0123456789") for line in lines]
    if len(labels.intersection(heads)) >= 2:
        return True
    said = [line for line in lines if line.strip()]
    entered = sum(_ENTRY.match(line) is not None for line in said)
    return entered >= 2 and 2 * entered > len(said) and not _reads_automatic(probe, rules)


def _is_relayed(probe: Probe, rules: AutomaticRules) -> bool:
    """Return whether a ticket system passes on what somebody wrote, rather than answering."""
    beginnings = rules.words("request.relays")
    if not any(name.startswith(beginnings) for name in probe.by_name):
        return False
    opening = probe.words[:_OPENING]
    keys = ("request.acknowledgements", "auto_reply.phrases", "absence.away")
    return not any(said(opening, rules.words(key)) for key in keys)


# ---------------------------------------------------------------------------------- auto-replies


def _auto_reply(probe: Probe, rules: AutomaticRules) -> AutomaticFinding | None:
    found = _receipt(probe, rules) or _by_header(probe, rules) or _by_words(probe, rules)
    if found is None:
        return None
    rule, evidence = found
    text = probe.new_text or probe.text
    plainly = is_absent(f"{probe.subject}\n{text}", rules) is not None
    note = None if plainly else _read(probe, rules)
    absent = plainly or (note is not None and note.count(Sense.STATE) > 0)
    own = shown_address(probe.first("from"))
    back = return_date(text, probe.day, rules, absent=absent)
    return AutomaticFinding(
        Automatic.AUTO_REPLY,
        rule,
        evidence[:300],
        return_date=back,
        stand_in=stand_in(text, own.addr if own else "", rules) if absent or back else None,
        acknowledges=not absent and not back and note is not None and _only_thanks(note),
    )


def _only_thanks(note: Note) -> bool:
    """Return whether a *note* says no more than that a mail came, and when it is dealt with."""
    return bool(note.senses) and {Sense.STOCK, Sense.RECEIVED, Sense.ELSEWHERE}.issuperset(
        note.senses
    )


def _receipt(probe: Probe, rules: AutomaticRules) -> tuple[str, str] | None:
    """Return the sign of a read receipt (RFC 8098) or of a report of delivery (RFC 3464)."""
    if any(part.content_type == "message/disposition-notification" for part in probe.parts):
        return "receipt", "message/disposition-notification"
    report = delivery_report(probe)
    if report is not None and report.succeeded:
        return "delivery-receipt", "message/delivery-status: delivered"
    title = titled(probe.title, rules.words("auto_reply.receipts"))
    if not title:
        return None
    words = fold(probe.text[: _NOTE_LIMIT + 1])
    text = said(words, rules.words("auto_reply.receipt_phrases"))
    if text and len(words) < _NOTE_LIMIT:
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
        return None if _answers_nothing(probe, rules) else certain
    found = _weak_header(probe, submitted)
    if found is None or _is_form(probe, rules) or _is_letter(probe, rules):
        return None
    # A ticket system marks so what its people write, too: an answer must read like a machine's.
    passed_on = probe.answers or _is_relayed(probe, rules)
    return None if passed_on and not _reads_automatic(probe, rules) else found


def _weak_header(probe: Probe, submitted: str) -> tuple[str, str] | None:
    """Return the header that a machine wrote over what may be anybody's words."""
    if submitted.partition(" ")[0] == "auto-generated":
        return "auto-submitted", f"Auto-Submitted: {submitted}"
    if probe.has("return-path") and probe.first("return-path") == "<>":
        return "null-sender", "Return-Path: <>"
    return None


def _reads_automatic(probe: Probe, rules: AutomaticRules) -> bool:
    """Return whether the text, with or without its subject, is what machines answer with."""
    if len(probe.words) < _BARE and not probe.stake:
        return True
    if titled(without_reply(probe.title), rules.words("auto_reply.subjects")):
        return True
    if said(probe.words[:_OPENING], rules.words("request.acknowledgements")):
        return True
    note = _read(probe, rules)
    telling = note.count(*TELLING) and not note.asks
    return bool(telling) or _note(probe, rules) is not None


def _answers_nothing(probe: Probe, rules: AutomaticRules) -> bool:
    """Return whether what a responder's header stands over is a person's request all the same.

    Ticket systems mark so what their people write to others.
    """
    if _said_by_person(probe, rules, ("request.phrases",)):
        return True
    note = _read(probe, rules)
    return note.asks and not note.count(*TELLING, Sense.STOCK)


def _is_letter(probe: Probe, rules: AutomaticRules) -> bool:
    """Return whether a mail that only passed through a machine asks, or is a letter to us."""
    if probe.stake or _said_by_person(probe, rules, _ANY_ASKING):
        return True
    if not probe.answers and said(probe.title, rules.words("request.laws")):
        return not titled(probe.title, rules.words("auto_reply.subjects"))
    opening = said(probe.words[:_OPENING], rules.words("request.acknowledgements"))
    return _TO_US.match(probe.words) is not None and not opening


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
    if len(probe.words) > _NOTE_LIMIT:
        return None
    found = _note(probe, rules)
    if found is None or _has_stake(probe, found[0], rules):
        return None
    found = _note(probe.without_quoted(), rules)
    if found and found[0] == "subject" and not is_reply(probe.title):
        # Notes ask for patience, and name the law that we wrote about.
        return None if _said_by_person(probe, rules, ("request.phrases",), away=True) else found
    return None if found and _said_by_person(probe, rules, _ANY_ASKING) else found


def _has_stake(probe: Probe, sign: str, rules: AutomaticRules) -> bool:
    """Return whether a person speaks for himself in what has such a *sign* of a note.

    Under "Automatic reply:" somebody who is away tells us what to do about "one of my requests".
    """
    if sign != "subject" or not probe.stake:
        return bool(probe.stake)
    rest = probe.without_directions()
    return bool(rest.stake) or says_away(rest.words, rules) is None


def _note(probe: Probe, rules: AutomaticRules) -> tuple[str, str] | None:
    words = probe.words
    title = _title(probe, rules, words)
    if title:
        return "subject", f"Subject: {title}"
    phrase = begins(words, rules.words("auto_reply.openings"))
    phrase = phrase or said(words[:_OPENING], rules.words("auto_reply.phrases"))
    if phrase:
        return "phrase", phrase
    challenges = all_said(words, rules.words("auto_reply.challenges"))
    if len(challenges) >= 2:
        return "challenge", "; ".join(challenges[:3])
    return _whole_note(probe, rules) or stock_note(probe, rules)


def _title(probe: Probe, rules: AutomaticRules, words: str) -> str | None:
    """Return the subject that auto-replies have; one that may be a topic needs the text as well."""
    subject = probe.title
    sure = titled(subject, rules.words("auto_reply.subjects"))
    if sure and subject.partition(sure)[2].strip(" :.!]}*-"):
        return sure
    topic = sure or titled(subject, rules.words("auto_reply.topics"))
    answered = titled(without_reply(subject), rules.words("auto_reply.subjects"))
    if not topic and not answered:
        return None
    note = _read(probe, rules)
    if sure:
        # A bare "Out of office" may be what a request is about.
        return sure if not note.asks and (note.is_mostly or len(words) < _BARE) else None
    if not note.is_mostly or _brings_file(probe):
        return None
    # A person who answers an automatic reply has "Re: Automatic reply" over his text, too.
    return topic or (answered if note.count(Sense.STATE) else None)


def _whole_note(probe: Probe, rules: AutomaticRules) -> tuple[str, str] | None:
    """Return the sentence by which a text that is a note and nothing else says so."""
    if not may_be_note(probe.words, rules):
        return None
    note = _read(probe, rules, whole=True)
    return ("note", note.telling) if note.is_whole and not _brings_file(probe) else None


def _brings_file(probe: Probe) -> bool:
    """Return whether a file other than a logo came: an answer or a request may be in it."""
    return any(part.filename and not part.content_type.startswith("image/") for part in probe.parts)


def _read(probe: Probe, rules: AutomaticRules, *, whole: bool = False) -> Note:
    sender = probe.first("from").partition("@")[0]
    # "We've got your message" says it where the text does not.
    title = "" if is_reply(probe.title) else probe.subject[:200]
    return read_note(probe.own, title, sender, rules, whole=whole)


# -------------------------------------------------------------------------- newsletters and spam


def _sent_to_many(probe: Probe, rules: AutomaticRules) -> AutomaticFinding | None:
    """Return the signs of mail sent to many; lists on which people talk are none."""
    precedence = probe.first("precedence").lower()
    if precedence in ("bulk", "junk", "list") and _is_empty(probe):
        return AutomaticFinding(Automatic.LIST, "empty", f"Precedence: {precedence}, and no word")
    discussed = any(probe.has(name) for name in rules.words("newsletter.discussion"))
    return None if discussed else _newsletter(probe, rules)


def _newsletter(probe: Probe, rules: AutomaticRules) -> AutomaticFinding | None:
    signs = [entry for entry in rules.words("newsletter.headers") if _has(probe, entry)]
    verdict = next((entry for entry in rules.words("spam.headers") if _has(probe, entry)), None)
    if (not signs and not verdict) or probe.stake:
        return None
    if _is_notice(probe, rules):
        return AutomaticFinding(Automatic.LIST, "notices", ", ".join(signs[:3]))
    if is_reply(probe.title) or _asks_us(probe, rules):
        return None
    if len(signs) < 2 and not verdict:
        return None
    text = fold(probe.text[:65_536])
    words = all_said(text, rules.words("newsletter.phrases"))
    if len(signs) >= 2 and words:
        evidence = f"{', '.join(signs[:3])}; {words[0]}"
        return AutomaticFinding(Automatic.LIST, "newsletter", evidence)
    sold = all_said(text, rules.words("spam.phrases"))
    if verdict and len(sold) >= 2 and "?" not in probe.words:
        return AutomaticFinding(Automatic.SPAM, "spam", f"{verdict}; {'; '.join(sold[:3])}")
    return None


def _is_notice(probe: Probe, rules: AutomaticRules) -> bool:
    """Return whether it may be stopped, and comes from where nobody reads an answer.

    Web forms come from such addresses too, but not in bulk by a machine, and they ask.
    """
    stoppable = probe.has("list-unsubscribe") and not probe.has("reply-to")
    if not stoppable or not NO_REPLY.search(probe.first("from").lower()):
        return False
    if _is_form(probe, rules) or probe.answers:
        return False
    if probe.first("precedence").lower() == "bulk" and probe.has("auto-submitted"):
        return True
    return not _said_by_person(probe, rules, ("request.phrases", "request.questions"))


def _asks_us(probe: Probe, rules: AutomaticRules) -> bool:
    """Return whether somebody asks in *probe*; who tells of decision notices does not."""
    if _said_by_person(probe, rules, ("request.phrases", "request.questions")):
        return True
    named = [law for law in rules.words("request.laws") if not law.endswith(" notice")]
    return said(probe.words, named) is not None


def _is_empty(probe: Probe) -> bool:
    """Return whether nothing is in *probe* that could ask: no subject, no text, no file."""
    return not probe.title and not probe.text.strip() and len(probe.parts) <= 1


def _has(probe: Probe, entry: str) -> bool:
    name, colon, wanted = entry.partition(":")
    values = probe.by_name.get(name, ())
    return any(not colon or value.lower().startswith(wanted.strip()) for value in values)
