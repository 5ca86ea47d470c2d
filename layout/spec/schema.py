"""JSON Schemas of the page spec and the issue spec, written from their typed records.

``python -m layout.spec.schema`` prints the page's, with ``issue`` behind it the
issue's; ``docs/page.schema.json`` and ``docs/issue.schema.json`` are copies for
editors that complete and check YAML. msgspec's own schema writer stops at
defaults of custom types (our lengths), so the few kinds of types that records
use are written here.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
import types
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec

from layout.spec import issue_spec, page_spec
from layout.spec.colors import FORMS
from layout.spec.issue_spec import IssueSpec
from layout.spec.page_spec import ColorText, GridLength, PageSpec
from layout.spec.units import ABSOLUTE, RELATIVE, Length

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_UNITS = "|".join((*ABSOLUTE, *RELATIVE, "line", "col"))
_NUMBER = r"[+-]?(\d+(\.\d*)?|\.\d+)"
_CUSTOM: dict[Any, dict[str, Any]] = {
    Length: {
        "description": "A length: a number with a unit. A bare 0 needs none.",
        "anyOf": [
            {"type": "string", "pattern": rf"^\s*{_NUMBER}\s*({_UNITS})\s*$"},
            {"const": 0},
        ],
        "examples": ["2em", "10mm", "9pt", "3 lines"],
    },
    GridLength: {
        "description": "A number of grid columns or lines, or a length with a unit.",
        "anyOf": [
            {"type": "number"},
            {"type": "string", "pattern": rf"^\s*{_NUMBER}\s*({_UNITS})?\s*$"},
        ],
        "examples": [3, "20.75em"],
    },
    ColorText: {
        "description": f"A colour: {FORMS}.",
        "type": "string",
        "examples": ["black", "#c00", "gray 40%", "cmyk 0 100 100 0", "spot 套红 cmyk 0 95 85 0"],
    },
}
_PLAIN = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}


def page_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a page spec's YAML."""
    return _schema("Page spec", PageSpec)


def issue_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of an issue spec's YAML."""
    schema = _schema("Issue spec", IssueSpec)
    root = schema["$defs"]["IssueSpec"]
    root["required"] = ["pages"]
    root["properties"]["pages"]["minItems"] = 1
    return schema


def _schema(title: str, record: type[msgspec.Struct]) -> dict[str, Any]:
    writer = _Writer()
    root = writer.schema(record)
    return {
        "$schema": DRAFT,
        "title": title,
        **root,
        "$defs": dict(sorted(writer.definitions.items())),
    }


def schema_text(schema: dict[str, Any] | None = None) -> str:
    """A schema (the page's by default) as its file in ``docs`` holds it."""
    return json.dumps(schema or page_schema(), ensure_ascii=False, indent=2) + "\n"


class _Writer:
    """Writes types as schemas and collects the named ones."""

    def __init__(self) -> None:
        self.definitions: dict[str, dict[str, Any]] = {}
        self.words = _field_words()

    def schema(self, kind: Any) -> dict[str, Any]:
        """The schema of one type; records, lengths, colours and enums by reference."""
        origin, args = get_origin(kind), get_args(kind)
        if origin in (Union, types.UnionType):
            return {"anyOf": [self.schema(member) for member in args]}
        if origin is Annotated:
            return {**self.schema(args[0]), **_bounds(args[1])}
        if origin is list:
            return {"type": "array", "items": self.schema(args[0])}
        if origin is tuple:
            return self._tuple(args)
        if origin is dict:
            return self._mapping(*args)
        if kind in _PLAIN:
            return {"type": _PLAIN[kind]}
        name = kind.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self._named(kind)
        return {"$ref": f"#/$defs/{name}"}

    def _tuple(self, args: tuple[Any, ...]) -> dict[str, Any]:
        size = {"minItems": len(args), "maxItems": len(args)}
        if len(set(args)) == 1:
            return {"type": "array", "items": self.schema(args[0]), **size}
        return {"type": "array", "prefixItems": [self.schema(a) for a in args], **size}

    def _mapping(self, key: Any, value: Any) -> dict[str, Any]:
        if key is int:
            return {
                "type": "object",
                "patternProperties": {r"^[0-9]+$": self.schema(value)},
                "additionalProperties": False,
            }
        return {"type": "object", "additionalProperties": self.schema(value)}

    def _named(self, kind: Any) -> dict[str, Any]:
        if kind in _CUSTOM:
            return _CUSTOM[kind]
        if issubclass(kind, Enum):
            values = [member.value for member in kind]
            return {"description": _first_words(kind), "enum": values}
        return self._record(kind)

    def _record(self, kind: Any) -> dict[str, Any]:
        properties: dict[str, Any] = {}
        required = []
        config = kind.__struct_config__
        if config.tag is not None:
            properties[config.tag_field] = {"const": config.tag}
            required.append(config.tag_field)
        for field in msgspec.structs.fields(kind):
            entry = self.schema(field.type)
            words = self.words.get((kind.__name__, field.name))
            if words:
                entry = {"description": words, **entry}
            default = _plain_default(field)
            if default is not None:
                entry = {**entry, "default": default}
            properties[field.encode_name] = entry
            if field.required:
                required.append(field.encode_name)
        schema: dict[str, Any] = {
            "description": _first_words(kind),
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
        }
        if required:
            schema["required"] = required
        return schema


def _bounds(meta: Any) -> dict[str, Any]:
    pairs = (("minimum", meta.ge), ("maximum", meta.le))
    return {key: value for key, value in pairs if value is not None}


def _plain_default(field: Any) -> Any:
    """A field's default as YAML would say it; ``None`` where it has none or it is a record."""
    value = field.default
    if value is msgspec.NODEFAULT and field.default_factory is not msgspec.NODEFAULT:
        value = field.default_factory() or None
    return None if value is msgspec.NODEFAULT else _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Length):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value if isinstance(value, (str, int, float)) else None


def _first_words(kind: Any) -> str:
    return _clean((kind.__doc__ or "").split("\n\n")[0])


def _clean(text: str) -> str:
    return " ".join(text.replace("``", "`").split())


def _field_words() -> dict[tuple[str, str], str]:
    """The docstrings under the records' fields, by class and field name."""
    words = {}
    classes = [
        entry
        for module in (page_spec, issue_spec)
        for entry in ast.parse(inspect.getsource(module)).body
    ]
    for record in classes:
        if not isinstance(record, ast.ClassDef):
            continue
        for field, below in zip(record.body, record.body[1:], strict=False):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(below, ast.Expr)
                and isinstance(below.value, ast.Constant)
                and isinstance(below.value.value, str)
            ):
                words[record.name, field.target.id] = _clean(below.value.value)
    return words


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(schema_text(issue_schema() if "issue" in sys.argv[1:] else page_schema()))
