"""Third parties and the qualified person: asked by mail, reminded, and what they say put down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foibot.case import events, opinions
from foibot.case.blind import blind
from foibot.case.clockwork import case_clock
from foibot.case.consulted import Nudge, Overdue, overdue
from foibot.case.model import Consultation, ConsultedRole
from foibot.handlers.arrival import Arrival
from foibot.handlers.casefile import CaseFile
from foibot.handlers.deciding import Decider, DecisionError, chosen, record
from foibot.handlers.desk import Desk
from foibot.handlers.hold import hold_for
from foibot.handlers.post import Mail
from foibot.handlers.result import Result, kept
from foibot.letter.blocks import Blocks, Quote, paragraph
from foibot.letter.dates import long_date, short_date
from foibot.letter.governance import AlertKind, QualifiedPerson
from foibot.letter.governance import Consultation as ConsultationLetter
from foibot.letter.plain import blocks_of_text
from foibot.message.address import strict_address
from foibot.replies.days import days_named
from foibot.replies.later import answers_later
from foibot.store.lanes import Lane
from foibot.triage.chain import Verdict
from foibot.trust.permissions import Action, Allowed, Facts, may
from foibot.trust.tokens import body_marker

LONGEST = 20_000
SHOWN = 1500  # so much of an attachment's words stands in our mail
LIMBS = "section 36(2)(b) or (c)"


def consult(
    file: CaseFile,
    ns: Sequence[int],
    whom: tuple[str, str],
    text: str,
    who: Decider,
    desk: Desk,
    *,
    opinion: bool = False,
    limbs: str = "",
) -> CaseFile:
    """
    Ask *whom*, a name and an address, about disclosing some questions; the time runs on.

    A third party says what harm there would be (LET-13).  The qualified person is one of the
    authority's own, and gives the opinion that section 36 needs (check L7).
    """
    name, address = whom
    items = chosen(file, ns)
    if strict_address(address) is None:
        raise DecisionError(f"{address} is not an e-mail address")
    if address.lower() == file.case.requester.address.lower():
        raise DecisionError("that is the address of whoever asked")
    if opinion and not desk.people.is_staff(address.lower()):
        raise DecisionError("the qualified person is one of the authority's own people")
    role = ConsultedRole.QUALIFIED_PERSON if opinion else ConsultedRole.THIRD_PARTY
    days = desk.office.timetable.consulting
    reply_by = desk.office.own_days.working_day(desk.today, days.reply)
    numbers = tuple(item.n for item in items)
    fact = opinions.Consulted(numbers, role.value, name, address, text, reply_by, limbs)
    file = record(file, who, desk, fact)
    _write(file, file.case.consulted[-1], reply_by, desk)
    return file


def _write(
    file: CaseFile, asked: Consultation, reply_by: date, desk: Desk, *, reminder: bool = False
) -> None:
    """Queue the mail: the questions and what was decided to ask, never who asked (RET-5)."""
    who = file.case.requester
    items = [item for item in file.case.items if item.n in asked.items]
    about: Blocks = tuple(Quote(blocks_of_text(blind(i.question.text, who))) for i in items)
    wanted = paragraph("This is what we would like to know about:")
    told: Blocks = (*about, wanted, *blocks_of_text(blind(asked.text, who)))
    lane = Lane.REMINDER if reminder else Lane.URGENT
    if asked.role is ConsultedRole.THIRD_PARTY:
        key = f"consultation/{asked.key}/{'reminder' if reminder else 'first'}"
        letter = ConsultationLetter(
            reference=file.reference,
            party=asked.name or "Sir or Madam",
            information=told,
            reply_by=reply_by,
            reminder=reminder,
        )
        desk.post.send(letter, Mail(key, asked.address, file.reference, lane=lane))
        return
    key = f"qualified-person/{asked.key}/{'reminder' if reminder else 'first'}"
    mail = desk.to_staff(asked.address, key, file.reference, lane=lane)
    context = QualifiedPerson(
        person=asked.name or "colleague",
        reference=file.reference,
        question=about,
        limbs=asked.limbs or LIMBS,
        arguments=blocks_of_text(blind(asked.text, who)),
        reply_by=reply_by,
        token=body_marker(desk.post.token_of(mail)),
        reminder=reminder,
    )
    desk.post.send(context, mail)


def remind_consulted(file: CaseFile, desk: Desk) -> CaseFile:
    """Remind whoever did not answer, and tell governance in the end; each once."""
    days = desk.office.timetable.consulting
    for one in overdue(file.case, desk.today, days, desk.office.own_days):
        fact = events.Reminded(
            one.about.items[0], one.nudge.value, one.key, (one.about.address,), one.supersedes
        )
        file = desk.files.record(file, fact)
        _nudge(file, one, desk)
    return file


def _nudge(file: CaseFile, one: Overdue, desk: Desk) -> None:
    if one.nudge is Nudge.REMIND:
        left = desk.office.timetable.consulting
        until = desk.office.own_days.working_day(desk.today, left.alert - left.remind)
        _write(file, one.about, until, desk, reminder=True)
        return
    asked = one.about
    what = (
        f"{asked.name or asked.address} ({asked.role.value}) has not answered; "
        f"the answer was asked for by {short_date(asked.reply_by)}"
    )
    choices = (asked_again(asked, None), *_given(asked))
    desk.alert(AlertKind.OPINION, file, what, (), choices, subject=asked.key)


def _put_off(
    file: CaseFile, asked: Consultation, author: str, arrival: Arrival, desk: Desk
) -> Result:
    """Note that the answer comes later, and tell governance; the time of the case runs on."""
    text = arrival.message.reply_text[:LONGEST]
    due = case_clock(desk.office.clocks(file.case, file.history, desk.today)).due
    named = days_named(text, desk.office.replies.dates, desk.today, asked.reply_by).one
    in_time = named if named and (due is None or named < due) else None
    fact = opinions.OpinionPutOff(author, text, arrival.received_on, in_time)
    file = desk.files.record(file, fact, actor=author, message=arrival.identity)
    whose = f"{asked.name or author} ({asked.role.value})"
    day = f" by {long_date(named)}" if named else " later"
    late = ", which is too late for the legal deadline" if named and not in_time else ""
    after = next(one.reply_by for one in file.case.consulted if one.key == asked.key)
    what = f"{whose} will answer{day}{late}"
    lines = [line for line in text.splitlines() if line.strip()]
    lines += [f"They are reminded after {long_date(after)}; nothing else waits for them"]
    choices = (asked_again(asked, None), *_choices(asked, arrival.received_on)[:1])
    desk.alert(AlertKind.OPINION, file, what, lines, choices)
    return Result(file.reference, reading=kept(arrival.reading))


def _attached(arrival: Arrival) -> list[str]:
    """Return the words of what was attached, which nobody can open from our mail (T15)."""
    told = {one.filename: one.text for one in arrival.opened.texts if one.text.strip()}
    lines = []
    for one in arrival.message.attachments:
        name = one.filename or "a file without a name"
        text = " ".join(told.get(one.filename, "").split())
        read = f"it says: {shown(text)}" if text else "its words could not be read"
        lines.append(f"Attached: {name}; {read} (kept with message {arrival.waiting.id})")
    return lines


def asked_again(asked: Consultation, instead: str | None) -> str:
    """Return the decision by which somebody else, *instead* where one is named, is asked."""
    which = " and ".join(f"Q{n}" for n in asked.items)
    name = asked.name or "the name"
    address = f"<{instead or 'another address'}>"
    if asked.role is ConsultedRole.QUALIFIED_PERSON:
        return (
            f"opinion {which} {name} {address} {asked.limbs or 'section 36(2)(c)'}: the arguments"
        )
    return f"consult {which} {name} {address}: what you would like to know"


def shown(text: str) -> str:
    """Return *text*, or its beginning where it is long."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()} ..."


