"""A newcomer who clicks whatever he is told -> his first day, in both languages; and a large collection."""

from __future__ import annotations

import asyncio

import pytest

from rules.pack import Texts
from rules.ruleset import Ruleset
from tests.bot.playing import playing
from tests.games import compiled

FIRST_DAY = {
    "en-US": (
        ("Open the echo", "My esprits", "Today's coins", "Buy the pack", "To the duel", "Today's echo"),
        ("Next: ", "Yes, do it", "That was your first day, and all of it is yours."),
    ),
    "de": (
        (
            "Öffne das Echo",
            "Meine Esprits",
            "Münzen von heute",
            "Kauf das Pack",
            "Zum Duell",
            "Echo von heute",
        ),
        ("Als Nächstes: ", "Ja, mach das", "Das war dein erster Tag, und er gehört ganz dir."),
    ),
}
MORE = 240  # esprits, beside those that there are


@pytest.mark.system("G43")
@pytest.mark.parametrize("locale", [*FIRST_DAY])
def test_whoever_clicks_what_he_is_told_has_had_his_first_day(ruleset: Ruleset, locale: str) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = played.discord.person("ana", locale)
            labels, (comes_next, yes, over) = FIRST_DAY[locale]
            told = await ana.type("/start")
            for label in labels:
                assert told.count(comes_next) == 1
                told = await ana.click(label)
                if f"[{yes}]" in told:
                    told = await ana.click(yes)
            assert over in told
            assert comes_next not in await ana.type("/first_day")

    asyncio.run(run())


def _crowd() -> Ruleset:
    """Return the default game with a few hundred esprits more, all of which everybody gets."""
    tiers = ("common", "uncommon", "rare")
    more = "".join(
        f"  extra_{number:03}: {{name: Extra {number:03}, tier: {tiers[number % 3]}, element: fire, "
        "rarity: common, attack: 1, defence: 1, abilities: [], summary: One of many.}\n"
        for number in range(MORE)
    )
    given = ", ".join(f"extra_{number:03}: {1 + (number % 40 == 0)}" for number in range(MORE))
    game = (
        "game: {id: reve, title: R, version: 1.0.0, language: 1, extends: reve}\n"
        f"esprit:\n{more}"
        f"patches: {{many: [{{at: actions.start.do, append: [{{give: {{{given}}}}}]}}]}}\n"
    )
    found = compiled(Texts("crowd", {"game.yaml": game})).ruleset
    assert found is not None
    return found


@pytest.mark.system("G4")
def test_hundreds_of_cards_are_found_by_page_by_filter_and_by_what_is_double() -> None:
    ruleset = _crowd()

    async def run() -> None:
        async with playing(ruleset) as played:
            ana = played.discord.person("ana")
            await ana.type("/start")
            told = await ana.type("/collection")
            assert "page 1 of 30" in told
            assert "**Esprits found**: 240" in told
            assert "page 30 of 30" in await ana.choose("page 30 of 30")
            assert "page 29 of 30" in await ana.click("Back")
            assert "page 1 of 10" in await ana.type("/collection tier:Rare")
            double = await ana.type("/collection duplicates:true")
            assert double.count("2, Fire") == 6
            await ana.type("/cherish esprit:extra_007")
            assert "Extra 007" in await ana.click("Favourites")
            assert "Extra 000" in await ana.type("/collection sorting:Name")
            assert "Nobody here fits that." in await ana.type("/collection element:Water")

    asyncio.run(run())
