"""The text and the files of a message are found, however its parts are nested and encoded."""

from __future__ import annotations

import pytest

from foibot.message.charset import decode, repaired
from foibot.message.headers import words
from foibot.message.parse import parse
from foibot.message.transfer import decoded, split_uuencoded

HEAD = "From: Rhys <rhys@example.org>\r\nSubject: Roads\r\nMIME-Version: 1.0\r\n"


def mail(rest: str) -> bytes:
    return (HEAD + rest).replace("\r\n", "\n").replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        (b"\xc2\xa3250", "", "£250"),
        (b"\xc2\xa3250", "iso-8859-1", "£250"),
        (b"\xa3250", "", "£250"),
        (b"\xa3250", "utf-8", "£250"),
        (b"\xa3250", "us-ascii", "£250"),
        (b"\x93Dd\x94", "iso-8859-1", "“Dd”"),
        (b"T\xf7 Mawr", "iso-8859-14", "Tẁ Mawr".replace("ẁ", "ṫ")),
        (b"\xa3\xb3\xa3", "iso-8859-2", "ŁłŁ"),
        (b"\xff\xfeA\x00", "", "A"),
        (b"hello\xf0", "utf-8", "hello�"),
        (b"caf\xc3\xa9 \xff caf\xc3\xa9", "utf-8", "café � café"),
        (b"\x1b$B4A;z\x1b(B", "iso-2022-jp", "漢字"),
        (b"a+AKM-b", "utf-7", "a£b"),
        (b"x", "no-such-charset", "x"),
        (b"\xe9", "no-such-charset", "é"),
    ],
)
def test_bytes_are_read_by_utf8_then_what_is_declared_then_windows(
    data: bytes, declared: str, text: str
) -> None:
    assert decode(data, declared) == text


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("gb18030", "您好，我想申请公开2023年的财政预算，包括每个部门的支出。谢谢你们的帮助。"),
        ("big5", "您好，我想申請公開財政預算資料，包括每個部門的支出。謝謝你們的幫助。"),
        ("shift_jis", "お世話になっております。情報公開について質問があります。"),
        ("euc_jp", "お世話になっております。情報公開について質問があります。"),
        ("iso2022_jp", "お世話になっております。"),
        ("euc_kr", "안녕하세요. 정보공개를 청구하고 싶습니다. 자료를 보내 주시기 바랍니다."),
        ("koi8-r", "Здравствуйте! Прошу предоставить сведения о ремонте дорог за 2023 год."),
        ("cp1251", "Здравствуйте! Прошу предоставить сведения о ремонте дорог за 2023 год."),
        ("cp1256", "السلام عليكم، أود أن أطلب معلومات عن الميزانية وعدد الموظفين في كل قسم."),
        ("cp1253", "Καλησπέρα, θα ήθελα να ζητήσω πληροφορίες για τα έξοδα του δήμου."),
        ("cp1252", "The café cost £250 – “naïve” spending on the façade, says José."),
        ("cp1252", "££££££££££££££££ ——————————————————"),
    ],
)
@pytest.mark.parametrize("declared", ["", "us-ascii", "iso-8859-1"])
def test_a_text_in_other_letters_that_nothing_declares_is_told_by_them(
    charset: str, declared: str, text: str
) -> None:
    assert decode(text.encode(charset), declared) == text


def test_utf8_taken_for_windows_is_read_back() -> None:
    assert repaired("It cost Â£250 â€“ donâ€™t ask\nÂ§ 12") == "It cost £250 – don’t ask\n§ 12"
    assert repaired("Â£250 at the café, donâ€™t ask") == "£250 at the café, don’t ask"
    assert repaired("Â is a letter, so is Ã") == "Â is a letter, so is Ã"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=?utf-8?q?Caf=C3=A9?=", "Café"),
        ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
        ("=?utf-8?b?w6?= =?utf-8?b?k=?=", "é"),
        ("=?iso-8859-1?Q?=A3?= 250", "£ 250"),
        ("=?utf-8?q?a b?=", "a b"),
        ("=?utf-8?x?a?=", "=?utf-8?x?a?="),
        ("=?utf-8?q?a=0D=0ABcc:_x?=", "a Bcc: x"),
        ("=?utf-8*en?q?a?=", "a"),
    ],
)
def test_encoded_words_are_read(value: str, text: str) -> None:
    assert words(value) == text


