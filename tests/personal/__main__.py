"""Recall and precision of the personal-data patterns: `python -m tests.personal`."""

from __future__ import annotations

from tests.personal.measured import measured


def main() -> int:
    """Print what was missed, what was seen for nothing, and both shares."""
    found = measured()
    for line, wanted in found.missed:
        print(f"missed: {wanted}: {line}")
    for line, told in found.false:
        print(f"for nothing: {', '.join(told)}: {line}")
    print(
        f"recall {found.recall:.1%} of {found.planted} planted; precision {found.precision:.1%} "
        f"of {found.told} told; {found.clean} lines have nothing"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
