"""Every word of an answer is kept, wherever and with whatever program it was typed."""

from __future__ import annotations

import re

import pytest

from foibot.message.model import Role
from foibot.message.parse import parse
from tests import clients
from tests.clients import Client, Form, Original, Reply

ORIGINAL = Original(
    (
        "Dear colleague, please answer these questions by 10 November.",
        "1. How many potholes were repaired on Station Road in 2025/26?",
        "2. What was the total cost of those repairs?",
        "3. Which contractor carried out the work, and under which framework?",
        "With thanks, the information governance team",
    )
)
SIGNATURE = "Rhys Morgan\nHighways Engineer\nTel: 01437 764551\nrhys.morgan@council.example"
SHORT = Reply(answers={1: "412", 2: "£18,250.40 excluding VAT", 3: "Griffiths Ltd, via SEWSCAP3"})
LONG = Reply(
    "Please see my replies below.",
    {
        1: "We repaired 412 in all:\n- 300 by patching\n- 112 by resurfacing",
        2: "Not held as one figure. The nearest is the annual budget line of £1.2m.",
        3: "Griffiths Ltd.\n\nFramework: SEWSCAP3, lot 2.",
    },
    signature=SIGNATURE,
)
WELSH = Reply(
    "Gweler yr atebion isod.",
    {1: "Atgyweiriwyd pedwar cant.", 2: "Nid oes gennym y ffigur hwn.", 3: "Griffiths Cyf"},
)
TOP = Reply(
    "1. We repaired 412.\n2. £18,250.40\n3. Griffiths Ltd, via SEWSCAP3.\n\nThanks\nRhys",
    signature=SIGNATURE,
)
ONE_WORD = Reply("Approved")
BOTTOM = Reply(bottom="412; eighteen thousand pounds; Griffiths Ltd.")

MARKING = [clients.gmail, clients.apple_mail, clients.thunderbird, clients.iphone]
COLOURING = [clients.outlook_desktop, clients.outlook_web]
ALL = [*MARKING, *COLOURING, clients.android, clients.yahoo]
FORMS = list(Form)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def assert_kept(raw: bytes, reply: Reply) -> None:
    """Assert that all typed words are new text, and that none of the questions is."""
    said = parse(raw).reply_text
    for text in reply.typed:
        missing = [word for word in words(text) if word not in words(said)]
        assert not missing, said
    assert "How many potholes" not in said
    assert "under which framework" not in said


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("reply", [SHORT, LONG, WELSH], ids=["short", "long", "welsh"])
@pytest.mark.parametrize("client", MARKING, ids=lambda c: c.__name__)
def test_answers_between_marked_lines_are_kept(client: Client, reply: Reply, form: Form) -> None:
    assert_kept(client(reply, ORIGINAL, form), reply)


@pytest.mark.parametrize("form", [Form.HTML, Form.BOTH])
@pytest.mark.parametrize("reply", [SHORT, LONG, WELSH], ids=["short", "long", "welsh"])
@pytest.mark.parametrize("client", COLOURING, ids=lambda c: c.__name__)
def test_answers_in_colour_are_kept(client: Client, reply: Reply, form: Form) -> None:
    assert_kept(client(reply, ORIGINAL, form), reply)


@pytest.mark.parametrize("reply", [SHORT, WELSH], ids=["short", "welsh"])
def test_answers_under_the_writers_name_are_kept(reply: Reply) -> None:
    assert_kept(clients.outlook_desktop_named(reply, ORIGINAL, Form.PLAIN), reply)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("reply", [TOP, ONE_WORD], ids=["list", "one word"])
@pytest.mark.parametrize("client", ALL, ids=lambda c: c.__name__)
def test_answers_on_top_are_kept(client: Client, reply: Reply, form: Form) -> None:
    assert_kept(client(reply, ORIGINAL, form), reply)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("client", MARKING, ids=lambda c: c.__name__)
def test_answers_below_the_quotation_are_kept(client: Client, form: Form) -> None:
    assert_kept(client(BOTTOM, ORIGINAL, form), BOTTOM)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("client", ALL, ids=lambda c: c.__name__)
def test_a_reply_on_top_is_all_that_is_new(client: Client, form: Form) -> None:
    assert parse(client(ONE_WORD, ORIGINAL, form)).reply_text.strip() == "Approved"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("client", ALL, ids=lambda c: c.__name__)
def test_the_quoted_questions_are_there_and_marked(client: Client, form: Form) -> None:
    message = parse(client(TOP, ORIGINAL, form))
    quoted = " ".join(line.text for line in message.lines if line.role is Role.QUOTED)

    for paragraph in ORIGINAL.paragraphs[1:4]:
        assert set(words(paragraph)) <= set(words(quoted))


@pytest.mark.parametrize("client", [*MARKING, *COLOURING], ids=lambda c: c.__name__)
def test_a_signature_is_no_answer(client: Client) -> None:
    if client is clients.iphone:
        pytest.skip("the phone's signature is its own line")
    assert "01437" not in parse(client(TOP, ORIGINAL, Form.BOTH)).reply_text


def test_the_line_of_a_phone_is_no_answer() -> None:
    assert "iPhone" not in parse(clients.iphone(TOP, ORIGINAL, Form.BOTH)).reply_text
    assert "Galaxy" not in parse(clients.android(TOP, ORIGINAL, Form.BOTH)).reply_text
