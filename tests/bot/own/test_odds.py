"""What is drawn -> its exact chances for whoever asks, and how far his guarantees are."""

from __future__ import annotations

import asyncio

import pytest

from rules.pack import Texts
from rules.ruleset import Ruleset
from tests.bot.playing import playing
from tests.games import compiled

LATE = """
game: {id: reve, title: R, version: 1.0.0, language: 1, extends: reve}
patches: {late: [{at: variables.echo_pity, append: {default: 88}}]}
"""


@pytest.mark.system("G10", "P18")
def test_the_chances_are_those_of_his_next_draw() -> None:
    ruleset = compiled(Texts("late", {"game.yaml": LATE})).ruleset
    assert ruleset is not None

    async def run() -> None:
        async with playing(ruleset) as played:
            told = await played.discord.person("ana").type("/odds table:Standard echo")
            assert "- legendary: 96.5%" in told
            assert "from draw 74 on 6% likelier with each (88 without so far)." in told
            assert "certain within 2 draws (88 without so far)." in told

    asyncio.run(run())


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("/odds", "Deine Chancen beim nächsten Zug, genau:"),
        ("/odds table:gold_cards", "sicher bis zur 5. Karte einer Öffnung."),
        ("/odds table:community", "sicher in höchstens 40 Zügen"),
        ("/odds table:nirgends", "Nichts, was gezogen wird, heißt so."),
    ],
)
def test_it_is_said_in_german_as_well(ruleset: Ruleset, asked: str, told: str) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            assert told in await played.discord.person("ben", "de").type(asked)

    asyncio.run(run())


def test_another_table_is_a_choice_away(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = played.discord.person("ana")
            await ana.type("/odds")
            assert "Odds: Community pack" in await ana.choose("Community pack")
            assert "Community pack" in await ana.suggested("/odds table:comm")

    asyncio.run(run())
