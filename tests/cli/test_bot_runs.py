"""`reve bot` with a token -> a game that is played, until a signal ends it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.app import Presence, StrangerError
from bot.local.discord import LocalDiscord, local_discord
from bot.local.stage import pointed_at
from cli.botting.running import play
from engine.live.read_settings import read_settings
from engine.live.settings import Settings
from tests.bot.playing import until

GAME = """
game: {id: mine, title: Mine, version: 1.0.0, language: 1}
actions: {wave: {say: waved}}
texts: {en: {waved: Hello.}}
"""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of a game in this folder."""
    monkeypatch.setenv("REVE_SEED_KEYS", "ab" * 32)
    monkeypatch.setenv("REVE_STORE", f"sqlite:///{tmp_path / 'game.db'}")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "game.yaml").write_text(GAME, "utf-8")
    return read_settings()


def test_a_bot_plays_until_it_is_told_to_stop(settings: Settings, tmp_path: Path) -> None:
    async def run() -> str:
        discord, stop = LocalDiscord(), asyncio.Event()
        discord.lets_in = "t"
        async with local_discord(discord), pointed_at(discord):
            going = asyncio.create_task(play(settings, "t", tmp_path, Presence(hurried=True), stop))
            await discord.settled()
            said = await discord.person("ana").type("/wave")
            stop.set()
            await going
            return said

    assert asyncio.run(run()) == "Hello."
    assert (tmp_path / "game.db").is_file()


def test_a_token_that_discord_does_not_know_is_told(settings: Settings, tmp_path: Path) -> None:
    async def run() -> None:
        discord = LocalDiscord()
        discord.lets_in = "another"
        async with local_discord(discord), pointed_at(discord):
            await play(settings, "t", tmp_path, Presence(hurried=True), asyncio.Event())

    with pytest.raises(StrangerError):
        asyncio.run(run())


@pytest.mark.system("P11")
def test_a_new_action_is_a_new_command_as_soon_as_it_is_written_and_a_mistake_is_none(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    more = GAME.replace("{wave: {say: waved}}", "{wave: {say: waved}, bow: {say: bowed}}")
    more = more.replace("waved: Hello.", "waved: Hello., bowed: You bow.")

    async def run() -> list[str]:
        discord, stop = LocalDiscord(), asyncio.Event()
        discord.lets_in = "t"
        async with local_discord(discord), pointed_at(discord):
            playing = play(settings, "t", tmp_path, Presence(hurried=True), stop, watches=True)
            going = asyncio.create_task(playing)
            await discord.settled()
            ana = discord.person("ana")
            (tmp_path / "game.yaml").write_text(more.replace("say: bowed", "says: bowed"), "utf-8")
            await until(lambda: "is not played" in caplog.text)
            said = [await ana.type("/wave")]
            (tmp_path / "game.yaml").write_text(more, "utf-8")
            await until(lambda: "bow" in discord.registry.commands)
            said.append(await ana.type("/bow"))
            stop.set()
            await going
            assert discord.violations == []
            return said

    assert asyncio.run(run()) == ["Hello.", "You bow."]
    assert "game.yaml:3:" in caplog.text
