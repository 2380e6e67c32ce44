"""Automatic mail: what people send is never taken for it; what machines send is."""

from __future__ import annotations

import pytest

from foibot.message.automatic import detect
from foibot.message.model import Automatic
from foibot.message.probe import Probe
from tests.linear import grows_in_proportion
from tests.unit.message.probes import a_probe

PERSON = {
    "a request through WhatDoTheyKnow": """
        From: J Smith <request-1-abc@whatdotheyknow.com>
        Subject: Freedom of Information request - Potholes

        Dear Council,
        How many potholes were repaired in 2024?
        """,
    "a request through a Google group": """
        From: "'J Smith' via FOI" <foi@council.example>
        Subject: Potholes
        Precedence: list
        Mailing-list: list foi@council.example; contact foi+owners@council.example
        List-ID: <foi.council.example>
        List-Post: <mailto:foi@council.example>
        List-Unsubscribe: <mailto:unsubscribe@council.example>
        X-Google-Group-Id: 1234

        How many potholes were repaired in 2024?
        --
        To unsubscribe from this group send an email to foi+unsubscribe@council.example.
        """,
    "a request through a web form": """
        From: Website <noreply@council.example>
        Return-Path: <>
        Auto-Submitted: auto-generated
        Subject: New form submission: Freedom of Information

        Name: J Smith
        Details of your request: The cost of the new bins.
        This is an automated email. Please do not reply.
        """,
    "questions through a ticket system that calls itself automatic": """
        From: Helpdesk <help@council.example>
        Auto-Submitted: auto-generated
        X-RT-Ticket: council.example #12
        Precedence: bulk
        Subject: [council #12] Bins

        How many bins were bought in 2024, and from whom?
        """,
    "an agent's mail that a ticket system marks as replied by machine": """
        From: Helpdesk <help@charity.example>
        Auto-Submitted: auto-replied
        Subject: Re: [#4] bins

        Hello, I would like to request the cost of each bin. Jane
        """,
    "a request about out-of-office arrangements": """
        From: J Smith <j@x.example>
        Subject: Out of office arrangements

        Please provide the policy on out of office messages and annual leave.
        """,
    "a request about automatic replies": """
        From: J Smith <j@x.example>
        Subject: Automatic reply sent to me

        Why did I get "this is an automated response"? Please tell me who has my request.
        """,
    "a complaint that a request bounced": """
        From: J Smith <j@x.example>
        Subject: Undeliverable: my FOI request

        My request to you could not be delivered; I got "550 5.1.1 user unknown". Here it is again.
        """,
    "a bounce that a colleague passes on": """
        From: Jane Officer <jane@council.example>
        Subject: FW: Undeliverable: FOI-2026-00012
        In-Reply-To: <1@council.example>

        See below, this did not get through.

        > Delivery has failed to these recipients: bob@council.example
        > 550 5.1.1 user unknown
        """,
    "an officer's answer on the last day before leave": """
        From: Jane Officer <jane@council.example>
        Subject: Re: FOI-2026-00012

        There were 12. I am on annual leave until 5 May; please contact Bob if you need more, the
        figures are attached.
        """,
    "an answer to somebody's out-of-office": """
        From: J Smith <j@x.example>
        Subject: Re: Out of office: Potholes

        Thanks, I can wait until you are back. The period I meant is 2024.
        """,
    "a talk on a mailing list": """
        From: J Smith <j@x.example>
        Subject: [foi-practitioners] Section 12 and e-mail searches
        Precedence: bulk
        List-Id: <foi-practitioners.lists.example>
        List-Post: <mailto:foi-practitioners@lists.example>
        List-Unsubscribe: <https://lists.example/unsubscribe>

        Has anybody costed these?
        """,
    "mail that a rule forwarded": """
        From: J Smith <j@x.example>
        Auto-Submitted: auto-forwarded
        Subject: Bins

        Could somebody look at my bin.
        """,
    "mail that says it is not automatic": """
        From: J Smith <j@x.example>
        Auto-Submitted: no
        Subject: Bins

        The bins, again.
        """,
    "a request from an office without replies wished": """
        From: Press <noreply@paper.example>
        Subject: FOI
        X-Auto-Response-Suppress: All

        We ask for the expenses of the leader in 2024.
        """,
}