@pytest.mark.parametrize(
    ("body", "encoding", "data"),
    [
        (b"SGVsbG8=", "base64", b"Hello"),
        (b"SGVsbG8", "base64", b"Hello"),
        (b"SGVs\r\nbG8=\r\n", "BASE64", b"Hello"),
        (b"SGVs!bG8=", "base64", b"Hello"),
        (b"SGVsbG8=\r\nSGVsbG8=\r\n", "base64", b"HelloHello"),
        (b"SGVsbG8=\r\n-- \r\nlist footer\r\n", "base64", b"Hello"),
        (b"a=3Db=\r\nc", "quoted-printable", b"a=bc"),
        (b"a=ZZb=", "quoted-printable", b"a=ZZb"),
        (b"plain", "8bit", b"plain"),
        (b"plain", "no-such-encoding", b"plain"),
    ],
)
def test_transfer_encodings_are_undone_with_their_faults(
    body: bytes, encoding: str, data: bytes
) -> None:
    assert decoded(body, encoding)[0] == data


def test_a_uuencoded_file_is_no_text() -> None:
    rest, files = split_uuencoded(b"See below\n\nbegin 644 a.txt\n#8V%T\n`\nend\nThanks\n")

    assert rest == b"See below\n\n\nThanks\n"
    assert [(each.filename, each.content) for each in files] == [("a.txt", b"cat")]


def test_a_sentence_that_begins_with_begin_is_text() -> None:
    body = b"begin 2024 with the figures\nand end there\n"

    assert split_uuencoded(body) == (body, ())


ALTERNATIVE = """Content-Type: multipart/alternative; boundary=x

--x
Content-Type: text/plain

{plain}
--x
Content-Type: text/html

{html}
--x--
"""


@pytest.mark.parametrize(
    ("plain", "html", "text"),
    [
        ("How many?", "<p>How many?</p>", "How many?"),
        ("", "<p>How many?</p>", "How many?"),
        (
            "Your mail program does not show HTML.",
            "<p>" + "How many potholes were there in each ward? " * 8 + "</p>",
            ("How many potholes were there in each ward? " * 8).strip(),
        ),
    ],
)
def test_of_two_forms_the_one_that_loses_nothing_is_read(plain: str, html: str, text: str) -> None:
    assert parse(mail(ALTERNATIVE.format(plain=plain, html=html))).text == text


def test_format_flowed_lines_are_joined_and_quotes_kept_apart() -> None:
    raw = mail(
        "Content-Type: text/plain; format=flowed\n\n> How many \n> were there?\n"
        "There were \nfour.\n\n-- \nRhys\n"
    )

    assert parse(raw).text == "> How many were there?\nThere were four.\n\n--\nRhys"


def test_a_message_inside_a_message_is_attached_and_found() -> None:
    raw = mail(
        "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nFor you\n"
        "--x\nContent-Type: message/rfc822\n\nFrom: Ann <ann@example.net>\n"
        "Date: Mon, 2 Nov 2026 09:30:00 +0000\nSubject: FOI\n\nHow many?\n--x--\n"
    )
    message = parse(raw)

    assert [each.filename for each in message.attachments] == ["FOI.eml"]
    assert message.forwarded is not None
    assert message.forwarded.sender is not None
    assert message.forwarded.sender.addr == "ann@example.net"
    assert message.forwarded.text == "How many?"


