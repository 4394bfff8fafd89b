"""Whatever was done, reverted from its end to its beginning: everybody has step by step what he had."""

from __future__ import annotations

from contextlib import suppress
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.live.correct.flow import FlowError
from tests.engine.live.correct.bank import has, played, revert
from tests.engine.live.switching import Switching

OWNERS = (1, 2, 3)
STEPS = 25


def _asked(luck: Random) -> tuple[int, str, dict[str, Any]]:
    owner, friend = luck.sample(OWNERS, 2)
    card, coin = luck.choice(("frog", "newt", "toad")), luck.choice(("gold", "gem"))
    asked: list[tuple[str, dict[str, Any]]] = [
        ("join", {}),
        ("alms", {}),
        ("melt", {"card": card}),
        ("fuse", {"first": card, "second": "frog"}),
        ("pass_on", {"friend": friend, "card": card}),
        ("gift", {"friend": friend, "coin": coin, "count": luck.randint(1, 5)}),
    ]
    return owner, *luck.choice(asked)


async def _all(players: Switching) -> list[dict[str, int]]:
    return [await has(players, owner) for owner in OWNERS]


@pytest.mark.system("G42")
@given(st.integers(0, 1 << 32))
@settings(max_examples=8, deadline=None)
def test_a_history_is_undone_from_its_end(seed: int) -> None:
    async def body(players: Switching) -> None:
        luck, before = Random(seed), [await _all(players)]
        done: list[str] = []
        for number in range(STEPS):
            owner, action, params = _asked(luck)
            await players.do(owner, action, id_=f"h{number}", **params)
            if (now := await _all(players)) != before[-1]:
                before.append(now)
                done.append(f"h{number}")
        while done:
            assert await _all(players) == before.pop()
            assert (await revert(players, done.pop())).outcome == "accepted"
        assert await _all(players) == before.pop() == [{}, {}, {}]

    played("memory://", body)


@pytest.mark.system("G42")
@given(st.integers(0, 1 << 32))
@settings(max_examples=8, deadline=None)
def test_whatever_is_reverted_with_debts_all_stays_sound(seed: int) -> None:
    async def body(players: Switching) -> None:
        luck = Random(seed)
        for number in range(STEPS):
            owner, action, params = _asked(luck)
            await players.do(owner, action, id_=f"h{number}", **params)
            if luck.random() < 1 / 2:
                with suppress(FlowError):  # it moved nothing
                    await revert(players, f"h{luck.randint(0, number)}", debt=luck.random() < 1 / 2)

    played("memory://", body)
