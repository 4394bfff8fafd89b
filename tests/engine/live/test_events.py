"""Events begin and end by themselves in a live game, and its history comes out again under the same ones."""

# ruff: noqa: E501 - packs are written one definition a line

from __future__ import annotations

import asyncio
import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from engine.live.activate import activate
from engine.live.active import Active
from engine.live.game import Bounds, Game
from engine.live.rulesets import Rulesets
from engine.live.store.connect import connect
from tests.engine.live.again import again
from tests.engine.live.playing import Heard, Known, Players, Shelf
from tests.play import ruleset

HEAD = "game: {id: mine, title: Mine, version: 1.0.0, language: 1, day: {timezone: Europe/Berlin}}\n"
PACK = """
kinds: {coin: {holdable: stack, fields: {worth: int}}}
coin: {gold: {worth: 1}}
variables: {visits: {belongs_to: world, type: int}, level: {type: {int: [1, 9]}, default: 1}}
limits: {once: {per: player, times: 1000, each: day}}
offers: {heap: {summary: Gold., open_to: anyone, ends: {in: 100h}}}
actions:
  earn: {limit: once, do: [{give: {gold: coin.gold.worth}}]}
  dance: {limit: once, require: [{that: active(night), else: not_now}], do: [{give: {gold: 50}}]}
texts: {en: {not_now: Not now.}}
events:
  fair: {every: {weekdays: [sun]}, patch: [{at: coin.gold.worth, scale: 10}, {at: actions.earn.do, append: [{add: {visits: 1}}, {open: heap, as: heap}, {put: {gold: 1}, into: heap}]}]}
  night: {every: {weekdays: [sat, sun], between: ["22:00", "03:30"]}, patch: [{at: coin.gold.worth, add: 1}]}
"""


def ms(local: str, fold: int = 0) -> int:
    """Return the moment at which clocks in Berlin show a time, the first or the second."""
    return int(
        datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("Europe/Berlin"), fold=fold).timestamp() * 1000
    )


@dataclass(slots=True)
class Clock:
    """The store's clock, which stands where it is put."""

    now: int = 0

    def __call__(self, _: int) -> int:
        """Return what time it is."""
        return self.now


async def played(url: str, moments: list[tuple[str, str, int]]) -> list[tuple[str, int]]:
    """Ask for actions at moments; return what came of each, and how much gold it brought."""
    clock = Clock(ms("2026-01-01 00:00"))
    store = connect(url, clock=clock)
    await store.open()
    rules, kept, heard = ruleset(PACK, HEAD), Rulesets(store.engine), Heard()
    await activate(store, kept, rules, "test")
    game = Game(store, kept, Known(), heard, Bounds(patience=60.0))
    await game.start()
    found = []
    try:
        players = Players(game, Shelf(), heard)
        for action, local, fold in moments:
            clock.now = ms(local, fold)
            reply = await players.do(7, action)
            found.append((reply.reason or reply.outcome, sum(amount for _, _, amount in reply.assets)))
    finally:
        await game.stop()
        await store.close()
    assert heard.errors == []
    return found


# An action, when, which of two such times, and what comes of it.
SPRING = [
    ("earn", "2026-03-28 21:59", 0, "accepted", 1),
    ("earn", "2026-03-28 22:00", 0, "accepted", 2),
    ("dance", "2026-03-28 23:59", 0, "accepted", 50),
    ("earn", "2026-03-28 23:59", 0, "accepted", 2),
    ("earn", "2026-03-29 00:00", 0, "accepted", 10),  # 11, of which one goes onto the heap
    ("earn", "2026-03-29 01:59", 0, "accepted", 10),
    ("earn", "2026-03-29 03:00", 0, "accepted", 10),
    ("earn", "2026-03-29 03:30", 0, "accepted", 9),
    ("dance", "2026-03-29 03:30", 0, "not_now", 0),
    ("earn", "2026-03-29 23:59", 0, "accepted", 10),
    ("earn", "2026-03-30 00:00", 0, "accepted", 2),
    ("earn", "2026-03-30 03:30", 0, "accepted", 1),
]
AUTUMN = [
    ("earn", "2026-10-24 21:59", 0, "accepted", 1),
    ("earn", "2026-10-24 22:00", 0, "accepted", 2),
    ("earn", "2026-10-25 00:00", 0, "accepted", 10),
    ("earn", "2026-10-25 02:30", 0, "accepted", 10),
    ("dance", "2026-10-25 02:30", 1, "accepted", 50),
    ("earn", "2026-10-25 03:29", 0, "accepted", 10),
    ("earn", "2026-10-25 03:30", 0, "accepted", 9),
    ("earn", "2026-10-25 23:59", 0, "accepted", 10),
    ("earn", "2026-10-26 00:00", 0, "accepted", 2),
    ("earn", "2026-10-26 03:30", 0, "accepted", 1),
]


@pytest.mark.parametrize("script", [SPRING, AUTUMN], ids=["spring", "autumn"])
def test_events_begin_and_end_by_themselves_over_midnight_and_the_change_of_clocks(
    script: list[tuple[str, str, int, str, int]], tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'game.db'}"

    found = asyncio.run(played(url, [each[:3] for each in script]))

    assert found == [each[3:] for each in script]
    history = again(url)
    assert (history.differences, history.count) == ([], 0)
    assert history.receipts >= len(script)


def test_a_receipt_names_the_events_that_held_and_a_replay_finds_another_name(tmp_path: Path) -> None:
    path = tmp_path / "game.db"
    url = f"sqlite:///{path}"
    asyncio.run(played(url, [each[:3] for each in SPRING]))

    with sqlite3.connect(path) as line:
        saw = [json.loads(each) for (each,) in line.execute("SELECT saw FROM receipt ORDER BY position")]
        assert [each.get("events", []) for each in saw] == [
            [],
            *[["night"]] * 3,
            *[["fair", "night"]] * 3,
            *[["fair"]] * 2,
            ["fair", "night"],
            ["night"],
            [],
        ]
        line.execute('UPDATE receipt SET saw = \'{"events":["fair"]}\' WHERE position = 1')
    line.close()

    assert again(url).count > 0


def test_a_command_is_locked_for_what_any_event_would_have_it_touch() -> None:
    from engine.live.codec import Codec, nouns

    rules = ruleset(PACK, HEAD)
    active = Active(
        rules, 1, Codec(rules.catalogue, {word: at for at, word in enumerate(nouns(rules.catalogue), 1)})
    )
    earn = rules.programs["earn"]

    assert active.reach(earn).writes == {"world"}
    assert active.reach(earn).opens == 1
    assert (
        active.at(ms("2026-03-29 12:00"))
        .reach(active.at(ms("2026-03-29 12:00")).ruleset.programs["earn"])
        .opens
        == 1
    )
    assert active.at(ms("2026-03-27 12:00")) is active
    assert active.at(ms("2026-03-29 12:00")) is active.at(ms("2026-04-05 12:00"))
