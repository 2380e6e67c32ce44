"""Staff mail as each server really delivers it: header by header, to be forged one at a time."""

from __future__ import annotations

from foibot.message.model import Address, Line, Message
from foibot.trust.authentication import Provider, TrustConfig

KEY = b"k" * 32
DOMAIN = "ashbury.gov.uk"
DESK = "foi@ashbury.gov.uk"
OFFICER = "priya.shah@ashbury.gov.uk"
APPROVER = "gwen.lloyd@ashbury.gov.uk"

OWN = TrustConfig(Provider.OWN, ("mx.ashbury.gov.uk",), ("ashbury.gov.uk",), ("192.0.2.0/28",))
GOOGLE = TrustConfig(Provider.GOOGLE, ("mx.google.com",))
M365 = TrustConfig(
    Provider.M365, internal_source="prod.outlook.com", internal_domains=("ashbury.gov.uk",)
)

Headers = tuple[tuple[str, str], ...]


def own(
    sender: str = f"Priya Shah <{OFFICER}>",
    results: str = "mx.ashbury.gov.uk; spf=pass smtp.mailfrom=ashbury.gov.uk; "
    "dkim=pass header.d=ashbury.gov.uk; dmarc=pass (p=reject) header.from=ashbury.gov.uk",
) -> Headers:
    """Return a mail delivered by the council's own Postfix behind one of its relays."""
    return (
        ("Return-Path", f"<{OFFICER}>"),
        ("Received", "from mx.ashbury.gov.uk (mx.ashbury.gov.uk [192.0.2.3]) by "
         "imap.ashbury.gov.uk with LMTP id 1; Tue, 3 Mar 2026 09:00:02 +0000"),
        ("Authentication-Results", results),
        ("Received", "from out.ashbury.gov.uk (out.ashbury.gov.uk [198.51.100.7]) by "
         "mx.ashbury.gov.uk (Postfix) with ESMTPS id 2; Tue, 3 Mar 2026 09:00:01 +0000"),
        ("Received", "from [10.1.2.3] by out.ashbury.gov.uk with ESMTPSA id 3; "
         "Tue, 3 Mar 2026 09:00:00 +0000"),
        ("DKIM-Signature", "v=1; a=rsa-sha256; d=ashbury.gov.uk; s=k1; h=From:To; bh=x; b=y"),
        ("From", sender),
    )  # fmt: skip


def google(
    sender: str = f"Priya Shah <{OFFICER}>",
    results: str = "mx.google.com; dkim=pass header.i=@ashbury.gov.uk header.s=k1 header.b=abc; "
    "spf=pass (google.com: domain of priya.shah@ashbury.gov.uk designates 203.0.113.5 as "
    "permitted sender) smtp.mailfrom=priya.shah@ashbury.gov.uk; "
    "dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=ashbury.gov.uk",
) -> Headers:
    """Return a mail delivered by Google Workspace."""
    return (
        ("Delivered-To", DESK),
        ("Received", "by 2002:a05:6a10:1234:b0:5:9:1 with SMTP id x1; "
         "Tue, 3 Mar 2026 01:00:02 -0800"),
        ("ARC-Authentication-Results", f"i=1; {results}"),
        ("Return-Path", f"<{OFFICER}>"),
        ("Received", "from mail-sor-f41.google.com (mail-sor-f41.google.com. [209.85.220.41]) by "
         "mx.google.com with SMTPS id z9; Tue, 3 Mar 2026 01:00:01 -0800"),
        ("Received-SPF", "pass (google.com: domain of priya.shah@ashbury.gov.uk ...)"),
        ("Authentication-Results", results),
        ("DKIM-Signature", "v=1; a=rsa-sha256; d=ashbury.gov.uk; s=k1; h=From:To; bh=x; b=y"),
        ("From", sender),
    )  # fmt: skip


