"""What decides how soon an entry comes is its chance and the guarantees of its table, with their places."""

from __future__ import annotations

import pytest

from engine.distribution.question import TooWide
from engine.lab.judge.exact import judge_exact
from engine.lab.judge.promise import narrower
from tests.engine.lab.judge.asked import written
from tests.engine.lab.pond import PLAY

_ROW = "dot: {weight: 1, give: {dot: 1}}, nothing: {weight: 2}}"
_TARGET = "  soon: {first: tables.pond.entries.dot, within: 3, at_least: 100%}\n"


def hint(*guarantees: str) -> str:
    """Return what is said of `dot`, which fails to come soon, in a table with *guarantees*."""
    promised = f"{_ROW}\n    guarantees: [{', '.join(guarantees)}]" if guarantees else _ROW
    play = PLAY.replace(_ROW, promised).replace("variables:\n", "variables:\n  dry: {type: int}\n", 1)
    ruleset = written(_TARGET, play)
    return judge_exact(ruleset, ruleset.targets["soon"]).hint


@pytest.mark.parametrize(
    ("guarantee", "said"),
    [
        ("{entry: dot, counter: dry, by: 9}", "it is certain at draw 9 by its guarantee (`dry`, "),
        (
            "{entry: dot, counter: dry, soft: {from: 4, add: 5%}, by: 9}",
            "it grows by 5% a draw from draw 4 and it is certain at draw 9 by its guarantee (`dry`, ",
        ),
        (
            "{entry: nothing, counter: dry, by: 9}",
            "it is passed over at draw 9 where the guarantee of `nothing` comes (`dry`, ",
        ),
    ],
)
def test_a_guarantee_is_named_with_its_place(guarantee: str, said: str) -> None:
    told = hint(guarantee)
    assert told.startswith(f"its chance is 8.333% in the first draw; {said}")
    assert "play.yaml:" in told


def test_without_a_guarantee_it_is_said_that_there_is_none() -> None:
    assert hint() == "its chance is 8.333% in the first draw; no guarantee brings it sooner"


def test_what_is_too_wide_tells_what_would_make_it_narrower() -> None:
    assert narrower(TooWide("dry", 529, 500)).startswith("give `dry` fewer values: ")
