"""What a process keeps of objects is played on where the store says that it is still so, and only there."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from engine.live.kept import Kept, Known
from engine.live.store.connect import connect
from tests.engine.live.playing import playing
from tests.play import ruleset

PACK = """
kinds: {coin: {holdable: stack}}
coin: {gold: {}}
limits: {often: {per: player, times: 100, in: 1m}}
actions: {earn: {limit: often, do: [{give: {gold: 1}}]}, spend: {limit: often, cost: {gold: 2}}}
"""


def test_who_was_last_had_longest_ago_is_forgotten_first() -> None:
    kept = Kept(most=2)
    for number in (1, 2, 1, 3):
        kept.keep(number, 10 * number, [number])

    found = kept.known((1, 2, 3))
    assert (found.hashes, found.cells) == ({1: 10, 3: 30}, {1: [1], 3: [3]})
    assert (kept.empty(), kept.known((1, 3)).hashes) == (2, {})
    assert found.cells[1] == [1]  # whoever asks a store meanwhile still has them


def test_what_another_process_changed_is_read_anew(tmp_path: Path) -> None:
    url, rules = f"sqlite:///{tmp_path / 'game.db'}", ruleset(PACK)

    async def run() -> None:
        async with playing(connect(url), rules) as one:
            await one.do(7, "earn", id_="first")
            async with playing(connect(url), rules) as other:
                assert (await other.do(7, "earn", id_="second")).outcome == "accepted"
            # Kept is one coin, and two are needed.
            assert (await one.do(7, "spend", id_="third")).outcome == "accepted"
            assert (await one.do(7, "spend", id_="fourth")).outcome == "refused"

    asyncio.run(run())


class Forgetful(Kept):
    """Memory is short each time that a store is about to be asked."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[set[int]] = []

    def known(self, numbers: Iterable[int]) -> Known:
        """Say what is known, and forget it."""
        found = super().known(numbers)
        self.told.append({*found.cells})
        self.empty()
        return found


def test_a_command_goes_on_with_what_was_known_when_it_asked() -> None:
    async def run() -> None:
        async with playing(connect("memory://"), ruleset(PACK)) as players:
            players.game.active.kept = kept = Forgetful()
            for _ in range(2):
                assert (await players.do(7, "earn")).outcome == "accepted"
            assert (await players.do(7, "spend")).outcome == "accepted"
            assert [len(each) for each in kept.told] == [0, 1, 1]

    asyncio.run(run())
