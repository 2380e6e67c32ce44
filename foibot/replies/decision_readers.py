"""What stands behind each word of decision: assign, extend, clarify, split and the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from foibot.replies.dates import find_date, past_day
from foibot.replies.decision_parts import (
    REFERENCE,
    Decision,
    Parts,
    addresses_in,
    amount_in,
    assigned_to,
    behind_colon,
    charge_parts,
    charged_for,
    file_named,
    key_list,
    name_before,
    parts_of_split,
    reason_in,
)
from foibot.replies.exemptions import exemptions_in
from foibot.replies.labels import numbers_in
from foibot.replies.model import Key, Unclear
from foibot.replies.more_time import allowed
from foibot.replies.qualified import posted
from foibot.replies.words import plain
from foibot.trust.permissions import Action

# "Can you give Q3 to the Finance team please?"
# "reword Q1 to How many ...?"
_TO_READ = re.compile(
    r"\W{0,3}[Qq](?:uestion)?[ .]?[0-9]{1,3}[,:]?\s(?:to|as)(?:\s(?:read|say))?[:,]?\s"
    r"(\S.{4,2000})$",
    re.DOTALL,
)
ASKED_NICELY = re.compile(r"(?:[\s,]+(?:please|pls))?\s*\?*$", re.IGNORECASE)
GIVEN_BY = re.compile(r"\b(?:by|gan)\s+(.{2,80}?)\s*(?:,?\s+on\s+\d.*)?$", re.IGNORECASE)


def _approve(parts: Parts) -> Decision | Unclear:
    return parts.unclear("write the word and its code alone on the line, as in APPROVE 7F3K-92QD")


_NO_WHAT = frozenset({"longer", "problem", "problems", "worries", "more", "need", "hurry", "rush"})
_BARE_NO = frozenset({"no", "na", "nage", "reject", "rejected"})


def _reject(parts: Parts) -> Decision | Unclear:
    reason = parts.rest.lstrip(" :,.-\u2013\u2014")
    if not plain(reason) or plain(reason)[0] in _NO_WHAT:
        return parts.unclear("say why, as in: no: the figure in Q2 is last year's")
    # "Not happy with Q2" is its own reason.
    said = reason if plain(parts.whole)[0] in _BARE_NO else parts.whole
    return Decision(Action.REJECT, text=said)


def _assign(parts: Parts) -> Decision | Unclear:
    keys = key_list(parts, whole_case=True)
    service = assigned_to(ASKED_NICELY.sub("", parts.rest))
    if not keys or not service:
        return parts.unclear("say which question and to whom, as in: assign Q3 to Highways")
    return Decision(Action.ASSIGN, keys, to=service)


def _extend(parts: Parts) -> Decision | Unclear:
    said = parts.rules.decisions
    rest = parts.rest
    until = find_date(rest, parts.rules.dates, parts.today)
    pit = said["public_interest"].within(rest)
    eir = said["complex"].within(rest) and said["voluminous"].within(rest)
    reason = reason_in(rest, parts.rules)
    # A review has no questions of its own; its ground is that it is exceptional (IR-4).
    no_questions = not parts.questions.all_keys
    if until is None:
        return parts.unclear("say until when, as in: extend until 12 May")
    if (pit and eir) or not (pit or eir or no_questions):
        return parts.unclear(
            "say the ground: public interest (FOI), or complex and voluminous (EIR)"
        )
    if not reason:
        return parts.unclear("say the reason behind a colon")
    basis = "pit" if pit else "eir" if eir else "review"
    keys = key_list(parts, whole_case=True)
    return Decision(
        Action.EXTEND, keys, reason, until=until, basis=basis, exemptions=exemptions_in(rest)
    )


def _clarify(parts: Parts) -> Decision | Unclear:
    if addresses_in(parts.rest.partition(":")[0]):
        return _consult(parts)  # "ask Acme Ltd <bids@acme.example> about Q2: ..."
    said = parts.rules.decisions
    if said["answered"].within(parts.whole.partition(":")[0]):
        return _clarified(parts)
    question = behind_colon(parts.rest)
    before = parts.rest[: len(parts.rest) - len(question)] if question else parts.rest
    genuine, advice = said["genuine"].within(before), said["advice"].within(before)
    keys = key_list(parts, whole_case=True)
    if not question or not keys:
        return parts.unclear("say which question and what to ask: clarify Q2 genuine: which year?")
    if genuine == advice:
        # CLK-3: only a genuine need stops the clock, and only a person can say so.
        return parts.unclear("say whether it is genuine (the clock stops) or advice (it runs on)")
    return Decision(Action.CLARIFY, keys, question, genuine=genuine)


def _clarified(parts: Parts) -> Decision | Unclear:
    """Read "clarified Q2 on 3 March: they mean the year 2024": the answer came in another way."""
    text = behind_colon(parts.rest)
    if not text:
        return parts.unclear(
            "say what the requester answered, as in: clarified Q2 on 3 March: they mean 2024"
        )
    before = parts.rest[: len(parts.rest) - len(text)]
    on = _day_that_was(
        before, parts, "the answer came, as in: clarified Q2 on 3 March: they mean 2024"
    )
    keys = key_list(parts, whole_case=True)
    return on if isinstance(on, Unclear) else Decision(Action.CLARIFY, keys, text, until=on)


def _day_that_was(text: str, parts: Parts, what: str) -> date | Unclear:
    """Return the day that *text* names, today for none: 12 March said in April is this year's."""
    said = REFERENCE.sub(" ", text)  # its year is no day's
    on = past_day(said, parts.rules.dates, parts.today)
    ahead = find_date(said, parts.rules.dates, parts.today) if on is None else None
    if ahead is not None:
        return parts.unclear(f"{ahead:%-d %B %Y} is still to come: say on which day {what}")
    return on or parts.today


