"""Views with pages and buttons -> leafed through and pressed, by the one who asked for them."""

from __future__ import annotations

import asyncio

import pytest

from bot.local.person import Person
from rules.pack import Texts
from rules.ruleset import Ruleset
from tests.bot.playing import playing
from tests.games import compiled

GAME = """
game: {id: mine, title: Mine, version: 1.0.0, language: 1}
kinds: {toy: {holdable: stack}}
toy: {ark: {name: Ark}, ball: {name: Ball}, cart: {name: Cart}, doll: {name: Doll}, egg: {name: Egg}}
variables: {fun: {type: int}}
actions:
  unpack:
    summary: Unpack.
    limit: once
    do: [{give: {ark: 1, ball: 2, cart: 3, doll: 4, egg: 5}}]
    say: shelf
  look: {summary: Look., say: shelf}
  play_with:
    summary: Play.
    params: {toy: {type: toy, owned: true}}
    cost: {toy: 1}
    do: [{add: {fun: 1}}]
    say: played
limits: {once: {per: player, times: 1, each: day}}
views:
  shelf:
    title: shelf_title
    list: {t: toy}
    where: owned(t) > 0
    page: 2
    row: toy_row
    buttons: [{action: play_with, with: {toy: t}, label: play_it}]
texts:
  en: {shelf_title: Your shelf, toy_row: "{t.name} x{owned(t)}", played: "You broke {toy}.", play_it: play}
"""


@pytest.fixture(scope="module")
def toys() -> Ruleset:
    """A shelf of toys."""
    found = compiled(Texts("mine", {"game.yaml": GAME}))
    assert found.ruleset is not None, [problem.message for problem in found.problems]
    return found.ruleset


def test_a_list_is_leafed_through_and_its_lines_have_buttons(toys: Ruleset) -> None:
    async def run() -> None:
        async with playing(toys) as played:
            ana: Person = played.discord.person("ana")
            first = (await ana.type("/unpack")).splitlines()
            assert first == [
                "Your shelf",
                "1. Ark x1",
                "2. Ball x2",
                "page 1 of 3",
                "[1 play] [2 play] [Next]",
            ]
            second = (await ana.click("Next")).splitlines()
            assert second[1:3] == ["1. Cart x3", "2. Doll x4"]
            assert second[-1] == "[1 play] [2 play] [Back] [Next]"
            await ana.click("Next")
            await ana.click("Back")
            assert await ana.click("2 play") == "You broke Doll."
            assert "Doll x3" in await _next(ana, "/look")

    asyncio.run(run())


async def _next(person: Person, command: str) -> str:
    await person.type(command)
    return await person.click("Next")


def test_a_page_of_what_another_was_told_is_not_shown(toys: Ruleset) -> None:
    async def run() -> None:
        async with playing(toys) as played:
            ana, bob = played.discord.person("ana"), played.discord.person("bob")
            await ana.type("/unpack")
            message = ana.messages[-1]
            next_ = message.payload["components"][0]["components"][-1]["custom_id"]
            version, verb, _, *rest = next_.split("|")
            forged = "|".join((version, verb, "0", *rest))
            assert "Type the command again" in await bob.answer(await bob.send(forged, message))

    asyncio.run(run())
