"""The store's clock jumps: nothing happens twice, and no player's time goes back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from engine.live.reply import Reply
from engine.live.store.connect import connect
from tests.engine.live.playing import playing
from tests.play import ruleset

HEAD = """
game: {id: mine, title: Mine, version: 1.0.0, language: 1, day: {timezone: Europe/Berlin, starts: "00:00"}}
"""
RULES = """
kinds: {coin: {holdable: stack}}
coin: {gold: {}}
variables:
  verve: {type: {int: [0, 100]}, spendable: true, default: 0, regenerates: {by: 1, every: 1h, up_to: 24}}
limits:
  morning: {per: player, times: 1, each: day}
  seldom: {per: player, times: 1, in: 24h}
actions:
  daily: {limit: morning, do: [{give: {gold: 1}}]}
  rest: {limit: seldom, do: [{give: {gold: 1}}]}
  work: {params: {hours: {type: {int: [1, 100]}}}, cost: {verve: hours}, do: [{give: {gold: 1}}]}
"""


@dataclass(frozen=True)
class Case:
    """What is asked when (in Berlin; `fold` where the hour comes twice), and whether it is accepted."""

    name: str
    action: str
    asked: Sequence[tuple[str, bool]]


CASES = (
    Case(
        "an hour back",
        "daily",
        [("2026-03-02 00:30", True), ("2026-03-01 23:30", False), ("2026-03-02 00:40", False)],
    ),
    Case(
        "a day on and back again",
        "daily",
        [
            ("2026-03-02 12:00", True),
            ("2026-03-03 12:00", True),
            ("2026-03-02 12:01", False),
            ("2026-03-03 12:01", False),
            ("2026-03-04 00:00", True),
        ],
    ),
    Case(
        "the short day of spring",
        "daily",
        [
            ("2026-03-28 23:59", True),
            ("2026-03-29 00:00", True),
            ("2026-03-29 03:01", False),
            ("2026-03-29 23:59", False),
            ("2026-03-30 00:00", True),
        ],
    ),
    Case(
        "the long day of autumn",
        "daily",
        [
            ("2026-10-25 00:00", True),
            ("2026-10-25 02:30", False),
            ("2026-10-25 02:30 fold", False),
            ("2026-10-25 23:59", False),
            ("2026-10-26 00:00", True),
        ],
    ),
    Case(
        "a leap day",
        "daily",
        [
            ("2028-02-28 23:59", True),
            ("2028-02-29 00:00", True),
            ("2028-02-29 23:59", False),
            ("2028-03-01 00:00", True),
            ("2028-02-29 12:00", False),
        ],
    ),
    Case(
        "hours are counted, whatever clocks on walls say",
        "rest",
        [
            ("2026-03-28 12:00", True),
            ("2026-03-29 12:30", False),
            ("2026-03-29 13:00", True),
            ("2026-03-29 12:00", False),
            ("2026-03-30 12:59", False),
            ("2026-03-30 13:00", True),
        ],
    ),
)


@pytest.fixture(params=["memory", "postgres"])
def store_url(request: pytest.FixtureRequest) -> str:
    """An address of each kind of store, with nothing in it."""
    return "memory://" if request.param == "memory" else str(request.getfixturevalue("postgres_url"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_happens_once_a_day_happens_once(case: Case, store_url: str) -> None:
    replies = played(store_url, [(moment, case.action, {}) for moment, _ in case.asked])
    assert [reply.outcome == "accepted" for reply in replies] == [accepted for _, accepted in case.asked]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_players_time_goes_back(case: Case) -> None:
    times = [
        reply.time for reply in played("memory://", [(moment, case.action, {}) for moment, _ in case.asked])
    ]
    assert times == sorted(times)


def test_what_grows_with_time_grows_once(store_url: str) -> None:
    replies = played(
        store_url,
        [
            ("2026-03-02 00:00", "daily", {}),
            ("2026-03-02 10:00", "work", {"hours": 10}),
            ("2026-03-02 00:00", "work", {"hours": 1}),
            ("2026-03-02 10:30", "work", {"hours": 1}),
            ("2026-03-02 12:00", "work", {"hours": 2}),
            ("2026-03-02 12:00", "work", {"hours": 1}),
        ],
    )
    assert [reply.outcome == "accepted" for reply in replies] == [True, True, False, False, True, False]


def played(url: str, asked: Sequence[tuple[str, str, dict[str, int]]]) -> list[Reply]:
    """Ask one player's commands, each at its time."""
    now = [at(asked[0][0])]

    async def body() -> list[Reply]:
        replies = []
        async with playing(connect(url, clock=lambda _: now[0]), ruleset(RULES, HEAD)) as players:
            for moment, action, params in asked:
                now[0] = at(moment)
                replies.append(await players.ask(1, action, params))
            again = await players.ask(1, asked[0][1], asked[0][2], id_="c1")
            assert (again, again.again) == (replies[0], True)
            assert players.heard.errors == []
        return replies

    return asyncio.run(body())


def at(moment: str) -> int:
    """Return the milliseconds of a moment in Berlin."""
    text, _, fold = moment.partition(" fold")
    told = datetime.strptime(text, "%Y-%m-%d %H:%M").replace(
        tzinfo=ZoneInfo("Europe/Berlin"), fold=int(moment != text and not fold)
    )
    return int(told.timestamp() * 1000)
