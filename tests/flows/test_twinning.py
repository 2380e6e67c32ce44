"""The letter that a council owes, from mail to mail: a twin of a real one, and the real one."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from foibot.demo.cast import answers, asked, code
from foibot.demo.world import CONFIG, Sent
from tests.flows.golden import matches
from tests.flows.town import ANN, Town
from tests.shared import need_shared
from tests.unit.letter.cases import TWINNING
from tests.unit.letter.test_forms import letters, pdf_text

WRONG = re.compile(r"\s*Therefore, [^·]*?17\.1.*?Council\.", re.DOTALL)
REQUEST = (
    f"{TWINNING.intro}\n\n"
    + "\n\n".join(f"• {item.question.text}" for item in TWINNING.items)
    + "\n\nYours faithfully,\n\nAnn Example\n"
)


def a_pdf(words: str) -> bytes:
    """Return a small real PDF that says *words*."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1,
                              BaseFont=pikepdf.Name.Helvetica)  # fmt: skip
    stream = pdf.make_stream(f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode())
    resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    pdf.pages.append(pikepdf.Page(pikepdf.Dictionary(
        Type=pikepdf.Name.Page, MediaBox=[0, 0, 595, 842], Contents=stream, Resources=resources
    )))  # fmt: skip
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def told(town: Town, n: int, text: str, files: tuple[str, ...]) -> None:
    """Let the officer answer question *n* in a reply of its own, with its files."""
    digest = town.last("digest")
    given = {key: text for key in asked(digest) if key[1] == n}
    attached = [(f"{name}.pdf", "application/pdf", a_pdf(name)) for name in files]
    town.reply(digest, answers(digest, given), files=attached)


def named(sent: Sent) -> list[str]:
    return [str(part.get_filename()) for part in sent.mail.walk() if part.get_filename()]


def pdf_of(sent: Sent) -> str:
    """Return the words of the letter's own PDF."""
    part = next(p for p in sent.mail.walk() if str(p.get_filename()).endswith("-letter.pdf"))
    return pdf_text(bytes(part.get_payload(decode=True) or b""))


def test_the_twin_of_a_real_letter_comes_out_of_the_mails_as_the_golden_one(tmp_path: Path) -> None:
    town = Town.make(tmp_path, config=CONFIG.replace("Brambleton", "Wexcombe"))
    town.tick()
    town.write(ANN, REQUEST, subject=TWINNING.title)
    town.until("Tue 3 Nov 2026 08:32")
    for item in TWINNING.items:
        answer = item.answer
        assert answer is not None
        text = f"Not held.\nSearches: {answer.searches}\nHelp: {answer.help}\nAnswer: {answer.text}"
        held = "Not held" if answer.searches else ""
        owner = next((f"\nCopyright: {one.owner}" for one in answer.enclosures if one.owner), "")
        files = tuple(one.title for one in answer.enclosures)
        told(town, item.n, text if held else answer.text + owner, files)
    draft = town.last("draft")
    town.reply(draft, code(draft))
    response = town.last("response")

    assert matches(response, "twinning-response")
    assert named(response) == [
        "FOI-2026-00001-letter.pdf", *(f"FOI-2026-00001-enclosure-{n}.pdf" for n in (1, 2, 3))
    ]  # fmt: skip


ENCLOSED = {
    2: ("Blank copy of the agreement",),
    3: ("Review of twinning and contact",),
    4: ("Memorandum of Understanding 1", "Memorandum of Understanding 2"),
}


def real(folder: Path, *, wrong: bool) -> tuple[Town, list[tuple[str, list[str]]]]:
    """Feed the real request and what its officers said; *wrong*: with the fault in law left in."""
    shared = Path(need_shared()) / "customer"
    parts = json.loads((shared / "letter.json").read_text("utf-8"))["questions"]
    said = [(str(one["question"]), [str(line) for line in one["answer"]]) for one in parts]
    town = Town.make(folder, "Mon 6 Mar 2023 10:30")
    town.receive((shared / "request.eml").read_bytes())
    town.until("Tue 7 Mar 2023 09:00")
    for n, (_, lines) in enumerate(said, 1):
        text = "\n\n".join(lines)
        if not wrong:
            text = WRONG.sub("", text)
            text = f"Not held.\nSearches: the archive\nAnswer: {text}" if n == 2 else text
        told(town, n, text, ENCLOSED.get(n, ()))
    return town, said


@pytest.mark.shared
def test_the_real_request_and_answers_give_the_letter_without_its_faults(tmp_path: Path) -> None:
    town, said = real(tmp_path, wrong=False)
    draft = town.last("draft")
    assert "cannot go yet" not in draft.text
    town.reply(draft, code(draft))
    again = town.all("second-look")
    if again:
        town.reply(again[-1], code(again[-1]))
    response = town.last("response")
    flat = " ".join(response.text.split())

    at = 0
    for question, lines in said:
        at = flat.index(" ".join(question.split()), at)
        for line in lines:
            words = " ".join(re.sub(r"^(?:·|\d\.)\s*", "", WRONG.sub("", line)).split())
            at = flat.index(words, at)
    assert "section 17" not in flat
    assert "section 1(1)(a)" in flat
    assert "We hold some of this information" in flat  # the grants that nobody has a record of
    for wanted in ("FOI-2023-00001", "A. Researcher", "Monday 6 March 2023", "within six weeks",
                   "by Tuesday 9 May 2023", "ico.org.uk"):  # fmt: skip
        assert wanted in flat, wanted
    assert len(named(response)) == 5
    pages = re.sub(r"FOI-2023-00001\s+\d+ / \d+\s*", "", pdf_of(response))
    signs = re.sub(r"(?m)^\s*(?:[•‣–]|\d{1,3}\.)\s*", "", pages)
    assert letters(signs) == letters(response.text)


@pytest.mark.shared
def test_the_fault_in_law_of_the_real_letter_stops_it(tmp_path: Path) -> None:
    town, _ = real(tmp_path, wrong=True)

    draft = " ".join(town.last("draft").text.split())

    assert "cannot go yet" in draft
    assert "calls 'not held' a refusal, or cites section 17 (L3) | question 4" in draft
