"""What somebody does who means ill, or a client that is broken -> it changes nothing and calls nobody."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from bot.local.exchange import Message
from bot.local.judge.component import walk
from bot.local.person import Person
from bot.look import looking
from bot.press import base36
from bot.wire import Component, Kind, Option
from engine.live.command import Command
from rules.ruleset import Ruleset
from tests.bot.own.among import among
from tests.bot.playing import Played, playing
from tests.bot.test_playing import begun

FAILED = "Something went wrong"
LONG = "@everyone " * 1_000  # 10 kB
SHOWN = (
    "/fuse first:Beamlet second:Beamlet",
    "/collection",
    "/history",
    "/settings",
    "/odds",
    "/menu",
    "/inbox",
)


async def state(played: Played, person: Person) -> object:
    """Return all that somebody has."""
    asked = Command("", 0, person.id, "profile")
    return await looking(played.service, asked, lambda look: (look.task.me, look.sight.cells))


def custom_ids(message: Message) -> Iterator[str]:
    """Yield those of a message's components."""
    for each in walk(message.payload["components"]):
        if each.get("custom_id"):
            yield each["custom_id"]


def calls_nobody(played: Played) -> bool:
    """Tell whether no request would call anybody."""
    sent = [body for _, _, body in played.discord.requests if isinstance(body, dict)]
    told = [body.get("data") or body for body in sent]
    messages = [each for each in told if "content" in each or "embeds" in each]
    return all(each.get("allowed_mentions") == {"parse": []} for each in messages)


def test_nobody_uses_what_was_shown_to_another(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana, eve = await begun(played), await begun(played, "eve")
            for text in SHOWN:
                await ana.type(text)
                message = ana.messages[-1]
                before = await state(played, ana), await state(played, eve)
                for custom_id in {*custom_ids(message)}:
                    told = await eve.answer(await eve.send(custom_id, message))
                    assert told.startswith("(only you can see this)"), (custom_id, told)
                assert (await state(played, ana), await state(played, eve)) == before, text

    asyncio.run(run())


MADE_UP = (
    "1|o", "1|o|", "1|o|{me}|settings", "1|o|{me}|settings|", "1|o|{me}|nothing|page",
    "1|o|{me}|help|no", "1|o|0|settings|nothing", "1|o|{me}|grant|yes|p='{her}", "1|o|{me}|ban|yes",
    "1|o|{me}|rollback|yes|to='0", "1|o|{me}|history|verify|at=zzzzzzzzzzzzzzz",
    "1|o|{me}|history|one|page=-1", "1|o|{me}|history|list|page='x", "1|o|{me}|setup|forget",
    "1|o|{me}|setup|yes", "1|o|{me}|moderate|queue", "1|o|{me}|creator|show|n=-9",
    "1|o|{me}|inbox|page|page=-1", "1|o|{me}|leaderboard|show", "1|o|{me}|audit|page|n=1",
    "1|o|{me}|shop|page", "1|o|{me}|odds|show", "1|o|{me}|settings|language", "1|o|{me}|menu|show|%|=|",
    "2|d|{me}|sell|", "1|y|{her}|fuse||first=1|second=1", "1|y|{me}|fuse|00000000|first=zz",
    "1|d|{me}|system.grant|", "1|d|0|trade_agree||trade=1", "1|p|{me}|profile|nothing|#=1",
    "1|p|{me}|profile|nothing|#=-1", "1|n|{me}|x|", "1|d|{me}|sell||count=-5",
    "1|d|{me}|give_present||friend='@everyone", "\u202e|d|0|start|", "|||||", "x" * 100,
)  # fmt: skip


def test_a_custom_id_that_somebody_made_up_changes_nothing(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with among(ruleset) as at:
            played, failed = at.played, []
            ana, eve = await begun(played), await begun(played, "eve")
            await eve.type("/profile")
            message, before = eve.messages[-1], (await state(played, ana), await state(played, eve))
            for made_up in MADE_UP:
                custom_id = made_up.format(me=base36(eve.id), her=base36(ana.id))[:100]
                told = [
                    await eve.answer(await eve.send(custom_id, message, values))
                    for values in (None, ["0"], ["@everyone"])
                ]
                what = {"custom_id": custom_id, "components": []}
                told.append(await eve.answer(await played.discord.happen(eve, Kind.MODAL, what, message)))
                eve.modals.clear()
                if any(FAILED in each for each in told):
                    failed.append(made_up)
                assert (await state(played, ana), await state(played, eve)) == before, made_up
            assert failed == []
            assert calls_nobody(played)

    asyncio.run(run())


def test_texts_of_10_kb_are_refused_or_cut(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana, bob = await begun(played), await begun(played, "bob")
            before = await state(played, ana)
            for name, option in (
                ("lead", "esprit"),
                ("odds", "table"),
                ("help", "about"),
                ("leaderboard", "ranking"),
            ):
                given = {"name": option, "type": int(Option.STRING), "value": LONG}
                command = played.discord.registry.commands[name]
                what = {"id": command["id"], "name": name, "type": 1, "options": [given]}
                told = await ana.answer(await played.discord.happen(ana, Kind.COMMAND, what))
                assert told, name
                assert FAILED not in told, name
                half = {**what, "options": [{**given, "focused": True}]}
                await ana.answer(await played.discord.happen(ana, Kind.AUTOCOMPLETE, half))
            await bob.type(f"/trade trade partner:@{ana.id}")
            await ana.click("Lay gold …")
            modal, message = ana.modals.pop()
            inner = modal["components"][0]["component"]
            leaf = {"type": inner["type"], "id": 1, "custom_id": inner["custom_id"], "value": LONG}
            filled = {"type": int(Component.LABEL), "id": 1, "component": leaf}
            what = {"custom_id": modal["custom_id"], "components": [filled]}
            assert FAILED not in await ana.answer(await played.discord.happen(ana, Kind.MODAL, what, message))
            assert await state(played, ana) == before
            assert calls_nobody(played)

    asyncio.run(run())


@pytest.mark.parametrize(
    "name", ["@everyone", "<@&1>", "`[click](https://x.example)`", "\u202eana", "a" * 10_000]
)
def test_somebody_with_such_a_name_calls_nobody_by_it(ruleset: Ruleset, name: str) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            eve, bob = await begun(played, name), await begun(played, "bob")
            told = [await eve.type(f"/trade trade partner:@{bob.id}"), await bob.type("/leaderboard")]
            told.append(await bob.click("Leave the table"))
            assert not any(name in each for each in told)
            assert calls_nobody(played)

    asyncio.run(run())


def test_a_click_on_what_is_no_button_any_more_and_one_without_a_message_are_answered(
    ruleset: Ruleset,
) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await begun(played)
            await ana.type("/sell esprit:Beamlet count:1")
            message = ana.messages[-1]
            (yes, no) = custom_ids(message)
            await ana.answer(await ana.send(no, message))
            before = await state(played, ana)
            told = await ana.answer(await ana.send(yes.replace("|y|", "|q|"), message))
            assert FAILED not in told
            assert await state(played, ana) == before

    asyncio.run(run())
