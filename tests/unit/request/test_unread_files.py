"""What a person must read himself is named with the reason, and encrypted mail is said to be."""

from __future__ import annotations

import pytest

from foibot.attachments.findings import EMPTY, ENCRYPTED, SCAN, UNREADABLE
from foibot.attachments.model import AttachmentText
from foibot.message.parse import parse
from foibot.request.model import Reading, Reason
from foibot.request.read import read_request
from tests.unit.request.test_read import itemiser, rules

HEAD = "From: Orla Quayle <orla@quayle.example>\nSubject: FOI request\n"
MAIL = parse(f"{HEAD}\nPlease find my request attached.\n".encode())
SEALED = parse(f"{HEAD}\n-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----\n".encode())


def reading_with(*attached: AttachmentText) -> Reading:
    """Return what MAIL is read as, with these files."""
    return read_request(MAIL, attached, rules(), itemiser)


def unread(reading: Reading) -> list[str]:
    """Return the files that a person must read."""
    return [one.evidence for one in reading.reasons if one.rule == "attachment-not-read"]


@pytest.mark.parametrize(
    ("name", "kind", "finding", "evidence"),
    [
        ("scan.pdf", "application/pdf", SCAN, "scan.pdf (scan)"),
        ("a.docx", "application/x-ole-encrypted", ENCRYPTED, "a.docx (encrypted)"),
        ("a.xls", "application/vnd.ms-excel", UNREADABLE, "a.xls (not read)"),
        ("smime.p7m", "application/pkcs7-mime", UNREADABLE, "smime.p7m (not read)"),
        ("a.pdf", "application/pdf", EMPTY, ""),
        ("key.p7s", "application/pkcs7-signature", UNREADABLE, ""),
    ],
)
def test_a_file_that_only_a_person_can_read_is_named(
    name: str, kind: str, finding: str, evidence: str
) -> None:
    reading = reading_with(AttachmentText(name, kind, 90_000, "", (finding,)))

    assert unread(reading) == ([evidence] if evidence else [])
    assert reading.flagged or not evidence
    assert unread(reading_with()) == []


def test_encrypted_mail_is_put_before_a_person() -> None:
    reading = read_request(SEALED, [], rules(), itemiser)

    assert Reason("encrypted", "a person must open it") in reading.reasons
    assert reading.flagged
    assert not reading.items
