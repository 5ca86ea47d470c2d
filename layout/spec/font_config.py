"""Font configuration files: the shipped ``fonts.yaml`` and a user's own of the same shape."""

from __future__ import annotations

from pathlib import Path

from layout.spec.checks import check_families
from layout.spec.convert import convert
from layout.spec.page_spec import FontConfig
from layout.spec.yaml_source import YamlSource, read_yaml


def read_font_config(path: Path) -> tuple[FontConfig, YamlSource]:
    """Read a font configuration and the marks of what it says.

    Raises :class:`layout.errors.EditorError` for what it must not hold,
    :class:`FileNotFoundError` where there is no file.
    """
    source = read_yaml(path, str(path))
    config = convert(source, FontConfig)
    check_families(config.families, source, "families")
    return config, source
