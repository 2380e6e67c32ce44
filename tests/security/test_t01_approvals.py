"""T1 through the whole pipeline: no forged approval sends a letter, and every honest one does."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from foibot.case.events import Approved
from foibot.demo.cast import code
from foibot.demo.world import Sent
from foibot.store.unit_of_work import reading
from foibot.trust.authentication import Provider
from tests.flows.town import Town
from tests.security.ashbury import Posted, ashbury, drafts
from tests.unit.trust import test_matrix as matrix
from tests.unit.trust.mails import DESK, OFFICER, Headers, google, inside, m365, own

TOKEN = re.compile(r"\[foi-token \w+\]")
PROVIDERS = (Provider.OWN, Provider.GOOGLE, Provider.M365)
# It says no in plain words, comes from the approver, and so is an honest decision: tried elsewhere.
HONEST_NO = "code in the quoted draft"


def approvals(town: Town) -> int:
    """Return how many approvals were recorded."""
    desk = town.world.store.config.desks[0]
    count = 0
    with reading(town.world.store.engine, desk.key, town.world.store.config.store.files) as uow:
        for row in uow.cases.all(limit=1000):
            found = uow.cases.load(row.reference)
            assert found is not None
            count += sum(isinstance(event.fact, Approved) for event in found[1])
    return count


def posted(mail: matrix.Mail, draft: Sent, number: int) -> Posted:
    """Return a mail of the matrix aimed at a draft that really waits."""
    mine = str(draft.mail["Message-ID"])
    real = code(draft).removeprefix("APPROVE ")
    text = mail.text.replace(matrix.CODE, real).replace(matrix.CODE.lower(), real.lower())
    text = text.replace(matrix.CODE[:-1], real[:-1])
    references = tuple(mine if one == matrix.OUR_ID else one for one in mail.references)
    return Posted(mail.headers, text, references, mail.to, number)


def forged(provider: Provider) -> dict[str, matrix.Mail]:
    """Return the matrix as it reaches a server of *provider*; tokens and codes know no server."""
    found = {}
    for name, mail in matrix.FORGED.items():
        if name in {HONEST_NO, "inside: never seen at set-up"}:
            continue
        if mail.headers == matrix.OWN_MAIL:
            found[name] = replace(mail, headers=HONEST[provider])
        elif mail.trust.provider is provider:
            found[name] = mail
    return found


@pytest.mark.parametrize("provider", PROVIDERS)
def test_no_forged_approval_sends_a_letter(provider: Provider, tmp_path: Path) -> None:
    town = ashbury(tmp_path, provider)
    (draft,) = drafts(town)
    tried = forged(provider)
    for number, mail in enumerate(tried.values()):
        town.world.arrive(f"f{number:03}", posted(mail, draft, number).raw())
    town.tick()

    assert len(tried) >= 30
    assert approvals(town) == 0
    assert not town.all("response")
    # The letter still waits, and the honest code still sends it.
    town.receive(Posted(HONEST[provider], code(draft), (str(draft.mail["Message-ID"]),)).raw())
    assert approvals(town) == 1


HONEST: dict[Provider, Headers] = {
    Provider.OWN: own(),
    Provider.GOOGLE: google(),
    Provider.M365: inside(),
}
QUOTED = "\n\nOn 3 Nov 2026, the desk wrote:\n> FOI: letter for your approval\n> No: and the reason"
OUTLOOK = "\n\nFrom: FOI desk\nSent: 03 November 2026 08:32\nTo: Priya Shah\nSubject: Approve\n\nx"
# How an honest approver writes the code: each with the code in place of {}.
WRITTEN = {
    "alone": "{}",
    "with the quoted mail": "{}" + QUOTED,
    "with the head of Outlook": "{}" + OUTLOOK,
    "a greeting and a name": "Hi,\n\n{}\n\nPriya",
    "a signature": "{}\n\n-- \nPriya Shah\nHead of Legal\n01234 567890",
    "from a phone": "{}\n\nSent from my iPhone",
    "bold": "*{}*",
    "with a full stop": "{}.",
    "spaces around": "   {}   ",
    "thanks after": "{}\n\nThanks",
    "a disclaimer": "{}\n\n" + "This email is intended solely for the addressee. "
    "If you have received it in error, please tell the sender and delete it.",
}
CHANGED = {
    "small letters": str.lower,
    "no dash": lambda text: text.replace("-", ""),
    "a long dash": lambda text: text.replace("-", "\u2013"),
    "a colon": lambda text: text.replace("APPROVE ", "APPROVE: "),
    "capital and small": str.title,
}


def honest(provider: Provider, draft: Sent) -> dict[str, Posted]:
    """Return twenty honest approvals of one draft, by name."""
    mine, said, headers = str(draft.mail["Message-ID"]), code(draft), HONEST[provider]
    found = {name: Posted(headers, text.format(said), (mine,)) for name, text in WRITTEN.items()}
    found |= {name: Posted(headers, how(said), (mine,)) for name, how in CHANGED.items()}
    token = TOKEN.search(draft.text)
    assert token is not None
    capital = tuple(
        (n, v.replace(OFFICER, OFFICER.upper())) for n, v in headers if n != "Return-Path"
    )
    named = tuple((n, f'"Shah, Priya" <{OFFICER}>' if n == "From" else v) for n, v in headers)
    found["the token in the body alone"] = Posted(headers, f"{said}\n\n> {token[0]}")
    found["the plus-address alone"] = Posted(headers, said, (), (str(draft.mail["Reply-To"]),))
    found["an address in capitals"] = Posted(capital, said, (mine,))
    found["a name with a comma"] = Posted(named, said, ("<a@b.example>", mine))
    return found


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_honest_approval_is_carried_out(provider: Provider, tmp_path: Path) -> None:
    town = ashbury(tmp_path, provider)
    waiting = drafts(town, 20)
    names = list(honest(provider, waiting[0]))
    for number, (name, draft) in enumerate(zip(names, waiting, strict=True)):
        one = honest(provider, draft)[name]
        raw = Posted(one.headers, one.text, one.references, one.to, number).raw()
        town.world.arrive(f"h{number:03}", raw)
    town.tick()
    sent = {one.to for one in town.all("response")}
    lost = [name for number, name in enumerate(names) if f"ann{number}@example.org" not in sent]

    assert len(names) == 20
    assert not lost, (lost, [one.text[:600] for one in town.all("unclear")])


def test_a_mail_from_outside_the_tenant_is_approved_by_its_verdict(tmp_path: Path) -> None:
    town = ashbury(tmp_path, Provider.M365)
    (draft,) = drafts(town)
    town.receive(Posted(m365(), code(draft), (str(draft.mail["Message-ID"]),), (DESK,)).raw())

    assert town.all("response")
