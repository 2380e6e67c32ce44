"""The everyday files once more, as LibreOffice saves them: in its own forms, Office's and PDF."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.clean.files import FILES, CleanFile, Maker

# From each form, those in which an officer would save it.
SAVED_AS = {
    "xlsx": ("ods", "xlsx", "pdf", "csv", "xls"),
    "docx": ("odt", "docx", "pdf", "rtf", "doc"),
    "odt": ("docx", "pdf", "doc"),
    "ods": ("xlsx", "pdf"),
    "csv": ("xlsx",),
    "rtf": ("docx",),
}
PROGRAM = "soffice"


def saved_by_office() -> Iterator[CleanFile]:
    """Yield every everyday file in each form in which LibreOffice saves it."""
    with tempfile.TemporaryDirectory() as folder:
        for form, targets in SAVED_AS.items():
            sources = [one for one in FILES if one.extension == form]
            for target in targets:
                yield from _saved(sources, target, Path(folder) / f"{form}-{target}")


def _saved(sources: list[CleanFile], target: str, folder: Path) -> Iterator[CleanFile]:
    (folder / "in").mkdir(parents=True)
    for n, one in enumerate(sources):
        (folder / "in" / f"{n}.{one.extension}").write_bytes(one.make())
    convert(sorted((folder / "in").iterdir()), target, folder)
    for n, one in enumerate(sources):
        made = folder / f"{n}.{target}"
        assert made.exists(), (one.id, target)
        content = made.read_bytes()
        name = f"{one.name} ({one.extension}, saved by LibreOffice)"
        # The program that saves a sheet as PDF or CSV shows one sheet, and numbers in its own way.
        shown = () if target in {"csv", "pdf"} or one.extension == "csv" else one.shown
        yield CleanFile(name, target, _keeping(content), shown, one.large)


def _keeping(content: bytes) -> Maker:
    return lambda: content


def convert(files: list[Path], target: str, folder: Path) -> None:
    """Let LibreOffice save *files* in another form into *folder*."""
    program = shutil.which(PROGRAM)
    assert program, "LibreOffice is not installed"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    words = [program, profile, "--headless", "--convert-to", target, "--outdir", str(folder)]
    subprocess.run([*words, *map(str, files)], check=True, capture_output=True, timeout=600)
