"""The limited child: what it may do, what it may not, and what remains when it fails."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from foibot.sandbox.limits import Limits
from foibot.sandbox.trials import holds
from foibot.sandbox.worker import ChildError, Worker, run

# Time enough to start a child on a busy machine.
QUICK = Limits(cpu_seconds=1, wall_seconds=60, output_mb=1)
TRIALS = "foibot.sandbox.trials:"


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(QUICK) as shared:
        yield shared


def test_a_task_gives_its_result(worker: Worker) -> None:
    assert worker.run(TRIALS + "echo", {"a": [1, b"\x00\xff", "x"]}) == {"a": [1, b"\x00\xff", "x"]}


def test_one_child_does_many_tasks_and_is_then_replaced() -> None:
    with Worker(Limits(tasks=3)) as counted:
        for number in range(7):
            assert counted.run(TRIALS + "echo", number) == number

        assert counted.started == 3


def test_large_tasks_and_answers_pass_the_pipes() -> None:
    with Worker(Limits(output_mb=16)) as worker:
        assert worker.run(TRIALS + "echo", b"x" * 8_000_000) == b"x" * 8_000_000


@pytest.mark.parametrize(
    ("trial", "reason"),
    [
        ("spin", "time"),
        ("hoard", "memory"),
        ("nest", "depth"),
        ("die", "crash"),
        ("connect", "failed"),
        ("start", "failed"),
        ("no_such_function", "failed"),
    ],
)
def test_what_goes_wrong_has_a_reason_and_the_next_task_works(
    worker: Worker, trial: str, reason: str
) -> None:
    with pytest.raises(ChildError) as failed:
        worker.run(TRIALS + trial, None)

    assert failed.value.reason == reason
    assert worker.run(TRIALS + "echo", "next") == "next"


def test_a_child_that_only_waits_is_ended() -> None:
    with Worker(Limits(wall_seconds=1)) as waiting, pytest.raises(ChildError) as failed:
        waiting.run(TRIALS + "sleep", None)

    assert failed.value.reason == "time"


def test_too_large_an_answer_is_not_taken(worker: Worker) -> None:
    with pytest.raises(ChildError) as failed:
        worker.run(TRIALS + "flood", 5_000_000)

    assert failed.value.reason == "size"


def test_a_child_cannot_write(worker: Worker, tmp_path: Path) -> None:
    with pytest.raises(ChildError):
        worker.run(TRIALS + "write", str(tmp_path / "x"))

    assert not (tmp_path / "x").exists()


def test_what_a_library_prints_is_no_answer(worker: Worker) -> None:
    assert worker.run(TRIALS + "chatter", None) == "quiet"


def test_no_variable_of_ours_is_seen(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOIBOT_IMAP_PASSWORD", "secret")

    with Worker(QUICK) as fresh:
        seen = fresh.run(TRIALS + "environment", None)

    assert isinstance(seen, list)
    assert "FOIBOT_IMAP_PASSWORD" not in seen


@pytest.mark.parametrize("path", ["os:system", "foibot.sandbox.trials:os.system", "subprocess:run"])
def test_only_functions_of_ours_are_called(worker: Worker, path: str) -> None:
    with pytest.raises(ChildError):
        worker.run(path, "true")


def test_the_parent_keeps_its_own_limits() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    run(TRIALS + "echo", 1, QUICK)

    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_everything_forbidden_is_kept_from_a_child_here() -> None:
    assert all(holds().values())
