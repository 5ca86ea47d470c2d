"""The engines that are compared: how each is run cold and how each is kept warm.

All that the bench knows of an engine's interface stands in this file.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.stage import FONTS, PAGE, REPOSITORY, TYPST_PAGE, Stage

Render = Callable[[], bytes]
"""Render the staged page as it is on disk now and return the PDF."""

_TYPST_COLD = """\
import sys, typst
page, root, fonts, picture, out = sys.argv[1:]
typst.compile(
    page, out, root=root, font_paths=[fonts], ignore_system_fonts=True, pdf_tags=False,
    sys_inputs={"picture": picture} if picture else {},
)
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """One engine.

    ``cold`` builds the command of a whole process that writes the PDF named last;
    ``warm`` (called in a process of its own) gives a function that renders again
    and again; ``missing`` says why the engine cannot run here, "" when it can.
    """

    name: str
    cold: Callable[[Stage, Path], list[str]]
    warm: Callable[[Path, str], Render]
    missing: Callable[[], str]


def _ours_cold(stage: Stage, out: Path) -> list[str]:
    return [sys.executable, str(REPOSITORY / "render.py"), str(stage.root / PAGE), "-o", str(out)]


def _ours_warm(root: Path, picture: str) -> Render:
    from layout.output.pdf import write_pdf
    from layout.pipeline import place

    def render() -> bytes:
        return write_pdf(place(root / PAGE))

    return render


def _ours_missing() -> str:
    return "" if (REPOSITORY / PAGE).is_file() else f"{PAGE} is not there"


def _typst_cold(stage: Stage, out: Path) -> list[str]:
    page = str(stage.root / TYPST_PAGE)
    arguments = [page, str(stage.root), str(FONTS), stage.picture(), str(out)]
    return [sys.executable, "-c", _TYPST_COLD, *arguments]


def _typst_warm(root: Path, picture: str) -> Render:
    import typst

    compiler = typst.Compiler(
        input=str(root / TYPST_PAGE),
        root=str(root),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"picture": picture} if picture else {},
    )

    def render() -> bytes:
        pdf = compiler.compile(format="pdf", pdf_tags=False)
        if not isinstance(pdf, bytes):
            raise TypeError("Typst set more than one page")
        return pdf

    return render


def _typst_missing() -> str:
    found = importlib.util.find_spec("typst")
    return "" if found else "not installed; pip install -e '.[bench]'"


PEERS: Mapping[str, Peer] = {
    "ours": Peer("ours", _ours_cold, _ours_warm, _ours_missing),
    "typst": Peer("typst", _typst_cold, _typst_warm, _typst_missing),
}
