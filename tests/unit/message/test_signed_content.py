"""Signed S/MIME is read without a key, however it is encoded; what is encrypted is said to be."""

from __future__ import annotations

import base64
import datetime
import io
import random
import zlib
from functools import cache

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

from foibot.message.bounds import SMALL, reduce_stream, restored
from foibot.message.mime import DEEPEST
from foibot.message.model import Automatic, Message
from foibot.message.parse import parse
from foibot.message.signed_content import signed_content
from tests.linear import grows_in_proportion

TEXT = "How many potholes were reported in each ward in 2025 – and at what cost?"
INSIDE = (
    f"""Content-Type: multipart/mixed; boundary="in"

--in
Content-Type: text/plain; charset=utf-8

{TEXT}
--in
Content-Type: text/csv
Content-Disposition: attachment; filename="wards.csv"

ward,reports
--in--
"""
).encode()
SIGNED, ENVELOPED = bytes.fromhex("2a864886f70d010702"), bytes.fromhex("2a864886f70d010703")
COMPRESSED = bytes.fromhex("2a864886f70d0109100109")
DATA, SHA256 = bytes.fromhex("2a864886f70d010701"), bytes.fromhex("608648016503040201")
END = b"\0\0"


def der(tag: int, *contents: bytes) -> bytes:
    """Return an element of definite length."""
    content = b"".join(contents)
    if len(content) < 0x80:
        return bytes([tag, len(content)]) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def ber(tag: int, *contents: bytes) -> bytes:
    """Return an element of indefinite length, as streaming programs write it."""
    return bytes([tag, 0x80]) + b"".join(contents) + END


def streamed(content: bytes, size: int = 100, kind: bytes = SIGNED) -> bytes:
    """Return *content* signed as BouncyCastle and `openssl cms -stream` encode it."""
    pieces = [der(0x04, content[at : at + size]) for at in range(0, len(content), size)]
    octets = ber(0xA0, ber(0x24, *pieces))
    algorithms = ber(0x31, der(0x30, der(0x06, SHA256), der(0x05)))
    signers = der(0x31, der(0x30, der(0x02, b"\1")))
    inner = ber(0x30, der(0x02, b"\3"), algorithms, ber(0x30, der(0x06, DATA), octets), signers)
    return ber(0x30, der(0x06, kind), ber(0xA0, inner))


def compressed(content: bytes) -> bytes:
    """Return *content* as CompressedData (RFC 3274)."""
    algorithm = der(0x30, der(0x06, bytes.fromhex("2a864886f70d0109100308")))
    octets = der(0xA0, der(0x04, zlib.compress(content)))
    inner = der(0x30, der(0x02, b"\0"), algorithm, der(0x30, der(0x06, DATA), octets))
    return der(0x30, der(0x06, COMPRESSED), der(0xA0, inner))


def enveloped() -> bytes:
    """Return the outline of a message that only its receiver can open."""
    return der(0x30, der(0x06, ENVELOPED), der(0xA0, der(0x30, der(0x02, b"\0"), b"\x31\0")))


