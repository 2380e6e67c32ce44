"""A compound file (MS-CFB 2) of given streams: small, with every stream in whole sectors."""

from __future__ import annotations

import struct

_SECTOR, _FREE, _END, _FAT, _NONE = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
# Shorter streams would stand in a second table of sectors: they are padded to this.
_CUTOFF = 4096
_ROOT, _STREAM, _STORAGE = 5, 2, 1


def compound(streams: dict[str, bytes]) -> bytes:
    """Return the file; "a/b" is a stream in a storage, each storage and its streams in order."""
    storages = sorted({name.partition("/")[0] for name in streams if "/" in name})
    names = ["Root Entry", *storages, *streams]
    parents = {name: names.index(name.partition("/")[0]) if "/" in name else 0 for name in streams}
    parents |= dict.fromkeys(storages, 0)
    sectors: list[bytes] = []
    fat: list[int] = []
    starts = {name: _placed(data, sectors, fat) for name, data in streams.items()}
    folder = b"".join(_entry(at, names, parents, starts, streams) for at in range(len(names)))
    first = _placed(folder, sectors, fat, padded=False)
    table = len(fat)
    many = 1
    while (len(fat) + many) * 4 > many * _SECTOR:
        many += 1
    fat += [_FAT] * many
    packed = b"".join(struct.pack("<I", one) for one in fat)
    packed += b"\xff" * (many * _SECTOR - len(packed))
    head = struct.pack("<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3,
                       0xFFFE, 9, 6, 0, many, first, 0, _CUTOFF, _END, 0, _END, 0)  # fmt: skip
    listed = [table + one for one in range(many)]
    head += b"".join(struct.pack("<I", one) for one in [*listed, *[_FREE] * (109 - many)])
    return head + b"".join(sectors) + packed


def _placed(data: bytes, sectors: list[bytes], fat: list[int], *, padded: bool = True) -> int:
    """Put *data* into sectors behind the others; return the number of the first."""
    data = data.ljust(_CUTOFF, b"\0") if padded else data
    first = len(sectors)
    count = -(-len(data) // _SECTOR)
    for at in range(count):
        sectors.append(data[at * _SECTOR : (at + 1) * _SECTOR].ljust(_SECTOR, b"\0"))
        fat.append(first + at + 1 if at + 1 < count else _END)
    return first


def _entry(
    at: int,
    names: list[str],
    parents: dict[str, int],
    starts: dict[str, int],
    streams: dict[str, bytes],
) -> bytes:
    name = names[at]
    shown = name.rpartition("/")[2].encode("utf-16-le") + b"\0\0"
    kind = _ROOT if not at else _STREAM if name in streams else _STORAGE
    siblings = [names.index(one) for one in parents if parents[one] == parents.get(name)]
    later = [one for one in siblings if one > at] if at else []
    inner = [names.index(one) for one in parents if parents[one] == at]
    child = min(inner) if inner and kind != _STREAM else _NONE
    # Each is the right neighbour of the one before: a tree, if not a balanced one.
    right = min(later) if later else _NONE
    size = max(_CUTOFF, len(streams[name])) if name in streams else 0
    start = starts.get(name, _END if not at else 0)
    return struct.pack(
        "<64sHBBIII36xIQ", shown, len(shown), kind, 1, _NONE, right, child, start, size
    )
