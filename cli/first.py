"""A store in which nothing is played yet, and a pack -> that pack, played there."""

from __future__ import annotations

import asyncio
from pathlib import Path

from cli.out import note
from cli.pack import playable
from cli.reload import actor
from engine.live.activate import activate
from engine.live.rulesets import Rulesets
from engine.live.store.now import now_of
from engine.live.store.protocol import Store


async def begun(store: Store, pack: Path | None, why: str) -> None:
    """Make a pack the active one where none is; where another is, say so and leave it."""
    number, rulesets = (await now_of(store)).ruleset, Rulesets(store.engine)
    if number and pack is None:
        return
    ruleset = await asyncio.to_thread(playable, pack)
    if not number:
        await activate(store, rulesets, ruleset, why, actor())
        return
    active = await rulesets.ruleset(number)
    if ruleset.hash != active.hash and not active.definitions.resolved.brought:
        note("reve: another game is the active one there; `reve reload` changes that")
