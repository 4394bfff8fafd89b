"""A backup each day, tried out; the oldest go; one that is not sound fails its job."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import update

from engine.live.backup.keep import kept
from engine.live.job.job import FaultError, Job
from engine.live.store.connect import connect
from engine.live.store.schema import object_
from rules.load import load
from tests.engine.live.playing import playing

PACK = Path(__file__).parents[3] / "bank" / "pack"
DAY = 86_400_000


@pytest.mark.system("S6")
def test_so_many_backups_are_kept_and_one_that_is_not_sound_is_a_fault(tmp_path: Path) -> None:
    ruleset = load(PACK).ruleset
    assert ruleset is not None
    day = 0

    async def clock() -> int:
        return day * DAY

    async def run() -> None:
        nonlocal day
        store = connect("memory://")
        async with playing(store, ruleset) as players:
            await players.do(1, "join")
            work = kept(store, tmp_path / "kept", 2, clock)
            for day in range(3):  # noqa: B007 - the clock reads it
                await work(Job("backup", "backup", 0))
            names = [path.name for path in sorted((tmp_path / "kept").iterdir())]
            assert names == ["reve-19700102-000000.backup", "reve-19700103-000000.backup"]
            async with store.engine.begin() as line:
                await line.execute(update(object_).values(hash=bytes(16)))
            day = 4
            with pytest.raises(FaultError, match="is not sound"):
                await work(Job("backup", "backup", 0))

    asyncio.run(run())