@cache
def really_signed() -> bytes:
    """Return INSIDE signed by a library with a key of its own."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Ann")])
    now = datetime.datetime(2026, 11, 2, tzinfo=datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    builder = pkcs7.PKCS7SignatureBuilder().set_data(INSIDE)
    builder = builder.add_signer(certificate, key, hashes.SHA256())
    return builder.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])


def mail(sealed: bytes, kind: str = "application/pkcs7-mime", smime: str = "signed-data") -> bytes:
    """Return the message whose whole body is *sealed*, as Outlook sends it."""
    named = f'{kind}; name="smime.p7m"' + (f"; smime-type={smime}" if smime else "")
    head = (
        "From: Ann <ann@example.org>\r\nSubject: potholes\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: {named}\r\nContent-Disposition: attachment; filename="smime.p7m"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode() + base64.encodebytes(sealed)


def is_read(message: Message) -> bool:
    """Return whether the text and the file inside were found, and nothing else."""
    names = [each.filename for each in message.attachments]
    return message.reply_text == TEXT and names == ["wards.csv"]


@pytest.mark.parametrize(
    "sealed",
    [really_signed(), streamed(INSIDE), streamed(INSIDE, 1), streamed(streamed(b"x") + INSIDE)],
    ids=["by a library", "in pieces", "in single bytes", "another inside"],
)
def test_what_is_signed_is_found_byte_for_byte(sealed: bytes) -> None:
    assert (signed_content(sealed) or b"").endswith(INSIDE)


@pytest.mark.parametrize("kind", ["application/pkcs7-mime", "application/x-pkcs7-mime"])
@pytest.mark.parametrize("smime", ["signed-data", ""])
def test_a_signed_message_is_read_like_any_other(kind: str, smime: str) -> None:
    for sealed in (really_signed(), streamed(INSIDE)):
        message = parse(mail(sealed, kind, smime))

        assert is_read(message)
        assert message.signed
        assert not message.encrypted
        assert not message.defects


def test_a_gateway_that_took_the_type_away_hides_nothing() -> None:
    assert is_read(parse(mail(really_signed(), "application/octet-stream", "")))


def test_a_signed_message_below_a_list_footer_is_read() -> None:
    inner = mail(really_signed()).partition(b"MIME-Version: 1.0\r\n")[2]
    raw = (
        b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n"
        + inner
        + b"\r\n--o--\r\n"
    )

    assert is_read(parse(raw))


def test_a_signature_around_a_signature_is_read() -> None:
    once = mail(really_signed()).partition(b"MIME-Version: 1.0\r\n")[2]

    assert is_read(parse(mail(streamed(once))))


def test_what_is_compressed_is_read_and_no_bomb_unpacked() -> None:
    message = parse(mail(compressed(INSIDE), smime="compressed-data"))

    assert is_read(message)
    assert not message.signed
    assert len(signed_content(compressed(bytes(51_000_000))) or b"") == 50_000_000


@pytest.mark.parametrize("smime", ["enveloped-data", "", "signed-data"])
def test_what_is_encrypted_is_said_to_be(smime: str) -> None:
    """The content says it, whatever the header says."""
    message = parse(mail(enveloped(), smime=smime))

    assert message.encrypted
    assert not message.signed
    assert message.text == ""
    assert [each.filename for each in message.attachments] == ["smime.p7m"]


def test_certificates_alone_are_neither_signed_text_nor_encrypted() -> None:
    bare = der(0x30, der(0x06, DATA))
    inner = der(0x30, der(0x02, b"\1"), b"\x31\0", bare, der(0xA0, b"\x30\0"), b"\x31\0")
    message = parse(mail(der(0x30, der(0x06, SIGNED), der(0xA0, inner)), smime="certs-only"))

    assert not message.encrypted
    assert [each.filename for each in message.attachments] == ["smime.p7m"]


def test_a_signed_absence_note_is_automatic_and_a_signed_request_is_not() -> None:
    note = b"Content-Type: text/plain\n\nI am on annual leave until 9 November 2026.\n"
    marked = mail(streamed(note)).replace(b"potholes", b"Automatic reply: potholes")
    found = parse(marked).automatic

    assert found is not None
    assert found.kind is Automatic.AUTO_REPLY
    assert parse(mail(streamed(INSIDE))).automatic is None


def test_a_message_cut_off_on_the_way_is_read_as_far_as_it_came() -> None:
    for sealed in (really_signed(), streamed(INSIDE)):
        assert TEXT in parse(mail(sealed[:300])).text


def test_a_huge_signed_message_gives_its_text_in_bounded_memory() -> None:
    big = INSIDE.replace(b"ward,reports", b"ward,reports\n" * 1_000_000)
    reduced = reduce_stream(io.BytesIO(mail(streamed(big, 4_096))))
    message = restored(parse(reduced.raw), reduced)

    assert len(reduced.raw) < SMALL
    assert message.text == TEXT
    assert message.signed
    assert any("cut off" in defect for defect in message.defects)


def test_no_change_of_its_bytes_raises_or_hangs() -> None:
    """Hundreds of seeded changes, where BER has its lengths and its ends."""
    dice = random.Random(20261126)
    for source in (really_signed(), streamed(INSIDE, 7), compressed(INSIDE), enveloped()) * 100:
        changed = bytearray(source)
        for _ in range(dice.randint(1, 6)):
            at = dice.randrange(min(len(changed), 400))
            changed[at] = dice.choice((0x00, 0x24, 0x30, 0x80, 0x84, 0x88, 0xA0, 0xFF, at & 0xFF))
        message = parse(mail(bytes(changed[: dice.randint(1, len(changed))])))

        assert message.text is not None


def test_nesting_of_any_depth_is_bounded() -> None:
    open_pieces = b"\x24\x80" * 100_000
    head = streamed(b"", 1).partition(b"\x24\x80")[0]
    nested = INSIDE
    for _ in range(DEEPEST + 5):
        nested = mail(streamed(nested, 65_536)).partition(b"MIME-Version: 1.0\r\n")[2]
        if len(nested) > 3_000_000:
            break

    assert signed_content(head + open_pieces) == b""
    assert parse(b"From: a@b.example\r\n" + nested).text is not None


def test_many_pieces_cost_in_proportion() -> None:
    sealed = {size: streamed(b"x" * size, 1) for size in (10_000, 40_000)}

    assert grows_in_proportion(lambda size: signed_content(sealed[size]), 10_000)
