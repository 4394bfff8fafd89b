"""What a player is called -> the number of his account; one who is not known yet gets one, and the name."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import select

from engine.live.query import insert
from engine.live.store.protocol import Name, Store
from engine.live.store.schema import object_, person

_BYTES = 6  # of a number that is made: as good as nobody's, and below those of the erased


async def seat(store: Store, world: int, name: str) -> int:
    """Return the account of whoever is called so in a world; the same number for the same name, wherever."""
    wanted = select(object_.c.owner).join(person, person.c.object == object_.c.id)
    async with store.reader.connect() as connection:
        found = (
            await connection.execute(wanted.where(person.c.name == name, object_.c.world == world))
        ).scalar()
    if found is not None:
        return int(found)
    owner = int.from_bytes(sha256(name.encode()).digest()[:_BYTES], "big") + 1
    who = Name(world, "player", owner)
    number = (await store.resolve([who]))[who]
    async with store.engine.begin() as connection:
        made = insert(connection, person).values(object=number, name=name)
        await connection.execute(made.on_conflict_do_update(index_elements=["object"], set_={"name": name}))
    return owner
