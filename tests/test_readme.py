"""What the READMEs show is true: every command runs, every snippet loads."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(name: str, *languages: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return [body for language, body in _BLOCK.findall(text) if language in languages]


def commands(name: str) -> list[str]:
    """Every command in the shell blocks, comments off, ``&&`` taken apart."""
    found = []
    for block in blocks(name, "bash", "sh"):
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            if words:
                parts = " ".join(map(shlex.quote, words)).replace(" '&&' ", "\n")
                found.extend(parts.splitlines())
    return found


def run(desk: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=desk,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_two_commands_are_shown_as_promised() -> None:
    for name in READMES:
        first, second, *_ = blocks(name, "bash")
        assert first.strip() == "pip install -e . && python render.py pages/changgou.yaml"
        assert second.strip() == "pip install -e '.[test]' && pytest"


def test_both_readmes_show_the_same() -> None:
    english, chinese = READMES
    assert commands(english) == commands(chinese)
    assert blocks(english, "yaml", "text") == blocks(chinese, "yaml", "text")


@pytest.mark.parametrize("command", commands("README.md"))
def test_command(command: str, desk: Path) -> None:
    words = shlex.split(command)
    if words[:3] == ["pip", "install", "-e"]:
        (target,) = words[3:]
        match = re.fullmatch(r"\.(?:\[([\w,-]+)\])?", target)
        assert match, f"{target} is not this project"
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        known = set(project["optional-dependencies"])
        assert set((match[1] or "").split(",")) - {""} <= known
    elif words == ["pytest"]:
        config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        assert config["tool"]["pytest"]["ini_options"]["testpaths"] == ["tests"]
    elif words[:2] == ["python", "render.py"]:
        done = run(desk, *words[1:])
        assert done.returncode == 0, done.stderr
        said = {"lines": "{", "preflight": "page changgou", "match": "# 88 of 88 printed lines"}
        if words[2] in said:
            assert done.stdout.startswith(said[words[2]])
        else:
            written = desk / done.stdout.strip()
            assert written.read_bytes()[:4] in (b"%PDF", b"\x89PNG")
    elif words[:3] == ["python", "-m", "bench"]:
        if importlib.util.find_spec("typst") is None:
            pytest.skip("the extra `bench` is not installed")
        assert run(ROOT, "-m", "bench", "--rounds", "1").returncode == 0
    else:
        pytest.fail(f"the README shows a command that no test knows: {command}")


def test_default_output_is_where_the_readme_says(desk: Path) -> None:
    done = run(desk, "render.py", "pages/changgou.yaml")
    assert done.returncode == 0, done.stderr
    assert (desk / "out" / "changgou.pdf").is_file()


@pytest.mark.parametrize("snippet", blocks("README.md", "yaml"))
def test_yaml_snippet_is_a_page(snippet: str, desk: Path) -> None:
    from layout.errors import Severity
    from layout.pipeline import place

    page = desk / "pages" / "mine.yaml"
    page.write_text(snippet, encoding="utf-8")
    placed = place(page)
    assert placed.items
    assert not [d for d in placed.diagnostics if d.severity is not Severity.NOTE]


def test_article_snippet_is_an_article() -> None:
    """The front matter shown is the sample's own."""
    (shown,) = [text for text in blocks("README.md", "text") if text.startswith("---")]
    real = (ROOT / "articles" / "liangshan.txt").read_text(encoding="utf-8")
    assert real.startswith(shown.strip().removesuffix("……"))


def test_error_message_is_the_one_shown(desk: Path) -> None:
    (shown,) = [text for text in blocks("README.md", "text") if "error:" in text]
    (snippet,) = blocks("README.md", "yaml")
    page = desk / "pages" / "mine.yaml"
    page.write_text(snippet.replace("columns:", "colums:"), encoding="utf-8")
    done = run(desk, "render.py", "pages/mine.yaml")
    assert done.returncode == 2
    assert done.stderr == shown
    assert not (desk / "out").exists()
