"""The issue spec: which pages make one issue, and what they are called."""

from __future__ import annotations

from msgspec import Struct, field


class _Spec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """Base of the issue's records: frozen, kebab-case keys, unknown keys are errors."""


class Issue(_Spec, frozen=True):
    """What holds for all pages of an issue."""

    title: str = ""
    """Title of the PDF; none means the file's name."""
    date: str | None = None
    """Day of publication: 2024-11-08."""
    language: str = "zh-CN"
    """Language tag (BCP 47) of pages that name none."""


class IssuePage(_Spec, frozen=True):
    """One page of an issue."""

    file: str
    """The page spec, from the issue's root."""
    label: str | None = None
    """What readers call the page, such as A1; none means the page's own label or its number."""
    section: str = ""
    """The part of the paper that the page belongs to; none means the page's own."""


class IssueSpec(_Spec, frozen=True):
    """One issue, whole: the root of the YAML file."""

    issue: Issue = Issue()
    pages: list[str | IssuePage] = field(default_factory=list)
    """The pages in order; a path alone is a page without further words."""
