"""`reve revenue` -> what was sold and what waits, for people, sheets and programs."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from engine.live.paid.entitlement import Entitlement
from engine.live.paid.till import Till
from engine.live.store.connect import connect
from tests.cli.transcript import ran
from tests.engine.live.paid.shop import SKUS, mall
from tests.engine.live.switching import switching

NOON = 1_790_000_000_000  # 2026-09-21


@pytest.fixture
def store(tmp_path: Path) -> tuple[str, str]:
    """A store in which things were bought."""
    url = f"sqlite:///{tmp_path / 'game.db'}"

    async def run() -> None:
        async with switching(connect(url), mall()) as players:
            till = Till(players.game, SKUS)
            for number, product in enumerate(("purse", "purse", "free_purse")):
                await till.settle(Entitlement(f"e{number}", 1, SKUS[product], at=NOON + number * 86_400_000))
            await till.settle(Entitlement("e1", 1, SKUS["purse"], gone=True))
            await till.settle(Entitlement("e7", 2, 404, at=NOON))

    asyncio.run(run())
    return "--store", url


@pytest.mark.system("G36")
def test_revenue_is_said_by_day_with_what_waits(store: tuple[str, str]) -> None:
    out, _, code = ran("revenue", *store)
    assert code == 1
    assert "2026-09-21  purse: 1 sold, 4.99 USD" in out
    assert "2026-09-22  purse: 1 sold, 1 went back, 0.00 USD" in out
    assert "all: 9.99 EUR" in out
    assert "e7: SKU 404, account 2" in out


@pytest.mark.system("G36")
def test_revenue_is_written_for_sheets_and_programs(store: tuple[str, str]) -> None:
    rows = ran("revenue", *store, "--format", "csv", "--since", "2026-09-22")[0].splitlines()
    assert rows == [
        "day,product,currency,sold,cents,refunds,refunded,net,tests,pending",
        "2026-09-22,purse,USD,1,499,1,499,0,0,0",
        "2026-09-23,free_purse,EUR,1,999,0,0,999,0,0",
    ]
    found = json.loads(ran("revenue", *store, "--format", "json", "--until", "2026-09-21")[0])
    assert [(each["product"], each["net"]) for each in found["days"]] == [("", 0), ("purse", 499)]
    assert [each["id"] for each in found["pending"]] == ["e7"]


def test_a_day_that_is_none_is_said_so(store: tuple[str, str]) -> None:
    _, err, code = ran("revenue", *store, "--since", "yesterday")
    assert (code, "`yesterday` is no day" in err) == (2, True)