def _fee(parts: Parts) -> Decision | Unclear:
    keys = key_list(parts, whole_case=True)
    if parts.rules.decisions["paid"].within(parts.rest):
        on = _day_that_was(parts.rest, parts, "the fee came, as in: fee paid 3 March")
        return on if isinstance(on, Unclear) else Decision(Action.FEE, keys, until=on, paid=True)
    amount = amount_in(parts.rest)
    if not amount:
        return parts.unclear("say the amount (fee \u00a325) or that it was paid (fee paid 3 March)")
    reason = reason_in(parts.rest, parts.rules) or charged_for(parts.rest)
    return Decision(Action.FEE, keys, reason, amount=amount, parts=charge_parts(reason))


def _transfer(parts: Parts) -> Decision | Unclear:
    body = assigned_to(parts.rest)
    keys = key_list(parts, whole_case=True)
    if not body or not keys:
        return parts.unclear("say to whom, as in: transfer Q2 to Ashshire County Council: reason")
    return Decision(Action.TRANSFER, keys, behind_colon(parts.rest), to=body)


def _refuse(parts: Parts) -> Decision | Unclear:
    keys = key_list(parts, whole_case=False)
    exemptions = exemptions_in(parts.rest)
    reason = reason_in(parts.rest, parts.rules)
    if not keys or not exemptions or not reason:
        return parts.unclear("say which question, the exemption and why: refuse Q2 s.43(2): reason")
    return Decision(Action.REFUSE, keys, reason, exemptions=exemptions)


def _release(parts: Parts) -> Decision | Unclear:
    return Decision(Action.RELEASE, text=parts.rest)


def _file(parts: Parts) -> Decision | Unclear:
    reference = REFERENCE.search(parts.rest)
    if reference is None:
        return parts.unclear("say under which case, as in: file under FOI-2026-00012")
    return Decision(Action.FILE, text=reference[0])


def _consult(parts: Parts) -> Decision | Unclear:
    return _asked_of(Action.CONSULT, parts, "consult Q2 Acme Ltd <bids@acme.example>: the rates")


def _opinion(parts: Parts) -> Decision | Unclear:
    head, _, text = parts.rest.partition(":")
    if not parts.rules.decisions["given"].within(head):
        example = "opinion Q2 Ann Lee <chief.executive@council.example> section 36(2)(c): why"
        return _asked_of(Action.CONSULT, parts, example, opinion=True)
    keys = key_list(parts, whole_case=True)
    on = find_date(head, parts.rules.dates, parts.today) or parts.today
    by = GIVEN_BY.search(" ".join(head.split()))
    # An opinion that was given lies in the past.
    on = on.replace(year=on.year - 1) if on > parts.today else on
    if not keys or not plain(text):
        example = "opinion Q2 given 3 March by the Monitoring Officer: ..."
        return parts.unclear(f"say for which question, when, by whom and what: {example}")
    return Decision(Action.OPINION, keys, text.strip(), to=posted(by[1]) if by else "", until=on)


def _asked_of(
    action: Action, parts: Parts, example: str, *, opinion: bool = False
) -> Decision | Unclear:
    """Return that somebody is asked; the one address in the head of the line says who."""
    head, colon, text = parts.rest.partition(":")
    keys = key_list(parts, whole_case=True)
    found = addresses_in(head)
    if not keys or len(found) != 1 or not colon or not plain(text):
        return parts.unclear(f"say which question, whom and what to ask, as in: {example}")
    limbs = exemptions_in(head) if opinion else ()
    basis = "opinion" if opinion else ""
    name = name_before(head, found[0])
    return Decision(
        action, keys, text.strip(), name, address=found[0], basis=basis, exemptions=limbs
    )


def _split(parts: Parts) -> Decision | Unclear:
    keys = key_list(parts, whole_case=False)
    pieces_ = parts_of_split(behind_colon(parts.rest))
    if len(keys) != 1 or len(pieces_) < 2:
        return parts.unclear(
            "write the parts with a stroke between: split Q2: How many? / What cost?"
        )
    return Decision(Action.SPLIT, keys, parts=pieces_)


