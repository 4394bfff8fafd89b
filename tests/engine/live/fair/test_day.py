"""When a day ends, all that was rolled under its seed is in the checkpoint, and then the seed is told."""

from __future__ import annotations

import asyncio

from engine.live.fair.day import LASTS, due, turn
from engine.live.fair.log import Log
from engine.live.store.protocol import Store
from tests.engine.live.fair.keeping import act, ben, epochs
from tests.engine.live.store.situations import run


def test_no_receipt_of_a_revealed_epoch_is_missing_from_its_checkpoint(store_url: str) -> None:
    async def body(store: Store) -> None:
        promised, log, number = epochs(store), Log(store), await ben(store)
        first = await promised.begin(5)
        assert due(first) == 5 + LASTS
        ended, acted = asyncio.create_task(turn(promised, log, 9)), []
        for nonce in range(1, 9):
            acted.append(await act(store, promised, number, nonce))
            await asyncio.sleep(0.002)
        published = await ended
        (revealed,) = published.revealed
        assert (revealed.id, due(revealed), published.begun.id) == (1, 9, 2)
        await log.append()
        for receipt in acted:
            proof = await log.prove(receipt)
            assert (proof.leaf.epoch == 2) == (proof.seed is None)
            assert proof.leaf.epoch == 2 or proof.size == published.checkpoint.size

    run(store_url, body)
