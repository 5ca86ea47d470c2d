from __future__ import annotations

import math
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from layout.errors import EditorError
from layout.spec import yaml_source
from layout.spec.yaml_source import parse_yaml, read_yaml


def refused(text: str) -> EditorError:
    with pytest.raises(EditorError) as caught:
        parse_yaml(text, "p.yaml")
    return caught.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((t, None) for t in ("", "~", "null", "Null", "NULL")),
        *((t, True) for t in ("true", "True", "TRUE")),
        *((t, False) for t in ("false", "False", "FALSE")),
        *((t, t) for t in ("yes", "no", "on", "off", "Yes", "y", "n", "nULL", "tRUE")),
        ("12", 12),
        ("-7", -7),
        ("+7", 7),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1.", 1.0),
        ("1e3", 1000.0),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("190:20:30", "190:20:30"),
        ("0b11", "0b11"),
        ("2024-11-08", "2024-11-08"),
        ("2024-11-08 10:00:00", "2024-11-08 10:00:00"),
        ("=", "="),
        (".", "."),
        ("20.75em", "20.75em"),
        ('"12"', "12"),
        ("'true'", "true"),
        ("!!str 12", "12"),
    ],
)
def test_scalars_follow_the_yaml_12_core_schema(text: str, value: object) -> None:
    found = parse_yaml(f"- {text}\n", "p.yaml").data
    assert found == [value]
    assert type(found[0]) is type(value)


def test_keys_are_text_as_written() -> None:
    assert parse_yaml("no: 1\n2024: 2\n0x1: 3\n", "p").data == {"no": 1, "2024": 2, "0x1": 3}


def test_an_empty_file_is_nothing() -> None:
    assert parse_yaml("# only a comment\n", "p").data is None


def test_marks_name_keys_and_values() -> None:
    source = parse_yaml("stories:\n  liangshan:\n    at: [0, 0, 80,\n      28]\n", "p.yaml")
    at = ("stories", "liangshan", "at")
    assert str(source.mark(*at)) == "p.yaml:3:9"
    assert str(source.key_mark(*at)) == "p.yaml:3:5"
    assert str(source.mark(*at, 2)) == "p.yaml:3:16"
    assert str(source.mark(*at, 3)) == "p.yaml:4:7"
    assert str(source.mark(*at, 9)) == "p.yaml:3:9"
    assert str(source.mark("stories", "liangshan", "style")) == "p.yaml:3:5"
    assert str(source.mark("nowhere", "at", "all")) == "p.yaml:1:1"
    assert str(source.key_mark("stories", "none")) == "p.yaml:2:3"


def test_marks_count_from_the_first_line_given() -> None:
    assert str(parse_yaml("a: 1\nb: 2", "p", first_line=5).mark("b")) == "p:6:4"


def test_marks_by_whole_number_reach_keys() -> None:
    assert str(parse_yaml("t: {1: 2em}", "p").mark("t", 1)) == "p:1:8"


def test_aliases_repeat_values_and_their_marks() -> None:
    source = parse_yaml("a: &x [1, 2]\nb: *x\nc: &y 3\nd: *y\n", "p")
    assert source.data == {"a": [1, 2], "b": [1, 2], "c": 3, "d": 3}
    assert str(source.mark("b", 1)) == "p:1:11"


