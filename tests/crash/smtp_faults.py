"""The way out at fault: dropped, refused, deferred for days, slow, TLS gone wrong (P7, P8)."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

from foibot.store.outbox import State
from foibot.store.unit_of_work import reading
from tests.crash.faults import Fault, OneTrial, dice_of, finished
from tests.crash.letters import opened
from tests.crash.trial import EXPECTED, LEAD, Expected, Verdict, words_of
from tests.crash.world import BEGIN, RECONCILE, Trial, World
from tests.servers.certificate import make_certificate
from tests.servers.smtp_peer import Faults, SmtpPeer, smtp_peer

BARRED = (
    "550 5.4.5 Daily user sending limit exceeded",
    "550 5.1.8 Access denied, bad outbound sender",
    "554 5.7.1 rejected",
    "554 Transaction failed",
)
UNCERTAIN = "nothing shows whether it was taken"
Arrange = Callable[[Faults, random.Random], None]
WITHOUT_SENT = replace(EXPECTED, window=True)


def befallen(name: str, arrange: Arrange, *, sent_folder: bool = True, **tweaks: float) -> OneTrial:
    """Return the trial in which the server does what *arrange* says, and then behaves."""

    def trial(world: World, home: Path, number: int) -> Verdict:
        dice = dice_of(name, number)
        one = world.trial(home)
        one.sent_folder = sent_folder
        one.tweaks |= tweaks
        arrange(world.peer.faults, dice)
        for _ in range(dice.randint(1, 3)):
            one.run()
        world.peer.faults.clear()
        one.tweaks.clear()
        verdict = finished(one, EXPECTED if sent_folder else WITHOUT_SENT)
        return decided(one) if verdict.lost else verdict

    return trial


def decided(one: Trial) -> Verdict:
    """
    Return the verdict once a person has released what waits for one.

    What a server took twice without a word goes a third time only so, and governance was told.  Of
    an alert no other tells: what it was about is told anew while it lasts.
    """
    store = opened(one.config)
    desk = store.config.desks[0]
    with reading(store.engine, desk.key, store.config.store.files) as uow:
        held = {row.key: row.kind for row in uow.outbox.in_state(State.HELD)}
    store.engine.dispose()
    mails = [message_from_bytes(mail.content) for mail in one.peer.accepted]
    told = sum(UNCERTAIN in words_of(mail) for mail in mails if mail["X-Foibot-Kind"] == "alert")
    for key in held:
        one.run(verb=f"held release {key}; once")
    verdict = one.judged()
    silent = told < sum(kind != "alert" for kind in held.values())
    verdict.lost += ["held, and nobody was told"] if silent else []
    return verdict


def before_the_dot(faults: Faults, dice: random.Random) -> None:
    """The connection ends at MAIL, at DATA, or within the mail."""
    for queue, how in ((faults.mail, "drop"), (faults.data, "drop"), (faults.dot, "drop before")):
        queue += [how] * dice.randint(0, 4)
    faults.mail.append("drop")


def accepted(faults: Faults, dice: random.Random) -> None:
    """The server takes the mail and the connection ends before it says so."""
    faults.dot += [dice.choice(("drop after", "drop after", "")) for _ in range(20)]


def lost(faults: Faults, dice: random.Random) -> None:
    """The connection ends after the final dot, and the mail was not taken."""
    faults.dot += [dice.choice(("lose", "lose", "")) for _ in range(12)]


def mixed(faults: Faults, dice: random.Random) -> None:
    """A fifth is dropped after acceptance, others before, deferred, or lost."""
    choices = ("drop after", "drop before", "lose", "451 4.3.0 later", "", "", "")
    faults.dot += [dice.choice(choices) for _ in range(20)]


def tardy(faults: Faults, dice: random.Random) -> None:
    """The answer to the final dot comes later than it is waited for, and is looked for."""
    faults.dot += [f"slow {dice.choice((0.05, 0.2, 0.35))}" for _ in range(12)]


def deferred_for_days(world: World, home: Path, number: int) -> Verdict:
    """Every mail gets 4xx for ten days; then all goes, and of digests only the newest."""
    dice = dice_of("deferred", number)
    trial = world.trial(home)
    at = dice.choice((world.peer.faults.mail, world.peer.faults.data, world.peer.faults.dot))
    at.append(dice.choice(("451 4.7.1 try later", "421 4.3.2 closing", "450 4.2.0 greylisted")))
    world.peer.faults.forever = True
    for hours in (0, 1, 24, 72, 100, 172, 240):
        trial.set_clock(BEGIN + timedelta(hours=hours))
        trial.run()
    world.peer.faults.clear()
    # After so many refusals the next try is up to an hour away.
    trial.set_clock(BEGIN + timedelta(hours=242))
    verdict = finished(trial)
    digests = [
        one.recipients[0]
        for one in trial.peer.accepted
        if message_from_bytes(one.content)["X-Foibot-Kind"] == "digest"
    ]
    verdict.doubled += [f"digests to {who}" for who in {*digests} if digests.count(who) > 1]
    return verdict


def refused(world: World, home: Path, number: int) -> Verdict:
    """One requester's address is refused for good: governance is told once, others get theirs."""
    trial = world.trial(home)
    reply = ("550 5.1.1 no such user", "553 5.1.3 bad address", "554 5.7.1 no")[number % 3]
    world.peer.faults.rcpt["jo1@example.org"] = reply
    try:
        verdict = finished(trial, Expected(("jo2@example.org",), EXPECTED.silent))
    finally:
        world.peer.faults.rcpt.clear()
    told = [
        one
        for one in trial.peer.accepted
        if one.recipients == (LEAD,) and reply[4:] in words_of(message_from_bytes(one.content))
    ]
    if len(told) != 1:
        (verdict.doubled if told else verdict.lost).append(f"{len(told)} alerts of the refusal")
    return verdict


