"""docs/clreq.md promises a test for each rule; here the promise is kept."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
DOCUMENT = (HERE.parents[1] / "docs" / "clreq.md").read_text("utf-8")
ROWS = [
    line
    for line in DOCUMENT.splitlines()
    if line.startswith("| ") and not line.startswith(("| Rule |", "| --- |"))
]
REFERENCES = sorted(set(re.findall(r"`(test_\w+\.py)::(\w+)`", DOCUMENT)))


@pytest.mark.parametrize(("file", "name"), REFERENCES)
def test_the_test_of_a_rule_exists(file, name):
    tree = ast.parse((HERE / file).read_text("utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("row", ROWS)
def test_every_row_names_a_test_and_says_what_the_engine_does(row):
    cells = [cell.strip() for cell in row.split("|")]
    assert len(cells) == 5
    _, rule, does, test, _ = cells
    assert rule
    assert does.startswith(("done", "optional", "as above"))
    assert re.fullmatch(r"`test_\w+\.py::test_\w+`", test)


def test_there_are_rows():
    assert len(ROWS) > 40
    assert len(REFERENCES) > 30
