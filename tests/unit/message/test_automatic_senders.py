"""Automatic or not: mail of relays, forms, ticket systems and responders of many makes."""

from __future__ import annotations

import pytest

from foibot.message.automatic import detect
from foibot.message.model import Automatic
from tests.unit.message.probes import a_probe

PERSON = {
    "a question about annual leave": (
        "From: a@b.example\n"
        "Subject: Annual leave\n"
        "\n"
        "How many days of annual leave do senior officers get? Thank you for your "
        "email last week.\n"
    ),
    "a request for figures of absence": (
        "From: a@b.example\n"
        "Subject: Absence\n"
        "\n"
        "I need sickness absence figures for 2024 for all teams, by grade. Please "
        "reply on paper.\n"
    ),
    "a complaint about a letter returned": (
        "From: John <mail@smith.example>\n"
        "Subject: Undeliverable mail\n"
        "\n"
        "I sent you a letter that was returned to sender. The address on your site is "
        "wrong, it could not be delivered.\n"
    ),
    "a person who writes from a post office": (
        "From: Postmaster <postmaster@parish.example>\n"
        "Subject: Delivery failure of bins\n"
        "\n"
        "Our parish's bins were not delivered. When will they come?\n"
    ),
    "a question whether a request was received": (
        "From: press@x.example\nSubject: Request received\n\nDid you get it?\n"
    ),
    "a request through a customer system": (
        "From: Jane <jane@ngo.example>\n"
        "Subject: FOI on bins\n"
        "List-Unsubscribe: <https://x>\n"
        "Feedback-ID: 1\n"
        "Precedence: bulk\n"
        "\n"
        "Dear Council, could you tell me how many bins there are? Unsubscribe here\n"
    ),
    "a question that a filter calls spam": (
        "From: Jane <jane@ngo.example>\n"
        "Subject: query\n"
        "X-Spam-Flag: YES\n"
        "\n"
        "Which casino licences were refused? Click here for the register. Special "
        "offer prices are of no interest.\n"
    ),
    "a question that a rule of Exchange forwards": (
        "From: Jane <jane@ngo.example>\n"
        "Subject: query\n"
        "X-MS-Exchange-Inbox-Rules-Loop: x@y\n"
        "Auto-Submitted: auto-generated\n"
        "\n"
        "How much was spent on consultants?\n"
    ),
    "a question from somebody who will be away": (
        "From: Jane <jane@ngo.example>\n"
        "Subject: Re: FOI-1\n"
        "\n"
        "I am out of the office next week. In the meantime can you please confirm the "
        "date?\n"
    ),
    "a short clarification": (
        "From: Jane <jane@ngo.example>\nSubject: Re: FOI-1\n\nThe 2024 figures.\n"
    ),
    "a request in Welsh": (
        "From: Siân <s@x.example>\nSubject: Cais\n\nHoffwn wneud cais am wybodaeth am finiau.\n"
    ),
    "a request through Jira": (
        "From: J (JIRA) <jira@x.example>\n"
        "Auto-Submitted: auto-generated\n"
        "Precedence: bulk\n"
        "X-JIRA-FingerPrint: x\n"
        "Subject: [JIRA] (FOI-3) question\n"
        "\n"
        "Jane commented: please provide the tender.\n"
    ),
    "a comment through Zendesk": (
        "From: Jane (Support) <support@x.zendesk.example>\n"
        "Auto-Submitted: auto-generated\n"
        "X-Auto-Response-Suppress: All\n"
        "X-Zendesk-From-Account-Id: 1\n"
        "Subject: Re: [x] Re: FOI\n"
        "\n"
        "##- Please type your reply above this line -##\n"
        "\n"
        "Jane, 1 May\n"
        "\n"
        "We would like the invoices for March as well.\n"
    ),
    "thanks in reply to an acknowledgement": (
        "From: Jane <jane@ngo.example>\n"
        "Subject: Re: Thank you for your email\n"
        "\n"
        "Thanks. That answers it.\n"
    ),
    "a contact form with a null sender": (
        "From: no-reply@council.example\n"
        "Return-Path: <>\n"
        "Subject: Contact form\n"
        "\n"
        "Name: J\n"
        "Comments: the potholes in High Street again\n"
    ),
    "questions that a help desk marks as its own answer": (
        "From: News <help@news.freshdesk.example>\n"
        "Subject: FOI - homelessness [#8812]\n"
        "X-Freshdesk-Id: 1\n"
        "Auto-Submitted: auto-replied\n"
        "\n"
        "How many households were in temporary accommodation? How many had children?\n"
    ),
    "a letter through a relay that asks without a question": (
        "From: Sam <request-9-ab@relay.example>\n"
        "Subject: Freedom of Information request - Cameras\n"
        "Auto-Submitted: auto-generated\n"
        "Precedence: list\n"
        "\n"
        "Dear Council,\n"
        "\n"
        "The sites of the cameras, and who may read the data.\n"
        "\n"
        "Yours faithfully,\n"
        "Sam\n"
    ),
    "a case of a customer record, whose labels are its own": (
        "From: noreply@council.example\n"
        "Subject: Case CAS-01928 CRM:0001234\n"
        "Auto-Submitted: auto-generated\n"
        "\n"
        "A new case has been created from the portal. Do not reply to this email.\n"
        "\n"
        "Case number: CAS-01928\n"
        "Customer: Mrs Wills\n"
        "Details: the christmas lights each year and who put them up\n"
    ),
    "a subject that names the law over a text that asks for nothing": (
        "From: carol@x.example\n"
        "Subject: FOI request allotments\n"
        "Return-Path: <>\n"
        "\n"
        "Waiting times at each site, and the rents since 2015.\n"
    ),
    "a notice of the regulator": (
        "From: cases@regulator.example\n"
        "Subject: Decision notice IC-55\n"
        "Auto-Submitted: auto-generated\n"
        "\n"
        "The decision notice in case IC-55 is attached. This is an automated email.\n"
    ),
    "an absence that comes with a file": (
        "From: ken@council.example\n"
        "Subject: RE: FOI-1\n"
        "Content-Type: multipart/mixed; boundary=b\n"
        "\n"
        "--b\n"
        "\n"
        "I am on leave from tomorrow.\n"
        "--b\n"
        "Content-Type: application/pdf; name=answer.pdf\n"
        "Content-Disposition: attachment; filename=answer.pdf\n"
        "\n"
        "%PDF-\n"
        "--b--\n"
    ),
}

BOUNCE, REPLY = Automatic.BOUNCE, Automatic.AUTO_REPLY
MACHINE = {
    "a note about its sender by name": (
        REPLY,
        (
            "From: Nick Day <nick@council.example>\n"
            "Subject: RE: FOI-1\n"
            "\n"
            "Nick no longer works here. Please contact parks@council.example.\n"
            "\n"
            "Day\n"
        ),
    ),
    "a note that asks for patience and names the law": (
        REPLY,
        (
            "From: FOI <foi@trust.example>\n"
            "Subject: Automatic reply: your freedom of information request\n"
            "\n"
            "I would be grateful if you sent requests under the Freedom of Information Act to\n"
            "foi.team@trust.example. I return on 4 April.\n"
        ),
    ),
    "a receipt of Outlook, with the head of our mail": (
        REPLY,
        (
            "From: Jo <jo@x.example>\n"
            "Subject: Read: FOI-1\n"
            "\n"
            "Your message\n"
            "\n"
            "   To: Jo\n"
            "   Subject: FOI-1\n"
            "   Sent: 02 March 2026 10:12:00\n"
            "\n"
            " was read on 02 March 2026 10:14:00.\n"
        ),
    ),
    "a gateway with an address of its own and an SMTP status": (
        BOUNCE,
        (
            "From: Quarantine <quarantine@firm.example>\n"
            "Subject: Your email to jo@firm.example was rejected\n"
            "\n"
            "Recipient jo@firm.example: 554 5.7.1 due to content restrictions\n"
        ),
    ),
    "Exchange in Welsh": (
        REPLY,
        (
            "From: S <s@x.example>\n"
            "Subject: Ateb Awtomatig: FOI-1\n"
            "X-Auto-Response-Suppress: All\n"
            "auto-submitted: auto-generated\n"
            "\n"
            "Diolch am eich e-bost. Rwyf i ffwrdd o'r swyddfa tan 3 Mai.\n"
        ),
    ),
    "a vacation message of Gmail": (
        REPLY,
        (
            "From: S <s@x.example>\n"
            "Subject: Away Re: FOI-1\n"
            "Auto-Submitted: auto-replied\n"
            "Precedence: bulk\n"
            "X-Autoreply: yes\n"
            "\n"
            "back monday\n"
        ),
    ),
    "an acknowledgement of Zammad": (
        REPLY,
        (
            "From: Helpdesk <h@x.example>\n"
            "Subject: Thanks for your inquiry (FOI-1) [Ticket#1]\n"
            "Auto-Submitted: auto-replied\n"
            "Precedence: bulk\n"
            "X-Auto-Response-Suppress: All\n"
            "\n"
            "Your request (Ticket#1) has been received and will be reviewed by our support "
            "staff. To provide additional information, please reply to this email. \n"
        ),
    ),
    "an acknowledgement of Request Tracker": (
        REPLY,
        (
            'From: "x via RT" <rt@x.example>\n'
            "Subject: [x #1] AutoReply: FOI-1\n"
            "Precedence: bulk\n"
            "RT-Ticket: x #1\n"
            "Managed-by: RT 5\n"
            "\n"
            "Greetings,\n"
            "\n"
            "This message has been automatically generated in response to the creation of "
            "a trouble ticket regarding: FOI-1\n"
            "Please include the string [x #1] in the subject line of all future "
            "correspondence.\n"
        ),
    ),
    "an acknowledgement of a helpdesk": (
        REPLY,
        (
            "From: h@x.example\n"
            "Subject: [X-1] Ticket opened: FOI\n"
            "\n"
            "Hello,\n"
            "\n"
            "This is a courtesy e-mail to let you know that we have received your helpdesk "
            "query with a subject of FOI.\n"
        ),
    ),
    "an authority's automated response": (
        REPLY,
        (
            "From: foi@x.gov.uk\n"
            "Subject: RE: FOI request\n"
            "\n"
            "This is an automated response to confirm that your email has been received. "
            "Please do not reply.\n"
        ),
    ),
    "an out-of-office marked by its subject alone": (
        REPLY,
        ("From: S <s@x.example>\nSubject: Out of office Re: FOI-1\n\nI am away until 3 May.\n"),
    ),
    "an out-of-office of Notes": (
        REPLY,
        (
            "From: S <s@x.example>\n"
            "Subject: S is out of the office (returning 03/05/2026)\n"
            "\n"
            "I am out of the office until 03/05/2026.\n"
            "\n"
            "I will respond to your message when I return.\n"
            'Note: This is an automated response to your message "FOI-1" sent on 1/5/2026.\n'
        ),
    ),
    "a delay reported by Gmail": (
        BOUNCE,
        (
            "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\n"
            "Subject: Delivery Status Notification (Delay)\n"
            "\n"
            "** Delivery incomplete **\n"
            "\n"
            "There was a temporary problem delivering your message to b@x.example. Gmail "
            "will retry for 46 more hours.\n"
        ),
    ),
    "a report of Exchange Online in HTML": (
        BOUNCE,
        (
            "From: Microsoft Outlook "
            "<MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@council.example>\n"
            "Subject: Undeliverable: FOI-1\n"
            "Content-Type: text/html\n"
            "\n"
            "<p>Your message to b@x.example couldn't be delivered.</p>"
        ),
    ),
    "a block by a filter": (
        BOUNCE,
        (
            "From: mailer-daemon@barracuda.x.example\n"
            "Subject: **Message you sent blocked by our bulk email filter**\n"
            "\n"
            "Your message to: b@x.example\n"
            "was blocked by our Spam Firewall.\n"
        ),
    ),
    "a challenge of a guest list": (
        REPLY,
        (
            "From: B <b@x.example>\n"
            "Subject: Re: FOI-1 (Action Required)\n"
            "\n"
            'Hello, Your message about "FOI-1" was waitlisted. Please add yourself to my '
            "Guest List so your messages will be delivered to my Inbox. Boxbe\n"
        ),
    ),
    "a list that holds a post": (
        REPLY,
        (
            "From: list-bounces@x.example\n"
            "Subject: Your message to L awaits moderator approval\n"
            "\n"
            "Your mail to 'L' with the subject FOI-1\n"
            "Is being held until the list moderator can review it for approval.\n"
            "The reason it is being held: Post by non-member to a members-only list\n"
        ),
    ),
    "a writer who has left": (
        REPLY,
        (
            "From: B <b@x.example>\n"
            "Subject: Automatic reply: FOI-1\n"
            "\n"
            "I no longer work for the council. Please contact c@x.example.\n"
        ),
    ),
    "a German note of absence": (
        REPLY,
        ("From: B <b@x.example>\nSubject: Abwesenheitsnotiz: FOI\n\nIch bin nicht im Büro\n"),
    ),
    "an acknowledgement of Freshdesk": (
        REPLY,
        (
            "From: H <h@x.freshdesk.example>\n"
            "Subject: Ticket Received - FOI-1\n"
            "Auto-Submitted: auto-generated\n"
            "\n"
            "Dear x, We would like to acknowledge that we have received your request and a "
            "ticket has been created.\n"
        ),
    ),
}


@pytest.mark.parametrize("raw", PERSON.values(), ids=PERSON.keys())
def test_what_a_person_wrote_is_left_to_a_person(raw: str) -> None:
    assert detect(a_probe(raw)) is None


@pytest.mark.parametrize(("kind", "raw"), MACHINE.values(), ids=MACHINE.keys())
def test_what_a_responder_wrote_is_known(kind: Automatic, raw: str) -> None:
    found = detect(a_probe(raw))

    assert found is not None
    assert found.kind is kind


def test_a_sure_verdict_and_a_salesman_make_spam() -> None:
    found = detect(
        a_probe(
            "From: Best Deals <x@deals.example>\nSubject: SEO\nX-Spam-Flag: YES\n\n"
            "Dear friend, our SEO services put you on the first page of Google. Order now.\n"
        )
    )

    assert found is not None
    assert found.kind is Automatic.SPAM
