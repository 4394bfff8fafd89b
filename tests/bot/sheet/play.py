"""The walk through the default game -> its scenes in each of its languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.local.discord import LocalDiscord
from bot.local.person import Person
from bot.local.script import PATCH, Act, acts
from bot.picture import Gallery
from engine.live.read_settings import read_settings
from engine.live.settings import Settings
from rules.pack import Texts
from rules.ruleset import Ruleset
from tests.bot.own.among import ADMINISTRATOR
from tests.bot.paid.market import SKUS
from tests.bot.sheet.scene import Cast, Shot, directed
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
    patches = f"patches: {{walk: [{rows}]}}\n" if rows else ""
    found = compiled(Texts("walk", {"game.yaml": _GAME + patches}))
    assert found.ruleset is not None, [problem.message for problem in found.problems]
    return found.ruleset


def operators(discord: LocalDiscord, locale: str) -> tuple[dict[str, Person], Settings]:
    """Return an owner of the game, somebody whom only the server knows, and what the bot is told of them."""
    for sku in SKUS.values():
        discord.shop.stock(sku)
    boss = discord.person("boss", locale, permissions="0")
    admin = discord.person("admin", locale, permissions=ADMINISTRATOR)
    here = (int(discord.guilds[0]["id"]),)
    return {"Boss": boss, "Admin": admin}, read_settings(
        store="memory://", operator_guilds=here, owners=(str(boss.id),), skus=SKUS
    )


CASTS: Mapping[str, Cast | None] = {"reve": None, "own": operators}


async def shots(gallery: Gallery | None = None, walk: str = "reve") -> dict[str, Shot]:
    """Return a whole walk in each language: the first is the one that the script is written for."""
    acts_ = script(walk)
    ruleset = patched(acts_)
    found: dict[int, tuple[int, int]] = {}

    async def shot(locale: str, gallery: Gallery | None = None) -> Shot:
        async with directed(ruleset, locale, found, gallery, CASTS[walk]) as director:
            for number, act in enumerate(acts_):
                await director.do(number, act)
        return director.shot

    await shot("")
    return {name: await shot(locale, gallery) for name, locale in LOCALES.items()}
