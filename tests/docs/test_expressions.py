"""The tables of `docs/expressions.md` -> what the language does with each example."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from engine.player.run import Executor
from engine.scenario.run import run
from rules.expression.words import FUNCTION_NAMES
from rules.load import Loaded, compile_pack
from rules.pack import Texts
from rules.problem import Problems
from tests.docs.fences import DOCS, fenced
from tests.games import EXAMPLES

PAGE = DOCS / "expressions.md"
GIVEN = {
    "has_net": "true",
    "gold": "35",
    "plop": "3",
    "the_prince": "1",
    "leaves": {"willow": "2"},
    "home": "reed",
    "breath": "6",
}


def section(title: str) -> str:
    """Return what stands under a title."""
    return PAGE.read_text("utf-8").partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def rows(title: str) -> Iterator[list[str]]:
    """Yield the cells of each row of the table under a title."""
    for line in section(title).splitlines():
        if line.startswith("| "):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def bare(cell: str) -> str:
    """Return what stands in backticks."""
    return cell.strip("`")


EXAMPLES_SHOWN = [
    (bare(row[-2]), bare(row[-1]))
    for title in ("Operators", "Functions", "What may be absent")
    for row in rows(title)
    if row[-1].startswith("`")
]
REFUSED = [bare(row[0]) for row in rows("What is refused") if row[0].startswith("`")]


def asked(expression: str) -> Loaded:
    """Compile the pond with an action that says `yes` if an expression is true, and a scenario."""
    added = next(block for block in fenced(PAGE) if block.said == ("yaml", "pack"))
    test = {
        "actions": {"ask": {"summary": "?", "do": [{"when": expression, "then": [{"say": "yes"}]}]}},
        "texts": {"en": {"yes": "Yes."}},
        "scenarios": {
            "asked": {
                "at": "2026-01-09 12:00",
                "given": GIVEN,
                "when": {"ask": {}},
                "then": {"said": ["yes"]},
            }
        },
    }
    tutorial = {path.name: path.read_text("utf-8") for path in (EXAMPLES / "tutorial").glob("*.yaml")}
    files = {**tutorial, "added.yaml": added.text, "test.json": json.dumps(test)}
    return compile_pack(Texts("pond", files), Problems(), lambda _, __: None)


@pytest.mark.parametrize(("expression", "value"), EXAMPLES_SHOWN)
def test_an_example_is_what_the_page_says(expression: str, value: str) -> None:
    loaded = asked(expression if value == "true" else f"({expression}) == {value}")
    assert [problem.message for problem in loaded.problems if problem.is_error] == []
    assert loaded.ruleset is not None
    verdict = run(loaded.ruleset, Executor(loaded.ruleset.catalogue), loaded.ruleset.scenarios["asked"])
    assert [failure.message for failure in verdict.failures] == []


@pytest.mark.parametrize("expression", REFUSED)
def test_what_the_page_refuses_is_refused(expression: str) -> None:
    errors = [problem for problem in asked(f"({expression}) == 1").problems if problem.is_error]
    assert [problem.place.file for problem in errors] == ["test.json"]


def test_the_page_lists_every_function_and_no_other() -> None:
    listed = {name for row in rows("Functions") for name in re.findall(r"(\w+)\(", row[0])}
    assert listed == FUNCTION_NAMES


def test_every_sort_of_example_is_there() -> None:
    assert len(EXAMPLES_SHOWN) > len(FUNCTION_NAMES)
    assert len(REFUSED) > 5
