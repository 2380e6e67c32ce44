"""The response letter as Word and PDF: the same words, tagged, and no words are commands."""

from __future__ import annotations

import re
import typing
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pypdf
import pytest
from docx.oxml.ns import qn

from foibot.case.model import Answer, Case, Outcome
from foibot.config.shipped import shipped
from foibot.letter import as_pdf as pdf_module
from foibot.letter import blocks as b
from foibot.letter.as_docx import Writer, as_docx
from foibot.letter.as_pdf import Properties, as_pdf
from foibot.letter.as_text import as_text
from foibot.letter.model import LetterError
from foibot.letter.response import response
from tests.unit.letter.cases import FACTS, TWINNING, case, item
from tests.unit.letter.corpus import EXEMPTIONS, Right, corpus
from tests.unit.letter.desks import templates

WORD, PDF = shipped("templates/letter.docx"), shipped("templates/letter.typ")
PROPERTIES = Properties(
    "Our response", "Wexcombe & Co Council", "FOI-2026-0123", date(2026, 11, 20)
)
OWN, SCOTS = templates(), templates(scotland=True)


def blocks_of(made: Case) -> b.Blocks:
    return OWN.render(response(made, FACTS, OWN, EXEMPTIONS)).blocks


@cache
def forms(text: str = "") -> tuple[str, bytes, bytes]:
    """Return the letter as text, Word and PDF, of the twin or of one answer *text*."""
    made = case(item(1, text, Answer(Outcome.DISCLOSED, text)), title=text) if text else TWINNING
    blocks = blocks_of(made)
    return as_text(blocks), as_docx(blocks, PROPERTIES, WORD), as_pdf(blocks, PROPERTIES, PDF)


def letters(text: str) -> str:
    """Return the letters and figures of *text* alone: line breaks and list signs differ by form."""
    text = re.sub(r"(?m)^ *(?:-|\d{1,3}\.) ", "", text)
    return re.sub(r"[\W_]+", "", text)


def word_text(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    return "\n".join(
        "".join(
            node.text or "\n" if node.tag == qn("w:t") else "\n"
            for node in element.iter(qn("w:t"), qn("w:br"))
        )
        for element in document.element.body
    )


def pdf_text(content: bytes) -> str:
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages]
    return "\n".join(re.sub(r"FOI-2026-0123\s+\d+ / \d+\s*$", "", page) for page in pages)


def test_word_says_what_the_mail_says() -> None:
    text, word, _ = forms()

    assert letters(word_text(word)) == letters(text)


def test_pdf_says_what_the_mail_says() -> None:
    text, _, pdf = forms()
    found = re.sub(r"(?m)^\s*(?:[•‣–]|\d{1,3}\.)\s*", "", pdf_text(pdf))

    assert letters(found) == letters(text)


HOSTILE = (
    '#panic("x") $1$ @ref <label> *b* _i_ `raw` {{ 7*7 }} {% raise %} & </w:t><w:p> '
    "\\ [x] // no /* */"
)


def test_words_are_never_commands() -> None:
    text, word, pdf = forms(HOSTILE)

    assert text.count(HOSTILE) == 3
    assert word_text(word).count(HOSTILE) == 3
    assert " ".join(pdf_text(pdf).split()).count('#panic("x") $1$ @ref <label> *b* _i_') == 3


def test_the_pdf_is_tagged_and_says_its_language_and_title() -> None:
    _, _, content = forms()

    with pikepdf.open(BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        metadata = pdf.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Our response"
        tags = set(re.findall(rb"/S ?/(\w+)", b"".join(
            obj.unparse(resolved=True) for obj in pdf.objects
            if isinstance(obj, pikepdf.Dictionary) and "/S" in obj)))  # fmt: skip
    assert {b"H1", b"H2", b"H3", b"P", b"L", b"LI", b"BlockQuote"} <= tags


def test_the_word_file_has_headings_lists_and_no_traces() -> None:
    document = docx.Document(BytesIO(forms()[1]))

    styles = {one.style.name for one in document.paragraphs if one.style}
    assert {"Heading 1", "Heading 2", "Heading 3", "Quote", "List Bullet", "List Number"} <= styles
    core = document.core_properties
    assert (core.author, core.comments, core.language) == (PROPERTIES.author, "", "en-GB")
    footer = document.sections[0].footer.paragraphs[0].text
    assert footer == "Wexcombe & Co Council, FOI-2026-0123"


def test_each_numbered_list_begins_where_it_should() -> None:
    two = "1. a\n2. b\n\nThen:\n\n1. c\n2. d"

    document = docx.Document(BytesIO(forms(two)[1]))
    numbers = [
        next(one._p.iter(qn("w:numId"))).get(qn("w:val"))
        for one in document.paragraphs
        if one.style and one.style.name == "List Number"
    ]

    assert len(numbers) == 4
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]


