"""What a printing plant asks for."""

from __future__ import annotations

from dataclasses import dataclass, field

from layout.output.press.inks import NEWSPRINT_LIMIT
from layout.output.press.profile import PressProfile, newsprint

PRESS_DPI = 200.0
"""Resolution that pictures are sampled down to: twice a newspaper's screen of 100 lines an inch."""


@dataclass(frozen=True, slots=True)
class PressSettings:
    """The printing condition and how a page is prepared for it.

    ``ink_limit`` is the most ink in one place (1 is one full ink), ``gray`` makes the page
    one of black ink alone, ``marks`` adds printer's marks around it.
    """

    profile: PressProfile = field(default_factory=newsprint)
    ink_limit: float = NEWSPRINT_LIMIT
    gray: bool = False
    marks: bool = False