SYNTAX = [
    ("a:\n\tb: 1", "p.yaml:2:1", "tab", "two spaces"),
    ("a: 1\n  b: 2", "p.yaml:2:4", "colon stands where no key can be", "line the key up"),
    ("a:\n  - b\n c: 1", "p.yaml:3:2", "indentation", "line the key up"),
    ("- a\nb: 1", "p.yaml:2:1", "indentation does not fit the list", "entries of the list"),
    (" a: 1\nb: 2", "p.yaml:2:1", "indentation", "before the first key"),
    ("a: [1, 2\nb: 3", "p.yaml:2:2", "'[' is not closed", "']'"),
    ("a: [1, 2", "p.yaml:2:1", "'[' is not closed (it begins on line 1)", "']'"),
    ("a: {b: 1\nc: 2", "p.yaml:2:2", "'{' is not closed", "'}'"),
    ('a: "x', "p.yaml:1:6", "quotes is not closed", "same mark"),
    ('a: "\\q"', "p.yaml:1:5", "escape", "single quotes"),
    ("a: @x", "p.yaml:1:4", "cannot begin a value", "in quotes"),
    ("a: %x", "p.yaml:1:4", "cannot begin a value", "in quotes"),
    ("{a: 1,, b}", "p.yaml:1:7", "value is missing", "spare comma"),
    ("a:\n  b: 1\n  c\n  d: 2", "p.yaml:3:3", "key has no colon", "colon and a space"),
    ("a：1\nb: 2", "p.yaml:1:2", "full-width colon", "write 'a: …'"),
    ("a: 1\n---\nb: 2", "p.yaml:2:1", "second YAML document", "'---'"),
    ("a: 1\nb: 2\na: 3", "p.yaml:3:1", "'a' stands twice", "lines 1 and 3"),
    ("x: {b: 1, b: 2}", "p.yaml:1:11", "'b' stands twice", "lines 1 and 1"),
    ("a: !!python/object:os.system {}", "p.yaml:1:4", "tag '!!python/object:os.system'", "quotes"),
    ("a: !box 3", "p.yaml:1:4", "tag '!box'", "quotes"),
    ("a: *x", "p.yaml:1:4", "'*x' has no anchor", "quotes"),
    ("a: &x [*x]", "p.yaml:1:8", "stands within what it repeats", ""),
    ("a: &x\n  b: {c: *x}", "p.yaml:2:10", "stands within what it repeats", ""),
    ("? [a]\n: b", "p.yaml:1:3", "cannot be a key", "quotes"),
    ("a: &x 1\n*x : 2", "p.yaml:2:1", "alias cannot be a key", ""),
    ("a: .inf", "p.yaml:1:4", "'.inf' is not a number", "quotes"),
    ("a: .nan", "p.yaml:1:4", "'.nan' is not a number", "quotes"),
    ("a: 1e999", "p.yaml:1:4", "'1e999' is not a number", "quotes"),
    ("a: " + "9" * 5000, "p.yaml:1:4", "is not a number", "quotes"),
    ("a: x\ufffe", "p.yaml:1:5", "U+FFFE is not allowed", "delete"),
    ("color: #c00", "p.yaml:1:8", "'#c00' is read as a comment", '"#c00"'),
    ("s: {color: #cc0000\n  }", "p.yaml:1:12", "'#cc0000' is read as a comment", '"#cc0000"'),
]


@pytest.mark.parametrize(("text", "mark", "problem", "suggestion"), SYNTAX)
def test_bad_yaml_is_one_clear_error(text: str, mark: str, problem: str, suggestion: str) -> None:
    error = refused(text)
    assert str(error.mark) == mark
    assert problem in error.problem
    assert suggestion in error.suggestion
    assert error.expected


@pytest.mark.parametrize(("text", "mark", "problem", "suggestion"), SYNTAX)
def test_without_the_c_library_bad_yaml_is_refused_too(
    text: str, mark: str, problem: str, suggestion: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_source, "_LOADER", yaml.SafeLoader)
    assert refused(text).mark is not None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[" * 100_000, "nested deeper"),
        ("{a: " * 100_000, "nested deeper"),
        ("\n".join(" " * i + "a:" for i in range(500)), "nested deeper"),
        ("- " * 50_000, "nested deeper"),
        ("[" + "1," * 200_000 + "1]", "more than 50000 values"),
        (
            "a0: &a0 []\n"
            + "\n".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)),
            "more than 50000 values",
        ),
        (
            "a0: &a0 {x: lol}\n"
            + "\n".join(f"a{i}: &a{i} {{p: *a{i - 1}, q: *a{i - 1}}}" for i in range(1, 40)),
            "more than 50000 values",
        ),
    ],
    ids=["brackets", "braces", "blocks", "dashes", "long", "empty-bomb", "bomb"],
)
def test_hostile_files_are_refused_in_bounded_time(text: str, problem: str) -> None:
    start = time.process_time()
    assert problem in refused(text).problem
    assert time.process_time() - start < 3


def test_a_file_may_be_gb18030(tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_bytes("page: {title: 综合新闻}".encode("gb18030"))
    assert read_yaml(file, "p.yaml").data == {"page": {"title": "综合新闻"}}


def test_an_ordinary_spec_reads_fast() -> None:
    text = "stories:\n" + "".join(
        f"  s{i}:\n    at: [0, 0, 80, 28]\n    columns: 4\n    measure: 18em\n    rule: true\n"
        for i in range(30)
    )
    best = min(_seconds(text) for _ in range(5))
    assert best < 0.05  # about 2 ms; the margin is for busy machines


def _seconds(text: str) -> float:
    start = time.perf_counter()
    parse_yaml(text, "p")
    return time.perf_counter() - start


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.floats(allow_nan=False, allow_infinity=False, width=32)
    | st.text(
        st.characters(min_codepoint=32, max_codepoint=0x9FFF, exclude_categories=["C", "Zl", "Zp"])
    ),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abc字-", min_size=1, max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(PLAIN)
def test_what_another_writer_writes_reads_back(data: object) -> None:
    import json

    found = parse_yaml(json.dumps(data, ensure_ascii=False), "p").data
    assert _same(found, data)


def _same(one: object, other: object) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other)
    return type(one) is type(other) and one == other
