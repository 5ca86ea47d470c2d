from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from layout.spec.schema import page_schema, schema_text
from layout.spec.yaml_source import parse_yaml, read_yaml


def problems(text: str) -> list[str]:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(page_schema())
    return [error.message for error in validator.iter_errors(parse_yaml(text, "p").data)]


def test_the_schema_in_docs_is_up_to_date(repository: Path) -> None:
    written = (repository / "docs" / "page.schema.json").read_text(encoding="utf-8")
    assert written == schema_text(), "run: python -m layout.spec.schema > docs/page.schema.json"


def test_the_schema_is_a_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(page_schema())


def test_every_page_validates(repository: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(page_schema())
    pages = sorted((repository / "pages").glob("*.yaml"))
    assert pages
    for page in pages:
        validator.validate(read_yaml(page, page.name).data)


@pytest.mark.parametrize(
    "text",
    [
        "stories: {a: {at: [0, 0, 20.75em, 4], tracking: {1: 1pt}, rule: true, box: {fill: red}}}",
        "page: {trim: [390mm, 54.5 cm], bleed: 0, leading: 1.4em}",
        "furniture: {m: {kind: panel, at: [0, 0, 1, 1]}}",
        "fonts: {X: {faces: [{file: x.ttf, weight: [100, 900]}]}}",
        "pictures: {p: {at: [0, 0, 1, 1], file: x, focus: [0, 0.5], caption: 图}}",
    ],
)
def test_good_specs_validate(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "stores: {}",
        "stories: {a: {at: [0, 0, 1]}}",
        "stories: {a: {columns: 0}}",
        "stories: {a: {tracking: {one: 1em}}}",
        "page: {size: 9}",
        "page: {size: 9en}",
        "furniture: {m: {kind: panel}}",
        "furniture: {m: {at: [0, 0, 1, 1]}}",
        "styles: {a: {align: centre}}",
    ],
)
def test_bad_specs_do_not(text: str) -> None:
    assert problems(text)


def test_fields_are_described_in_the_words_of_the_code() -> None:
    story: dict[str, Any] = page_schema()["$defs"]["Story"]
    assert story["properties"]["gutter"]["description"].startswith("Between the story's columns")
    assert story["properties"]["columns"]["default"] == 1
    assert page_schema()["$defs"]["Page"]["properties"]["size"]["default"] == "9pt"
