"""What goes wrong between a bot and Discord -> nothing is done twice, and nothing that was done is undone."""

from __future__ import annotations

import asyncio
import gc

import pytest

from bot import wire
from bot.app import ClosedError, Presence, connected
from bot.local.fault import Fault
from bot.send import RestLine
from rules.ruleset import Ruleset
from tests.bot.playing import playing, until
from tests.bot.test_playing import begun, owned

CALLBACK, WEBHOOK = "POST .*/callback", "PATCH .*/webhooks/"


@pytest.mark.parametrize("together", [True, False])
def test_a_double_click_is_one_click(ruleset: Ruleset, *, together: bool) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await begun(played)
            await ana.type("/fuse first:Beamlet second:Beamlet")
            message = ana.messages[-1]
            custom_id = message.payload["components"][0]["components"][0]["custom_id"]
            first = await ana.send(custom_id, message)
            if not together:
                await ana.answer(first)
            second = await ana.send(custom_id, message)
            assert await ana.answer(second) == await ana.answer(first)
            assert await owned(played, ana, "beamlet") == 1

    asyncio.run(run())


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        (CALLBACK, Fault.LOST),
        (CALLBACK, Fault.BROKEN),
        (CALLBACK, Fault.LIMITED),
        (WEBHOOK, Fault.LOST),
        (WEBHOOK, Fault.BROKEN),
        (WEBHOOK, Fault.LIMITED),
    ],
)
def test_an_answer_that_is_lost_on_its_way_is_given_once(ruleset: Ruleset, path: str, fault: Fault) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await begun(played)
            await ana.type("/sell esprit:Beamlet count:1")
            played.discord.faults.add(path, fault)
            await ana.click("Yes, do it")
            assert not played.discord.faults.due
            assert await owned(played, ana, "beamlet") == 2

    asyncio.run(run())


def test_an_interaction_that_is_too_old_is_not_begun(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await begun(played)
            before = await owned(played, ana, "gold")
            played.bot.answers.clock = lambda: 1e12
            exchange = await ana.start("/open_echo")
            await until(lambda: played.bot.answers.shed == 1)
            assert exchange.callback is None
            assert await owned(played, ana, "gold") == before

    asyncio.run(run())


def test_what_is_not_answered_in_time_is_not_done(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = played.discord.person("ana")
            played.discord.interactions.deadline = 0.0
            exchange = await ana.start("/start")
            await until(lambda: exchange.refused != [])
            played.forgive("10062")
            played.discord.interactions.deadline = wire.DEADLINE
            assert (await ana.type("/start")).startswith("You close your eyes")

    asyncio.run(run())


def test_a_token_that_has_run_out_undoes_nothing(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await begun(played)
            await ana.type("/sell esprit:Beamlet count:1")
            exchange = await ana.press("Yes, do it")
            await exchange.answered.wait()
            played.discord.interactions.ahead = wire.TOKEN_LASTS + 1
            await played.bot.client.finish()
            assert await owned(played, ana, "beamlet") == 2

    asyncio.run(run())


@pytest.mark.parametrize("code", [0, 4000])
def test_what_happened_while_the_line_was_cut_is_answered(ruleset: Ruleset, code: int) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await begun(played)
            if code:
                await played.discord.gateway.drop(code)
            else:
                await played.discord.gateway.reconnect()
            assert (await ana.type("/profile")).startswith("Level 1")
            assert played.discord.gateway.resumed == 1

    asyncio.run(run())


def test_that_discord_ends_the_connection_for_good_is_noticed(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            await begun(played)
            await played.discord.gateway.drop(4004)  # as when the token was renewed
            with pytest.raises(ClosedError, match="for good"):
                async with asyncio.timeout(10):
                    await played.bot.over()

    asyncio.run(run())


def test_every_shard_answers_its_guilds(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset, shards=3, guilds=4) as played:
            for number in range(4):
                person = played.discord.person(f"p{number}", guild=number)
                assert (await person.type("/start")).startswith("You close your eyes")
            assert {each.shard for each in played.discord.gateway.sessions.values()} == {0, 1, 2}

    asyncio.run(run())


def test_a_panel_whose_offer_is_over_says_so_and_has_no_buttons_any_more(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana, bob = await begun(played), await begun(played, "bob")
            await ana.type(f"/trade trade partner:@{bob.id}")
            panel = ana.messages[-1]
            await ana.type("/trade cancel")
            told = await bob.click("Agree", panel)
            assert "only you can see this" in told
            assert panel.payload["components"] == []

    asyncio.run(run())


def test_nothing_is_kept_of_interactions_that_are_answered(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await begun(played)
            for _ in range(3):
                await ana.type("/profile")
            gc.collect()
            line = played.bot.answers.line
            assert isinstance(line, RestLine)
            assert len(line._adapter._locks) == 0
            assert played.bot.client._going == set()

    asyncio.run(run())


def test_processes_share_a_game_by_their_shards_and_one_registers(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with playing(ruleset, shards=2, guilds=2, mine=[0]) as played:
            other = Presence([1], 2, registers=False, hurried=True)
            async with connected(played.service, "token", other):
                for number in range(2):
                    person = played.discord.person(f"p{number}", guild=number)
                    assert (await person.type("/start")).startswith("You close your eyes")
            assert played.discord.registry.puts == 1

    asyncio.run(run())


def test_a_clock_that_is_set_silences_the_bot_for_a_moment_only(
    ruleset: Ruleset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.answer._WHILE", 0.2)

    async def run() -> None:
        async with playing(ruleset) as played:
            ana = await begun(played)
            ours = played.bot.answers.clock
            played.bot.answers.clock = lambda: ours() + 1e6
            await ana.start("/profile")
            await until(lambda: played.bot.answers.shed == 1)
            await asyncio.sleep(0.3)
            assert "**Gold**" in await ana.type("/profile")
            assert played.bot.answers.shed == 1

    asyncio.run(run())


def test_commands_that_discord_did_not_take_are_brought_again(
    ruleset: Ruleset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app._AGAIN", 0.01)
    tries: list[int] = []

    async def refused(*_: object) -> None:
        tries.append(1)
        if len(tries) < 3:
            raise OSError("503")

    async def run() -> None:
        async with playing(ruleset) as played:
            monkeypatch.setattr("bot.app.sync", refused)
            for told in played.service.game.on_switch:
                told(played.service.game.active)
            await until(lambda: len(tries) == 3)

    asyncio.run(run())
