"""ToUnicode CMaps: which text each character code stands for (ISO 32000-1 9.10.3)."""

from __future__ import annotations

from collections.abc import Mapping

_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
_BLOCK = 100
"""Entries that one ``beginbfchar`` may hold (Adobe Technical Note 5014)."""


def cmap(texts: Mapping[int, str]) -> bytes:
    """Return the CMap that maps each two-byte code to its text of one or more characters.

    Codes are written in rising order; a code whose text is empty is left out.
    """
    rows = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>\n"
        for code, text in sorted(texts.items())
        if text
    ]
    parts = [_HEAD]
    for start in range(0, len(rows), _BLOCK):
        block = rows[start : start + _BLOCK]
        parts.append(f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n")
    parts.append(_TAIL)
    return "".join(parts).encode("ascii")