def m365(
    sender: str = f"Priya Shah <{OFFICER}>",
    results: str = "spf=pass (sender IP is 198.51.100.7) smtp.mailfrom=ashbury.gov.uk; "
    "dkim=pass (signature was verified) header.d=ashbury.gov.uk;dmarc=pass action=none "
    "header.from=ashbury.gov.uk;compauth=pass reason=100",
) -> Headers:
    """Return a mail that came into Exchange Online from outside."""
    return (
        ("Received", "from LO2P123MB0001.GBRP123.PROD.OUTLOOK.COM (2603:10a6:600:15::17) by "
         "CWLP123MB0002.GBRP123.PROD.OUTLOOK.COM with HTTPS; Tue, 3 Mar 2026 09:00:03 +0000"),
        ("Received", "from LO4P123CA0003.GBRP123.PROD.OUTLOOK.COM (2603:10a6:600:295::16) by "
         "LO2P123MB0001.GBRP123.PROD.OUTLOOK.COM (2603:10a6:600:15::17) with Microsoft SMTP "
         "Server id 15.20.1; Tue, 3 Mar 2026 09:00:02 +0000"),
        ("Authentication-Results", results),
        ("Received-SPF", "Pass (protection.outlook.com: domain of ashbury.gov.uk ...)"),
        ("Received", "from out.ashbury.gov.uk (198.51.100.7) by "
         "LO4GBR01FT004.mail.protection.outlook.com (10.152.0.5) with Microsoft SMTP Server id "
         "15.20.1; Tue, 3 Mar 2026 09:00:01 +0000"),
        ("From", sender),
        ("X-MS-Exchange-Organization-AuthSource",
         "LO4GBR01FT004.eop-gbr01.prod.protection.outlook.com"),
        ("X-MS-Exchange-Organization-AuthAs", "Anonymous"),
    )  # fmt: skip


def inside(sender: str = f"Priya Shah <{OFFICER}>") -> Headers:
    """Return a mail between two mailboxes of the council's own Exchange Online tenant."""
    return (
        ("Received", "from LO2P123MB0001.GBRP123.PROD.OUTLOOK.COM (2603:10a6:600:15::17) by "
         "CWLP123MB0002.GBRP123.PROD.OUTLOOK.COM with HTTPS; Tue, 3 Mar 2026 09:00:03 +0000"),
        ("Received", "from LO2P123MB0009.GBRP123.PROD.OUTLOOK.COM ([fe80::1:2:3:4]) by "
         "LO2P123MB0001.GBRP123.PROD.OUTLOOK.COM ([fe80::9:8:7:6%4]) with mapi id 15.20.1; "
         "Tue, 3 Mar 2026 09:00:02 +0000"),
        ("From", sender),
        ("X-MS-Exchange-Organization-AuthSource", "LO2P123MB0009.GBRP123.PROD.OUTLOOK.COM"),
        ("X-MS-Exchange-Organization-AuthAs", "Internal"),
        ("X-MS-Exchange-Organization-AuthMechanism", "04"),
    )  # fmt: skip


def without(headers: Headers, *names: str) -> Headers:
    """Return *headers* less those called one of *names*."""
    lower = {name.lower() for name in names}
    return tuple(pair for pair in headers if pair[0].lower() not in lower)


def changed(headers: Headers, name: str, old: str, new: str) -> Headers:
    """Return *headers* with *old* replaced in each field *name*; it must be there."""
    assert any(n == name and old in v for n, v in headers), (name, old)
    return tuple((n, v.replace(old, new) if n == name else v) for n, v in headers)


def message(
    headers: Headers,
    text: str = "",
    references: tuple[str, ...] = (),
    to: tuple[str, ...] = (DESK,),
) -> Message:
    """Return a message as it comes out of reading, with these headers."""
    lines = tuple(Line(line) for line in text.split("\n"))
    return Message(
        message_id="<m@client>",
        sender=None,
        sender_raw="",
        to=tuple(Address(one) for one in to),
        cc=(),
        reply_to=(),
        subject="Re: questions",
        date=None,
        in_reply_to=references[-1:],
        references=references,
        headers=headers,
        lines=lines,
        text=text,
        attachments=(),
        automatic=None,
        forwarded=None,
    )