def _choices(asked: Consultation, on: date) -> tuple[str, ...]:
    """Return what governance may decide after an answer: nothing follows from it by itself."""
    which = " and ".join(f"Q{n}" for n in asked.items)
    again = f"{asked.name} <{asked.address}>".strip() if asked.name else asked.address
    if asked.role is ConsultedRole.QUALIFIED_PERSON:
        whose = f"by {asked.name}, Chief Executive" if asked.name else "by the Chief Executive"
        said = "what the opinion is, for which limb, and why"
        return (
            f"opinion {which} given {short_date(on)} {whose}: {said}",
            f"opinion {which} {again} {asked.limbs or 'section 36(2)(c)'}: what more they need",
        )
    first = f"Q{asked.items[0]}"
    return (
        f"refuse {first} s.43(2): the reason, and on lines of their own Harm:, For disclosure:, "
        "For withholding:, Balance:",
        f"{first}: the new words of its answer",
        f"consult {which} {again}: what else you would like to know",
    )


def _given(asked: Consultation) -> tuple[str, ...]:
    if asked.role is not ConsultedRole.QUALIFIED_PERSON:
        return ()
    which = " and ".join(f"Q{n}" for n in asked.items)
    said = "what the opinion is, for which limb, and why"
    return (f"opinion {which} given 3 March by the Monitoring Officer: {said}",)


