"""HTML is read as a person sees it: lists with their markers, tables with cells, nothing hidden."""

from __future__ import annotations

import pytest

from foibot.message.html import drafts

WORD_LIST = """
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span><![endif]>How many officers?</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>a.<span>&nbsp;&nbsp;</span></span><![endif]>By grade</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Thank you</p>
"""


def text(html: str) -> str:
    return "\n".join(draft.text for draft in drafts(html)[0])


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("<div>One<br>Two<br><br>Three</div>", "One\nTwo\n\nThree"),
        ("<p class=MsoNormal>One</p><p class=MsoNormal>Two</p>", "One\nTwo"),
        ("<p style='margin:0'>One</p><p style='margin:0'>Two</p>", "One\nTwo"),
        ("<ol><li>One</li><li>Two</li></ol>", "1. One\n2. Two"),
        ("<ol type=a start=3><li>One<li>Two</ol>", "c. One\nd. Two"),
        ("<ol type=i><li>One<li>Two<li value=9>Nine</ol>", "i. One\nii. Two\nix. Nine"),
        ("<ol style='list-style-type:upper-alpha'><li>One</ol>", "A. One"),
        ("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"),
        (
            "<ol><li>One<ol type=a><li>Part<li>Other</ol></li><li>Two</ol>",
            "1. One\n  a. Part\n  b. Other\n2. Two",
        ),
        ("<ol><li><p>One</p></li><li><p>Two</p></li></ol>", "1. One\n\n2. Two"),
        (
            "<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2024</td><td>£5</td></tr></table>",
            "Year\tCost\n2024\t£5",
        ),
        (
            "<table><tr><td><p>2024</p></td><td><p>£5</p></td></tr></table>",
            "2024\t£5",
        ),
        ("<p>Seen<span style='display:none'>not</span></p>", "Seen"),
        ("<p>Seen<span style='font-size:0px'>not</span></p>", "Seen"),
        ("<p>Seen<span style='mso-hide:all'>not</span></p>", "Seen"),
        ("<p>Seen<span style='opacity:0'>not</span></p>", "Seen"),
        ("<p>Seen<span hidden>not</span></p>", "Seen"),
        ("<p>Half <span style='opacity:0.5'>seen</span></p>", "Half seen"),
        ("<p>Small <span style='font-size:0.8em'>print</span></p>", "Small print"),
        ("<style>p{color:red}</style><script>x()</script><p>Seen</p>", "Seen"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("A&nbsp;&pound;250 &amp; more&#8203;", "A £250 & more"),
        ("<p>Broken <b>bold<p>and on", "Broken bold\n\nand on"),
        ("no markup at all", "no markup at all"),
    ],
)
def test_html_is_read_as_it_is_seen(html: str, seen: str) -> None:
    assert text(html) == seen


def test_the_numbers_that_word_writes_stay_with_their_questions() -> None:
    assert text(WORD_LIST) == "1. How many officers?\n  a. By grade\n\nThank you"


def test_a_comment_of_word_is_not_seen() -> None:
    assert text("<!--[if gte mso 9]><xml>secret</xml><![endif]--><p>Seen</p>") == "Seen"


@pytest.mark.parametrize(
    ("html", "depth"),
    [
        ("<blockquote type=cite>q</blockquote>", 1),
        ("<blockquote class=gmail_quote>q</blockquote>", 1),
        ("<blockquote>a<blockquote>q</blockquote></blockquote>", 2),
        ("<blockquote style='margin:0 0 0 40px;border:none;padding:0px'>q</blockquote>", 0),
    ],
)
def test_a_blockquote_that_quotes_has_a_depth(html: str, depth: int) -> None:
    assert drafts(html)[0][-1].depth == depth
