"""A store and a player -> what an operator wrote or took away of him, noted in the audit."""

from __future__ import annotations

from typing import Any

from engine.live.operate import note
from engine.live.people.export import export
from engine.live.people.find import selves
from engine.live.store.protocol import Store


async def remarked(store: Store, owner: int, actor: str, text: str) -> int:
    """Note something about a player in all his worlds; return in how many."""
    async with store.reader.connect() as connection:
        found = await selves(connection, owner)
    for each in found:
        await note(store, actor, "note", each.number, text)
    return len(found)


async def exported(store: Store, owner: int, actor: str) -> list[dict[str, Any]]:
    """Return all that is kept of a player."""
    found = await export(store, owner)
    for each in found:
        await note(store, actor, "export", each["number"], "")
    return found