MACHINE = {
    "Exchange's out-of-office": (
        Automatic.AUTO_REPLY,
        """
        From: Jane <jane@council.example>
        Subject: Automatic reply: FOI-2026-00012
        Auto-Submitted: auto-generated
        X-Auto-Response-Suppress: All

        I am out of the office until 5 May 2026. If urgent contact bob@council.example.
        """,
    ),
    "an out-of-office in words alone": (
        Automatic.AUTO_REPLY,
        """
        From: Jane <jane@council.example>
        Subject: Re: FOI-2026-00012

        Thank you for your email. I am currently on annual leave and will respond on my return.
        """,
    ),
    "an acknowledgement of another authority that speaks of requests": (
        Automatic.AUTO_REPLY,
        """
        From: FOI <foi@other.example>
        Auto-Submitted: auto-replied
        Subject: Your request

        Thank you for your request under the Freedom of Information Act. We will respond within 20
        working days. If you would like to know more please send me a mail.
        """,
    ),
    "a Welsh out-of-office": (
        Automatic.AUTO_REPLY,
        """
        From: Siân <sian@cyngor.example>
        Subject: Ateb awtomatig: FOI-2026-00012

        Rwyf ar wyliau tan 5 Mai. Cysylltwch â gwyn@cyngor.example os yw'n fater brys.
        """,
    ),
    "vacation(1)": (
        Automatic.AUTO_REPLY,
        """
        From: joe@x.example
        Precedence: junk
        X-Autoreply: yes
        Subject: away from my mail

        I will not be reading my mail for a while.
        """,
    ),
    "a responder behind an external tag": (
        Automatic.AUTO_REPLY,
        """
        From: Joe <joe@x.example>
        Subject: [EXTERNAL] Out of Office: Your query

        Back Monday.
        """,
    ),
    "a challenge to prove oneself a person": (
        Automatic.AUTO_REPLY,
        """
        From: Joe <joe@x.example>
        Subject: Re: Response to your request

        Your email is being held. Please click the link below to verify that you sent it.
        This mailbox is protected by Spam Arrest.
        """,
    ),
    "a read receipt": (
        Automatic.AUTO_REPLY,
        """
        From: Joe <joe@x.example>
        Subject: Read: FOI-2026-00012
        Content-Type: multipart/report; report-type=disposition-notification; boundary=b

        --b
        Content-Type: text/plain

        Your message was read on Monday.
        --b
        Content-Type: message/disposition-notification

        Disposition: manual-action/MDN-sent-manually; displayed

        --b--
        """,
    ),
    "a report that the mail arrived": (
        Automatic.AUTO_REPLY,
        """
        From: postmaster@x.example
        Subject: Delivered: FOI-2026-00012
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; x.example

        Final-Recipient: rfc822; joe@x.example
        Action: delivered
        Status: 2.0.0

        --b--
        """,
    ),
    "a bounce that says Auto-Submitted": (
        Automatic.BOUNCE,
        """
        From: Mail Delivery System <MAILER-DAEMON@mx.example>
        Auto-Submitted: auto-replied
        Subject: Undelivered Mail Returned to Sender

        I'm sorry to have to inform you that your message could not be delivered.

        <joe@x.example>: host mx.x.example said: 550 5.1.1 no such user
        """,
    ),
    "a newsletter": (
        Automatic.LIST,
        """
        From: Council News <news@mail.example>
        Subject: What's on in May
        List-Unsubscribe: <https://mail.example/u/1>
        Feedback-ID: 1:2:3:mail
        Precedence: bulk

        Ten things to do this weekend.
        You are receiving this because you signed up. Unsubscribe.
        """,
    ),
}


@pytest.mark.parametrize("raw", PERSON.values(), ids=PERSON.keys())
def test_what_a_person_sent_is_not_automatic(raw: str) -> None:
    assert detect(a_probe(raw)) is None


@pytest.mark.parametrize(("kind", "raw"), MACHINE.values(), ids=MACHINE.keys())
def test_what_a_machine_sent_is_automatic(kind: Automatic, raw: str) -> None:
    found = detect(a_probe(raw))

    assert found is not None
    assert found.kind is kind
    assert found.evidence


@pytest.mark.parametrize(
    "hostile",
    [
        "a",
        " ",
        "\n",
        "<",
        "@",
        "a@",
        "5.1.1",
        "on 1 ",
        "message-id:",
        "\n\n",
        "- ",
        "re:",
        "[",
        "(",
    ],
)
def test_hostile_text_costs_in_proportion(hostile: str) -> None:
    def read(size: int) -> None:
        text = hostile * (size // len(hostile))
        headers = (("From", text), ("Subject", text), ("Return-Path", "<>"))
        detect(Probe(headers=headers, subject=text, text=text, new_text=text))

    assert grows_in_proportion(read, 12_000)
