"""Safe YAML with a source mark for every key and value.

Built on PyYAML's event stream, not on its loaders: events come one at a time,
so nesting, number of nodes and aliases are bounded before anything is built,
tags never reach a constructor, and scalars follow YAML 1.2's core schema
(YAML 1.2.2, 10.3.2), in which ``no``, ``12:30`` and ``2024-11-08`` are text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from layout.errors import EditorError, Mark
from layout.spec.encoding import read_text
from layout.spec.yaml_errors import reader_problem, syntax_error

MAX_DEPTH = 40
"""Deepest nesting; a page spec needs 6."""

MAX_NODES = 50_000
"""Most values in one file, those that aliases repeat counted each time."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?[0-9]+\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_CONSTANTS: dict[str, object] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INFINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z")
_BARE_COLOR = re.compile(r"[^#]*:[ \t]+(#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b)")
_NUMBER_START = frozenset("+-.0123456789")
_CORE_TAGS = ("tag:yaml.org,2002:str", "!")


class Node:
    """Where one value stands: its mark, and for a mapping or list those of its entries."""

    __slots__ = ("children", "key", "keys", "size", "value")

    def __init__(self, value: tuple[int, int]) -> None:
        self.value = value
        self.key: tuple[int, int] | None = None
        self.keys: dict[object, tuple[int, int]] = {}
        self.children: dict[object, Node] = {}
        self.size = 1


@dataclass(frozen=True)
class YamlSource:
    """Plain data read from YAML, and where each piece of it stands.

    Mapping keys are always text, as written (``1:`` is ``"1"``); values are
    ``dict``, ``list``, ``str``, ``int``, ``float``, ``bool`` or ``None``.
    """

    file: str
    data: Any
    root: Node
    first_line: int = 1

    def mark(self, *path: object) -> Mark:
        """The mark of the value at ``path`` (keys and 0-based indices).

        Where the file has no such value, that of the nearest parent it has.
        """
        node = self.root
        for step in path:
            child = node.children.get(step)
            if child is None:
                child = node.children.get(str(step))
            if child is None:
                break
            node = child
        return self._mark(node.value)

    def key_mark(self, *path: object) -> Mark:
        """The mark of the key at ``path``; that of the value where it is a list's entry."""
        *parents, last = path
        node: Node | None = self.root
        for step in parents:
            node = node.children.get(step) if node else None
        if node is None or last not in node.keys:
            return self.mark(*path)
        return self._mark(node.keys[last])

    def has(self, *path: object) -> bool:
        """Tell whether the file itself has a value at ``path``."""
        node: Node | None = self.root
        for step in path:
            node = node.children.get(step) if node else None
        return node is not None

    def _mark(self, place: tuple[int, int]) -> Mark:
        return Mark(self.file, place[0] + self.first_line, place[1] + 1)


def read_yaml(path: Path, shown: str) -> YamlSource:
    """Read a YAML file that messages call ``shown``.

    Raises :class:`EditorError` for what is not text or not YAML,
    :class:`FileNotFoundError` where there is no file.
    """
    return parse_yaml(read_text(path, shown), shown)


def parse_yaml(text: str, shown: str, *, first_line: int = 1) -> YamlSource:
    """Parse one YAML document; ``first_line`` is the file's line that ``text`` begins on.

    Raises :class:`EditorError`: syntax, duplicate keys, tags, unknown or cyclic
    aliases, several documents, more than :data:`MAX_DEPTH` levels or
    :data:`MAX_NODES` values.
    """
    try:
        data, root = _Builder(shown, first_line, text).build(yaml.parse(text, Loader=_LOADER))
    except yaml.reader.ReaderError as problem:
        raise reader_problem(problem, text, shown, first_line) from problem
    except yaml.MarkedYAMLError as problem:
        raise syntax_error(problem, text, shown, first_line) from problem
    return YamlSource(shown, data, root, first_line)


def plain_scalar(value: str) -> object:
    """What an unquoted scalar means in YAML 1.2's core schema.

    Raises :class:`ValueError` for numbers without end: no length, count or
    share on a page is infinite.
    """
    if value in _CONSTANTS:
        return _CONSTANTS[value]
    if value[0] not in _NUMBER_START:
        return value
    if _INFINITE.match(value) or (len(value) > 40 and (_INT.match(value) or _FLOAT.match(value))):
        raise ValueError(f"{value[:40]!r} is not a number that a page can use")
    if _INT.match(value):
        return int(value, 0) if value[1:2] in ("o", "x") else int(value)
    if _FLOAT.match(value):
        number = float(value)
        if abs(number) > 1e300:
            raise ValueError(f"{value!r} is not a number that a page can use")
        return number
    return value


