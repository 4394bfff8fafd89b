"""Receipts are logged once, in order, by whichever process; each can be proved, and a changed one cannot."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest
from sqlalchemy import delete, select, update

from engine.fair.merkle import only_grew
from engine.fair.proof import read
from engine.fair.verify import differences, is_open
from engine.live.fair import log as module
from engine.live.fair.log import Log, UnloggedError
from engine.live.store.protocol import Batch, Store
from engine.live.store.schema import leaf, receipt
from tests.engine.live.fair.keeping import RULES, act, ben, epochs
from tests.engine.live.store.situations import run, told, write


def test_a_receipt_is_proved_and_after_its_epoch_worked_out_again(store_url: str) -> None:
    async def body(store: Store) -> None:
        promised, log, number = epochs(store), Log(store), await ben(store)
        await promised.begin(5)
        ids = [await act(store, promised, number, nonce) for nonce in range(1, 6)]
        await write(store, Batch(receipts=[told("refused", number, outcome="refused")]))
        made = await log.checkpoint(7)
        before = await log.prove(ids[2])
        assert (made.size, before.root, before.leaf.ruleset) == (6, made.root, RULES)
        assert not is_open(before)
        assert differences(before, made.root) == []
        await promised.rotate(8)
        await promised.reveal_ended()
        for each in (*ids, "refused"):
            proof = await log.prove(each)
            assert is_open(proof)
            assert differences(proof, made.root) == []
            assert read(proof.written()) == proof

    run(store_url, body)


def test_what_was_changed_afterwards_is_not_proved(store_url: str) -> None:
    async def body(store: Store) -> None:
        promised, log, number = epochs(store), Log(store), await ben(store)
        await promised.begin(5)
        ids = [await act(store, promised, number, nonce) for nonce in range(1, 4)]
        made = await log.checkpoint(7)
        for column, value in {"reply": "{1}", "action": "sell", "time": 9, "objects": "[]"}.items():
            async with store.engine.begin() as line:
                was = (await line.execute(select(receipt).where(receipt.c.id == ids[1]))).one()
                change = update(receipt).where(receipt.c.id == ids[1])
                await line.execute(change.values({column: value}))
            assert {each.what for each in differences(await log.prove(ids[1]), made.root)} == {"inclusion"}
            async with store.engine.begin() as line:
                await line.execute(change.values({column: getattr(was, column)}))
        assert differences(await log.prove(ids[1]), made.root) == []

    run(store_url, body)


def test_every_receipt_is_logged_once_whoever_appends(
    store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STEP", 3)
    monkeypatch.setattr(module, "READ", 2)

    async def body(store: Store) -> None:
        number, logs = await ben(store), [Log(store), Log(store)]
        for turn in range(4):
            await write(store, Batch(receipts=[told(f"{turn}-{at}", number) for at in range(5)]))
            await asyncio.gather(*(log.append() for log in logs))
        assert await logs[0].append() == 0
        async with store.reader.connect() as line:
            rows = (
                await line.execute(select(leaf.c.position, leaf.c.receipt).order_by(leaf.c.position))
            ).all()
            order = select(receipt.c.id).order_by(receipt.c.position)
            ids = (await line.execute(order)).scalars().all()
        assert [tuple(row) for row in rows] == [*enumerate(ids)]
        one, other = [await log.checkpoint(9) for log in logs]
        assert one == other == (await Log(store).checkpoints())[-1]
        assert one.root == (await Log(store).prove("0-0")).root

    run(store_url, body)


def test_checkpoints_only_add(store_url: str) -> None:
    async def body(store: Store) -> None:
        number, log = await ben(store), Log(store)
        for turn in range(4):
            await write(store, Batch(receipts=[told(f"{turn}-{at}", number) for at in range(turn * 2 + 1)]))
            await log.checkpoint(turn)
        made = await log.checkpoints()
        assert [each.size for each in made] == [1, 4, 9, 16]
        for old, new in pairwise(made):
            path = await log.growth(old.size, new.size)
            assert only_grew(old.size, old.root, new.size, new.root, path)
            assert not only_grew(old.size, new.root, new.size, new.root, path)
        # the first checkpoint that has a receipt is the one it is proved by
        assert [(await log.prove(f"{turn}-0")).size for turn in range(4)] == [1, 4, 9, 16]

    run(store_url, body)


def test_what_is_not_logged_says_so(store_url: str) -> None:
    async def body(store: Store) -> None:
        number, log = await ben(store), Log(store)
        await write(store, Batch(receipts=[told("new", number)]))
        with pytest.raises(UnloggedError, match="next checkpoint"):
            await log.prove("new")
        with pytest.raises(UnloggedError, match="no receipt"):
            await log.prove("none")
        await log.append()
        assert differences(await log.prove("new")) == []
        await write(store, Batch(receipts=[told("newer", number)]))
        await log.append()
        async with store.engine.begin() as line:
            await line.execute(delete(leaf).where(leaf.c.receipt == "new"))
        with pytest.raises(UnloggedError, match="not all there"):
            await Log(store).prove("newer")

    run(store_url, body)


def test_a_group_that_commits_late_is_logged_too(postgres_url: str) -> None:
    async def body(store: Store) -> None:
        number, log = await ben(store), Log(store)
        late, early = told("late", number), told("early", number)
        async with store.transaction() as group:
            await group.write(Batch(receipts=[late]))
            async with store.transaction() as other:
                await other.write(Batch(receipts=[early._replace(id="early")]))
                await other.commit()
            appending = asyncio.create_task(log.append())
            await asyncio.sleep(0.05)
            assert not appending.done()
            await group.commit()
        assert await appending == 2
        assert differences(await log.prove("late")) == differences(await log.prove("early")) == []

    run(postgres_url, body)
