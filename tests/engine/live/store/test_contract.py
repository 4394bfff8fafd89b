"""What every store does, in RAM, in a file and on a server."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from engine.live.store.protocol import (
    Batch,
    Cell,
    Changed,
    ClashError,
    Entry,
    Holding,
    Name,
    Notice,
    SchemaError,
    Store,
)
from engine.live.store.schema import entry, generation, notice, object_, receipt, ruleset
from tests.engine.live.store.situations import ANNA, BEN, player, read, run, told, two, write


def test_what_is_written_is_read(store_url: str) -> None:
    async def body(store: Store) -> None:
        _, ben = await two(store)
        has = player(
            ben,
            nonce=3,
            seed="luck",
            banned=9,
            holdings=(Holding(1, 2, 0, 5), Holding(1, 3, 0, 2**63 - 1)),
            cells=(Cell(4, 0, -(2**63)), Cell(4, 1, 0)),
        )

        await write(store, Batch([Changed(has)], [told("a", ben)]))

        assert (await read(store, ben, ben + 999)) == {ben: has}

    run(store_url, body)


def test_what_is_as_by_default_is_forgotten_and_what_is_not_named_stays(store_url: str) -> None:
    async def body(store: Store) -> None:
        _, ben = await two(store)
        before = player(
            ben, holdings=(Holding(1, 2, 0, 5), Holding(1, 3, 8, 6)), cells=(Cell(4, 0, 1), Cell(4, 1, 2))
        )
        change = player(ben, holdings=(Holding(1, 2, 0, 0),), cells=(Cell(4, 1, None), Cell(5, 0, 3)))
        await write(store, Batch([Changed(before)]))

        await write(store, Batch([Changed(change)]))

        after = (await read(store, ben))[ben]
        assert (after.holdings, after.cells) == ((Holding(1, 3, 8, 6),), (Cell(4, 0, 1), Cell(5, 0, 3)))

    run(store_url, body)


def test_an_offer_is_opened_and_ends(store_url: str) -> None:
    async def body(store: Store) -> None:
        (number,) = await store.fresh(1)
        offer = player(number, Name(0, "trade", number), ends=77)

        await write(store, Batch([Changed(offer, is_new=True)]))
        assert await read(store, number) == {number: offer}

        await write(store, Batch([Changed(offer._replace(over=True, version=2))]))
        assert (await read(store, number))[number].over

    run(store_url, body)


def test_nothing_of_a_group_that_was_not_committed_is_left(store_url: str) -> None:
    async def body(store: Store) -> None:
        _, ben = await two(store)
        async with store.transaction() as group:
            await group.lock([ben])
            await group.write(Batch([Changed(player(ben, cells=(Cell(1, 1, 1),)))], [told("a", ben)]))

        async with store.transaction() as group:
            assert await group.receipts(["a"]) == {}
            assert (await group.read([ben]))[ben].version == 0

    run(store_url, body)


def test_receipts_are_found_as_they_were(store_url: str) -> None:
    async def body(store: Store) -> None:
        anna, ben = await two(store)
        first = told(
            "a", ben, epoch=1, nonce=1, rolls="[1]", saw='{"x":1}', reply='{"ü":"☃"}', hash=2**128 - 1
        )
        second = told("b", anna, outcome="refused", objects=())
        await write(store, Batch(receipts=[first, second]))

        async with store.transaction() as group:
            assert await group.receipts(["b", "a", "c"]) == {"a": first, "b": second}

    run(store_url, body)


def _twice(ben: int) -> list[Batch]:
    offer = Changed(player(ben), is_new=True)
    return [
        Batch(receipts=[told("a", ben)]),
        Batch(receipts=[told("c", ben), told("c", ben)]),
        Batch(receipts=[told("d", ben, epoch=1, nonce=1)]),
        Batch(receipts=[told("d", ben, outcome="lost")]),
        Batch(receipts=[told("d", ben)], entries=[Entry("d", 0, 1, 1, 0, 0, ben, "x")]),
        Batch(receipts=[told("d", ben)], entries=[Entry("d", 0, 1, 1, 1, 0, ben, "x")] * 2),
        Batch([Changed(player(ben, holdings=(Holding(1, 1, 0, -1),)))]),
        Batch([Changed(player(ben, holdings=(Holding(1, 1, 0, 2**63),)))]),
        Batch([Changed(player(ben + 999))]),
        Batch([offer]),
    ]


@pytest.mark.parametrize("case", range(10))
def test_what_cannot_be_is_a_clash_and_none_of_its_group_is_written(store_url: str, case: int) -> None:
    async def body(store: Store) -> None:
        _, ben = await two(store)
        await write(store, Batch(receipts=[told("a", ben, epoch=1, nonce=1)]))
        batch = replace(_twice(ben)[case], notices=[Notice("a", 9, ben, "x", "{}", 1)])

        with pytest.raises(ClashError):
            await write(store, batch)

        async with store.reader.connect() as line:
            assert (await line.execute(select(func.count()).select_from(receipt))).scalar() == 1
            assert (await line.execute(select(func.count()).select_from(notice))).scalar() == 0

    run(store_url, body)


def test_entries_and_notices_are_kept_in_order(store_url: str) -> None:
    async def body(store: Store) -> None:
        anna, ben = await two(store)
        entries = [Entry("a", 0, 1, 2, 3, 0, ben, "draw"), Entry("a", 1, 1, 2, 1, ben, anna, "gift")]
        await write(store, Batch(receipts=[told("a", ben)], entries=entries))

        async with store.reader.connect() as line:
            rows = (await line.execute(select(entry).order_by(entry.c.number))).all()
        assert [Entry(*row) for row in rows] == entries

    run(store_url, body)


def test_a_later_notice_of_a_topic_takes_the_place_of_one_that_waits(store_url: str) -> None:
    async def body(store: Store) -> None:
        _, ben = await two(store)

        def said(receipt: str, number: int, values: str) -> Notice:
            return Notice(receipt, number, ben, "energy", values, 50, replaces=True)

        await write(store, Batch(receipts=[told("a", ben)], notices=[said("a", 0, "1"), said("a", 1, "2")]))
        async with store.engine.begin() as line:
            await line.execute(notice.update().values(leased_until=99, tries=1))
        plain = Notice("b", 1, ben, "gift", "4", 0)
        await write(store, Batch(receipts=[told("b", ben)], notices=[said("b", 0, "3"), plain]))

        async with store.engine.begin() as line:
            columns = (notice.c["topic"], notice.c["values"], notice.c["due"], notice.c["leased_until"])
            rows = (await line.execute(select(*columns).order_by("topic"))).all()
            assert [tuple(row) for row in rows] == [("energy", "3", 50, 0), ("gift", "4", 0, 0)]
            await line.execute(notice.update().values(state="sent"))
        await write(store, Batch(receipts=[told("c", ben)], notices=[said("c", 0, "5")]))

    run(store_url, body)


def test_names_get_numbers_once(store_url: str) -> None:
    async def body(store: Store) -> None:
        found = await store.resolve([ANNA, BEN, Name(5, "player", 7), ANNA])
        again = await asyncio.gather(*(store.resolve([BEN, ANNA]) for _ in range(8)))

        assert len(set(found.values())) == 3
        assert all(each == {ANNA: found[ANNA], BEN: found[BEN]} for each in again)
        assert (await read(store, found[BEN]))[found[BEN]].name == BEN

    run(store_url, body)


def test_fresh_numbers_are_no_object_s_and_nobody_else_s(store_url: str) -> None:
    async def body(store: Store) -> None:
        ranges = await asyncio.gather(*(store.fresh(count) for count in (1, 300, 2, 255, 7)))
        players = await store.resolve([Name(0, "player", each) for each in range(300)])

        assert [len(each) for each in ranges] == [1, 300, 2, 255, 7]
        given = [number for each in ranges for number in each]
        assert len({*given, *players.values()}) == len(given) + 300
        assert min(given) > 0

    run(store_url, body)


def test_content_keeps_its_numbers(store_url: str) -> None:
    async def body(store: Store) -> None:
        first = await store.content([("card", "mira"), ("card", "tor"), ("item", "mira")])
        later = await store.content([("card", "tor"), ("card", "neu")])

        assert len({*first.values(), *later.values()}) == 4
        assert later["card", "tor"] == first["card", "tor"]
        assert await store.content([]) == {}

    run(store_url, body)


def test_a_group_begins_with_what_is_active_and_a_clock(store_url: str) -> None:
    async def body(store: Store) -> None:
        async with store.transaction() as group:
            first = group.begun
        await _rulesets(store)
        await store.activate(1, "first")
        await store.activate(2, "second", "lead")
        async with store.transaction() as group:
            assert (group.begun.generation, group.begun.ruleset) == (2, 2)
            assert group.begun.now >= first.now > 1_700_000_000_000
        assert (first.generation, first.ruleset, first.epoch) == (0, 0, 0)
        async with store.reader.connect() as line:
            rows = (await line.execute(select(generation.c.why, generation.c.actor))).all()
        assert [tuple(row) for row in rows] == [("first", ""), ("second", "lead")]

    run(store_url, body)


def test_activation_waits_for_groups_and_later_groups_see_it(store_url: str) -> None:
    async def body(store: Store) -> None:
        await _rulesets(store)
        order: list[str] = []

        async def switch() -> None:
            await store.activate(1, "now")
            order.append("switched")

        async def later() -> int:
            async with store.transaction() as group:
                return group.begun.generation

        async with store.transaction() as group:
            switching = asyncio.create_task(switch())
            await asyncio.sleep(0.05)
            following = asyncio.create_task(later())
            await asyncio.sleep(0.05)
            order.append("group")
            await group.commit()
        await switching

        assert order == ["group", "switched"]
        assert await following == 1

    run(store_url, body)


def test_a_lock_excludes_and_what_was_committed_meanwhile_is_read_after_it(store_url: str) -> None:
    async def body(store: Store) -> None:
        _, ben = await two(store)

        async def second() -> tuple[int, int, set[str]]:
            async with store.transaction() as group:
                await group.lock([ben])
                found = (await group.read([ben]))[ben]
                return found.version, found.holdings[0].amount, {*await group.receipts(["a"])}

        async with store.transaction() as group:
            await group.lock([ben])
            waiting = asyncio.create_task(second())
            await asyncio.sleep(0.05)
            assert not waiting.done()
            await group.write(
                Batch([Changed(player(ben, holdings=(Holding(1, 1, 0, 4),)))], [told("a", ben)])
            )
            await group.commit()

        assert await waiting == (1, 4, {"a"})

    run(store_url, body)


def test_a_group_that_began_with_locks_finds_all_of_one_moment(store_url: str) -> None:
    async def body(store: Store) -> None:
        anna, ben = await two(store)
        coins = Changed(player(ben, holdings=(Holding(1, 1, 0, 4),)))
        await write(store, Batch([coins], [told("a", ben)]))

        async with store.transaction([ben]) as group:
            found = await group.find([anna, ben, 10**9], {}, ["a", "b"])
        assert (found.begun, {*found.receipts}) == (group.begun, {"a"})
        assert found.objects == await read(store, anna, ben)
        async with store.transaction([ben]) as group:
            bare = (await group.find([anna, ben], {ben: 2**127 + 1, anna: 5}, [])).objects[ben]
            nobody = await group.find([], {}, [])
        assert (bare.bare, bare.holdings, bare._replace(bare=False, holdings=())) == (
            True,
            (),
            found.objects[ben]._replace(holdings=()),
        )
        assert (nobody.objects, nobody.receipts) == ({}, {})

    run(store_url, body)


def test_a_group_that_is_cancelled_leaves_nothing_and_nobody_waiting(store_url: str) -> None:
    async def body(store: Store) -> None:
        _, ben = await two(store)

        async def endless() -> None:
            async with store.transaction() as group:
                await group.lock([ben])
                await group.write(Batch([Changed(player(ben))]))
                await asyncio.sleep(60)

        task = asyncio.create_task(endless())
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

        assert (await read(store, ben))[ben].version == 0

    run(store_url, body)


def test_ordinary_queries_see_what_groups_wrote(store_url: str) -> None:
    async def body(store: Store) -> None:
        await two(store)
        async with store.engine.begin() as line:
            assert (await line.execute(select(func.count()).select_from(object_))).scalar() == 2

    run(store_url, body)


def test_a_database_of_another_version_is_refused(store_url: str) -> None:
    async def body(store: Store) -> None:
        async with store.engine.begin() as line:
            await line.exec_driver_sql("UPDATE schema_version SET version_num = '0000'")
        with pytest.raises(SchemaError, match="reve db upgrade"):
            await store.open()

    run(store_url, body)


async def _rulesets(store: Store) -> None:
    async with store.engine.begin() as line:
        for number in (1, 2):
            row = {
                "id": number,
                "hash": f"h{number}",
                "language": 1,
                "semantics": 1,
                "game": "g",
                "created": 0,
            }
            await line.execute(ruleset.insert().values(**row, content=b""))
