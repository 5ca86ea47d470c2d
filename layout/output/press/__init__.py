"""The press stage: a placed page becomes one of inks, with what a printing plant asks for."""

from layout.output.press.page import for_press
from layout.output.press.settings import PressSettings

__all__ = ["PressSettings", "for_press"]
