"""Forged mails, each wanting one fact: none is accepted; honest mails: all are (T1)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from foibot.message.model import Message
from foibot.trust.authentication import TrustConfig, domain_verdict
from foibot.trust.codes import FIRST_LINES, Content, content_code, given, proves
from foibot.trust.permissions import Action, Allowed, Facts, may
from foibot.trust.sender import author
from foibot.trust.tokens import Capability, body_marker, granted, message_id, plus_address, token
from tests.unit.trust.mails import (
    APPROVER,
    DESK,
    DOMAIN,
    GOOGLE,
    KEY,
    M365,
    OFFICER,
    OWN,
    Headers,
    changed,
    google,
    inside,
    m365,
    message,
    own,
    without,
)

REF = "FOI-2026-00047"
ASKED = Capability("ashbury", (REF,), "approve", OFFICER, "v7", "draft:FOI-2026-00047:v7")
CONTENT = Content(REF, "v7", "requester@example.org", "a" * 64, ("b" * 64,))
CODE = content_code("approve", CONTENT, KEY)
OUR_ID = message_id("draft", ASKED.nonce, DOMAIN, KEY)
TEXT = f"approve {CODE}"


OWN_MAIL = own()


@dataclass(frozen=True)
class Mail:
    """One mail of the matrix, and the server that it is said to have come through."""

    headers: Headers = OWN_MAIL
    trust: TrustConfig = OWN
    text: str = TEXT
    references: tuple[str, ...] = (OUR_ID,)
    to: tuple[str, ...] = (DESK,)

    def message(self) -> Message:
        return message(self.headers, self.text, self.references, self.to)


def facts(mail: Mail) -> Facts:
    """Return the facts as a handler gathers them."""
    read = mail.message()
    written = [line for line in read.reply_text.split("\n") if line.strip()][:FIRST_LINES]
    codes = [given(line) for line in written]
    return Facts(
        domain=domain_verdict(read.headers, mail.trust).passed,
        token=bool(granted(read, [ASKED], KEY)),
        address=author(read.headers) == OFFICER,
        code=proves([code for code in codes if code is not None], "approve", CONTENT, KEY),
    )


def ar(server: str, rest: str) -> tuple[str, str]:
    return ("Authentication-Results", f"{server}; {rest}")


PASS = f"dmarc=pass header.from={DOMAIN}"
EVIL = "Mallory <mallory@evil.example>"
FAILS = f"mx.ashbury.gov.uk; spf=fail; dmarc=fail (p=reject) header.from={DOMAIN}"
EVIL_PASSES = "mx.ashbury.gov.uk; dmarc=pass header.from=evil.example"
TOP = "Received"


def below(headers: Headers, *fields: tuple[str, str]) -> Headers:
    """Return *headers* with *fields* at the end, where a sender can write."""
    return headers + fields


def above(headers: Headers, *fields: tuple[str, str]) -> Headers:
    return fields + headers


NO_AR = without(own(), "Authentication-Results")
DIRECT = m365(results="spf=fail (sender IP is 203.0.113.66) smtp.mailfrom=ashbury.gov.uk; "
              "dkim=none;dmarc=fail action=none header.from=ashbury.gov.uk;"
              "compauth=fail reason=601")  # fmt: skip

OTHER_CASE = replace(ASKED, cases=("FOI-2026-00048",), nonce="draft:FOI-2026-00048:v7")
OLD_VERSION = replace(ASKED, version="v6", nonce="draft:FOI-2026-00047:v6")
OTHER_PERSON = replace(ASKED, addressee=APPROVER, nonce="draft:FOI-2026-00047:v7:gwen")
OTHER_ACTION = replace(ASKED, action="answer", nonce="digest:2026-03-03")
CODE_OF = {
    "old letter": content_code("approve", replace(CONTENT, letter_sha256="c" * 64), KEY),
    "old version": content_code("approve", replace(CONTENT, version="v6"), KEY),
    "other recipient": content_code("approve", replace(CONTENT, recipient="x@evil.example"), KEY),
    "other case": content_code("approve", replace(CONTENT, case="FOI-2026-00048"), KEY),
    "other enclosure": content_code("approve", replace(CONTENT, enclosures_sha256=()), KEY),
    "other action": content_code("refuse", CONTENT, KEY),
    "other key": content_code("approve", CONTENT, b"x" * 32),
}

FORGED: dict[str, Mail] = {
    # A: the verdict.
    "no verdict at all": Mail(NO_AR),
    "dmarc fails": Mail(own(results=FAILS)),
    "dmarc none": Mail(own(results=f"mx.ashbury.gov.uk; dmarc=none header.from={DOMAIN}")),
    "bestguesspass": Mail(
        own(results=f"mx.ashbury.gov.uk; dmarc=bestguesspass header.from={DOMAIN}")
    ),
    "softpass": Mail(own(results=f"mx.ashbury.gov.uk; dmarc=softpass header.from={DOMAIN}")),
    "temperror": Mail(own(results=f"mx.ashbury.gov.uk; dmarc=temperror header.from={DOMAIN}")),
    "spf alone": Mail(own(results=f"mx.ashbury.gov.uk; spf=pass smtp.mailfrom={DOMAIN}")),
    "dkim alone": Mail(own(results=f"mx.ashbury.gov.uk; dkim=pass header.d={DOMAIN}")),
    "none found": Mail(own(results="mx.ashbury.gov.uk; none")),
    "another server's verdict": Mail(above(NO_AR, ar("mx.evil.example", PASS))),
    "look-alike server": Mail(above(NO_AR, ar("mx.ashbury.gov.uk.evil.example", PASS))),
    "verdict without a server's name": Mail(above(NO_AR, ("Authentication-Results", PASS))),
    "second verdict below": Mail(below(own(results=FAILS), ar("mx.ashbury.gov.uk", PASS))),
    "only verdict below": Mail(below(NO_AR, ar("mx.ashbury.gov.uk", PASS))),
    "good verdict and a forged one below": Mail(below(own(), ar("mx.ashbury.gov.uk", PASS))),
    "verdict under a forged hop of ours": Mail(
        below(
            NO_AR,
            (TOP, "from mx.ashbury.gov.uk ([192.0.2.3]) by mx.ashbury.gov.uk with ESMTP id 9; x"),
            ar("mx.ashbury.gov.uk", PASS),
        )
    ),
    "sender names himself like our relay": Mail(
        (
            (TOP, "from mx.ashbury.gov.uk (evil.example [203.0.113.66]) by mx.ashbury.gov.uk; x"),
            ar("mx.ashbury.gov.uk", PASS),
            ("From", OFFICER),
        )
    ),
    "delivered by a server that is not ours": Mail(
        (
            (TOP, "from a.example ([203.0.113.66]) by mail.evil.example with ESMTP; x"),
            ar("mx.ashbury.gov.uk", PASS),
            ("From", OFFICER),
        )
    ),
    "no hop at all": Mail((ar("mx.ashbury.gov.uk", PASS), ("From", OFFICER))),
    "two verdicts that differ": Mail(
        above(own(), ar("mx.ashbury.gov.uk", f"dmarc=fail header.from={DOMAIN}"))
    ),
    "pass in a comment": Mail(
        own(results=f"mx.ashbury.gov.uk; dmarc=fail (dmarc=pass header.from={DOMAIN})")
    ),
    "pass in a quoted reason": Mail(
        own(results=f'mx.ashbury.gov.uk; spf=fail reason="; dmarc=pass header.from={DOMAIN}"')
    ),
    "comment never closed": Mail(own(results=f"mx.ashbury.gov.uk; ( ; {PASS}")),
    "quote never closed": Mail(own(results=f'mx.ashbury.gov.uk; spf=fail reason="; {PASS}')),
    "pass in another property": Mail(
        own(results=f"mx.ashbury.gov.uk; spf=fail dmarc=pass header.from={DOMAIN}")
    ),
    "header.from is another domain": Mail(own(results=EVIL_PASSES)),
    "header.from is missing": Mail(own(results="mx.ashbury.gov.uk; dmarc=pass")),
    "header.from ends like ours": Mail(
        own(results=f"mx.ashbury.gov.uk; dmarc=pass header.from=evil-{DOMAIN}")
    ),
    "ARC only": Mail(
        above(NO_AR, ("ARC-Authentication-Results", f"i=1; mx.ashbury.gov.uk; {PASS}"))
    ),
    "DKIM over a part of the body": Mail(
        changed(own(), "DKIM-Signature", "h=From:To", "l=120; h=From:To")
    ),
    "expired signature, as the server found": Mail(
        own(results=f"mx.ashbury.gov.uk; dkim=fail (expired); dmarc=fail header.from={DOMAIN}")
    ),
    "google: dmarc fails": Mail(
        google(results=f"mx.google.com; spf=softfail; dmarc=fail header.from={DOMAIN}"), GOOGLE
    ),
    "google: verdict only below": Mail(
        below(without(google(), "Authentication-Results"), ar("mx.google.com", PASS)), GOOGLE
    ),
    "google: verdict above everything": Mail(
        above(without(google(), "Authentication-Results"), ar("mx.google.com", PASS)), GOOGLE
    ),
    "google: two verdicts": Mail(below(google(), ar("mx.google.com", PASS)), GOOGLE),
    "m365: dmarc fails": Mail(changed(m365(), "Authentication-Results", "dmarc=pass", "dmarc=fail"),
                              M365),
    "m365: Direct Send": Mail(DIRECT, M365),
    "m365: Direct Send with a verdict below": Mail(
        below(DIRECT, ("Authentication-Results", PASS)), M365
    ),
    "m365: compauth alone": Mail(
        m365(results="spf=none; dmarc=none action=none header.from=ashbury.gov.uk;"
             "compauth=pass reason=130"), M365,
    ),
    "m365: let in by an administrator": Mail(
        changed(m365(), "Authentication-Results", "compauth=pass reason=100",
                "compauth=fail reason=000"), M365,
    ),
    "m365: verdict below the border": Mail(
        below(without(m365(), "Authentication-Results"), ("Authentication-Results", PASS)), M365
    ),
    "m365: sender calls himself outlook.com": Mail(
        (
            (TOP, "from x.prod.outlook.com (203.0.113.66) by A.prod.outlook.com with SMTP; x"),
            ("From", OFFICER),
            ("X-MS-Exchange-Organization-AuthSource", "X.PROD.OUTLOOK.COM"),
            ("X-MS-Exchange-Organization-AuthAs", "Internal"),
            ("X-MS-Exchange-Organization-AuthMechanism", "04"),
        ), M365,
    ),
    "inside: anonymous": Mail(
        changed(inside(), "X-MS-Exchange-Organization-AuthAs", "Internal", "Anonymous"), M365
    ),
    "inside: no mechanism": Mail(
        without(inside(), "X-MS-Exchange-Organization-AuthMechanism"), M365
    ),
    "inside: no source": Mail(without(inside(), "X-MS-Exchange-Organization-AuthSource"), M365),
    "inside: another source": Mail(
        changed(inside(), "X-MS-Exchange-Organization-AuthSource",
                "LO2P123MB0009.GBRP123.PROD.OUTLOOK.COM", "hybrid.ashbury.local"), M365,
    ),
    "inside: two stamps": Mail(
        below(inside(), ("X-MS-Exchange-Organization-AuthAs", "Internal")), M365
    ),
    "inside: only the cross-tenant stamp": Mail(
        below(
            without(inside(), "X-MS-Exchange-Organization-AuthAs"),
            ("X-MS-Exchange-CrossTenant-AuthAs", "Internal"),
        ), M365,
    ),
    "inside: a hop from outside": Mail(
        below(inside(), (TOP, "from evil.example (203.0.113.66) by A.PROD.OUTLOOK.COM; x")), M365
    ),
    "inside: from another tenant": Mail(
        below(inside(), (TOP, "from EUR05-V.outbound.protection.outlook.com (40.107.1.1) by "
                         "A.PROD.OUTLOOK.COM; x")), M365,
    ),
    "inside: never seen at set-up": Mail(inside(), replace(M365, internal_source="")),
    "inside: no hops": Mail(without(inside(), "Received"), M365),
    # C: the address.
    "a stranger who saw the mail": Mail(own(sender=EVIL, results=EVIL_PASSES)),
    "name says officer, address does not": Mail(
        own(sender=f'"{OFFICER}" <mallory@evil.example>', results=EVIL_PASSES)
    ),
    "two readings of From": Mail(own(sender=f"{OFFICER} <mallory@evil.example>")),
    "two From fields": Mail(below(own(), ("From", OFFICER))),
    "two From fields, evil first": Mail(above(own(), ("From", EVIL))),
    "two addresses in From": Mail(own(sender=f"{OFFICER}, mallory@evil.example")),
    "a group": Mail(own(sender=f"staff: {OFFICER};")),
    "a comment": Mail(own(sender=f"{OFFICER} (mallory@evil.example)")),
    "NUL in From": Mail(own(sender=f"{OFFICER}\x00<mallory@evil.example>")),
    "bracket trick": Mail(own(sender=f"mallory@evil.example]<{OFFICER}>")),
    "Cyrillic a": Mail(own(sender="Priya Shah <priya.sh\u0430h@ashbury.gov.uk>")),
    "encoded word in the address": Mail(own(sender="=?utf-8?q?priya.shah?=@ashbury.gov.uk")),
    "zero-width joiner": Mail(own(sender="priya.shah\u200d@ashbury.gov.uk")),
    "source route": Mail(own(sender=f"<@evil.example:{OFFICER}>")),
    "no From": Mail(without(own(), "From")),
    "another officer's mail": Mail(own(sender=APPROVER)),
    "our plus-address as From": Mail(own(sender="foi+x@ashbury.gov.uk")),
    "roster address as Reply-To only": Mail(
        below(own(sender=EVIL, results=EVIL_PASSES), ("Reply-To", OFFICER), ("Sender", OFFICER))
    ),
    # B: the token.
    "no reference to our mail": Mail(references=()),
    "the reference in the subject only": Mail(references=("<x@ashbury.gov.uk>",)),
    "our id without its signature": Mail(references=(OUR_ID.replace(OUR_ID[-41:-15], "a" * 26),)),
    "our id of another domain": Mail(references=(OUR_ID.replace(DOMAIN, "evil.example"),)),
    "our id signed with another key": Mail(
        references=(message_id("draft", ASKED.nonce, DOMAIN, b"x" * 32),)
    ),
    "token of another case": Mail(
        references=(message_id("draft", OTHER_CASE.nonce, DOMAIN, KEY),),
        text=f"{TEXT}\n{body_marker(token(OTHER_CASE, KEY))}",
    ),
    "token of an older version": Mail(
        references=(message_id("draft", OLD_VERSION.nonce, DOMAIN, KEY),),
        text=f"{TEXT}\n{body_marker(token(OLD_VERSION, KEY))}",
    ),
    "token of another person": Mail(
        references=(), text=f"{TEXT}\n{body_marker(token(OTHER_PERSON, KEY))}"
    ),
    "token for answering": Mail(
        references=(message_id("digest", OTHER_ACTION.nonce, DOMAIN, KEY),),
        to=(plus_address(DESK, token(OTHER_ACTION, KEY)),),
    ),
    "guessed token": Mail(references=(), to=(plus_address(DESK, "a" * 26),)),
    "half a token": Mail(references=(), text=f"{TEXT}\n{body_marker(token(ASKED, KEY)[:20])}"),
    # D: the code.
    "no code": Mail(text="approve"),
    **{f"code of {what}": Mail(text=f"approve {code}") for what, code in CODE_OF.items()},
    "code without the word": Mail(text=CODE),
    "code under the wrong word": Mail(text=f"refuse {CODE}"),
    "not approved": Mail(text=f"I do not approve {CODE}"),
    "approved with a condition": Mail(text=f"approve {CODE} but change Q2 first"),
    "a question about it": Mail(text=f"approve {CODE}?"),
    "code in the quoted draft": Mail(text="No: wrong figures", references=(OUR_ID,)),
    "code after ten lines": Mail(text="\n".join([*(f"line {n}" for n in range(10)), TEXT])),
    "homograph of the code": Mail(text="\u0410PPROVE " + CODE),
    "homograph in the code": Mail(text=f"approve {CODE[:-1]}\u0425"),
}  # fmt: skip

HONEST: dict[str, Mail] = {
    "own server": Mail(),
    "own server, two fields for SPF and DMARC": Mail(
        above(own(), ar("mx.ashbury.gov.uk", f"spf=pass smtp.mailfrom={DOMAIN}"))
    ),
    "own server, filter writes below": Mail(
        own()[:2] + own()[3:4] + own()[2:3] + own()[4:], replace(OWN, results_below_received=True)
    ),
    "own server behind a loopback filter": Mail(
        above(own(), (TOP, "from localhost (localhost [127.0.0.1]) by imap.ashbury.gov.uk; x"))
    ),
    "google": Mail(google(), GOOGLE),
    "exchange online from outside": Mail(m365(), M365),
    "inside exchange online": Mail(inside(), M365),
    "address in capitals": Mail(own(sender="PRIYA.SHAH@ASHBURY.GOV.UK")),
    "quoted name with a comma": Mail(own(sender=f'"Shah, Priya" <{OFFICER}>')),
    "name in another script": Mail(own(sender=f"\u041f\u0440\u0438\u044f <{OFFICER}>")),
    "delegate on behalf of": Mail(below(own(), ("Sender", APPROVER))),
    "foreign verdict below ours": Mail(below(own(), ar("mail.partner.example", "dmarc=fail"))),
    "verdict in capitals": Mail(
        own(results=f"MX.ASHBURY.GOV.UK; DMARC=PASS (P=REJECT) HEADER.FROM={DOMAIN.upper()}")
    ),
    "verdict with a version": Mail(
        own(results=f"mx.ashbury.gov.uk 1; dmarc=pass\n\theader.from={DOMAIN}")
    ),
    "token in the plus-address, references lost": Mail(
        references=(), to=(plus_address(DESK, token(ASKED, KEY)),)
    ),
    "token in the body, references lost": Mail(
        references=(), text=f"{TEXT}\n\n> {body_marker(token(ASKED, KEY)).upper()}"
    ),
    "long thread": Mail(references=(OUR_ID, "<a@b>", "<c@d>", "<e@f>")),
    "code in small letters": Mail(text=f"approve {CODE.lower()}"),
    "autocorrected dash": Mail(text=f"Approve {CODE.replace('-', chr(0x2013))}"),
    "no dash": Mail(text=f"APPROVE {CODE.replace('-', '')}."),
    "bold on a phone": Mail(text=f"*Approve {CODE}*\n\nSent from my iPhone"),
    "colon after the word": Mail(text=f"Approve: {CODE}"),
    "greeting first": Mail(text=f"Hi,\n\napprove {CODE}\n\nPriya"),
}  # fmt: skip


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_approval_is_refused_and_told_why(name: str) -> None:
    answer = may(Action.APPROVE, facts(FORGED[name]))

    assert not isinstance(answer, Allowed)
    assert all(reason for reason in answer.reasons)


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_approval_is_accepted(name: str) -> None:
    answer = may(Action.APPROVE, facts(HONEST[name]))

    assert isinstance(answer, Allowed), answer


def test_the_matrix_is_as_large_as_promised() -> None:
    assert len(FORGED) >= 60
    assert len(HONEST) >= 20


def test_a_forged_mail_that_only_looks_like_the_officer_cannot_even_answer() -> None:
    forged = Mail(NO_AR, references=())

    assert not isinstance(may(Action.ANSWER, facts(forged)), Allowed)
