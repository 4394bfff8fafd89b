"""Seeds are promised before use, sealed while in use, revealed when nobody rolls under them any more."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import select, update

from engine.fair.epoch import commitment
from engine.fair.secret import Secret
from engine.live.fair.epochs import EpochError, Epochs
from engine.live.fair.seal import Ring, Sealed, SealError, fresh_key, fresh_seed, key, ring
from engine.live.store.protocol import Store
from engine.live.store.schema import epoch as table
from tests.engine.live.fair.keeping import CANARY, KEY, OLD, act, ben, epochs
from tests.engine.live.store.situations import run


def test_an_epoch_is_promised_before_a_group_can_begin_under_it(store_url: str) -> None:
    async def body(store: Store) -> None:
        promised = epochs(store)
        assert await promised.current() is None
        begun = await promised.begin(5)
        assert await promised.begin(6) == await promised.current() == begun
        assert (begun.id, begun.begun, begun.ended, begun.seed) == (1, 5, None, None)
        assert commitment((await promised.seed(1)).reveal()) == begun.commitment
        async with store.transaction() as group:
            assert group.begun.epoch == 1

    run(store_url, body)


def test_a_seed_is_revealed_after_its_epoch_has_ended_and_not_before(store_url: str) -> None:
    async def body(store: Store) -> None:
        promised = epochs(store)
        first = await promised.begin(5)
        with pytest.raises(EpochError, match="under way"):
            await promised.reveal(1)
        assert await promised.reveal_ended() == []
        second = await promised.rotate(9)
        (revealed,) = await promised.reveal_ended()
        assert revealed == await promised.reveal(1) == await promised.get(1)
        assert (revealed.ended, second.id, second.commitment != first.commitment) == (9, 2, True)
        assert commitment(revealed.seed or b"") == first.commitment

    run(store_url, body)


def test_an_epoch_does_not_end_while_a_group_is_open_under_it(store_url: str) -> None:
    async def body(store: Store) -> None:
        promised = epochs(store)
        await promised.begin(5)
        async with store.transaction() as group:
            rotating = asyncio.create_task(promised.rotate(9))
            await asyncio.sleep(0.1)
            assert not rotating.done()
            assert group.begun.epoch == 1
        await rotating
        async with store.transaction() as group:
            assert group.begun.epoch == 2

    run(store_url, body)


def test_two_who_begin_at_once_begin_one_epoch(store_url: str) -> None:
    async def body(store: Store) -> None:
        one, other = await asyncio.gather(epochs(store).begin(5), epochs(store).begin(5))
        assert one.commitment == other.commitment

    run(store_url, body)


def test_a_new_key_seals_all_seeds_and_old_keys_still_open_what_they_sealed(store_url: str) -> None:
    async def body(store: Store) -> None:
        await epochs(store, OLD).begin(5)
        await epochs(store, OLD).rotate(6)
        before = (await epochs(store, OLD).seed(1)).reveal()
        with pytest.raises(SealError, match="not in the settings"):
            await epochs(store, KEY).seed(1)
        turned = epochs(store, KEY, OLD)
        assert (await turned.seed(1)).reveal() == before
        assert [await turned.reseal(), await turned.reseal()] == [2, 0]
        assert (await epochs(store, KEY).seed(1)).reveal() == before
        with pytest.raises(SealError, match="not in the settings"):
            await epochs(store, OLD).seed(1)

    run(store_url, body)


def test_seals_of_two_epochs_cannot_be_exchanged(store_url: str) -> None:
    async def body(store: Store) -> None:
        promised = epochs(store)
        await promised.begin(5)
        await promised.rotate(6)
        async with store.engine.begin() as line:
            second = (await line.execute(select(table.c.sealed).where(table.c.id == 2))).scalar_one()
            await line.execute(update(table).where(table.c.id == 1).values(sealed=second))
        with pytest.raises(SealError, match="was changed"):
            await epochs(store).reveal(1)
        with pytest.raises(EpochError, match="no epoch 3"):
            await promised.get(3)
        with pytest.raises(EpochError, match="no epoch 3"):
            await promised.seed(3)

    run(store_url, body)


@pytest.mark.parametrize("spelt", ["", "11" * 31, "zz" * 32, "canary"])
def test_a_key_is_64_hexadecimal_digits_and_is_not_quoted(spelt: str) -> None:
    with pytest.raises(SealError, match=r"64 hexadecimal digits$"):
        key(spelt)


def test_a_setting_spells_the_present_key_first() -> None:
    seed = fresh_seed()
    both, old = ring(f"{KEY}, {OLD}\n"), ring(OLD)
    assert both.open(old.seal(seed, "here"), "here") == seed
    assert both.seal(seed, "here").key == ring(KEY).current.id == key(KEY).id != old.current.id
    with pytest.raises(SealError, match="64 hexadecimal digits"):
        ring(f"{KEY},")


def test_a_seal_that_was_changed_anywhere_does_not_open() -> None:
    ring, seed = Ring(fresh_key()), fresh_seed()
    sealed = ring.seal(seed, "here")
    assert ring.open(sealed, "here") == seed
    assert seed.reveal() not in sealed.hidden
    for at in range(len(sealed.hidden)):
        hidden = bytes(byte ^ (place == at) for place, byte in enumerate(sealed.hidden))
        with pytest.raises(SealError):
            ring.open(Sealed(sealed.key, hidden), "here")
    with pytest.raises(SealError):
        ring.open(sealed, "there")
    with pytest.raises(SealError):
        ring.open(Sealed(sealed.key, b""), "here")


@pytest.fixture
def logged() -> Iterator[StringIO]:
    """All that any logger says, at its most talkative."""
    said, root = StringIO(), logging.getLogger()
    listener, level = logging.StreamHandler(said), root.level
    root.addHandler(listener)
    root.setLevel(logging.DEBUG)
    yield said
    root.removeHandler(listener)
    root.setLevel(level)


def test_a_seed_is_in_no_log_error_or_file(tmp_path: Path, logged: StringIO) -> None:
    forms = [CANARY, CANARY.hex().encode(), b"canary", repr(CANARY).encode()]

    async def body(store: Store) -> None:
        promised = Epochs(store, Ring(KEY), lambda: Secret(CANARY))
        await promised.begin(5)
        await act(store, promised, await ben(store), 1)
        assert (await promised.seed(1)).reveal() == CANARY
        for wrong in (epochs(store, OLD).seed(1), promised.reveal(1)):
            with pytest.raises((SealError, EpochError)) as caught:
                await wrong
            logged.write(f"{caught.value!r} {caught.getrepr(showlocals=False)}")
        logged.write(f"{promised!r} {vars(promised)} {await promised.current()!r}")

    run(f"sqlite:///{tmp_path / 'game.db'}", body)

    kept = b"".join(each.read_bytes() for each in tmp_path.iterdir()) + logged.getvalue().encode()
    assert b"aiosqlite" in kept  # it did listen
    assert [form for form in forms if form in kept] == []


def test_a_canary_that_is_there_is_found(tmp_path: Path) -> None:
    seeds = iter((Secret(CANARY), fresh_seed()))

    async def body(store: Store) -> None:
        promised = Epochs(store, Ring(KEY), lambda: next(seeds))
        await promised.begin(5)
        await promised.rotate(6)
        await promised.reveal(1)

    run(f"sqlite:///{tmp_path / 'game.db'}", body)

    assert CANARY in b"".join(each.read_bytes() for each in tmp_path.iterdir())
