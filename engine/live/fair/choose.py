"""A seed that a player chose -> what his luck hangs on from his next command on."""

from __future__ import annotations

from sqlalchemy import update

from engine.fair.epoch import is_player_seed
from engine.live.store.protocol import Name, Store
from engine.live.store.schema import object_


async def choose(store: Store, player: Name, seed: str) -> bool:
    """Give a player the seed that he chose; return whether it may be one.

    It is a setting and no history: a receipt names the seeds that it rolled with. A group that has the player
    locked goes on with the seed from before.
    """
    if not is_player_seed(seed):
        return False
    number = (await store.resolve([player]))[player]
    async with store.engine.begin() as connection:
        await connection.execute(update(object_).where(object_.c.id == number).values(seed=seed))
    return True
