"""Reading speed beside mail-parser with mail-parser-reply, on the same messages in one run.

pip install mail-parser mail-parser-reply   (only this comparison needs them)
python -m tests.bench.reading [FOLDER]
"""

from __future__ import annotations

import csv
import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

from foibot.message.parse import parse
from tests.shared import shared_dir


def messages(folder: Path) -> list[bytes]:
    """Return the messages that the folder's manifest names, else every file in it."""
    manifest = folder / "manifest.csv"
    if not manifest.exists():
        return [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]
    with manifest.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if not row["dup_of"]]
    return [(folder / row["path"]).read_bytes() for row in rows]


def ours(raw: bytes) -> int:
    """Return the length of what foibot takes for newly written."""
    return len(parse(raw).reply_text)


def theirs() -> Callable[[bytes], int]:
    """Return the same by mail-parser and mail-parser-reply."""
    mailparser = importlib.import_module("mailparser")
    replies = importlib.import_module("mailparser_reply").EmailReplyParser(
        languages=["en", "de", "fr"]
    )

    def read(raw: bytes) -> int:
        mail = mailparser.parse_from_bytes(raw)
        text = "\n".join(mail.text_plain or mail.text_html)
        return len(replies.parse_reply(text=text) or "") + len(mail.attachments)

    return read


def seconds(read: Callable[[bytes], int], raws: list[bytes]) -> tuple[float, int]:
    """Return the CPU seconds that *read* takes for *raws*, and how often it failed."""
    failed = 0
    before = process_time()
    for raw in raws:
        try:
            read(raw)
        except Exception:  # noqa: BLE001 - a crash of the other library is a result
            failed += 1
    return process_time() - before, failed


def main() -> int:
    """Print messages a second of both, and the ratio; fail when ours is slower."""
    shared = shared_dir()
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else shared / "mail" if shared else None
    if folder is None:
        sys.exit("name a folder of messages")
    raws = messages(folder)
    for read in (ours, other := theirs()):
        seconds(read, raws[:50])
    mine, mine_failed = seconds(ours, raws)
    peer, peer_failed = seconds(other, raws)
    print(f"foibot       {len(raws) / mine:8.0f} messages/s, {mine_failed} failed")
    print(f"mail-parser  {len(raws) / peer:8.0f} messages/s, {peer_failed} failed")
    print(f"ratio        {peer / mine:8.2f}")
    return int(mine > peer)


if __name__ == "__main__":
    sys.exit(main())
