"""The shipped packs -> their rulesets, compiled once; and texts that tests changed -> theirs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rules.load import Loaded, compile_pack, load
from rules.pack import Texts
from rules.problem import Problems
from rules.ruleset import Ruleset
from tests import packs

EXAMPLES = packs.CONTENT / "examples"
NAMES = tuple(folder.name for folder in packs.shipped())


@cache
def game(name: str) -> Ruleset:
    """Return a shipped game by the name of its folder."""
    folder = next(folder for folder in packs.shipped() if folder.name == name)
    loaded = load(folder, find=_shipped)
    assert [problem.message for problem in loaded.problems] == []
    assert loaded.ruleset is not None
    return loaded.ruleset


def compiled(texts: Texts) -> Loaded:
    """Return what becomes of a pack's texts; what it extends is shipped."""
    return compile_pack(texts, Problems(), packs.find)


def sound(texts: Texts) -> Ruleset:
    """Return the ruleset of a pack that has no problem."""
    loaded = compiled(texts)
    assert [problem.message for problem in loaded.problems] == []
    assert loaded.ruleset is not None
    return loaded.ruleset


def _shipped(name: str) -> Path | None:
    return packs.CONTENT / name
