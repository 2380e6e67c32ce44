"""What each fact about what others told us makes of a case: opinions, regulators, a name."""

from __future__ import annotations

from dataclasses import replace

from foibot.case import opinions
from foibot.case.events import Event
from foibot.case.model import Case, Consultation, ConsultedRole, RegulatorLetter


def consulted(case: Case, event: Event, fact: opinions.Consulted) -> Case:
    """Remember whom we asked, about what, and by when they should answer."""
    asked = Consultation(
        items=fact.items,
        role=ConsultedRole(fact.role),
        name=fact.name,
        address=fact.address.lower(),
        text=fact.text,
        reply_by=fact.reply_by,
        limbs=fact.limbs,
        key=f"{case.reference}/{event.seq}",
    )
    return replace(case, consulted=(*case.consulted, asked))


def opinion_received(case: Case, _event: Event, fact: opinions.OpinionReceived) -> Case:
    """Note that whoever was asked wrote back: nobody is reminded any more."""
    return replace(
        case,
        consulted=tuple(
            replace(one, answered_on=fact.received_on)
            if one.address == fact.address.lower() and one.answered_on is None
            else one
            for one in case.consulted
        ),
    )


def opinion_put_off(case: Case, _event: Event, fact: opinions.OpinionPutOff) -> Case:
    """Wait until the day that whoever was asked names; they are reminded after it."""
    until = fact.until
    return replace(
        case,
        consulted=tuple(
            replace(one, reply_by=max(one.reply_by, until))
            if until and one.address == fact.address.lower() and one.answered_on is None
            else one
            for one in case.consulted
        ),
    )


def unreached(case: Case, _event: Event, fact: opinions.ConsultedUnreached) -> Case:
    """Note that a consultation did not arrive: nobody is reminded at that address."""
    each = (replace(o, unreached=True) if o.key == fact.key else o for o in case.consulted)
    return replace(case, consulted=tuple(each))


def opinion_given(case: Case, _event: Event, fact: opinions.OpinionGiven) -> Case:
    """Keep when the qualified person's opinion on some questions was given."""
    rest = tuple(one for one in case.opinions if one[0] not in fact.items)
    return replace(case, opinions=(*rest, *((n, fact.given_on, fact.by) for n in fact.items)))


def requester_named(case: Case, _event: Event, fact: opinions.RequesterNamed) -> Case:
    """Call the requester by the name that they gave."""
    return replace(case, requester=replace(case.requester, name=fact.name))


def regulator_wrote(case: Case, event: Event, fact: opinions.RegulatorWrote) -> Case:
    """Keep what a regulator or tribunal wants, and by when."""
    letter = RegulatorLetter(
        str(event.seq), fact.body, fact.theirs, fact.subject, fact.received_on, fact.reply_by
    )
    return replace(case, regulator=(*case.regulator, letter))


def regulator_dated(case: Case, _event: Event, fact: opinions.RegulatorDated) -> Case:
    """Put another day to the latest letter."""
    *before, last = case.regulator
    return replace(case, regulator=(*before, replace(last, reply_by=fact.reply_by)))


def regulator_answered(case: Case, _event: Event, fact: opinions.RegulatorAnswered) -> Case:
    """Nobody is reminded of the letters so far any more."""
    done = (replace(one, answered_on=one.answered_on or fact.answered_on) for one in case.regulator)
    return replace(case, regulator=tuple(done))
