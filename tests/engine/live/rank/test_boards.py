"""Tables of scores, kept up step by step, are those that are worked out from nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from engine.live.rank.boards import EVERYWHERE, Boards, Line
from engine.live.rank.score import Score, board_of
from engine.live.store.connect import connect
from engine.live.store.schema import object_

PLAYERS, GUILDS = (1, 2, 3, 4, 5), (11, 12)


def run(test: Callable[[Boards], Awaitable[None]], url: str = "memory://") -> None:
    """Run a test with five players and two guilds."""

    async def with_boards() -> None:
        store = connect(url)
        await store.open()
        rows = [{"world": 0, "scope": "player", "id": n, "owner": 100 + n, "hash": b""} for n in PLAYERS]
        rows += [{"world": 0, "scope": "guild", "id": n, "owner": 100 + n, "hash": b""} for n in GUILDS]
        try:
            async with store.engine.begin() as line:
                await line.execute(insert(object_), rows)
            await test(Boards(store.engine))
        finally:
            await store.close()

    asyncio.run(with_boards())


def recomputed(scores: dict[int, int]) -> list[Line]:
    """Return a board, worked out from nothing."""
    ordered = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        Line(1 + sum(other > score for other in scores.values()), player, 100 + player, score)
        for player, score in ordered
    ]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("score"), st.sampled_from(PLAYERS), st.integers(-2, 3)),
        st.tuples(st.just("meet"), st.sampled_from(PLAYERS), st.sampled_from(GUILDS)),
        st.tuples(st.just("leave"), st.sampled_from(PLAYERS), st.just(0)),
        st.tuples(st.just("late"), st.sampled_from(PLAYERS), st.integers(-2, 3)),
    ),
    max_size=25,
)


@pytest.mark.system("G31")
@settings(max_examples=40)
@given(STEPS)
def test_tables_kept_up_step_by_step_are_those_worked_out_from_nothing(
    steps: list[tuple[str, int, int]],
) -> None:
    async def test(boards: Boards) -> None:
        everywhere: dict[int, int] = {}
        guilds: dict[int, dict[int, int]] = {guild: {} for guild in GUILDS}
        known: dict[int, set[int]] = {player: set() for player in PLAYERS}
        for at, (deed, player, number) in enumerate(steps, 10):
            if deed == "score":
                await boards.write([Score(0, "wealth", player, number, at)])
                everywhere[player] = number
                for guild in known[player]:
                    guilds[guild][player] = number
            elif deed == "meet":
                await boards.meet({(player, number)}, at)
                known[player].add(number)
            elif deed == "leave":
                await boards.leave(player)
                everywhere.pop(player, None)
                _ = [board.pop(player, None) for board in guilds.values()]
            elif player in everywhere and known[player] <= {g for g in GUILDS if player in guilds[g]}:
                await boards.write([Score(0, "wealth", player, number, 1)])  # of before: changes nothing
        for guild, scores in ((EVERYWHERE, everywhere), *guilds.items()):
            page = await boards.page(0, "wealth", guild, size=99)
            assert page.lines == recomputed(scores)
            assert page.total == len(scores)
        for player in PLAYERS:
            own = (await boards.page(0, "wealth", me=player, size=1)).own
            assert own == next((line for line in recomputed(everywhere) if line.player == player), None)
            places = await boards.places(player)
            assert places == ({("wealth", 0): own.place} if own else {})

    run(test)


def test_who_are_even_share_a_place_and_the_next_comes_after_them_all(shared_url: str) -> None:
    async def test(boards: Boards) -> None:
        scores = {1: 7, 2: 9, 3: 7, 4: 9, 5: 1}
        await boards.write(Score(0, "wealth", player, score, 1) for player, score in scores.items())
        page = await boards.page(0, "wealth", me=5, size=3)
        assert [(line.place, line.player) for line in page.lines] == [(1, 2), (1, 4), (3, 1)]
        assert page.own == Line(5, 5, 105, 1)
        second = await boards.page(0, "wealth", number=1, size=3)
        assert [(line.place, line.player) for line in second.lines] == [(3, 3), (5, 5)]

    run(test, shared_url)


def test_the_table_of_each_period_and_of_each_world_is_its_own() -> None:
    async def test(boards: Boards) -> None:
        spring, summer = (board_of("season", number, keeps=True) for number in (0, 1))
        await boards.write([Score(0, spring, 1, 5, 1), Score(0, spring, 2, 9, 1)])
        await boards.write([Score(0, summer, 1, 2, 2), Score(7, spring, 3, 99, 2)])
        assert [line.player for line in (await boards.page(0, spring)).lines] == [2, 1]
        assert [line.player for line in (await boards.page(0, summer)).lines] == [1]
        assert await boards.places(1) == {("season", 0): 2, ("season", 1): 1}

    run(test)
