"""Copies of glyphs with boxes of their own, added to a TrueType font program.

A copy is a composite of one component, moved along the baseline: sixteen bytes, and no
outline is touched (OpenType ``glyf``, composite glyph description).
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_WORDS_ARE_XY_ROUNDED = 0x0001 | 0x0002 | 0x0004
_TAGS = ("cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep")


@dataclass(frozen=True, slots=True)
class GlyphCopy:
    """Glyph ``gid`` moved by ``shift`` and given the advance ``width``, in font units."""

    gid: int
    shift: int
    width: int


def with_copies(tables: Mapping[str, bytes], copies: Sequence[GlyphCopy]) -> bytes:
    """Return the font file of ``tables`` with ``copies`` appended as its last glyphs."""
    count = struct.unpack(">H", tables["maxp"][4:6])[0]
    short = tables["head"][50:52] == b"\0\0"
    loca = list(struct.unpack(f">{count + 1}{'H' if short else 'L'}", tables["loca"]))
    if short:
        loca = [2 * offset for offset in loca]
    glyphs = bytearray(tables["glyf"])
    glyphs += b"\0" * (-len(glyphs) % 4)
    metrics = _metrics(tables, count)
    added = []
    # A space for rounding: what the last glyph is said to end at is where the copies begin.
    loca[-1] = len(glyphs)
    for copy in copies:
        source = bytes(tables["glyf"][loca[copy.gid] : loca[copy.gid] + 10])
        _, left, low, right, high = struct.unpack(">5h", source)
        glyphs += struct.pack(
            ">5hHHhhxx",
            -1, left + copy.shift, low, right + copy.shift, high,
            _WORDS_ARE_XY_ROUNDED, copy.gid, copy.shift, 0,
        )  # fmt: skip
        loca.append(len(glyphs))
        added.append((copy.width, left + copy.shift))
    metrics += b"".join(struct.pack(">Hh", *metric) for metric in added)
    total = count + len(copies)
    head = tables["head"][:8] + b"\0\0\0\0" + tables["head"][12:50] + b"\0\1" + tables["head"][52:]
    return _sfnt(
        {
            **tables,
            "glyf": bytes(glyphs),
            "head": head,
            "hhea": tables["hhea"][:34] + struct.pack(">H", total),
            "hmtx": metrics,
            "loca": struct.pack(f">{total + 1}L", *loca),
            "maxp": _profile(tables["maxp"], total),
        }
    )


def _metrics(tables: Mapping[str, bytes], count: int) -> bytes:
    """``hmtx`` with an advance for every glyph (its tail may leave repeated ones out)."""
    long = struct.unpack(">H", tables["hhea"][34:36])[0]
    table = tables["hmtx"]
    last = table[4 * long - 4 : 4 * long - 2]
    tail = table[4 * long :]
    return table[: 4 * long] + b"".join(
        last + tail[2 * index : 2 * index + 2] for index in range(count - long)
    )


def _profile(maxp: bytes, total: int) -> bytes:
    """``maxp`` with room for composites as deep as what they copy and one level more."""
    values = list(struct.unpack(">L14H", maxp[:32]))
    values[1] = total
    points, contours, composite_points, composite_contours = values[2:6]
    values[4] = max(points, composite_points)
    values[5] = max(contours, composite_contours)
    values[13] = max(values[13], 1)
    values[14] += 1
    return struct.pack(">L14H", *values)


def _sfnt(tables: Mapping[str, bytes]) -> bytes:
    """Assemble a TrueType file (OpenType, font file organisation) with its check sums."""
    tags = [tag for tag in _TAGS if tag in tables]
    power = len(tags).bit_length() - 1
    head = struct.pack(
        ">L4H", 0x00010000, len(tags), 16 << power, power, 16 * len(tags) - (16 << power)
    )
    offset = 12 + 16 * len(tags)
    sums, records, body, adjusted = 0, [head], [], 0
    for tag in tags:
        data = tables[tag]
        padded = data + b"\0" * (-len(data) % 4)
        check_sum = _check_sum(padded)
        records.append(struct.pack(">4sLLL", tag.encode("ascii"), check_sum, offset, len(data)))
        if tag == "head":
            adjusted = offset + 8
        body.append(padded)
        sums += check_sum
        offset += len(padded)
    directory = b"".join(records)
    adjustment = (0xB1B0AFBA - sums - _check_sum(directory)) & 0xFFFFFFFF
    whole = b"".join([directory, *body])
    return whole[:adjusted] + struct.pack(">L", adjustment) + whole[adjusted + 4 :]


def _check_sum(padded: bytes) -> int:
    words = array("I", padded)
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF
