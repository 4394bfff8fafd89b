"""Whoever has no role -> refused, whatever Discord lets him do: by command, by button, by made-up form."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import func, select

from bot.local.person import Person
from bot.own.registry import OWN
from bot.own.tap import Tap
from bot.wire import Kind
from engine.live.store.schema import audit, generation, receipt
from rules.ruleset import Ruleset
from tests.bot.own.among import Among, among

TYPED = {
    "audit": "/audit",
    "ban": "/ban player:@1 length:1d why:because",
    "config": "/config",
    "grant": "/grant player:@1 what:gold amount:1 why:because",
    "health": "/health",
    "locks": "/locks list",
    "reload": "/reload why:because",
    "revert": "/revert receipt:x why:because",
    "rollback": "/rollback to:abc why:because",
    "stats": "/stats",
    "status": "/status",
    "unban": "/unban player:@1 why:because",
}
REFUSED = {"en-US": "That is not for you.", "de": "Das ist nicht für dich."}


async def changes(all_: Among) -> tuple[int, ...]:
    """Return how much was ever done to the game."""
    async with all_.played.service.store.reader.connect() as line:
        wanted = [select(func.count()).select_from(each) for each in (audit, generation, receipt)]
        return tuple([int((await line.execute(each)).scalar() or 0) for each in wanted])


@pytest.mark.system("G37", "M12")
@pytest.mark.parametrize("locale", [*REFUSED])
def test_an_administrator_of_the_server_is_refused_each_command_of_operators(
    ruleset: Ruleset, locale: str
) -> None:
    async def run() -> None:
        async with among(ruleset) as all_:
            admin, before = all_.admin(locale=locale), await changes(all_)
            for own in (each for each in OWN if each.for_operators):
                text = TYPED.get(own.name, f"/{own.name}")
                told = await _typed(admin, text)
                assert told.splitlines() == ["(only you can see this)", REFUSED[locale]], text
            assert await changes(all_) == before

    asyncio.run(run())


@pytest.mark.system("G37")
def test_made_up_buttons_lists_and_forms_of_operators_are_refused(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with among(ruleset) as all_:
            admin, before = all_.admin(), await changes(all_)
            await admin.type("/start")
            message = admin.messages[-1]
            for own in (each for each in OWN if each.for_operators):
                for step in ("yes", "no", "page"):
                    custom_id = Tap(admin.id, own.name, step, {"p": admin.id, "w": 0, "n": 5}).custom_id
                    assert "not for you" in await admin.answer(await admin.send(custom_id, message))
            assert await changes(all_) == (before[0], before[1], before[2] + 1)

    asyncio.run(run())


@pytest.mark.system("G37")
def test_what_is_lower_than_a_command_asks_for_is_refused(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with among(ruleset) as all_:
            for name in ("grant", "reload", "rollback", "config"):
                assert REFUSED["en-US"] in await _typed(all_.moderator, TYPED[name])
            assert "Players" in await all_.moderator.type("/stats")

    asyncio.run(run())


def test_another_operators_button_does_nothing(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with among(ruleset) as all_:
            ana = all_.played.discord.person("ana")
            await ana.type("/start")
            await all_.owner.type(f"/grant player:@{ana.id} what:gold amount:5 why:for a test")
            before = await changes(all_)
            custom_id = Tap(all_.owner.id, "grant", "yes", {"p": ana.id, "w": 0, "i": 1, "n": 5}).custom_id
            told = await all_.moderator.answer(await all_.moderator.send(custom_id, ana.messages[0]))
            assert f"This button is for <@{all_.owner.id}>." in told
            assert await changes(all_) == before

    asyncio.run(run())


@pytest.mark.parametrize(
    "custom_id",
    [
        "1|o|0|grant|yes",
        "1|o|0|grant|yes|p=zz|w=0|i=zzzzzz|n=5",
        "1|o|0|grant|yes|p='1|w='0|i='1|n='5",
        "1|o|0|nothing|yes",
        "1|o|!|ban|yes",
        "1|o|0|ban",
        "1|o|0|rollback|yes|h='%00",
        "1|o|0|revert|yes|r='@everyone|d=1",
        "1|o|0|audit|page|b=0|a=0|n=-5",
        "1|o|0|config|page|n=zzzz",
        "1|o|0|setup|hours",
        "1|o|0|setup|channels",
        "1|o|0|setup|zz",
    ],
)
def test_a_made_up_button_changes_nothing_even_for_an_operator(ruleset: Ruleset, custom_id: str) -> None:
    async def run() -> None:
        async with among(ruleset) as all_:
            ana = all_.played.discord.person("ana")
            await ana.type("/start")
            before = await changes(all_)
            message = ana.messages[0]
            told = await all_.owner.answer(await all_.owner.send(custom_id, message))
            assert "Something went wrong" not in told
            assert (await changes(all_))[1:] == before[1:]

    asyncio.run(run())


@pytest.mark.system("G37")
def test_a_command_of_operators_asked_elsewhere_is_refused(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with among(ruleset) as all_:
            elsewhere = Person(
                all_.played.discord, all_.owner.user, all_.played.discord.guilds[1], "en-US", "0"
            )
            what = {"id": "1", "name": "stats", "type": 1, "options": []}
            forged = {**what, "guild_id": elsewhere.guild["id"]}
            for each, said in ((what, "There is no such command"), (forged, "not for you")):
                exchange = await all_.played.discord.happen(elsewhere, Kind.COMMAND, each)
                assert said in await elsewhere.answer(exchange)

    asyncio.run(run())


async def _typed(person: Person, text: str) -> str:
    """Type a command without waiting for suggestions, which are none for him."""
    name, *rest = text.removeprefix("/").split(" ")
    subs = [{"name": each, "type": 1, "options": []} for each in rest if ":" not in each]
    options = [
        {"name": key, "type": 4 if key == "amount" else 3, "value": int(value) if key == "amount" else value}
        for key, _, value in (each.replace("@", "").partition(":") for each in rest if ":" in each)
    ]
    what = {"id": "1", "name": name, "type": 1, "options": subs or options, "guild_id": person.guild["id"]}
    return await person.answer(await person.discord.happen(person, Kind.COMMAND, what))
