"""What somebody can do now -> offered with a button, in both languages; what each thing needs -> said."""

from __future__ import annotations

import asyncio

import pytest

from bot.able import able
from bot.asked import Asked
from bot.local.person import Person
from bot.own.tap import Tap
from bot.topic import REST, topics
from bot.wire import Kind
from rules.pack import Texts
from rules.ruleset import Ruleset
from tests.bot.playing import Played, playing
from tests.games import sound

HOPS = """
game: {id: hops, title: Hops, version: 1.0.0, language: 1, locales: [en]}
variables: {hops: {type: {int: [0, 9]}}}
actions:
  hop:   {summary: Hop., do: [{set: {hops: "min(9, hops + 1)"}}], say: hopped}
  rest:  {summary: Rest., require: [{that: hops >= 1, else: awake}], say: rested}
  sleep: {summary: Sleep., require: [{that: hops >= 2, else: awake}], command: lie down, say: rested}
menus: {first: {name: First, emoji: "1️⃣", actions: [rest]}, second: {name: Second, actions: [hop]}}
texts: {en: {hopped: "{hops} hops.", rested: Zzz., awake: You have not hopped enough.}}
"""


async def _begun(played: Played, locale: str = "en-US") -> Person:
    person = played.discord.person("ana", locale)
    await person.type("/start")
    return person


@pytest.mark.system("G40")
def test_what_can_be_done_is_offered_first_and_what_cannot_says_why() -> None:
    async def run() -> None:
        async with playing(sound(Texts("hops", {"game.yaml": HOPS}))) as played:
            ana = played.discord.person("ana")
            told = await ana.type("/menu")
            assert "Second\n/hop · Hop.\n" in told, "the first topic in which anything can be done"
            assert told.endswith("[Hop]")
            told = await ana.choose("1️⃣ First")
            assert "/rest · not now: You have not hopped enough." in told
            await ana.type("/hop")
            assert (await ana.choose("1️⃣ First")).endswith("[Rest]")
            assert "/lie down · not now: You have not hopped enough." in await ana.choose("More")

    asyncio.run(run())


def test_actions_in_no_menu_come_last() -> None:
    there = topics(sound(Texts("hops", {"game.yaml": HOPS})))
    assert [(each.id, each.actions) for each in there] == [
        ("first", ("rest",)),
        ("second", ("hop",)),
        (REST, ("sleep",)),
    ]


def test_a_button_of_the_menu_does_it_and_everybody_reads_what_came_of_it(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await _begun(played, "de")
            ben = played.discord.person("ben")
            await ana.type("/menu")
            assert "Tag 1!" in await ana.click("Tagesbelohnung")
            assert "Tag 1!" in ben.sees()
            assert "☀️ Jeden Tag" in await ana.click("Menü"), "and the way leads back"

    asyncio.run(run())


def test_a_menu_asks_in_a_form_for_what_its_button_does_not_know(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await _begun(played)
            await ana.type("/menu")
            await ana.choose("📦 Shop")
            await ana.click("Buy pack …")
            assert "out comes" in await ana.fill({"booster": "Community pack"})

    asyncio.run(run())


@pytest.mark.system("G40", "G43")
@pytest.mark.parametrize("locale", ["en-US", "de"])
def test_every_topic_can_be_looked_at_and_says_of_each_command_whether_it_can_be_done(
    ruleset: Ruleset, locale: str
) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await _begun(played, locale)
            await ana.type("/menu")
            select = ana.messages[-1].payload["components"][0]["components"][0]
            for option in select["options"]:
                told = await ana.choose(option["label"])
                topic = next(each for each in topics(ruleset) if each.id == option["value"])
                assert told.count(" · ") == len(topic.actions), told

    asyncio.run(run())


def test_whoever_another_names_is_not_known_yet_and_in_nobodys_way(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await _begun(played)
            told = await ana.type("/help about:/trade trade")
            assert "Now: it can be done." in told
            found = await able(
                played.service, played.bot.answers.play.talk, _asked(ana), ["trade", "trade_agree"]
            )
            assert found["trade"].holds
            assert found["trade_agree"].unfit == "trade"

    asyncio.run(run())


@pytest.mark.system("G43")
@pytest.mark.parametrize(
    ("about", "told"),
    [
        ("/fuse", "It may be refused:\n- You are still awake. Begin with start."),
        ("/fuse", "it costs 2 Beamlet, 50 Gold. You have 3 Beamlet, 100,500 Gold."),
        ("/daily", "It can be done 1 times each day."),
        ("/forage", "It costs 10 Energy. You have 52 Energy."),
        ("/unlead", "Now: Nobody leads your company just now."),
        ("/trade put", "Now: you have nothing that fits trade."),
        ("/awaken", "Now: it can be done."),
        ("Company", "/collection · The esprits that travel with you."),
        ("company", "📖 Company"),
        ("/settings", "Language, pictures, your name, notices; your data."),
        ("Friends", "Besides: /help /history /inbox /leaderboard /menu /odds "),
        ("nothing of the sort", "There is no command and no topic called so."),
    ],
)
def test_help_says_what_an_action_needs_from_the_rows_that_refuse_it(
    ruleset: Ruleset, about: str, told: str
) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await _begun(played)
            assert told in await ana.type(f"/help about:{about}")

    asyncio.run(run())


def test_help_is_found_by_what_is_typed_and_chosen(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ben = played.discord.person("ben", "de")
            assert await ben.suggested("/help about:wag") == ["/take_wager", "/wager"]
            told = await ben.type("/help")
            assert told.splitlines()[1] == "☀️ Jeden Tag"
            message = ben.messages[-1]
            does = message.payload["components"][1]["components"][0]["custom_id"]
            told = await ben.answer(await ben.send(does, message, ["start"]))
            assert "Jetzt: Es geht." in told

    asyncio.run(run())


def test_what_a_menu_never_offered_is_dead(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await _begun(played)
            await ana.type("/menu")
            for step in ("nowhere", "show|x='y"):
                forged = Tap(ana.id, "menu", step).custom_id
                told = await ana.answer(await ana.send(forged, ana.messages[-1], ["nowhere"]))
                assert "This button is of an earlier time." in told

    asyncio.run(run())


def _asked(person: Person) -> Asked:
    return Asked(1, "", Kind.COMMAND, person.id, person.locale, int(person.guild["id"]), 1)
