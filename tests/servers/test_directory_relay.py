"""Mails in a directory are told newest first, page by page, each once (P17)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from foibot.outbox import directory
from foibot.outbox.directory import DirectoryRelay


@pytest.mark.parametrize("mails", [0, 1, 3, 9, 28])
def test_every_mail_is_seen_once_and_the_newest_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mails: int
) -> None:
    monkeypatch.setattr(directory, "PAGE", 3)
    for number in range(mails):
        path = tmp_path / f"{number * 7 % 29}.eml"
        path.write_bytes(str(number).encode())
        # Two each were written at the same moment.
        os.utime(path, (number // 2, number // 2))
    pages = list(DirectoryRelay(tmp_path).headers())
    seen = [int(header) for page in pages for header in page]

    assert sorted(seen) == list(range(mails))
    assert [one // 2 for one in seen] == sorted((one // 2 for one in seen), reverse=True)
    assert max((len(page) for page in pages), default=0) <= 3


def test_what_is_no_mail_and_a_folder_that_is_not_there_yet_are_passed_over(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.part").write_bytes(b"half a mail")

    assert list(DirectoryRelay(tmp_path).headers()) == []
    assert list(DirectoryRelay(tmp_path / "none").headers()) == []
