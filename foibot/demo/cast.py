"""Who plays in the demo: what each of them writes back to a mail of the desk."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from foibot.demo.world import Sent

# No client encodes an identifier of over 78 characters, as the standard policy would.
LONG_LINES = SMTP.clone(max_line_length=998)
OWN_SERVER = "mx.council.example"
FENCE = re.compile(r"^--- ANSWER (\S+) Q(\d+) .*---$", re.MULTILINE)
CODE = re.compile(r"\bAPPROVE [0-9A-Z]{4}-[0-9A-Z]{4}\b")

Files = Sequence[tuple[str, str, bytes]]


def reply(to: Sent, sender: str, text: str, at: datetime, files: Files = ()) -> bytes:
    """Return what *sender* writes back: the new words above, the mail that is answered below."""
    mail = EmailMessage(policy=LONG_LINES)
    mark = hashlib.sha256(f"{sender}{text}{to.mail['Message-ID']}".encode()).hexdigest()[:12]
    own = sender.endswith("@council.example")
    if own:
        # What the council's own mail server adds when a colleague's mail comes in from outside.
        mail["Authentication-Results"] = f"{OWN_SERVER}; dmarc=pass header.from=council.example"
        mail["Received"] = f"from client.example ([192.0.2.7]) by {OWN_SERVER}"
    mail["From"] = sender
    mail["To"] = str(to.mail["Reply-To"] or to.mail["From"])
    mail["Subject"] = "Re: " + " ".join(str(to.mail["Subject"]).split())
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{at:%Y%m%d%H%M}.{mark}@{sender.rpartition('@')[2]}>"
    mail["In-Reply-To"] = str(to.mail["Message-ID"])
    mail["References"] = str(to.mail["Message-ID"])
    quoted = "\n".join(f"> {line}" for line in to.text.splitlines())
    wrote = f"On {at:%d/%m/%Y} {to.mail['From']} wrote:"
    mail.set_content(f"{text}\n\n{wrote}\n{quoted}\n")
    for name, kind, content in files:
        main, _, minor = kind.partition("/")
        mail.add_attachment(content, maintype=main, subtype=minor, filename=name)
    return mail.as_bytes()


def answers(to: Sent, given: Mapping[tuple[str, int], str]) -> str:
    """Return the answers between their fences, for those questions that the mail asked."""
    blocks = []
    for match in FENCE.finditer(to.text):
        words = given.get((match[1], int(match[2])))
        if words is not None:
            blocks.append(f"{match[0]}\n{words}\n--- END ---")
    return "\n\n".join(blocks)


def asked(to: Sent) -> list[tuple[str, int]]:
    """Return which questions a mail asks."""
    return [(match[1], int(match[2])) for match in FENCE.finditer(to.text)]


def code(draft: Sent) -> str:
    """Return the code by which a draft is approved."""
    found = CODE.search(draft.text)
    return found[0] if found else ""
