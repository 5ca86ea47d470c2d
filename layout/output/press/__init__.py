"""The press stage: a placed page becomes one of inks, with what a printing plant asks for."""

from layout.output.press.page import PressSettings, for_press

__all__ = ["PressSettings", "for_press"]
