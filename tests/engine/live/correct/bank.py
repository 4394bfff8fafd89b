"""A bank whose players a test moves about, and operators who set right what went wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from engine.live.backup.sound import findings
from engine.live.correct.flow import flow
from engine.live.correct.word import BAN, REVERT
from engine.live.replay.replay import Replay
from engine.live.reply import Reply
from engine.live.store.connect import connect
from engine.live.store.protocol import Name, Stored
from engine.live.system import GRANT, OPERATOR
from rules.load import load
from tests.engine.live.playing import Known
from tests.engine.live.switching import Switching, switching

PACK = Path(__file__).parents[3] / "bank" / "pack"


def played(url: str, body: Callable[[Switching], Awaitable[None]]) -> None:
    """Play the bank; in the end all is sound, and its history leads to what is there."""

    async def run() -> None:
        ruleset = load(PACK).ruleset
        assert ruleset is not None
        async with switching(connect(url), ruleset) as players:
            await body(players)
            store = players.game.store
            assert await findings(store) == []
            replayed = await Replay(store, players.rulesets, Known()).run()
            assert [str(each) for each in replayed.differences] == []

    asyncio.run(run())


async def stored(players: Switching, owner: int) -> Stored:
    """Return a player as the store has him."""
    store = players.game.store
    numbers = await store.resolve([Name(0, "player", owner)])
    async with store.transaction() as group:
        return (await group.read([*numbers.values()])).popitem()[1]


async def has(players: Switching, owner: int) -> dict[str, int]:
    """Return what a player holds, by id."""
    names = {number: name for (noun, name), number in players.game.active.codec.numbers.items()}
    return {names[row.key]: row.amount for row in (await stored(players, owner)).holdings}


async def grant(players: Switching, owner: int, id_: str = "", **assets: int) -> Reply:
    """Give a player something."""
    who = frozenset({OPERATOR})
    return await players.ask(owner, GRANT, assets, id_=id_, who=who, by="op", why="lost it")


async def revert(players: Switching, receipt: str, *, debt: bool = False, id_: str = "") -> Reply:
    """Revert a receipt."""
    back = await flow(players.game.store, receipt)
    params: dict[str, Any] = {
        "receipt": receipt,
        "position": back.position,
        "moves": back.moves,
        "debt": debt,
    }
    return await players.ask(back.owner, REVERT, params, id_=id_, who=frozenset({OPERATOR}))


async def ban(players: Switching, owner: int, until: int) -> Reply:
    """Keep a player out."""
    return await players.ask(owner, BAN, {"until": until}, who=frozenset({OPERATOR}))
