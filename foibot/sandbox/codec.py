"""Values to bytes and back without pickle: what a child sends back must not be able to act."""

from __future__ import annotations

import json
import struct

Value = None | bool | int | float | str | bytes | list["Value"] | dict[str, "Value"]

# No JSON text that we write has an object with this key alone but for bytes.
_BYTES = "\u0000bytes"
_SIZE = struct.Struct("<Q")


class CodecError(ValueError):
    """The bytes are no value in this form."""


def pack(value: Value) -> bytes:
    """Return *value* as bytes: the JSON text, then each bytes object, each after its size."""
    blobs: list[bytes] = []

    def put_aside(found: object) -> Value:
        """Return what stands for bytes; all else that JSON has no form for is no value of ours."""
        if not isinstance(found, bytes):
            raise TypeError(f"{type(found).__name__} is no value")
        blobs.append(found)
        return {_BYTES: len(blobs) - 1}

    text = json.dumps(value, default=put_aside).encode()
    return b"".join(_SIZE.pack(len(piece)) + piece for piece in (text, *blobs))


def unpack(data: bytes) -> Value:
    """Return the value in *data*; raise CodecError when it holds none."""
    pieces: list[bytes] = []
    at = 0
    while at < len(data):
        if at + _SIZE.size > len(data):
            raise CodecError("a size is cut off")
        size = int(_SIZE.unpack_from(data, at)[0])
        at += _SIZE.size
        if size > len(data) - at:
            raise CodecError("a piece is cut off")
        pieces.append(data[at : at + size])
        at += size
    if not pieces:
        raise CodecError("there is nothing in it")
    try:
        return _loaded(pieces[0], pieces[1:])
    except (ValueError, RecursionError) as error:
        raise CodecError(f"it is not JSON: {error}") from error


def _loaded(text: bytes, blobs: list[bytes]) -> Value:
    """Return the value that *text* spells, with its bytes where they were."""

    def put_back(found: dict[str, Value]) -> Value:
        number = found.get(_BYTES)
        if not isinstance(number, int) or len(found) != 1:
            return found
        if not 0 <= number < len(blobs):
            raise CodecError("it names bytes that are not there")
        return blobs[number]

    loaded: Value = json.loads(text, object_hook=put_back)
    return loaded
