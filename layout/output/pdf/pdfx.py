"""PDF/X-4 (ISO 15930-7): the output intent and the claims that make a file one."""

from __future__ import annotations

from layout.output.pdf.objects import Document, array, dictionary, name
from layout.output.pdf.objects import text_string as text
from layout.output.pdf.streams import deflated
from layout.output.press.profile import PressProfile

NAMESPACES = {"pdfxid": "http://www.npes.org/pdfx/ns/id/"}
CLAIMS = {"pdf:Trapped": "False", "pdfxid:GTS_PDFXVersion": "PDF/X-4"}
"""What the metadata says of a press file (ISO 15930-7 6.3)."""


def output_intents(document: Document, profile: PressProfile) -> bytes:
    """The ``OutputIntents`` of a catalogue (ISO 15930-7 6.2.2, ISO 32000-1 14.11.5).

    The profile goes into the file, so its own description identifies the condition.
    """
    stream = document.add(deflated({"N": 4}, profile.data), "outputprofile")
    intent = dictionary(
        {
            "Type": name("OutputIntent"),
            "S": name("GTS_PDFX"),
            "OutputConditionIdentifier": text("Custom"),
            "OutputCondition": text(profile.description),
            "Info": text(profile.description),
            "DestOutputProfile": stream,
        }
    )
    return array((document.add(intent),))
