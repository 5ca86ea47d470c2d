"""Medians of the measured rounds, and the table that is printed of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

MEASURES: Mapping[str, str] = {
    "cold_ms": "cold, whole process (ms)",
    "cold_cpu_ms": "cold, processor time (ms)",
    "warm_ms": "warm, changed text (ms)",
    "peak_mib": "peak memory, cold (MiB)",
    "pdf_kib": "PDF size (KiB)",
}
"""What is measured, and how the table calls it."""

Samples = Mapping[str, Mapping[str, Sequence[float]]]
"""Engine → measure → one value a round."""


def medians(samples: Samples) -> dict[str, dict[str, float]]:
    """The median of each measure of each engine."""
    return {
        engine: {name: median(values) for name, values in measures.items()}
        for engine, measures in samples.items()
    }


def ratios(middle: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Ours over Typst, measure by measure; empty unless both were measured."""
    if "ours" not in middle or "typst" not in middle:
        return {}
    return {name: middle["ours"][name] / middle["typst"][name] for name in MEASURES}


def markdown(middle: Mapping[str, Mapping[str, float]]) -> str:
    """The table as Markdown: a row per measure, a column per engine, the ratio last."""
    quotient = ratios(middle)
    header = ["median", *middle, *(["ours / Typst"] if quotient else [])]
    rows = [header, ["---"] + ["---:"] * (len(header) - 1)]
    for name, title in MEASURES.items():
        row = [title, *(f"{values[name]:.1f}" for values in middle.values())]
        if quotient:
            row.append(f"{quotient[name]:.2f} ×")
        rows.append(row)
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
