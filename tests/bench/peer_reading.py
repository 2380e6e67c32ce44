"""
mail-parser with mail-parser-reply over the messages named on standard input.

Run by the interpreter of an environment of its own: prints the seconds of user time that reading
took, and how many messages raised an error.
"""

from __future__ import annotations

import importlib
import resource
import sys
from pathlib import Path


def main() -> int:
    """Read each message as its users do: text, files, and what of the text is the reply."""
    mailparser = importlib.import_module("mailparser")
    replies = importlib.import_module("mailparser_reply").EmailReplyParser(
        languages=["en", "de", "fr"]
    )
    raws = [Path(line.rstrip("\n")).read_bytes() for line in sys.stdin]
    failed = 0
    before = 0.0
    # The first pass over a few is to load everything.
    for chosen in (raws[:50], raws):
        before, failed = resource.getrusage(resource.RUSAGE_SELF).ru_utime, 0
        for raw in chosen:
            try:
                mail = mailparser.parse_from_bytes(raw)
                replies.parse_reply(text="\n".join(mail.text_plain or mail.text_html))
                len(mail.attachments)
            except Exception:  # noqa: BLE001 - a crash of the other library is a result
                failed += 1
    print(resource.getrusage(resource.RUSAGE_SELF).ru_utime - before, failed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
