"""Who may ask the bot itself for what: decided by roles of the settings, wherever it is asked."""

from __future__ import annotations

import asyncio

import pytest

from bot.asked import Asked
from bot.role import Role, Roles
from bot.wire import Kind
from engine.live.read_settings import SettingsError, read_settings
from rules.ruleset import Ruleset
from tests.bot.own.among import BADGE, among


@pytest.mark.system("G37")
def test_a_role_of_the_settings_lets_in_and_nothing_of_discord_does(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with among(ruleset) as all_:
            assert "Generation 1, active since" in await all_.owner.type("/status")
            assert "Generation 1, active since" in await all_.moderator.type("/status")
            told = await all_.admin().type("/status")
            assert told.splitlines() == ["(only you can see this)", "That is not for you."]

    asyncio.run(run())


def test_other_servers_do_not_see_what_operators_have(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with among(ruleset) as all_:
            elsewhere = all_.played.discord.person("mod", guild=1, roles=[BADGE])
            assert "status" not in elsewhere.commands
            assert "status" in all_.owner.commands

    asyncio.run(run())


def test_discord_is_told_of_operators_commands_once_whatever_becomes_of_the_game(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with among(ruleset) as all_:
            discord = all_.played.discord
            first, second = (discord.guild_registries[each["id"]] for each in discord.guilds)
            await all_.played.bot.register()
            assert (first.puts, second.puts) == (1, 0)
            assert not first.commands.keys() & discord.registry.commands.keys()

    asyncio.run(run())


@pytest.mark.parametrize("written", ["x", "role:", "role:x", "12,,role:-1", "9" * 30, "٣"])
def test_what_names_nobody_is_refused_where_it_is_set(written: str) -> None:
    with pytest.raises(SettingsError, match="is no number of Discord's"):
        read_settings(moderators=written)


def test_each_may_do_what_those_before_him_may() -> None:
    settings = read_settings(
        owners="1, role:10", designers="2", moderators="role:30,1", creators="4", operator_guilds="7,8"
    )
    roles = Roles.of(settings)
    found = [roles.role(_asked(user)) for user in range(1, 6)]
    assert found == [Role.OWNER, Role.DESIGNER, Role.PLAYER, Role.CREATOR, Role.PLAYER]
    assert roles.role(_asked(5, guild=7, badges=(30, 99))) is Role.MODERATOR
    assert roles.role(_asked(5, guild=8, badges=(30, 10))) is Role.OWNER
    assert roles.role(_asked(5, guild=9, badges=(30, 10))) is Role.PLAYER


def _asked(user: int, guild: int = 0, badges: tuple[int, ...] = ()) -> Asked:
    return Asked(1, "", Kind.COMMAND, user, "", guild, roles=badges)
