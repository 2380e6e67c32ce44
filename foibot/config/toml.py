"""The text of a TOML file as a table: whatever is wrong with it is one kind of error."""

from __future__ import annotations

import tomllib
from typing import Any


def toml_of(text: str) -> dict[str, Any]:
    """Return the table that *text* holds; tomllib.TOMLDecodeError when it holds none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise tomllib.TOMLDecodeError("brackets within brackets, too deep to be read") from None
    except ValueError as error:
        # A number of thousands of digits, a day that no month has.
        raise tomllib.TOMLDecodeError(f"a value cannot be read ({error})"[:200]) from error