def opinion(arrival: Arrival, desk: Desk, verdict: Verdict) -> Result:
    """Put what a consulted person wrote before governance; nothing follows from it by itself."""
    row, author = arrival.context.granted, arrival.context.author
    file = desk.files.load(row.case_ref) if row is not None and row.case_ref else None
    if row is None or author is None or file is None:
        return hold_for(arrival, desk, verdict.why)
    asked = next((one for one in reversed(file.case.consulted) if one.address == author), None)
    if asked is None:
        return hold_for(arrival, desk, f"{verdict.why} That was undone.")
    facts = Facts(domain=arrival.context.verdict.passed, token=True, address=True)
    wanted = Action.ANSWER if asked.role is ConsultedRole.THIRD_PARTY else Action.OPINION
    allowed = may(wanted, facts)
    if not isinstance(allowed, Allowed):
        return hold_for(arrival, desk, "; ".join(allowed.reasons))
    return take_opinion(file, asked, author, arrival, desk)


def take_opinion(
    file: CaseFile, asked: Consultation, author: str, arrival: Arrival, desk: Desk
) -> Result:
    """Keep what *author*, who was asked, wrote and attached, and put it before governance."""
    text = arrival.message.reply_text[:LONGEST]
    if answers_later(arrival.message, desk.office.replies):
        return _put_off(file, asked, author, arrival, desk)
    fact = opinions.OpinionReceived(author, text, arrival.received_on)
    file = desk.files.record(file, fact, actor=author, message=arrival.identity)
    which = ", ".join(f"Q{n}" for n in asked.items)
    what = f"{asked.name or author} ({asked.role.value}) answered about {which}"
    lines = [line for line in text.splitlines() if line.strip()]
    lines += _attached(arrival)
    desk.alert(AlertKind.OPINION, file, what, lines, _choices(asked, arrival.received_on))
    return Result(file.reference, reading=kept(arrival.reading))


def give_opinion(
    file: CaseFile,
    ns: Sequence[int],
    on: date,
    text: str,
    who: Decider,
    desk: Desk,
    *,
    by: str = "",
) -> CaseFile:
    """Record that *by*, the qualified person, is of the opinion that s.36 is engaged (L7)."""
    if on > desk.today:
        raise DecisionError(f"{short_date(on)} is still to come")
    numbers = tuple(item.n for item in chosen(file, ns))
    return record(file, who, desk, opinions.OpinionGiven(numbers, on, text, by))
