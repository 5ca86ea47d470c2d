"""XMP metadata (ISO 16684-1), in step with a document's information dictionary."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from layout.output.pdf.objects import Document, Stream, name

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
{namespaces} xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdf:Producer>{producer}</pdf:Producer>
{claims}<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:InstanceID>uuid:{document}</xmpMM:InstanceID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<xmpMM:VersionID>1</xmpMM:VersionID>
</rdf:Description>
{extension}</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""


def metadata(
    document: Document,
    *,
    title: str,
    producer: str,
    creator: str,
    date: bytes,
    contents: Iterable[bytes],
    namespaces: Mapping[str, str],
    claims: Mapping[str, str],
    extension: str = "",
) -> bytes:
    """The ``Metadata`` stream (ISO 32000-1 14.3.2), uncompressed so that any tool can read it.

    ``date`` is that of the information dictionary; the identifiers come from ``contents``.
    ``namespaces`` are those of the standards that the file follows, by prefix; ``claims``
    are what it says of itself, as qualified names and values; ``extension`` describes
    schemas that a reader of the standard need not know.
    """
    digits = date.decode("ascii").strip("()").removeprefix("D:")
    year, month, day, hour, minute, second = (
        digits[:4],
        *(digits[at : at + 2] for at in range(4, 14, 2)),
    )
    packet = _PACKET.format(
        namespaces="".join(f' xmlns:{key}="{uri}"\n' for key, uri in namespaces.items()),
        extension=extension,
        claims="".join(f"<{key}>{_escaped(value)}</{key}>\n" for key, value in claims.items()),
        title=_escaped(title),
        producer=_escaped(producer),
        creator=_escaped(creator),
        date=f"{year}-{month}-{day}T{hour}:{minute}:{second}Z",
        document=_uuid((title.encode(), *contents)),
    )
    entries = {"Type": name("Metadata"), "Subtype": name("XML")}
    return document.add(Stream(entries, packet.encode("utf-8")))


def _escaped(text: str) -> str:
    # xml.sax.saxutils would import the whole of urllib.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _uuid(parts: Iterable[bytes]) -> str:
    """A name-based identifier (RFC 4122, version 5 in form) of some content."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    raw = bytearray(digest.digest()[:16])
    raw[6] = raw[6] & 0x0F | 0x50
    raw[8] = raw[8] & 0x3F | 0x80
    plain = raw.hex()
    return "-".join((plain[:8], plain[8:12], plain[12:16], plain[16:20], plain[20:]))
