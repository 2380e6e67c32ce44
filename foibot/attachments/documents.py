"""The text of letters: docx, rtf, pdf; each library has its one door here."""

from __future__ import annotations

import io
import re
import zipfile

from foibot.attachments.findings import BROKEN, EMPTY, ENCRYPTED, SCAN
from foibot.attachments.pdf_rows import rows_joined
from foibot.attachments.zip_guard import opened, unsafe_xml
from foibot.message import html

_MOST_PAGES = 500
# A cell of one paragraph stands on the line of its row.
_PARAGRAPH_IN_CELL = re.compile(r"(<t[dh][^<>]*>)<p>((?:[^<]|<(?!/?p>))*)</p>(</t[dh]>)")
# Word's own styles for lists within lists, which say so by their names alone.
_STYLES = "\n".join(
    f"p[style-name='List {kind} {depth}'] => {'ul|ol > li > ' * (depth - 1)}{tag} > li:fresh"
    for kind, tag in (("Bullet", "ul"), ("Number", "ol"))
    for depth in (2, 3)
)
_BLANKS = re.compile(r"[ \t\u00a0]+(?=\n|\Z)")


def docx(content: bytes, found: list[str]) -> str:
    """Return the text of a Word document with its lists numbered and its tables in rows."""
    if safe_archive(content, found) is None:
        return ""
    import mammoth

    def no_picture(_: object) -> dict[str, str]:
        return {"src": ""}

    result = mammoth.convert_to_html(
        io.BytesIO(content),
        convert_image=mammoth.images.img_element(no_picture),
        include_embedded_style_map=False,
        style_map=_STYLES,
        external_file_access=False,
    )
    return from_html(_PARAGRAPH_IN_CELL.sub(r"\1\2\3", str(result.value)))


def rtf(content: bytes, found: list[str]) -> str:
    """Return the text of a Rich Text file."""
    from striprtf.striprtf import rtf_to_text

    source = content.decode("cp1252", "replace")
    text = str(rtf_to_text(source, errors="replace"))  # type: ignore[no-untyped-call]
    return _tidy(text.replace("\x00", ""))


def pdf(content: bytes, found: list[str]) -> str:
    """Return the text layer of a PDF page by page; one without text is said to be a scan."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        found.append(ENCRYPTED if "password" in str(error).lower() else BROKEN)
        return ""
    try:
        pages = [_page_text(document, number) for number in range(min(len(document), _MOST_PAGES))]
        text = _tidy("\n\n".join(page for page in pages if page.strip()))
        if not text:
            found.append(SCAN if _has_pictures(document) else EMPTY)
        return text
    finally:
        document.close()


def from_html(source: str) -> str:
    """Return the visible text of HTML *source*."""
    lines, _ = html.drafts(source)
    return _tidy("\n".join(line.text for line in lines))


def safe_archive(content: bytes, found: list[str]) -> zipfile.ZipFile | None:
    """Return the archive that an office file is, None with a finding where it is not safe."""
    archive, problem = opened(content)
    problem = problem or (unsafe_xml(archive) if archive else "")
    if problem:
        found.append(problem)
        return None
    return archive


def _page_text(document: object, number: int) -> str:
    page = document[number]  # type: ignore[index]
    words = page.get_textpage()
    text = str(words.get_text_bounded())
    words.close()
    page.close()
    # PDFium's mark for a hyphen at the end of a line.
    lines = text.replace("\r\n", "\n").replace("\ufffe", "-").replace("\x02", "-")
    return rows_joined(lines)


def _has_pictures(document: object) -> bool:
    import pypdfium2.raw as raw

    pages = range(min(len(document), 5))  # type: ignore[arg-type]
    return any(
        any(True for _ in document[number].get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))  # type: ignore[index]
        for number in pages
    )


def _tidy(text: str) -> str:
    """Return *text* without blanks at the ends of lines, at most one empty line running."""
    plain = _BLANKS.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n"))
    return re.sub(r"\n{3,}", "\n\n", plain).strip("\n ")