def test_the_same_letter_is_the_same_bytes() -> None:
    blocks = blocks_of(TWINNING)

    assert as_docx(blocks, PROPERTIES, WORD) == forms()[1]
    assert as_pdf(blocks, PROPERTIES, PDF) == forms()[2]


def test_a_template_of_the_council_keeps_its_style_and_without_styles_lists_keep_their_signs(
    tmp_path: Path,
) -> None:
    own = docx.Document()
    own.add_paragraph("{{ authority }}, {{ date }}: {{ title }}")
    own.add_paragraph("{{ letter }}")
    own.add_paragraph("Printed on recycled paper")
    for name in ("List Bullet", "List Number"):
        own.styles[name].delete()
    path = tmp_path / "letter.docx"
    own.save(str(path))

    paragraphs = [one.text for one in docx.Document(BytesIO(
        as_docx(blocks_of(TWINNING), PROPERTIES, path))).paragraphs]  # fmt: skip

    assert paragraphs[0] == "Wexcombe & Co Council, 20 November 2026: Our response"
    assert paragraphs[-1] == "Printed on recycled paper"
    assert "1. More trade;" in paragraphs


@pytest.mark.parametrize(
    "text", ["{{ nothing }} {{ letter }}", "no place", "{{ letter.__class__ }}"]
)
def test_a_template_that_cannot_be_filled_is_named(tmp_path: Path, text: str) -> None:
    own = docx.Document()
    own.add_paragraph(text)
    path = tmp_path / "letter.docx"
    own.save(str(path))

    with pytest.raises(LetterError, match=r"letter\.docx"):
        as_docx((), PROPERTIES, path)


def test_a_pdf_template_that_fails_is_named(tmp_path: Path) -> None:
    path = tmp_path / "letter.typ"
    path.write_text("#panic()")

    with pytest.raises(LetterError, match=r"letter\.typ"):
        as_pdf((), PROPERTIES, path)


def test_every_kind_of_block_has_a_form() -> None:
    for kind in typing.get_args(b.Block):
        assert pdf_module._data.dispatch(kind) is not pdf_module._data.dispatch(object), kind
        methods = vars(Writer)["write"].dispatcher
        assert methods.dispatch(kind) is not methods.dispatch(object), kind


@pytest.mark.parametrize("right", corpus()[::13], ids=lambda right: right.name)
def test_the_forms_of_every_sort_of_letter_say_the_same(right: Right) -> None:
    own = SCOTS if right.scotland else OWN
    blocks = own.render(response(right.case, right.facts, own, EXEMPTIONS)).blocks

    word, pdf = as_docx(blocks, PROPERTIES, WORD), as_pdf(blocks, PROPERTIES, PDF)

    wanted = letters(as_text(blocks))
    assert letters(word_text(word)) == wanted
    assert letters(re.sub(r"(?m)^\s*(?:[•‣–]|\d{1,3}\.)\s*", "", pdf_text(pdf))) == wanted


def test_what_no_document_can_hold_is_left_out() -> None:
    odd = (b.paragraph("a\x00b\x0bc\ud800d\ue000e\x1bf"), b.Table("", ("g\x01",), (("h\x02",),)))

    assert letters(word_text(as_docx(odd, PROPERTIES, WORD))) == "abcdefgh"
    assert letters(pdf_text(as_pdf(odd, PROPERTIES, PDF))) == "abcdefgh"
