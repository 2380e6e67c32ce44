"""The mailbox at fault: cut, slow, lying, renumbered; people at work in it (P2, P3, P14)."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import imapclient
from imapclient.exceptions import IMAPClientError

from tests.crash.faults import Fault, dice_of, finished
from tests.crash.trial import EXPECTED, MAILS, Expected, Verdict, request
from tests.crash.world import Trial, World
from tests.servers.cutting_proxy import cutting_proxy
from tests.servers.toy_imap import Lies, ToyImap, toy_imap


def cut(world: World, home: Path, number: int) -> Verdict:
    """The connection ends after byte *number* of the server's answers."""
    with cutting_proxy(world.dovecot.port) as proxy:
        trial = world.trial(home)
        trial.imap_port = proxy.port
        trial.configure()
        proxy.cut_after = number
        trial.run()
        proxy.cut_after = None
        return finished(trial)


def bytes_of_a_run(world: World, home: Path) -> int:
    """Return how many bytes the server says in an undisturbed run."""
    with cutting_proxy(world.dovecot.port) as proxy:
        trial = world.trial(home)
        trial.imap_port = proxy.port
        trial.configure()
        assert trial.run() == 0
        return proxy.passed


def slow(world: World, home: Path, number: int) -> Verdict:
    """Each answer takes its time; in every third trial longer than is waited for."""
    dice = dice_of("slow", number)
    with cutting_proxy(world.dovecot.port) as proxy:
        trial = world.trial(home)
        trial.imap_port = proxy.port
        trial.configure()
        proxy.delay = dice.uniform(0.0, 0.08)
        if number % 3 == 0:
            trial.tweaks["answer_seconds"] = 0.3
            proxy.delay = 0.6
        trial.run()
        proxy.delay = 0.0
        trial.tweaks.clear()
        return finished(trial)


def on_a_toy(
    world: World, home: Path, dice: random.Random, befall: Callable[[ToyImap, random.Random], None]
) -> Verdict:
    """Return what came of a server that lies for some starts, and then not any more."""
    with toy_imap() as box:
        trial = world.trial(home, mails=())
        trial.box, trial.imap_port = box, box.port
        trial.put(*MAILS)
        trial.configure()
        for _ in range(dice.randint(1, 3)):
            befall(box, dice)
            trial.run()
        box.lies = Lies(no_header_search=box.lies.no_header_search)
        return finished(trial)


def some(dice: random.Random) -> Callable[[int], bool]:
    """Return a choice of messages."""
    chosen = {uid for uid in range(1, 40) if dice.random() < 0.4}
    return lambda uid: uid in chosen


def lie(box: ToyImap, dice: random.Random) -> None:
    """Make the server lie in some of the ways it can."""
    lies = Lies(
        half_sizes=dice.random() < 0.3,
        invented=dice.random() < 0.3,
        chatter=dice.random() < 0.5,
        busy=dice.choice((0, 0, 1, 3)),
        no_header_search=dice.random() < 0.2,
    )
    names = ("left_out", "not_listed", "empty", "refused", "hung_up", "garbled")
    for name in dice.sample(names, 2):
        lies = lies.about(name, some(dice))
    box.lies = lies


def lying(world: World, home: Path, number: int) -> Verdict:
    """The server leaves out, invents, refuses and garbles."""
    return on_a_toy(world, home, dice_of("lying", number), lie)


def never_given(world: World, home: Path, number: int) -> Verdict:
    """One message is never given, in one of four ways: all others are answered (P5)."""
    how = ("refused", "hung_up", "garbled", "empty")[number % 4]
    with toy_imap() as box:
        trial = world.trial(home, mails=())
        trial.box, trial.imap_port = box, box.port
        trial.put(MAILS[0], request(66), MAILS[1], MAILS[2])
        trial.configure()
        box.lies = Lies().about(how, lambda uid: uid == 2)
        for _ in range(3):
            trial.run()
            time.sleep(0.1)
        verdict = trial.judged()
        if how != "empty" and b"UID 2" not in Path(f"{trial.trail}.log").read_bytes():
            verdict.lost.append("nobody was told of the message that is not given")
        return verdict


