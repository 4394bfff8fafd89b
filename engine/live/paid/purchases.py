"""A store -> its purchases: rows that are there before anything is granted, and say what became of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Row, select, update

from engine.live.paid.entitlement import Entitlement
from engine.live.query import insert, reading
from engine.live.store.protocol import Store
from engine.live.store.schema import purchase, receipt

State = Literal["pending", "granted", "refunded", "test"]
PENDING: State = "pending"
REFUNDED: State = "refunded"


@dataclass(frozen=True, slots=True)
class Purchase:
    """One row; *account* is 0 once its owner is forgotten, *product* empty where no SKU is known."""

    id: str
    account: int
    product: str
    state: State
    cents: int = 0
    currency: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    at: int = 0


class Purchases:
    """Read and write the purchases of one store."""

    def __init__(self, store: Store) -> None:
        """Begin."""
        self.store = store

    async def get(self, id_: str) -> Purchase | None:
        """Return one."""
        async with reading(self.store.engine) as connection:
            row = (await connection.execute(select(purchase).where(purchase.c.id == id_))).first()
        return None if row is None else _read(row)

    async def pending(self) -> list[Purchase]:
        """Return what is paid and not granted, the oldest first."""
        wanted = select(purchase).where(purchase.c.state == PENDING).order_by(purchase.c.at)
        async with reading(self.store.engine) as connection:
            return [_read(row) for row in await connection.execute(wanted)]

    async def lately(self, account: int, most: int) -> list[Purchase]:
        """Return what somebody bought, the last first."""
        wanted = select(purchase).where(purchase.c.account == account).order_by(purchase.c.at.desc())
        async with reading(self.store.engine) as connection:
            return [_read(row) for row in await connection.execute(wanted.limit(most))]

    async def begin(self, paid: Entitlement, player: int, state: State, now: int) -> Purchase:
        """Write a purchase down, unless it is there; return it as it is there."""
        row = {
            "id": paid.id,
            "account": paid.account,
            "player": player,
            "product": "",
            "state": state,
            "details": json.dumps({"sku": paid.sku, **({"test": True} if paid.test else {})}),
            "at": paid.at or now,
            "changed": now,
        }
        async with self.store.engine.begin() as connection:
            await connection.execute(insert(connection, purchase).values(**row).on_conflict_do_nothing())
        found = await self.get(paid.id)
        assert found is not None  # noqa: S101 - purchases are never deleted
        return found

    async def change(self, known: Purchase, now: int, was: State | None = None, **values: Any) -> bool:
        """Write what became of one, only where its state is still what it *was*; tell whether it was."""
        if "details" in values:
            values["details"] = json.dumps({**known.details, **values["details"]})
        wanted = update(purchase).where(purchase.c.id == known.id)
        wanted = wanted if was is None else wanted.where(purchase.c.state == was)
        async with self.store.engine.begin() as connection:
            done = await connection.execute(wanted.values(changed=now, **values))
        return bool(done.rowcount)

    async def outcome(self, receipt_: str) -> str:
        """Return what became of a command; nothing where it was never carried out."""
        async with reading(self.store.engine) as connection:
            wanted = select(receipt.c.outcome).where(receipt.c.id == receipt_)
            return str((await connection.execute(wanted)).scalar() or "")


def _read(row: Row[Any]) -> Purchase:
    details = json.loads(row.details)
    return Purchase(row.id, row.account, row.product, row.state, row.cents, row.currency, details, row.at)
