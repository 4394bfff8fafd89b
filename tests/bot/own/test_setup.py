"""What the owner of a server sets there -> heeded by the bot; what it is not asked for, it does not say."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.local.discord import LocalDiscord
from bot.local.person import Person
from bot.local.place import channel, guild
from bot.mail import Mail
from bot.own.clock import clock_of, minute_of
from bot.own.tap import Tap
from bot.server import Server
from bot.wire import Component, Kind, Permission
from engine.live.notice.letter import Letter, SlowError
from engine.live.read_settings import read_settings
from engine.live.settings import Settings
from engine.live.store.schema import receipt, server
from rules.expression.type import DAY, HOUR, MINUTE
from rules.pack import Texts
from rules.program.catalogue import Calendar
from rules.ruleset import Ruleset
from tests.bot.playing import Played, playing, until
from tests.games import sound

MANAGER = str(int(Permission.MANAGE_GUILD))
ROLE = 815
POND = """
game: {id: pond, title: Pond, version: 1.0.0, language: 1, shared_by: guild}
actions: {wave: {summary: Wave, do: [{say: waved}]}}
texts: {en: {waved: You wave.}}
"""


@asynccontextmanager
async def settling(ruleset: Ruleset, url: str = "memory://") -> AsyncIterator[tuple[Played, Person, Person]]:
    """Play where there is a second channel and a role: with who manages the server, and a member."""

    def furnish(discord: LocalDiscord) -> Settings:
        home = discord.guilds[0]
        home["channels"].append(channel(home["id"], "games"))
        home["roles"].append({**home["roles"][0], "id": str(ROLE), "name": "players"})
        return read_settings()

    async with playing(ruleset, url, settings=furnish) as played:
        manager = played.discord.person("manager", permissions=MANAGER)
        yield played, manager, played.discord.person("ana", permissions="0")


async def kept(played: Played) -> str:
    """Return what the store has of servers."""
    async with played.service.store.reader.connect() as line:
        return "".join((await line.execute(select(server.c.settings))).scalars())


@pytest.mark.system("G44")
def test_the_game_is_played_in_the_channels_that_are_chosen(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with settling(ruleset) as (_, manager, ana):
            assert "every channel" in await manager.type("/setup")
            games = int(manager.guild["channels"][1]["id"])
            assert f"**Played in**: <#{games}>" in await manager.pick(Component.CHANNELS, games)
            told = await ana.type("/start")
            assert told.splitlines() == [
                "(only you can see this)",
                f"In this server the game is played in <#{games}>.",
            ]
            ana.seat = 1
            assert "You close your eyes" in await ana.type("/start")
            ana.seat = 0
            assert "is played in" in await ana.type("/profile")
            assert "every channel" in await manager.pick(Component.CHANNELS)
            assert "Level" in await ana.type("/profile")

    asyncio.run(run())


def test_a_thread_belongs_to_its_channel() -> None:
    from bot.asked import Asked

    here = Server(channels=(5,))
    assert here.is_here(Asked(1, "", Kind.COMMAND, 1, "", channel=9, thread_of=5))
    assert not here.is_here(Asked(1, "", Kind.COMMAND, 1, "", channel=9))


def test_the_game_is_for_the_roles_that_are_chosen(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with settling(ruleset) as (_, manager, ana):
            await manager.type("/setup")
            assert f"<@&{ROLE}>" in await manager.pick(Component.ROLES, ROLE)
            assert f"the game is for <@&{ROLE}>" in await ana.type("/start")
            ana.roles.append(str(ROLE))
            assert "You close your eyes" in await ana.type("/start")
            ana.roles.clear()
            everybody = int(manager.guild["id"])
            assert "**Played by**: everybody" in await manager.pick(Component.ROLES, everybody)
            assert "Level" in await ana.type("/profile")

    asyncio.run(run())


def test_who_reads_no_language_of_the_game_reads_that_of_the_server(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with settling(ruleset) as (played, manager, ana):
            ana.locale, french = "ja", played.discord.person("bob", "en-US")
            await manager.type("/setup")
            await manager.choose("Deutsch")
            assert (await ana.type("/start")).startswith("Du schließt die Augen")
            assert (await french.type("/start")).startswith("You close your eyes")
            await manager.choose("each reader's own")
            assert "Stufe" not in await ana.type("/profile")

    asyncio.run(run())


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (("22", "7:30"), "22:00-07:30"),
        (("22:15", "24"), "22:15-00:00"),
        (("", ""), "none"),
        (("25", "7"), "`25` is no time of day"),
        (("@here", "7"), "`@her"),
        (("22", ""), "`-` is no time of day"),
    ],
)
def test_quiet_hours_are_filled_in(ruleset: Ruleset, written: tuple[str, str], shown: str) -> None:
    async def run() -> None:
        async with settling(ruleset) as (_, manager, __):
            await manager.type("/setup")
            await manager.click("Quiet hours …")
            labels = ("From, such as 22:00 (empty: never)", "Until, such as 07:00")
            assert shown in await manager.fill(dict(zip(labels, written, strict=True)))

    asyncio.run(run())


def test_whoever_manages_it_reads_it_in_his_language(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with settling(ruleset) as (played, manager, ana):
            manager.locale = ana.locale = "de"
            assert "**Gespielt von**: allen" in await manager.type("/setup")
            games = int(manager.guild["channels"][1]["id"])
            await manager.pick(Component.CHANNELS, games)
            assert f"Auf diesem Server wird in <#{games}> gespielt." in await ana.type("/start")
            await manager.click("Alles vergessen")
            await manager.click("Nein")
            assert str(games) in await kept(played)
            await manager.click("Alles vergessen")
            assert "**Gespielt in**: jedem Kanal" in await manager.click("Ja, mach das")
            assert await kept(played) == ""

    asyncio.run(run())


def test_what_is_missing_is_named(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with settling(ruleset) as (_, manager, __):
            assert "No permission is missing." in await manager.type("/setup")

        def closed(discord: LocalDiscord) -> Settings:
            home = discord.guilds[0]
            lacks = Permission.EMBED_LINKS | Permission.ATTACH_FILES | 1 << 31
            overwrite = {"id": home["id"], "type": 0, "allow": "0", "deny": str(int(lacks))}
            home["roles"][0]["permissions"] = str(((1 << 50) - 1) & ~int(Permission.ADMINISTRATOR))
            home["channels"][0]["permission_overwrites"] = [overwrite]
            return read_settings()

        async with playing(ruleset, settings=closed) as played:
            manager = played.discord.person("manager", permissions=MANAGER)
            told = await manager.type("/setup")
            assert "the bot lacks: Embed Links, Attach Files" in told
            assert "those who play lack: Use Application Commands" in told

    asyncio.run(run())


@pytest.mark.system("G37")
def test_it_is_for_who_manages_the_server_and_never_touches_the_game(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with settling(ruleset) as (played, manager, ana):
            assert "setup" not in ana.commands
            what = {"id": "1", "name": "setup", "type": 1, "options": []}
            told = await ana.answer(await played.discord.happen(ana, Kind.COMMAND, what))
            assert told.splitlines()[1:] == ["Whoever manages this server can do that."]
            await manager.type("/setup")
            message = manager.messages[-1]
            for owner in (ana.id, 0):
                forged = Tap(owner, "setup", "roles").custom_id
                sent = await ana.send(forged, message, [str(ROLE)], Component.ROLES)
                assert "Whoever manages" in await ana.answer(sent)
            stranger = [str(ROLE), "x", "9" * 40, "-1"]
            mine = Tap(manager.id, "setup", "channels").custom_id
            sent = await manager.send(mine, message, stranger, Component.CHANNELS)
            assert "every channel" in await manager.answer(sent)
            async with played.service.store.reader.connect() as line:
                assert (await line.execute(select(func.count()).select_from(receipt))).scalar() == 0

    asyncio.run(run())


@pytest.mark.system("G44")
def test_it_says_nothing_where_it_is_let_in_and_forgets_where_it_is_sent_away(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with settling(ruleset) as (played, manager, _):
            await manager.type("/setup")
            await manager.pick(Component.ROLES, ROLE)
            assert str(ROLE) in await kept(played)
            before = len(played.discord.requests)
            new = guild(9, played.discord.bot)
            played.discord.guilds.append(new)
            await played.discord.gateway.tell(new["id"], "GUILD_CREATE", new)
            await until(lambda: len(played.bot.client.guilds) == 2)
            away = {"id": manager.guild["id"], "unavailable": True}  # Discord's fault, for a while
            await played.discord.gateway.tell(away["id"], "GUILD_DELETE", away)
            home = played.bot.client.get_guild(int(away["id"]))
            await until(lambda: home is not None and home.unavailable)
            assert str(ROLE) in await kept(played)
            gone = {"id": manager.guild["id"]}
            await played.discord.gateway.tell(gone["id"], "GUILD_DELETE", gone)
            await until(lambda: len(played.bot.client.guilds) == 1)
            await until(lambda: not played.bot.answers.desk.servers.known)
            await until_kept(played)
            assert len(played.discord.requests) == before
            assert played.discord.sent == []

    asyncio.run(run())


def test_what_was_set_holds_after_a_restart_and_is_forgotten_where_it_was_sent_away(
    ruleset: Ruleset, tmp_path: object
) -> None:
    async def run() -> None:
        url = f"sqlite:///{tmp_path}/game.db"
        async with settling(ruleset, url) as (played, manager, _):
            await manager.type("/setup")
            await manager.pick(Component.ROLES, ROLE)
            home = played.discord.guilds[0]

        def again(discord: LocalDiscord) -> Settings:
            discord.guilds[0].update(home)
            return read_settings()

        async with playing(ruleset, url, settings=again) as played:
            ana = played.discord.person("ana")
            assert f"the game is for <@&{ROLE}>" in await ana.type("/profile")
        async with playing(ruleset, url) as played:  # of another server alone
            await until(lambda: not played.bot.answers.desk.servers.known)
            await until_kept(played)

    asyncio.run(run())


async def until_kept(played: Played) -> None:
    """Wait until nothing is kept of servers."""
    while await kept(played):  # noqa: ASYNC110 - nobody tells
        await asyncio.sleep(0.01)


@given(st.integers(0, 1439), st.integers(0, 1439), st.integers(0, 4 * DAY), st.integers(-12, 14))
def test_quiet_hours_end_when_they_say(first: int, last: int, now: int, hours: int) -> None:
    calendar = Calendar(offsets=(hours * HOUR,))
    here = Server(quiet=(first, last))
    wait = here.silent(now, calendar)
    assert 0 <= wait < DAY
    assert here.silent(now + wait, calendar) == 0
    if wait:
        assert (now + wait + hours * HOUR) % DAY == last * MINUTE


@given(st.integers(0, 1439))
def test_a_minute_is_read_as_it_is_written(minute: int) -> None:
    assert minute_of(clock_of(minute)) == minute


@pytest.mark.parametrize("kept_", ["{}", '{"quiet": null}', '{"channels": ["7"], "later": 1}'])
def test_what_is_kept_of_a_server_is_read_again(kept_: str) -> None:
    assert Server.read(Server.read(kept_).kept) == Server.read(kept_)


def test_notices_of_a_server_wait_until_it_is_not_silent_any_more() -> None:
    ruleset = sound(Texts("pond", {"game.yaml": POND}))

    async def run() -> None:
        async with playing(ruleset) as played:
            home = int(played.discord.guilds[0]["id"])
            mail, servers, now = Mail(), played.bot.answers.desk.servers, await played.service.now()
            mail.take(played.bot.client, played.service, servers)
            calendar = ruleset.catalogue.calendar
            quiet = Server(quiet=(0, 1439))
            await servers.put(home, quiet, now)
            letter = Letter(1, "r", 0, 1, home, 7, "told")
            if quiet.silent(now, calendar):  # all of a day but its last minute
                with pytest.raises(SlowError):
                    await mail.send(letter)
            assert played.discord.sent == []

    asyncio.run(run())
