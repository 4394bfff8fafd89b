"""The walk through the default game -> its scenes in each of its languages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.local.script import PATCH, Act, acts
from bot.picture import Gallery
from rules.pack import Texts
from rules.ruleset import Ruleset
from tests.bot.sheet.scene import Shot, directed
from tests.games import compiled

WALKS = Path(__file__).parents[1] / "walks"
LOCALES = {"en": "en-US", "de": "de"}
_GAME = "game: {id: reve, title: R, version: 1.0.0, language: 1, extends: reve}\n"


def script(name: str = "reve") -> list[Act]:
    """Return a walk."""
    return list(acts((WALKS / f"{name}.txt").read_text("utf-8")))


def patched(script: Sequence[Act]) -> Ruleset:
    """Return the default game as a walk has it."""
    rows = ", ".join(act.words for act in script if act.what == PATCH)
    found = compiled(Texts("walk", {"game.yaml": f"{_GAME}patches: {{walk: [{rows}]}}\n"}))
    assert found.ruleset is not None, [problem.message for problem in found.problems]
    return found.ruleset


async def shots(gallery: Gallery | None = None) -> dict[str, Shot]:
    """Return the whole walk in each language: the first is the one that the script is written for."""
    acts_ = script()
    ruleset = patched(acts_)
    found: dict[int, tuple[int, int]] = {}
    await _shot(ruleset, acts_, "", found)
    return {name: await _shot(ruleset, acts_, locale, found, gallery) for name, locale in LOCALES.items()}


async def _shot(
    ruleset: Ruleset,
    script: Sequence[Act],
    locale: str,
    found: dict[int, tuple[int, int]],
    gallery: Gallery | None = None,
) -> Shot:
    async with directed(ruleset, locale, found, gallery) as director:
        for number, act in enumerate(script):
            await director.do(number, act)
    return director.shot
