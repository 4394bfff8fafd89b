"""Ten thousand commands, as they come, for two processes: each is answered, and none fails."""

from __future__ import annotations

import asyncio

from benchmarks.pressure import Pressure, joined, press
from engine.live.game import Bounds

COMMANDS = 10_000
PLAYERS = 1_000


def test_ten_thousand_commands_are_answered_without_an_error(postgres_url: str) -> None:
    asyncio.run(joined(postgres_url, PLAYERS))

    felt = press(Pressure(postgres_url, "short", 1e9, COMMANDS, rate=2000, players=PLAYERS))

    assert felt.errors == []
    assert felt.outcomes["accepted"] + felt.outcomes["refused"] == COMMANDS
    assert felt.outcomes["accepted"] > COMMANDS / 2


def test_what_is_too_much_is_turned_away_at_once(postgres_url: str) -> None:
    asyncio.run(joined(postgres_url, PLAYERS))
    crowded = Bounds(waiting=20)

    felt = press(Pressure(postgres_url, "crowded", 1e9, 2_000, rate=1e6, players=PLAYERS, bounds=crowded))

    assert felt.errors == []
    assert felt.outcomes["busy"] > 0
    assert felt.outcomes.total() == 2_000
