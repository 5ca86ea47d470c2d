"""From YAML data to typed records, with errors that name the exact key.

msgspec checks the whole file in one fast pass. Only when that fails is the
data walked again, one entry at a time, to find the place and to say in an
editor's words what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, get_args, get_origin

import msgspec

from layout.errors import EditorError
from layout.spec.colors import parse_color
from layout.spec.page_spec import ColorText, GridLength
from layout.spec.suggest import closest, listed
from layout.spec.units import Length, parse_length
from layout.spec.wording import alternatives, is_record, remedy, words
from layout.spec.yaml_source import YamlSource

T = TypeVar("T")


def convert(source: YamlSource, kind: type[T]) -> T:
    """Convert a YAML file's data to the record ``kind``.

    An empty file gives the record's defaults. Raises :class:`EditorError` at
    the first key or value that the record does not allow.
    """
    data = {} if source.data is None else source.data
    try:
        return msgspec.convert(data, kind, dec_hook=_decode, str_keys=True)
    except msgspec.ValidationError as problem:
        _Finder(source).check(data, kind, ())
        raise EditorError(str(problem), mark=source.mark(), expected=words(kind)) from problem


def _decode(kind: type[Any], value: Any) -> Any:
    if kind is Length:
        return parse_length(value)
    if kind is GridLength:
        length = parse_length(value, bare=True)
        return GridLength(length.value, length.unit)
    if kind is ColorText:
        if not isinstance(value, str):
            raise ValueError(f"{value!r} is not a colour")
        parse_color(value)
        return ColorText(value)
    raise NotImplementedError(kind)


class _Finder:
    """Walks data beside its type until the value that msgspec refuses."""

    def __init__(self, source: YamlSource) -> None:
        self.source = source

    def check(self, value: Any, kind: Any, path: tuple[Any, ...]) -> None:
        """Raise the :class:`EditorError` of the first fault in ``value``; pass if there is none."""
        problem = _fault(value, kind)
        if problem is None:
            return
        for inner_kind, inner, step in self._entries(value, kind, path):
            self.check(inner, inner_kind, (*path, step))
        raise self._leaf(value, kind, path, problem)

    def _entries(self, value: Any, kind: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        """The parts of ``value`` with their types, where its own shape is right."""
        kind = _choose(kind, value)
        origin, args = get_origin(kind), get_args(kind)
        if isinstance(value, dict):
            record = self._record(kind, value, path)
            if record is not None:
                yield from self._fields(record, value, path)
            elif origin is dict:
                for name, inner in value.items():
                    if _fault(name, args[0], keys=True) is not None:
                        raise EditorError(
                            f"'{name}' is not a possible key of '{_last(path)}'",
                            mark=self.source.key_mark(*path, name),
                            expected=words(args[0]),
                        )
                    yield args[1], inner, name
        elif isinstance(value, list) and origin is list:
            yield from ((args[0], inner, i) for i, inner in enumerate(value))
        elif isinstance(value, list) and origin is tuple and len(value) == len(args):
            yield from ((args[i], inner, i) for i, inner in enumerate(value))

    def _record(self, kind: Any, value: dict[str, Any], path: tuple[Any, ...]) -> Any:
        """The record that a mapping is meant to be: by its tag where there are several."""
        records = [k for k in alternatives(kind) if is_record(k)]
        if len(records) < 2:
            return records[0] if records else None
        tags = {k.__struct_config__.tag: k for k in records}
        field = records[0].__struct_config__.tag_field
        if field not in value:
            raise EditorError(
                f"'{_last(path)}' has no '{field}'",
                mark=self.source.key_mark(*path),
                expected=f"'{field}:' with one of {listed(tags)}",
                suggestion=f"add '{field}: {_guess(value, records)}'",
            )
        if value[field] not in tags:
            raise EditorError(
                f"unknown {field} '{value[field]}'",
                mark=self.source.mark(*path, field),
                expected=f"one of {listed(tags)}",
                suggestion=closest(str(value[field]), tags),
            )
        return tags[value[field]]

    def _fields(self, record: Any, value: dict[str, Any], path: tuple[Any, ...]) -> Any:
        fields = {f.encode_name: f for f in msgspec.structs.fields(record)}
        tag = record.__struct_config__.tag_field
        for name in value:
            if name not in fields and name != tag:
                where = f"'{_last(path)}'" if path else "the file's top level"
                raise EditorError(
                    f"unknown key '{name}' in {where}",
                    mark=self.source.key_mark(*path, name),
                    expected=f"one of {listed((tag, *fields) if tag else fields)}",
                    suggestion=closest(name.replace("_", "-").lower(), fields),
                )
        for name, field in fields.items():
            if name in value:
                yield field.type, value[name], name
            elif field.required:
                raise EditorError(
                    f"'{_last(path)}' has no '{name}'",
                    mark=self.source.key_mark(*path) if path else self.source.mark(),
                    expected=f"'{name}:' with {words(field.type)}",
                )

    def _leaf(self, value: Any, kind: Any, path: tuple[Any, ...], said: str) -> EditorError:
        """The error for a value that is itself wrong."""
        shown = _shown(value)
        problem = f"'{_last(path)}' is {shown}" if path else f"the file is {shown}"
        plain = alternatives(kind)
        has_length = any(isinstance(k, type) and issubclass(k, Length) for k in plain)
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        told = has_length or (ColorText in plain and not is_number)
        if told and (is_number or isinstance(value, str)):
            problem = f"{problem}: {said.partition('; ')[0]}"
        return EditorError(
            problem,
            mark=self.source.mark(*path),
            expected=words(kind),
            suggestion=remedy(value, kind, _last(path)),
        )


def _fault(value: Any, kind: Any, *, keys: bool = False) -> str | None:
    """What msgspec has against a value (``keys``: a mapping's key), without its path."""
    try:
        msgspec.convert(value, kind, dec_hook=_decode, str_keys=True, strict=not keys)
    except msgspec.ValidationError as problem:
        return str(problem.__cause__ or problem).split(" - at `", 1)[0]
    return None


def _choose(kind: Any, value: Any) -> Any:
    """The member of a union that a value's shape speaks for; the union itself for records."""
    members = alternatives(kind)
    for member in members:
        origin = get_origin(member)
        if isinstance(value, list) and origin in (list, tuple):
            return member
        if isinstance(value, dict) and origin is dict:
            return member
    return kind


def _guess(value: Mapping[str, Any], records: list[Any]) -> str:
    """The tag of the record that shares most keys with ``value``."""

    def shared(record: Any) -> int:
        names = {f.encode_name for f in msgspec.structs.fields(record)}
        return len(names & set(value)) - len(set(value) - names)

    return str(max(records, key=shared).__struct_config__.tag)


def _last(path: tuple[Any, ...]) -> str:
    """What messages call a place: its key, or the list's key with the entry's number."""
    if not path:
        return "the file"
    number = f"[{path[-1] + 1}]" if isinstance(path[-1], int) else ""
    names = [str(step) for step in path if not isinstance(step, int)]
    return f"{names[-1]}{number}" if names else number


def _shown(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    text = str(value)
    return f"'{text[:60]}…'" if len(text) > 60 else f"'{text}'"
