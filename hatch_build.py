"""Build hook: a wheel carries ``fonts/``, an editable install reads it where it stands."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FontData(BuildHookInterface[Any]):
    """Adds the fonts to ordinary wheels."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Map the folder into the wheel unless the install is editable."""
        if version != "editable":
            build_data["force_include"]["fonts"] = "layout/fontdata"
