"""PyYAML's syntax errors in an editor's words."""

from __future__ import annotations

from typing import Any

from layout.errors import EditorError, Mark

_RULES: tuple[tuple[str, str, str, str, str], ...] = (
    # (in the context, in the problem, what is wrong, expected, suggestion); first match counts.
    (
        "",
        "mapping values are not allowed",
        "a colon stands where no key can be, or the indentation is wrong",
        "one 'key: value' a line, keys of one mapping at the same indentation",
        "line the key up with its neighbours; put text that holds ': ' in quotes",
    ),
    (
        "block mapping",
        "expected key",
        "the indentation does not fit the lines above",
        "keys of one mapping at the same indentation",
        "line the key up with its neighbours; count the spaces",
    ),
    (
        "block collection",
        "expected '-' indicator",
        "the indentation does not fit the list above",
        "every entry of the list begun with '- ' at the same indentation",
        "line it up with the entries of the list",
    ),
    (
        "",
        "expected <document start>",
        "the indentation does not fit the lines above",
        "top-level keys at the left edge",
        "take the spaces before the first key away",
    ),
    (
        "flow sequence",
        "expected ',' or ']'",
        "the list that begins with '[' is not closed",
        "',' between entries and ']' at the end",
        "close the list with ']'",
    ),
    (
        "flow mapping",
        "expected ',' or '}'",
        "the mapping that begins with '{' is not closed",
        "',' between entries and '}' at the end",
        "close the mapping with '}'",
    ),
    (
        "quoted scalar",
        "unexpected end of stream",
        "text in quotes is not closed",
        "a closing quotation mark",
        "write the same mark at its end as at its beginning",
    ),
    (
        "quoted scalar",
        "escape",
        "'\\' begins an escape that does not exist",
        '\\n, \\" or \\\\ within double quotes',
        "write \\\\ for a backslash, or use single quotes",
    ),
    (
        "",
        "cannot start any token",
        "this character cannot begin a value",
        "text, a number, a list or a mapping",
        "put text that begins with it in quotes",
    ),
    (
        "",
        "could not find expected ':'",
        "a key has no colon",
        "'key: value'",
        "write a colon and a space after the key",
    ),
    (
        "flow node",
        "expected node content",
        "a value is missing",
        "a value between the commas or brackets",
        "take the spare comma or bracket away",
    ),
)


def syntax_error(problem: Any, text: str, shown: str, first_line: int) -> EditorError:
    """One :class:`EditorError` for a scanner's or parser's error of PyYAML."""
    context, said = problem.context or "", problem.problem or ""
    place = problem.problem_mark or problem.context_mark
    if "could not find expected ':'" in said and problem.context_mark is not None:
        place = problem.context_mark  # the key itself; the problem is noticed a line later
    mark = Mark(shown, place.line + first_line, place.column + 1)
    lines = text.split("\n")
    line = lines[place.line] if place.line < len(lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent and said.startswith(("found character", "found a tab")):
        return EditorError(
            "a tab stands in the indentation",
            mark=mark,
            expected="spaces only",
            suggestion="replace each tab by two spaces",
        )
    previous = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    for where, candidate in ((place.line, line), (place.line - 1, previous)):
        column = candidate.find("：")
        if column >= 0 and ": " not in candidate[:column] and said.startswith(_COLON_PROBLEMS):
            return EditorError(
                "the full-width colon '：' does not end a key",
                mark=Mark(shown, where + first_line, column + 1),
                expected="'key: value' with an ASCII colon and a space",
                suggestion=f"write '{candidate[:column].strip()}: …'",
            )
    matching = (rule[2:] for rule in _RULES if rule[0] in context and rule[1] in said)
    fallback = (f"this is not YAML: {said}", "valid YAML", "")
    wrong, expected, suggestion = next(matching, fallback)
    start = problem.context_mark
    if start is not None and start.line != place.line:
        wrong += f" (it begins on line {start.line + first_line})"
    return EditorError(wrong, mark=mark, expected=expected, suggestion=suggestion)


_COLON_PROBLEMS = ("mapping values", "could not find expected ':'", "did not find expected key")


def reader_problem(problem: Any, text: str, shown: str, first_line: int) -> EditorError:
    """One :class:`EditorError` for a character that YAML does not allow."""
    at = problem.position if isinstance(problem.position, int) else 0
    start = text.rfind("\n", 0, at) + 1
    code = problem.character if isinstance(problem.character, int) else ord(problem.character[:1])
    return EditorError(
        f"character U+{code:04X} is not allowed in YAML",
        mark=Mark(shown, text.count("\n", 0, at) + first_line, at - start + 1),
        expected="printable text",
        suggestion="delete the invisible character",
    )
