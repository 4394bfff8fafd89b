"""Purchases -> what was sold on each day, of which product, for how much, and what went back of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from engine.live.paid.purchases import PENDING, REFUNDED
from engine.live.query import reading
from engine.live.store.protocol import Store
from engine.live.store.schema import purchase

_SECOND = 1000
LATEST = 1 << 62


@dataclass(frozen=True, slots=True)
class Line:
    """The purchases of one product on one day (UTC), in one currency; *tests* cost nobody anything."""

    day: str
    product: str
    currency: str
    sold: int
    cents: int
    refunds: int
    refunded: int
    tests: int
    pending: int

    @property
    def net(self) -> int:
        """Return what stays of it, in hundredths, before what the shop keeps."""
        return self.cents - self.refunded


async def revenue(store: Store, since: int = 0, until: int = LATEST) -> list[Line]:
    """Return what was bought in a time, day by day; what went back counts on the day of its purchase."""
    wanted = select(purchase).where(purchase.c.at >= since, purchase.c.at < until).order_by(purchase.c.at)
    counts: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0] * 6)
    async with reading(store.engine) as connection:
        for row in await connection.execute(wanted):
            count = counts[_day(row.at), row.product, row.currency]
            test = row.state == "test" or '"test": true' in row.details
            if row.state == PENDING:
                count[5] += 1
            elif test:
                count[4] += 1
            elif row.currency:  # what was never granted brought nothing that we know of
                back = row.state == REFUNDED
                for place, value in enumerate((1, row.cents, int(back), row.cents * back)):
                    count[place] += value
    return [Line(*key, *count) for key, count in sorted(counts.items())]


def _day(at: int) -> str:
    return datetime.fromtimestamp(at / _SECOND, UTC).date().isoformat()