def barred(world: World, home: Path, number: int) -> Verdict:
    """Our own account is refused after each mail: all waits, is told once and goes once."""
    trial = world.trial(home)
    reply = BARRED[number % len(BARRED)]
    world.peer.faults.dot.append(reply)
    world.peer.faults.forever = True
    for _ in range(dice_of("barred", number).randint(1, 6)):
        assert trial.run() == 1, "nothing was said of it"
        time.sleep(RECONCILE)
    world.peer.faults.clear()
    # The server is asked again within the hour at the latest.
    trial.set_clock(BEGIN + timedelta(hours=2))
    verdict = finished(trial)
    mails = [message_from_bytes(one.content) for one in trial.peer.accepted]
    alerts = [words_of(one) for one in mails if one["X-Foibot-Kind"] == "alert"]
    verdict.doubled += ["told as refused for good" for one in alerts if "for good" in one]
    told = sum("refuses all our mail" in one for one in alerts)
    verdict.doubled += ["told twice"] if told > 1 else []
    return verdict


def tls(world: World, home: Path, number: int) -> Verdict:
    """The certificate is another's or unknown, STARTTLS is missing: nothing goes in clear text."""
    home.mkdir(parents=True)
    good = make_certificate(home)
    (home / "other").mkdir()
    other = make_certificate(home / "other", ("mail.elsewhere.example",))
    trial = world.trial(home / "desk")
    bad = (
        {"tls": "starttls", "certificate": other},
        {"tls": "none"},
        {"tls": "tls", "certificate": other},
        {"tls": "starttls", "certificate": good},  # good, but unknown: no ca_file
    )[number % 4]
    # On a connection that is TLS from the start, the last two; else STARTTLS is asked for.
    security = "tls" if bad["tls"] == "tls" else "starttls"
    ca_file = "" if number % 4 == 3 else str(good[0])
    with smtp_peer(**bad) as wrong:
        _through(trial, wrong, security, ca_file)
        trial.run()
        trial.run()
        in_clear = [str(one.recipients) for one in wrong.accepted]
    with smtp_peer(tls=security, certificate=good) as right:
        right.on_accept = trial.keep
        _through(trial, right, security, str(good[0]))
        verdict = finished(trial)
    verdict.misaddressed += in_clear
    return verdict


def _through(trial: Trial, peer: SmtpPeer, security: str, ca_file: str) -> None:
    trial.peer = peer
    trial.smtp = {"security": security}
    if ca_file:
        trial.smtp["ca_file"] = ca_file
    trial.configure()


def faults() -> list[Fault]:
    """Return them all."""
    window = ", no copies in Sent (the window: same Message-ID)"
    return [
        Fault("SMTP drop before the final dot", befallen("before", before_the_dot)),
        Fault("SMTP drop after the final dot, accepted", befallen("after", accepted)),
        Fault(f"the same{window}", befallen("window", accepted, sent_folder=False)),
        Fault("SMTP drop after the final dot, not accepted", befallen("lost", lost)),
        Fault("SMTP drops, loses and defers, mixed", befallen("mixed", mixed)),
        Fault("SMTP slow to answer the dot", befallen("slow", tardy, answer_seconds=0.3)),
        Fault("SMTP 4xx for ten days", deferred_for_days),
        Fault("SMTP 5xx for one requester", refused),
        Fault("SMTP 5xx after DATA for every mail", barred),
        Fault("SMTP certificate and STARTTLS faults", tls),
    ]
