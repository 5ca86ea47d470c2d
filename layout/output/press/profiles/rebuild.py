"""Builds ``newsprint.icc``: ``python rebuild.py COLPROF SRGB.icm``.

The characterisation is computed, not measured: a Yule-Nielsen-modified Neugebauer model
(Yule and Nielsen 1951; Viggiano 1985) whose primaries are the aim values that
ISO 12647-3 gives for coldset offset on newsprint, with its tone value increase of 26 %.
ArgyllCMS's ``colprof`` (``COLPROF``) makes the profile of it, with 240 % of total ink and
long black; ``SRGB.icm`` is the source gamut that its perceptual table is mapped from.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

Triple = tuple[float, float, float]

DESCRIPTION = "Newsprint coldset offset, ISO 12647-3 aims, 26 % TVI, 240 % ink"
COPYRIGHT = "No rights reserved (CC0 1.0). Computed from the aim values of ISO 12647-3."
INK_LIMIT = 230
"""What ``colprof`` is asked for: its tables go up to 11 % beyond, and are to end at 240 %."""

PRIMARIES: dict[str, Triple] = {
    "": (82, 0, 3),
    "C": (57, -23, -27),
    "M": (54, 44, -2),
    "Y": (78, -3, 58),
    "K": (36, 1, 4),
    "MY": (52, 41, 25),
    "CY": (53, -34, 17),
    "CM": (41, 7, -22),
    "CMY": (40, 0, 1),
}
"""CIELAB (D50, 2°) of paper, solids and overprints: ISO 12647-3, tables of aim values."""

UNDER_BLACK = 0.2
"""How far a colour shows through black printed over it, as an exponent of its
reflectance: newsprint black is not opaque, and the standard gives no aim for it."""

N_VALUE = 1.7
"""The Yule-Nielsen factor: how much light spreads within uncoated paper (1 is none)."""

TVI = 0.26
"""Tone value increase at 40 %."""

CHANNEL = {"C": 0, "M": 1, "Y": 2, "K": 1}
"""Which of X, Y, Z an ink absorbs most: what a densitometer's filter would see."""

WHITE: Triple = (96.42, 100.0, 82.49)
INKS = "CMYK"
GRID = (0, 20, 40, 60, 80, 100)
RAMP = (5, 10, 15, 25, 30, 50, 70, 90, 95)


def xyz(lab: Triple) -> Triple:
    """CIELAB to XYZ under D50 (CIE 15), 0–100."""
    y = (lab[0] + 16) / 116
    parts = (y + lab[1] / 500, y, y - lab[2] / 200)
    made = [
        white * (part**3 if part > 6 / 29 else (part - 4 / 29) * 108 / 841)
        for part, white in zip(parts, WHITE, strict=True)
    ]
    return made[0], made[1], made[2]


def primaries() -> dict[str, Triple]:
    """All sixteen Neugebauer primaries as XYZ; those with black over a colour by estimate."""
    known = {name: xyz(lab) for name, lab in PRIMARIES.items()}
    paper, black = known[""], known["K"]
    for name in [name for name in known if name and name != "K"]:
        shown = [
            k * (under / bare) ** UNDER_BLACK
            for k, under, bare in zip(black, known[name], paper, strict=True)
        ]
        known[name + "K"] = (shown[0], shown[1], shown[2])
    return known


def printed(tone: float) -> float:
    """The apparent tone value (0–1) that a tone value of the plate prints as."""
    return min(1.0, tone + TVI * tone * (1 - tone) / (0.4 * 0.6))


def covered(ink: str, tone: float, known: dict[str, Triple]) -> float:
    """Coverage that makes the model show the printed tone value in the ink's channel."""
    at = CHANNEL[ink]
    paper, solid = known[""][at], known[ink][at]
    seen = paper + (solid - paper) * printed(tone)
    root = 1 / N_VALUE
    return float((seen**root - paper**root) / (solid**root - paper**root))


def shown(tones: Sequence[float], known: dict[str, Triple]) -> Triple:
    """XYZ of four tone values (0–1), by Demichel's weights."""
    areas = [covered(ink, tone, known) for ink, tone in zip(INKS, tones, strict=True)]
    sums = [0.0, 0.0, 0.0]
    for present in itertools.product((False, True), repeat=4):
        weight = 1.0
        for area, there in zip(areas, present, strict=True):
            weight *= area if there else 1 - area
        name = "".join(ink for ink, there in zip(INKS, present, strict=True) if there)
        for at in range(3):
            sums[at] += weight * known[name][at] ** (1 / N_VALUE)
    return sums[0] ** N_VALUE, sums[1] ** N_VALUE, sums[2] ** N_VALUE


def patches() -> Iterator[tuple[int, ...]]:
    """Tone values in percent: a grid over all inks and finer ramps of single inks."""
    yield from itertools.product(GRID, repeat=4)
    for at in range(4):
        for tone in RAMP:
            yield tuple(tone if at == ink else 0 for ink in range(4))


def characterisation() -> str:
    """The data set in the form that ArgyllCMS reads (CGATS.17, ``CTI3``)."""
    known = primaries()
    rows = [
        f"{number} {' '.join(map(str, tones))} "
        + " ".join(f"{value:.5f}" for value in shown([tone / 100 for tone in tones], known))
        for number, tones in enumerate(patches(), 1)
    ]
    head = [
        "CTI3",
        f'DESCRIPTOR "{DESCRIPTION}"',
        'ORIGINATOR "computed"',
        'CREATED "2000-01-01"',
        'KEYWORD "DEVICE_CLASS"',
        'DEVICE_CLASS "OUTPUT"',
        'KEYWORD "COLOR_REP"',
        'COLOR_REP "CMYK_XYZ"',
        "NUMBER_OF_FIELDS 8",
        "BEGIN_DATA_FORMAT",
        "SAMPLE_ID CMYK_C CMYK_M CMYK_Y CMYK_K XYZ_X XYZ_Y XYZ_Z",
        "END_DATA_FORMAT",
        f"NUMBER_OF_SETS {len(rows)}",
        "BEGIN_DATA",
    ]
    return "\n".join([*head, *rows, "END_DATA", ""])


def build(colprof: str, source: str, target: Path) -> None:
    """Make the profile; the date in its header is a fixed one, so that it can be made again."""
    with tempfile.TemporaryDirectory() as folder:
        stem = Path(folder) / "newsprint"
        stem.with_suffix(".ti3").write_text(characterisation(), encoding="ascii")
        options = ["-D", DESCRIPTION, "-C", COPYRIGHT, "-qm", "-r0.1", "-nc"]
        inks = ["-l", str(INK_LIMIT), "-kp", "0", "0.1", "0.9", "1", "1"]
        gamut = ["-S", source, "-cmt", "-dpp"]
        subprocess.run([colprof, *options, *inks, *gamut, str(stem)], check=True)
        data = bytearray(next(Path(folder).glob("newsprint.ic[cm]")).read_bytes())
    # ICC.1:2001-04 6.1.6: year, month, day, hour, minute, second, two bytes each.
    data[24:36] = b"".join(part.to_bytes(2, "big") for part in (2000, 1, 1, 0, 0, 0))
    target.write_bytes(bytes(data))


if __name__ == "__main__":
    build(sys.argv[1], sys.argv[2], Path(__file__).with_name("newsprint.icc"))
