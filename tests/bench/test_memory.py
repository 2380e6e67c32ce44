"""A large message costs no more memory than a small one and some chunks (P21), and none little."""

from __future__ import annotations

import subprocess
import sys

from tests.shared import ROOT

LARGE = 40
# A service that has read mail takes some 90 MB; to read the message whole takes its size, often.
MOST = 130.0


def test_a_message_of_forty_megabytes_is_answered_in_little_memory() -> None:
    # From a small process: what the one that starts it needed counts as its own (getrusage(2)).
    program = f"from tests.bench.scale import large_message_mb as mb; print(mb({LARGE}))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert float(done.stdout) < MOST


def test_what_only_some_messages_need_is_not_loaded_by_a_service_that_waits() -> None:
    program = "import sys, foibot.cli.running; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    loaded = set(done.stdout.split())
    assert {"spacy", "rapidfuzz", "docx", "typst", "reportlab", "jinja2"}.isdisjoint(loaded)
    assert {"foibot.loading", "foibot.in_force", "foibot.handlers.remind"}.isdisjoint(loaded)
    assert "foibot.handlers.at_rest" in loaded


def test_to_check_the_rules_neither_the_database_nor_what_reads_mail_is_loaded() -> None:
    program = "import sys, foibot.cli.soundness; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    # Each start waits for the process that checks them.
    heavy = {"sqlalchemy", "spacy", "foibot.questions.itemise", "foibot.request.read"}
    assert heavy.isdisjoint(done.stdout.split())
