"""The two forms of one mail: real programs say the same in both, and what differs is seen."""

from __future__ import annotations

import pytest

from foibot.message.body import Segment
from foibot.message.both_forms import unlike
from foibot.message.parse import parse
from tests.replies.digests import a_digest_mail
from tests.replies.programs import PROGRAMS
from tests.replies.test_programs import LABELLED, MAILS, Labelled

OURS = f"<digest.{'0' * 24}.{'a' * 26}@mixbury.example>"


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("one", LABELLED[::3], ids=lambda one: one.name)
def test_what_programs_make_of_a_reply_says_the_same_twice(one: Labelled, program: str) -> None:
    asked = MAILS[one.mail]
    raw = PROGRAMS[program](a_digest_mail(asked).html, asked, one.written())

    assert parse(f"References: {OURS}\r\n".encode() + raw).unlike == ""


@pytest.mark.parametrize(
    ("plain", "html", "word"),
    [
        ("APPROVE 7F3K-92QD", "<p>Please do not approve 7F3K-92QD yet.</p>", "please"),
        ("Q1 yes, Q2 no", "<p>Q1 no, Q2 yes</p>", "q2"),
        ("Agreed until 4 December.", "<p>Agreed until 14 December.</p>", "4"),
        ("Approved, thank you", "<p>No.</p>", "approved"),
        (
            "See the plan <https://x.example/a?b=1> and *approve*.\n\n- first\n- last",
            "<p>See the <a href='https://x.example/a?b=1'>plan</a> and <b>approve</b>.</p>"
            "<ul><li>first</li><li>last</li></ul><img src='cid:1' alt='logo'>",
            "",
        ),
        ("Approve", "", ""),
    ],
)
def test_a_word_that_only_one_form_says_is_found(plain: str, html: str, word: str) -> None:
    assert unlike([Segment(plain, html)], "Re: draft", "Lee") == word
