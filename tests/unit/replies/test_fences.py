"""Our fences are found again whatever a client made of them, and nothing else is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foibot.replies.fences import (
    Fence,
    FenceKind,
    answer_block,
    answer_fence,
    end_fence,
    mend,
    note_fence,
    split_line,
    words_with,
)
from tests.linear import grows_in_proportion

ANSWER = Fence(FenceKind.ANSWER, "FOI-2026-00047", 2)
NOTE, END = Fence(FenceKind.NOTE), Fence(FenceKind.END)


@given(
    st.integers(1, 10**6).map(lambda n: f"FOI-2026-{n:05d}"),
    st.integers(1, 200),
    st.sampled_from(["en", "cy", "fr"]),
)
def test_what_we_make_we_find_again(reference: str, n: int, language: str) -> None:
    above, blank, below = answer_block(reference, n, language).split("\n")

    assert split_line(above) == (Fence(FenceKind.ANSWER, reference, n),)
    assert (blank, split_line(below)) == ("", (END,))
    assert split_line(note_fence(language)) == (NOTE,)


@pytest.mark.parametrize(
    "line",
    [
        "--- ANSWER FOI-2026-00047 Q2 (goes to the requester) ---",
        "> --- ANSWER FOI-2026-00047 Q2 (goes to the requester) ---",
        "> > > --- ANSWER FOI-2026-00047 Q2 (goes to the requester) ---   ",
        "| --- ANSWER FOI-2026-00047 Q2 (goes to the requester) ---",
        "\u2014 ANSWER FOI-2026-00047 Q2 (goes to the requester) \u2014",
        "\u2014- ANSWER FOI-2026-00047 Q2 (goes to the requester) \u2014-",
        "\u2013- ANSWER FOI\u20102026\u201000047 Q2 (goes to the requester) \u2013-",
        "--- Answer foi-2026-00047 q2 (goes to the requester) ---",
        "*--- ANSWER FOI-2026-00047 Q2 (goes to the requester) ---*",
        "--- **ANSWER FOI-2026-00047 Q2 (goes to the requester)** ---",
        "---\u00a0ANSWER\u00a0FOI-2026-00047\u00a0Q2 (goes to the requester)\u00a0---",
        "--- ANSWER FOI-2026-00047 Q2 ---",
        "--- ANSWER FOI-2026-00047 Q2 (goes to the requester)",
        "--- ANSWER FOI-2026-00047 Question 2 (geht an den Antragsteller) ---",
        "--- ATEB FOI-2026-00047 C2 (yn mynd at y ceisydd) ---",
    ],
)
def test_a_fence_survives_its_client(line: str) -> None:
    assert split_line(line) == (ANSWER,)


@pytest.mark.parametrize(
    "line",
    [
        "- answer Q1: 45",
        "-- ",
        "---",
        "----------------------------------------",
        "--- Original Message ---",
        "--- Answer",
        "In 2024 -- end of year -- we held 45",
        "See --- note the change",
        "The answer to Q1 is 45",
        "End of term is 24 July",
        "-- \nPriya",
        "",
    ],
)
def test_what_is_only_like_a_fence_is_text(line: str) -> None:
    assert split_line(line) == (line,)


def test_an_answer_on_the_line_of_its_fence_is_kept() -> None:
    line = f"{answer_fence('FOI-2026-00047', 2)} We hold 45 records. {end_fence()} Thanks, Priya"

    assert split_line(line) == (ANSWER, "We hold 45 records.", END, "Thanks, Priya")


WHOLE = answer_fence("FOI-2026-00047", 2)
BREAKS = [n for n, c in enumerate(WHOLE) if c == " " and 3 < n < len(WHOLE) - 4]


@pytest.mark.parametrize("space", BREAKS)
def test_a_fence_broken_at_any_space_is_mended(space: int) -> None:
    broken = [f"> {WHOLE[:space]}", f"> {WHOLE[space + 1 :]}", "> We hold 45."]
    mended = mend(broken)

    assert [count for _, count in mended] == [2, 1]
    assert split_line(mended[0][0]) == (ANSWER,)


def test_words_of_a_translating_client_come_from_the_rules() -> None:
    line = "--- R\u00c9PONSE FOI-2026-00047 Q2 (va au demandeur) ---"

    assert split_line(line) == (line,)
    assert split_line(line, words_with(answer=["R\u00e9ponse"])) == (ANSWER,)


@pytest.mark.parametrize("letters", ["-", "--- ", "--a ", "(", "--- ANSWER (", "> ", "-- END -"])
def test_hostile_lines_cost_in_proportion(letters: str) -> None:
    def read(size: int) -> None:
        text = letters * (size // len(letters))
        split_line(text)
        mend([text, text])

    assert grows_in_proportion(read, 25_000)
