"""A message -> its Reading: kind, regime, questions, requester, and the reason for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import replace

from foibot.attachments.findings import NOT_READ, UNREADABLE
from foibot.attachments.model import AttachmentText
from foibot.message.model import Message
from foibot.questions.confidence import LAST_RESORT, heaviest, is_doubtful
from foibot.questions.itemise import Itemised
from foibot.questions.model import Item
from foibot.questions.source import BODY, SUBJECT, Source
from foibot.request.bilingual import once
from foibot.request.cues import Act
from foibot.request.features import features
from foibot.request.kind import IN_DOUBT, Decision, Thread, decide, own_data_rule
from foibot.request.language import Tongue, language
from foibot.request.likeness import like_environmental, shipped_likeness
from foibot.request.load import ReadingRules
from foibot.request.model import Kind, Reading, Reason, Regime
from foibot.request.pictures import pictures_sent
from foibot.request.preferences import first_wish, format_preference, period
from foibot.request.regime import Found, find_regime
from foibot.request.reminder import cues_above, reminder
from foibot.request.requester import requester
from foibot.request.second import RULE, second_opinion, settled, shipped_model
from foibot.request.signals import Parts, Signals, parts, signals
from foibot.request.sources import Written, carried, written
from foibot.request.surroundings import around
from foibot.request.urgent import find_urgent

# "My request is now for all emails between ...": said anew, and the whole of it.
NARROWED = re.compile(
    r"\W*(?:so |then )?(?:my|our|the) (?:(?:revised|refined|narrowed|amended|new|updated) )?"
    r"request (?:is|becomes)(?: now| therefore| simply| just)? (?:for|to (?:see|have|receive))\b",
    re.IGNORECASE,
)
# Guide R15: only these carry questions; a subject access request's asks go to the DP team.
WITH_ITEMS = frozenset({Kind.NEW_REQUEST, Kind.SUBJECT_ACCESS, Kind.REUSE, Kind.CLARIFICATION})
# These are done with at once; what they ask for beside is a request of its own.
MAY_ASK_MORE = frozenset({Kind.CHASER, Kind.INTERNAL_REVIEW, Kind.CORRECTION})
# Nothing in the words asks, by these: the whole message is looked at.
NOTHING_ASKED = frozenset({IN_DOUBT, RULE})
FLAG_BELOW = 0.7  # of kind and regime


Itemiser = Callable[[tuple[Source, ...]], Itemised]

# Documents of office programs that no reader here opens, and what is sealed.
_CLOSED = (
    *("application/ms", "application/vnd.", "application/x-ole", "application/wordperfect"),
    *("application/pkcs7-mime", "application/x-pkcs7-mime"),
)


def read_request(
    message: Message,
    attachments: Sequence[AttachmentText],
    rules: ReadingRules,
    itemise: Itemiser,
    thread: Thread | None = None,
) -> Reading:
    """Return what *message* asks for; in doubt it is a request, and flagged."""
    texts = written(message, attachments)
    found = parts(message.subject, texts)
    itemised = itemise(sources_of(message, texts))
    thread = thread or Thread()
    if thread.known and message.in_reply_to:
        # The subject is that of our own mail.
        itemised = replace(itemised, items=_below_the_subject(itemised.items))
    signs = signals(message, texts.body, found, itemised.items, rules.kinds)
    shown = features(found, signs) | around(message, texts, rules.kinds)
    decision = _decided(message, texts, shown, signs, rules, thread)
    repeats = _repeated(message, texts, decision, itemised, itemise, thread)
    tongue = language("\n\n".join(each.text for each in found.all), rules.languages)
    itemised = once(itemised, _asked(decision, itemised, texts), tongue.code, rules.languages)
    items = itemised.items
    own_data = signs.score(Act.OWN_DATA) > 0
    like = (
        like_environmental(shown, shipped_likeness()) if decision.kind is Kind.NEW_REQUEST else None
    )
    regime = find_regime(
        decision.kind, found, items, rules.topics, rules.kinds, own_data=own_data, like=like
    )
    if regime.regime is Regime.SAR and decision.kind is Kind.NEW_REQUEST and not signs.invoked:
        # Every question is about the sender's own data, however many records it names: law.md 7.1.
        decision = Decision(Kind.SUBJECT_ACCESS, *own_data_rule(signs), 0.9)
    reading = _reading(
        message, texts, attachments, found, itemised, decision, regime, rules, tongue
    )
    if repeats:
        return replace(reading, repeats=_with_regimes(repeats, found, rules))
    return replace(reading, besides=_besides(decision, signs, found, rules))


def _decided(
    message: Message,
    texts: Written,
    shown: Set[str],
    signs: Signals,
    rules: ReadingRules,
    thread: Thread,
) -> Decision:
    """Return what the message is: by the rules, the second opinion, and what it carries."""
    decision = decide(message, signs, thread, rules.kinds.senders)
    silent = thread.known and decision.rule == IN_DOUBT
    if message.automatic is None and not silent:
        opinion = second_opinion(shown, shipped_model())
        decision = settled(decision, opinion, signs, known=thread.known)
    if decision.kind is not Kind.NEW_REQUEST or not texts.passed_on:
        return decision
    above = cues_above(message, rules)
    if not any(each.cue.act is Act.CHASES for each in above):
        return decision
    # "Any news on the below?": it may be here already, or never have arrived.
    only = reminder(message, above)
    if only and signs.items:
        return Decision(Kind.CHASER, "reminds-of-what-is-below", only, 0.85)
    return replace(decision, flagged=True)


def _repeated(
    message: Message,
    texts: Written,
    decision: Decision,
    itemised: Itemised,
    itemise: Itemiser,
    thread: Thread,
) -> tuple[Item, ...]:
    """Return the questions of the request that a reminder of no known request carries."""
    if decision.kind is not Kind.CHASER or thread.known:
        return ()
    if texts.passed_on:
        return itemised.items
    below = carried(message)
    return itemise((below,)).items if below else ()


def _asked(decision: Decision, itemised: Itemised, texts: Written) -> tuple[Item, ...]:
    """Return the questions that a message of this kind has, with the text they point into."""
    if decision.kind not in WITH_ITEMS:
        return ()
    items = itemised.items
    if decision.kind is Kind.CLARIFICATION and LAST_RESORT in itemised.doubts:
        # An answer to what we asked need not ask for anything.
        items = tuple(item for item in items if NARROWED.match(item.text))
    if not items and decision.kind is Kind.NEW_REQUEST and decision.rule not in NOTHING_ASKED:
        items = itemised.spare
    if texts.place == BODY:
        return items
    # The mail that was passed on is a file: there the offsets point.
    return tuple(
        replace(item, source=texts.place) if item.source == BODY else item for item in items
    )


def _below_the_subject(items: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(item for item in items if item.source != SUBJECT)


def _besides(
    decision: Decision, signs: Signals, found: Parts, rules: ReadingRules
) -> tuple[Item, ...]:
    """
    Return what a message of another kind plainly asks for as well, each with its regime.

    "You are late with this.  Please also tell me how many ..." asks something new (law.md 7.1).
    """
    if decision.kind not in MAY_ASK_MORE or not signs.plain:
        return ()
    return _with_regimes(signs.plain, found, rules)


def _with_regimes(items: Sequence[Item], found: Parts, rules: ReadingRules) -> tuple[Item, ...]:
    """Return *items* as those of a request, each with its regime."""
    new = Kind.NEW_REQUEST
    regime = find_regime(new, found, items, rules.topics, rules.kinds, own_data=False)
    return tuple(replace(item, regime=law) for item, law in zip(items, regime.items, strict=True))


def sources_of(message: Message, texts: Written) -> tuple[Source, ...]:
    """Return where questions are looked for: what was written, the files, the subject."""
    return (*texts.all, Source(SUBJECT, ((message.subject, 0),)))


def _reading(
    message: Message,
    texts: Written,
    attachments: Sequence[AttachmentText],
    found: Parts,
    itemised: Itemised,
    decision: Decision,
    regime: Found,
    rules: ReadingRules,
    tongue: Tongue,
) -> Reading:
    items = itemised.items
    urgent = find_urgent(found.all, rules.urgent)
    who = requester(message, texts)
    wish = format_preference(found.body) or first_wish(itemised.formats)
    sure = min(decision.confidence, regime.confidence)
    listed = itemised.confidence if decision.kind in WITH_ITEMS and items else 1.0
    if decision.kind is Kind.NEW_REQUEST and not items:
        sure = min(sure, 0.5)
    confidence = min(sure, listed)
    unsure = is_doubtful(listed)
    reasons = [decision.reason, *regime.reasons, *urgent, *who.reasons, tongue.reason]
    unread = [said for each in attachments if (said := _unread(each))]
    unread += [f"{name} (picture)" for name in pictures_sent(message)]
    reasons += [Reason("attachment-not-read", name) for name in unread[:5]]
    if message.encrypted:
        reasons.append(Reason("encrypted", "a person must open it"))
    if unsure:
        reasons += [Reason("check-the-questions", said) for said in heaviest(itemised.doubts)]
    if sure < FLAG_BELOW:
        reasons.append(Reason("check-what-it-is", _unsure_of(decision, regime)))
    if texts.cut:
        reasons.append(Reason("too-long-to-read-whole", "a person should read the rest"))
    return Reading(
        kind=decision.kind,
        regime=regime.regime,
        items=tuple(
            item if item.regime == law else replace(item, regime=law)
            for item, law in zip(items, regime.items, strict=True)
        ),
        confidence=round(confidence, 2),
        urgent=bool(urgent),
        flagged=bool(
            decision.flagged
            or urgent
            or regime.flagged
            or unsure
            or sure < FLAG_BELOW
            or texts.cut
            or unread
            or message.encrypted
        ),
        format_preference=wish,
        period=period(found.body, items, itemised.scopes),
        requester_name=who.name,
        requester_org=who.organisation,
        language=tongue.code,
        reasons=tuple(_distinct(reasons)),
    )


def _unsure_of(decision: Decision, regime: Found) -> str:
    """Return whether the kind or the law of the message is the less certain."""
    if regime.confidence < decision.confidence:
        return "whether it is environmental information"
    return f"whether it is {decision.kind.value.replace('_', ' ')}"


def _unread(attached: AttachmentText) -> str:
    """Return the name of a file that only a person can read, and why; "" for all others."""
    why = next((each for each in attached.findings if each in NOT_READ), "")
    if not why and attached.content_type.startswith(_CLOSED):
        why = next((each for each in attached.findings if each == UNREADABLE), "")
    return f"{attached.filename} ({why.partition(':')[0]})" if why else ""


def _distinct(reasons: Sequence[Reason]) -> list[Reason]:
    return list(dict.fromkeys(reason for reason in reasons if reason.rule))
