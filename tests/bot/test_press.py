"""What a button does -> its custom_id, and back the same, whatever a player typed."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import wire
from bot.press import CONFIRM, LongError, Press, read, spelt, unspelt, write
from rules.pack import Texts
from tests.bot.playing import playing
from tests.games import sound

POND = """
game: {id: pond, title: Pond, version: 1.0.0, language: 1}
actions:
  shout: {summary: Shout, params: {what: {type: {text: 80}}}, confirm: sure, do: [{say: heard}]}
views: {sure: {show: {loud: "1"}}}
texts: {en: {heard: Heard.}}
"""


@given(st.text())
def test_texts_are_the_same_again(text: str) -> None:
    assert unspelt(spelt(text)) == text
    assert not {"|", "="} & set(spelt(text))


def test_what_is_said_is_confirmed_whatever_stands_in_it() -> None:
    async def run() -> None:
        async with playing(sound(Texts("pond", {"game.yaml": POND}))) as played:
            ana = played.discord.person("ana")
            await ana.type("/shout what:a|b=c 100%")
            assert await ana.click("Yes, do it") == "Heard."
            assert "too much for a button" in await ana.type(f"/shout what:{80 * 'x'}")

    asyncio.run(run())


def test_what_has_no_room_is_an_error() -> None:
    program = SimpleNamespace(params=())
    active: Any = SimpleNamespace(ruleset=SimpleNamespace(programs={"shout": program}))
    with pytest.raises(LongError):
        write(Press(CONFIRM, 1, "shout", "", {"what": wire.MOST_CUSTOM_ID * "x"}), active)
    press = Press(CONFIRM, 1, "shout", "m", {"what": "a|b"})
    assert read(write(press, active), active) == press