class _Builder:
    """Builds data and marks from events with a stack of its own, so depth costs no recursion."""

    def __init__(self, file: str, first_line: int, text: str) -> None:
        self.file = file
        self.text = text
        self.lines: list[str] | None = None
        self.first_line = first_line
        self.anchors: dict[str, tuple[object, Node]] = {}
        self.open_anchors: set[str] = set()
        self.nodes = 0
        # Each level: container, its node, its anchor, the key that waits for a value.
        self.stack: list[tuple[Any, Node, str | None]] = []
        self.key: list[str | None] = []
        self.result: tuple[object, Node] | None = None

    def build(self, events: Any) -> tuple[object, Node]:
        documents = 0
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._open(event, {} if kind is yaml.MappingStartEvent else [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                container, node, anchor = self.stack.pop()
                self.key.pop()
                if anchor:
                    self.open_anchors.discard(anchor)
                    self.anchors[anchor] = (container, node)
                if self.stack:
                    self.stack[-1][1].size += node.size
            elif kind is yaml.AliasEvent:
                self._alias(event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise self._error(
                        "a second YAML document begins here",
                        event,
                        expected="one document a file",
                        suggestion="take the line '---' away or split the file",
                    )
        return self.result if self.result is not None else (None, Node((0, 0)))

    def _error(self, problem: str, event: Any, expected: str, suggestion: str = "") -> EditorError:
        place = event.start_mark
        mark = Mark(self.file, place.line + self.first_line, place.column + 1)
        return EditorError(problem, mark=mark, expected=expected, suggestion=suggestion)

    def _count(self, event: Any, nodes: int) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            raise self._error(
                f"more than {MAX_NODES} values (those repeated by aliases counted each time)",
                event,
                expected="a page of a newspaper",
                suggestion="write fewer aliases (*name)",
            )

    def _node(self, event: Any) -> Node:
        self._count(event, 1)
        if event.tag is not None and event.tag not in _CORE_TAGS:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            raise self._error(
                f"tag '{tag}' is not allowed here",
                event,
                expected="plain values, lists and mappings",
                suggestion="take the tag away; put text that begins with '!' in quotes",
            )
        return Node((event.start_mark.line, event.start_mark.column))

    def _scalar(self, event: Any) -> None:
        node = self._node(event)
        value: object = event.value
        if self._expects_key():
            self._add_key(event)
            return
        if event.implicit[0]:
            if not event.value:
                self._refuse_comment()
            try:
                value = plain_scalar(event.value)
            except ValueError as problem:
                raise self._error(
                    str(problem), event, "an ordinary number", "put it in quotes if it is text"
                ) from None
        self._place(value, node)
        if self.stack:
            self.stack[-1][1].size += 1
        if event.anchor:
            self.anchors[event.anchor] = (value, node)

    def _refuse_comment(self) -> None:
        """``color: #c00`` is an empty value and a comment: refused, not silently ignored."""
        key = self.key[-1] if self.key else None
        if key is None:
            return
        row, column = self.stack[-1][1].keys[key]
        if self.lines is None:
            self.lines = self.text.split("\n")
        found = _BARE_COLOR.match(self.lines[row] if row < len(self.lines) else "", column)
        if found:
            raise EditorError(
                f"'{found[1]}' is read as a comment, so '{key}' is empty",
                mark=Mark(self.file, row + self.first_line, found.start(1) + 1),
                expected="text that begins with '#' in quotes",
                suggestion=f'write "{found[1]}"',
            )

    def _expects_key(self) -> bool:
        return bool(self.stack) and type(self.stack[-1][0]) is dict and self.key[-1] is None

    def _add_key(self, event: Any) -> None:
        name = event.value
        container, node, _ = self.stack[-1]
        here = (event.start_mark.line, event.start_mark.column)
        if name in container:
            line = node.keys[name][0] + self.first_line
            raise self._error(
                f"key '{name}' stands twice in the same mapping, first on line {line}",
                event,
                expected="every key once",
                suggestion=f"take one of lines {line} and {here[0] + self.first_line} away, "
                "or give it another name",
            )
        node.keys[name] = here
        self.key[-1] = name
        if event.anchor:
            self.anchors[event.anchor] = (name, Node(here))

    def _open(self, event: Any, container: dict[str, object] | list[object]) -> None:
        if self._expects_key():
            raise self._error(
                "a list or mapping cannot be a key",
                event,
                expected="a name before the colon",
                suggestion="put it in quotes if it is text",
            )
        if len(self.stack) >= MAX_DEPTH:
            raise self._error(
                f"nested deeper than {MAX_DEPTH} levels",
                event,
                expected="the few levels of a page spec",
                suggestion="look for brackets that are opened and never closed",
            )
        node = self._node(event)
        self._place(container, node)
        if event.anchor:
            self.open_anchors.add(event.anchor)
        self.stack.append((container, node, event.anchor))
        self.key.append(None)

    def _alias(self, event: Any) -> None:
        name = event.anchor
        if name in self.open_anchors:
            raise self._error(
                f"alias '*{name}' stands within what it repeats",
                event,
                expected="an alias of something that is complete",
            )
        if name not in self.anchors:
            raise self._error(
                f"alias '*{name}' has no anchor '&{name}' before it",
                event,
                expected="an anchor above the alias",
                suggestion="put text that begins with '*' in quotes",
            )
        value, node = self.anchors[name]
        self._count(event, node.size)
        if self._expects_key():
            raise self._error("an alias cannot be a key", event, expected="a name as text")
        self._place(value, node)
        if self.stack:
            self.stack[-1][1].size += node.size

    def _place(self, value: object, node: Node) -> None:
        """Put a value where the innermost open container expects it."""
        if not self.stack:
            self.result = (value, node)
            return
        container, parent, _ = self.stack[-1]
        step: object
        if type(container) is dict:
            step = self.key[-1]
            container[step] = value
            self.key[-1] = None
        else:
            step = len(container)
            container.append(value)
        parent.children[step] = node
