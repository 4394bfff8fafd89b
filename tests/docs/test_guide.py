"""The snippets of the guide: each is a file for the tutorial's game, and does what the guide says.

A block that begins with ```` ```yaml pack ```` is sound and its scenarios pass; one with
```` ```yaml problem ```` is refused with the report that stands in the block below it; the target of
one with ```` ```yaml target ```` fails as is said there.
"""

from __future__ import annotations

import pytest

from cli.testing.judged import problem
from cli.testing.players import players_of
from engine.lab.judge.judge import judge
from engine.player.run import Executor
from engine.scenario.run import run
from rules.load import Loaded, compile_pack
from rules.pack import Texts
from rules.problem import Problems
from rules.report.human import render
from tests import games
from tests.docs.fences import DOCS, Fenced, fenced

GUIDE = fenced(DOCS / "guide.md")
TUTORIAL = games.EXAMPLES / "tutorial"


def snippets(word: str) -> list[Fenced]:
    """Return the blocks of the guide that are marked with *word*."""
    return [block for block in GUIDE if block.said == ("yaml", word)]


def compiled(block: Fenced) -> Loaded:
    """Compile the tutorial's game with a snippet as one more file; one with a `game` extends it."""
    tutorial = {f"pond/{path.name}": path.read_text("utf-8") for path in TUTORIAL.glob("*.yaml")}
    extends = block.text.startswith("game:")
    files = {"night/game.yaml": block.text} if extends else {**tutorial, "pond/more.yaml": block.text}
    return compile_pack(Texts("pond", files), Problems(), lambda name, _: Texts(name, tutorial))


@pytest.mark.parametrize("block", snippets("pack"), ids=lambda block: f"line {block.line}")
def test_a_snippet_is_sound_and_its_scenarios_pass(block: Fenced) -> None:
    loaded = compiled(block)
    assert render(loaded.problems) == render([])
    ruleset = loaded.ruleset
    assert ruleset is not None
    executor = Executor(ruleset.catalogue)
    failed = {
        name: [failure.message for failure in verdict.failures]
        for name, scenario in ruleset.scenarios.items()
        if not (verdict := run(ruleset, executor, scenario)).passed
    }
    assert failed == {}


@pytest.mark.parametrize("block", snippets("problem"), ids=lambda block: f"line {block.line}")
def test_a_mistake_is_reported_as_the_guide_shows(block: Fenced) -> None:
    shown = GUIDE[GUIDE.index(block) + 1]
    assert shown.said == ("text",)
    assert render(compiled(block).problems) == shown.text


@pytest.mark.parametrize("block", snippets("target"), ids=lambda block: f"line {block.line}")
def test_a_target_fails_as_the_guide_shows(block: Fenced) -> None:
    shown = GUIDE[GUIDE.index(block) + 1]
    ruleset = compiled(block).ruleset
    assert ruleset is not None
    name = block.text.split(":")[1].strip()
    (judged,) = judge(ruleset, players_of(ruleset, 1), select=name)
    failed = problem(judged, strict=False)
    assert failed is not None
    assert render([failed]).rpartition("\n\n")[0] + "\n" == shown.text


@pytest.mark.parametrize(("word", "least"), [("pack", 9), ("problem", 1), ("target", 1)])
def test_the_guide_has_snippets(word: str, least: int) -> None:
    assert len([block.line for block in snippets(word)]) >= least