def _merge(parts: Parts) -> Decision | Unclear:
    keys = key_list(parts, whole_case=False) or _bare_numbers(parts)
    if len(keys) < 2 or len({key.reference for key in keys}) != 1:
        return parts.unclear("name the questions of one case: merge Q3 and Q4")
    return Decision(Action.MERGE, keys, behind_colon(parts.rest))


def _bare_numbers(parts: Parts) -> tuple[Key, ...]:
    """Return the questions of "merge 1 and 2"."""
    numbers = numbers_in(parts.rest.split(":", 1)[0], parts.questions.known)
    return parts.questions.resolve(numbers, None, None).keys if numbers else ()


def _reword(parts: Parts) -> Decision | Unclear:
    keys, text = key_list(parts, whole_case=False), behind_colon(parts.rest)
    to = _TO_READ.match(parts.rest)
    text = text or (to[1].strip("\"'\u201c\u201d ") if to else "")
    if len(keys) != 1 or not text:
        return parts.unclear("write the new wording behind a colon: reword Q2: How many ...?")
    return Decision(Action.REWORD, keys, text)


def _drop(parts: Parts) -> Decision | Unclear:
    if file_named(parts):
        return _leaves(parts, Action.ENCLOSURE, "drop")
    keys, reason = key_list(parts, whole_case=False), reason_in(parts.rest, parts.rules)
    if not keys or not reason:
        return parts.unclear("say which question and why: drop Q4: it is a remark")
    return Decision(Action.DROP, keys, reason)


def _original(parts: Parts) -> Decision | Unclear:
    return _leaves(parts, Action.ORIGINAL, "original")


def _safe(parts: Parts) -> Decision | Unclear:
    return _leaves(parts, Action.ENCLOSURE, "safe")


def _leaves(parts: Parts, action: Action, how: str) -> Decision | Unclear:
    """Return how a file that goes with the letter leaves; safe is the rule and needs no reason."""
    name, reason = file_named(parts), reason_in(parts.rest, parts.rules)
    if not name or (not reason and how != "safe"):
        return parts.unclear(f"say which file and why, as in: {how} file 1: the reason")
    return Decision(action, to=name, text=reason, basis=how)


def _add(parts: Parts) -> Decision | Unclear:
    text = behind_colon(parts.rest) or parts.rest.lstrip(" :-")
    reference = REFERENCE.search(parts.rest)
    if reference is not None and "?" not in text:
        return Decision(Action.FILE, text=reference[0])  # "add this to FOI-2026-00012"
    # "Can you add that figures are provisional" is about the letter, and no question.
    asks = ":" in parts.rest or "?" in text
    if len(plain(text)) < 3 or not asks:
        return parts.unclear("write the question behind a colon: add: How many ...?")
    return Decision(Action.ADD, text=text)


def _redate(parts: Parts) -> Decision | Unclear:
    on = find_date(parts.rest, parts.rules.dates, parts.today)
    if on is not None and on > parts.today:
        on = on.replace(year=on.year - 1)
    if on is None:
        return parts.unclear("say the day it was received, as in: redate 3 March: it was in Junk")
    return Decision(Action.REDATE, text=reason_in(parts.rest, parts.rules), until=on)


def _with_reason(action: Action) -> Callable[[Parts], Decision | Unclear]:
    def read(parts: Parts) -> Decision | Unclear:
        reason = reason_in(parts.rest, parts.rules) or parts.rest.lstrip(" :-")
        if not plain(reason):
            return parts.unclear(f"say why, as in: {action.value}: reason")
        keys = key_list(parts, whole_case=False)
        return Decision(action, keys, reason)

    return read


_THE_LAST = frozenset(plain("that this it the last one please decision hynny"))


def _undo(parts: Parts) -> Decision | Unclear:
    keys = key_list(parts, whole_case=False)
    what = plain(parts.rest)
    if what and not keys and len(what) > 3:
        return parts.unclear("say what to undo, as in: undo, undo Q2, undo assign")
    named = not keys and not _THE_LAST.issuperset(what)
    return Decision(Action.UNDO, keys, parts.rest if named else "")


READERS: Mapping[Action, Callable[[Parts], Decision | Unclear]] = {
    Action.APPROVE: _approve,
    Action.REJECT: _reject,
    Action.ASSIGN: _assign,
    Action.EXTEND: _extend,
    Action.MORE_TIME: allowed,
    Action.CLARIFY: _clarify,
    Action.FEE: _fee,
    Action.TRANSFER: _transfer,
    Action.REFUSE: _refuse,
    Action.RELEASE: _release,
    Action.FILE: _file,
    Action.CONSULT: _consult,
    Action.OPINION: _opinion,
    Action.ORIGINAL: _original,
    Action.ENCLOSURE: _safe,
    Action.SPLIT: _split,
    Action.MERGE: _merge,
    Action.REWORD: _reword,
    Action.DROP: _drop,
    Action.ADD: _add,
    Action.REDATE: _redate,
    Action.CLOSE: _with_reason(Action.CLOSE),
    Action.REOPEN: _with_reason(Action.REOPEN),
    Action.WITHDRAW: _with_reason(Action.WITHDRAW),
    Action.UNDO: _undo,
}