@pytest.mark.parametrize(
    "head",
    [
        "---------- Forwarded message ---------\nFrom: Ann Bell <ann@example.net>\n"
        "Date: Mon, 2 Nov 2026 at 09:30\nSubject: FOI\nTo: <foi@council.example>",
        "Begin forwarded message:\n\nFrom: Ann Bell <ann@example.net>\nSubject: FOI\n"
        "Date: 2 November 2026 at 09:30:00 GMT\nTo: foi@council.example",
        "From: Ann Bell <ann@example.net>\nSent: 02 November 2026 09:30\nTo: FOI\nSubject: FOI",
        "Oddi wrth: Ann Bell <ann@example.net>\nAnfonwyd: 2 Tachwedd 2026 09:30\nAt: FOI\n"
        "Pwnc: FOI",
    ],
)
@pytest.mark.parametrize("note", ["", "One for you, I think.\n\n"])
def test_who_wrote_what_is_passed_on_is_found(head: str, note: str) -> None:
    raw = b"From: Rhys <rhys@example.org>\r\nSubject: FW: FOI\r\nContent-Type: text/plain; " + (
        b"charset=utf-8\r\n\r\n" + f"{note}{head}\n\nHow many potholes?\n".encode()
    )
    original = parse(raw).forwarded

    assert original is not None
    assert original.sender is not None
    assert (original.sender.name, original.sender.addr) == ("Ann Bell", "ann@example.net")
    assert original.date is not None
    assert original.date.isoformat()[:16] == "2026-11-02T09:30"
    assert (original.subject, original.text) == ("FOI", "How many potholes?")


def test_an_encrypted_message_says_so() -> None:
    raw = mail("Content-Type: multipart/encrypted; boundary=x\n\n--x\n\nVersion: 1\n--x--\n")

    assert parse(raw).encrypted


CHAIN = (
    "From: {who}\nSent: 03 November 2026 11:00\nTo: Rhys <rhys@example.org>\nSubject: {subject}\n\n"
    "Hi Rhys, can you get this answered?\n\n---------- Forwarded message ---------\n"
    "From: Ann Bell <ann@example.net>\nDate: Mon, 2 Nov 2026 at 09:30\nSubject: FOI\n"
    "To: <desk@example.org>\n\nHow many potholes?\n"
)


@pytest.mark.parametrize(
    ("who", "subject", "found"),
    [
        ("Desk <desk@example.org>", "FW: FOI", "ann@example.net"),
        # Who passes on her own old letters is the one who asks now.
        ("Una Roe <una@example.com>", "FW: FOI", "una@example.com"),
        ("Desk <desk@example.org>", "FOI", "desk@example.org"),
    ],
)
def test_a_colleague_who_only_passed_a_request_on_did_not_make_it(
    who: str, subject: str, found: str
) -> None:
    raw = f"From: Rhys <rhys@example.org>\nSubject: FW: FW: FOI\n\nPlease log.\n\n{CHAIN}"
    original = parse(raw.format(who=who, subject=subject).encode()).forwarded

    assert original is not None
    assert original.sender is not None
    assert original.sender.addr == found


def test_what_openpgp_puts_around_a_signed_text_is_not_new() -> None:
    text = (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nHow many skips?\n"
        "-----BEGIN PGP SIGNATURE-----\n\niQEzBAEB\n-----END PGP SIGNATURE-----\n"
    )

    assert parse(mail("\n" + text)).reply_text == "How many skips?"
    assert "BEGIN PGP" in parse(mail("\n" + text)).text
    assert parse(mail("\nWhat is -----BEGIN PGP SIGNED MESSAGE-----?\n")).reply_text


def test_an_encrypted_block_below_a_text_is_said_and_asks_for_nothing() -> None:
    block = "-----BEGIN PGP MESSAGE-----\n\nhQEMA12?\n=abcd\n-----END PGP MESSAGE-----"
    message = parse(mail(f"\nMy request is encrypted.\n\n{block}\n\nUna\n"))

    assert message.encrypted
    assert message.reply_text == "My request is encrypted.\n\n\nUna"
    assert not parse(mail(f"\nNot mine:\n\n> {block.replace(chr(10), chr(10) + '> ')}\n")).encrypted
    assert not parse(mail("\nWhat does -----BEGIN PGP MESSAGE----- mean?\n")).encrypted
