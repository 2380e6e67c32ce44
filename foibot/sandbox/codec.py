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
    text = json.dumps(_without_bytes(value, blobs)).encode()
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
        loaded: Value = json.loads(pieces[0])
        return _with_bytes(loaded, pieces[1:])
    except (ValueError, RecursionError) as error:
        raise CodecError(f"it is not JSON: {error}") from error


def _without_bytes(value: Value, blobs: list[bytes]) -> Value:
    if isinstance(value, bytes):
        blobs.append(value)
        return {_BYTES: len(blobs) - 1}
    if isinstance(value, list):
        return [_without_bytes(each, blobs) for each in value]
    if isinstance(value, dict):
        return {key: _without_bytes(each, blobs) for key, each in value.items()}
    return value


def _with_bytes(value: Value, blobs: list[bytes]) -> Value:
    if isinstance(value, list):
        return [_with_bytes(each, blobs) for each in value]
    if isinstance(value, dict):
        number = value.get(_BYTES)
        if isinstance(number, int) and len(value) == 1:
            if not 0 <= number < len(blobs):
                raise CodecError("it names bytes that are not there")
            return blobs[number]
        return {key: _with_bytes(each, blobs) for key, each in value.items()}
    return value