def renumber(trial: Trial, validity: int) -> None:
    """Give the mailbox another UIDVALIDITY, as a migration does."""
    home = trial.world.dovecot.maildir(trial.user)
    for path in home.glob("dovecot*"):
        if path.is_file():
            path.unlink()
    listing = home / "dovecot-uidlist"
    listing.write_text(f"3 V{validity} N1 G{validity:032x}\n")
    owner = home.stat()
    os.chown(listing, owner.st_uid, owner.st_gid)


def renumbered(world: World, home: Path, number: int) -> Verdict:
    """UIDVALIDITY changes twice while mail comes in and the service is killed."""
    dice = dice_of("renumbered", number)
    trial = world.trial(home)
    wanted = list(EXPECTED.requesters)
    for turn in (1, 2):
        trial.run(kill_at=dice.randint(1, 200) if dice.random() < 0.5 else None)
        renumber(trial, 1_000_000 * turn + number)
        trial.put(request(turn * 10))
        wanted.append(f"jo{turn * 10}@example.org")
    return finished(trial, Expected(tuple(wanted), EXPECTED.silent))


def meddle(person: imapclient.IMAPClient, dice: random.Random) -> None:
    """Do one of the things that people do to the mail in their mailbox."""
    here = dice.choice(("INBOX", "INBOX", "Processed", "Junk Email"))
    person.select_folder(here)
    uids = person.search("ALL")
    if not uids:
        return
    chosen = dice.sample(uids, min(len(uids), dice.randint(1, 2)))
    elsewhere = dice.choice(("INBOX", "Processed"))
    what = dice.choice(("move", "copy", "read", "unread", "flag"))
    if what == "move" and elsewhere != here:
        person.move(chosen, elsewhere)
    elif what == "copy":
        person.copy(chosen, elsewhere)
    elif what == "read":
        person.add_flags(chosen, [b"\\Seen"])
    elif what == "unread":
        person.remove_flags(chosen, [b"\\Seen"])
    else:
        person.add_flags(chosen, [b"\\Flagged"])


def people(world: World, home: Path, number: int) -> Verdict:
    """The service runs while a person moves, copies, reads and deletes messages."""
    dice = dice_of("people", number)
    trial = world.trial(home)
    pid = world.zygote.start(trial.victim("serve"))
    person = world.dovecot.client(trial.user)
    wanted = list(EXPECTED.requesters)
    for turn in range(12):
        with suppress(IMAPClientError):
            meddle(person, dice)
        if turn in {3, 7}:
            trial.put(request(turn * 10))
            wanted.append(f"jo{turn * 10}@example.org")
        time.sleep(dice.uniform(0.02, 0.3))
    expected = Expected(tuple(wanted), EXPECTED.silent)
    _bring_back(person)
    end = time.monotonic() + 20
    trial.expected = expected
    while trial.judged().lost and time.monotonic() < end:
        time.sleep(0.1)
    # What was answered a person may delete.
    person.select_folder("INBOX")
    person.delete_messages(dice.sample(person.search("ALL"), 2))
    person.expunge()
    person.logout()
    time.sleep(0.4)
    os.kill(pid, signal.SIGTERM)
    world.zygote.wait(pid)
    return finished(trial, expected)


def _bring_back(person: imapclient.IMAPClient) -> None:
    """Move everything back into the watched folder: what is nowhere cannot be answered."""
    person.select_folder("Processed")
    uids = person.search("ALL")
    if uids:
        person.move(uids, "INBOX")


def faults() -> list[Fault]:
    """Return them all."""
    return [
        Fault("IMAP cut after the n-th byte", cut, 100, bytes_of_a_run),
        Fault("IMAP slow, or silent for longer than is waited", slow),
        Fault("IMAP lying, refusing, garbling", lying),
        Fault("IMAP never gives one message", never_given),
        Fault("UIDVALIDITY changed twice", renumbered),
        Fault("messages moved, copied, read, deleted meanwhile", people),
    ]
