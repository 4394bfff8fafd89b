"""What an operator is about to do -> a line that says so, whatever comes of it."""

from __future__ import annotations

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.live.store.schema import audit


async def noted(
    connection: AsyncConnection, at: int, actor: str, action: str, target: int | str, detail: str = ""
) -> None:
    """Write it down; *target* is the number of an object, never that of an account."""
    row = {"at": at, "actor": actor, "action": action, "target": str(target), "detail": detail}
    await connection.execute(insert(audit).values(row))
