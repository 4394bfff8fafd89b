"""The lines of every file and function -> what is longer than the house allows.

Counted are the Python files of the rooms that hold more than a docstring, all their lines; and each function
in them, nested ones too, the lines that hold code: no docstring, comment, blank line or decorator.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("rules", "engine", "cli", "bot", "benchmarks", "tests")
NOT_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}


@dataclass(frozen=True, slots=True)
class Size:
    """How many lines a thing has."""

    name: str
    lines: int


def test_files_and_functions_are_as_short_as_the_house_allows() -> None:
    files, functions = _sizes(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))

    assert _too_long("files", files, median_below=120, ninetieth_below=300, most=400) == []
    assert _too_long("functions", functions, median_below=9, ninetieth_below=60, most=60) == []


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ([10, 20, 401], ["things: `2` has 401 lines; at most 400"]),
        ([10, 120, 130], ["things: half have 120 lines or more; below 120"]),
        ([10] * 9 + [300] * 2, ["things: one in ten has 300 lines or more; below 300"]),
        ([10, 119, 400], ["things: one in ten has 400 lines or more; below 300"]),
        ([10, 20, 30], []),
    ],
)
def test_what_is_too_long_is_named(lines: list[int], complaint: list[str]) -> None:
    sizes = [Size(str(place), length) for place, length in enumerate(lines)]

    found = _too_long("things", sizes, median_below=120, ninetieth_below=300, most=400)

    assert [line for line in found if line in complaint] == complaint
    assert bool(found) == bool(complaint)


def test_a_function_of_61_lines_of_code_is_too_long(tmp_path: Path) -> None:
    body = "".join(f"    x = {line}\n\n    # why\n" for line in range(60))
    (tmp_path / "long.py").write_text(
        f'"""Text -> length."""\n\n\ndef f() -> None:\n    """Count."""\n{body}'
    )

    files, functions = _sizes(tmp_path.rglob("*.py"))

    assert [size.lines for size in files] == [185]
    assert [size.lines for size in functions] == [61]
    assert _too_long("functions", functions, median_below=99, ninetieth_below=99, most=60) == [
        f"functions: `{tmp_path.name}/long.py:4 f` has 61 lines; at most 60"
    ]


def _too_long(
    what: str, sizes: Sequence[Size], *, median_below: int, ninetieth_below: int, most: int
) -> list[str]:
    lengths = sorted(size.lines for size in sizes)
    half, ninetieth = median(lengths), lengths[len(lengths) * 9 // 10]
    complaints = [f"{what}: half have {half:g} lines or more; below {median_below}"] * (half >= median_below)
    if ninetieth >= ninetieth_below:
        complaints.append(f"{what}: one in ten has {ninetieth} lines or more; below {ninetieth_below}")
    return complaints + [
        f"{what}: `{size.name}` has {size.lines} lines; at most {most}" for size in sizes if size.lines > most
    ]


def _sizes(paths: Iterator[Path]) -> tuple[list[Size], list[Size]]:
    files: list[Size] = []
    functions: list[Size] = []
    for path in sorted(paths):
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        name = f"{path.parent.name}/{path.name}"
        if len(tree.body) > 1:
            files.append(Size(name, text.count("\n")))
        functions += _functions(name, tree, _lines_of_code(text))
    return files, functions


def _functions(name: str, tree: ast.Module, code: frozenset[int]) -> Iterator[Size]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            doc = node.body[0] if ast.get_docstring(node, clean=False) is not None else None
            lines = code.intersection(_span(node)).difference(_span(doc) if doc else ())
            yield Size(f"{name}:{node.lineno} {node.name}", len(lines))


def _span(node: ast.stmt) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _lines_of_code(text: str) -> frozenset[int]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    code = (token for token in tokens if token.type not in NOT_CODE)
    return frozenset(line for token in code for line in range(token.start[0], token.end[0] + 1))
