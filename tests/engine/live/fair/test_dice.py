"""Commands of a live game roll under the seeds of those who have a part, and each can be proved."""

from __future__ import annotations

import asyncio

from engine.fair.proof import Proof
from engine.fair.verify import differences, is_open
from engine.live.fair.choose import choose
from engine.live.fair.day import turn
from engine.live.fair.log import Log
from engine.live.store.protocol import Name, Store
from tests.engine.live.fair.duel import duelling
from tests.engine.live.store.situations import run

ANNA, BEN = 5, 3  # as they are named outside


async def chosen(store: Store) -> dict[str, int]:
    """Return the numbers of two players, who chose seeds."""
    names = {"ben": Name(0, "player", BEN), "anna": Name(0, "player", ANNA)}
    numbers = await store.resolve([*names.values()])
    for seed, name in names.items():
        assert await choose(store, name, seed)
    return {seed: numbers[name] for seed, name in names.items()}


async def proofs(store: Store, *receipts: str) -> list[Proof]:
    """Return proofs that hold."""
    found = [await Log(store).prove(each) for each in receipts]
    assert [differences(each) for each in found] == [[] for _ in found]
    return found


def basis(proof: Proof) -> tuple[list[tuple[int, str]], str]:
    """Return on what a receipt's luck hung."""
    luck = proof.leaf.luck
    assert luck
    return [(holder.player, holder.seed) for holder in luck.basis.holders], luck.basis.nonce


def test_a_player_rolls_under_his_own_seed_and_a_nonce_without_gaps(store_url: str) -> None:
    async def body(store: Store) -> None:
        who = await chosen(store)
        async with duelling(store) as (players, promised):
            await asyncio.gather(*(players.do(BEN, "find", id_=f"b{number}") for number in range(3)))
            await players.do(BEN, "call", id_="quiet")
            await players.do(BEN, "find", id_="b3")
            await turn(promised, Log(store), 9)
            await players.do(BEN, "find", id_="b4")
            await turn(promised, Log(store), 10)
        made = await proofs(store, "b0", "b1", "b2", "b3", "b4")
        assert all(map(is_open, made))
        assert {(*map(str, basis(each)),) for each in made} == {
            (str([(who["ben"], "ben")]), str(nonce)) for nonce in range(1, 6)
        }
        assert [each.leaf.epoch for each in made] == [1, 1, 1, 1, 2]
        (quiet,) = await proofs(store, "quiet")
        assert (quiet.leaf.luck, quiet.leaf.epoch, quiet.leaf.commitment) == (None, 0, "")

    run(store_url, body)


def test_two_players_roll_under_both_seeds_and_the_offers_nonce(store_url: str) -> None:
    async def body(store: Store) -> None:
        who = await chosen(store)
        async with duelling(store) as (players, promised):
            called = await players.do(BEN, "call")
            (duel,) = called.opened
            for turn_ in range(2):
                reply = await players.do(ANNA, "meet", id_=f"met{turn_}", duel=duel)
                assert reply.outcome == "accepted"
            await players.do(BEN, "meet", id_="own", duel=duel)
            await turn(promised, Log(store), 9)
        both = sorted((number, seed) for seed, number in who.items())
        one, other, own = await proofs(store, "met0", "met1", "own")
        assert [basis(one), basis(other)] == [(both, f"{duel}.1"), (both, f"{duel}.2")]
        assert basis(own) == ([(who["ben"], "ben")], "1")
        async with store.transaction() as group:
            found = await group.read([*who.values(), duel])
        assert {number: each.nonce for number, each in found.items()} == {
            who["anna"]: 2,
            who["ben"]: 1,
            duel: 2,
        }

    run(store_url, body)


def test_a_seed_that_is_chosen_counts_from_the_next_command_on(store_url: str) -> None:
    async def body(store: Store) -> None:
        async with duelling(store) as (players, promised):
            await players.do(BEN, "find", id_="first")
            assert not await choose(store, Name(0, "player", BEN), "not:a:seed")
            await players.do(BEN, "find", id_="second")
            assert await choose(store, Name(0, "player", BEN), "mine")
            await players.do(BEN, "find", id_="third")
            await turn(promised, Log(store), 9)
        made = [basis(each) for each in await proofs(store, "first", "second", "third")]
        assert [(holders[0][1], nonce) for holders, nonce in made] == [("", "1"), ("", "2"), ("mine", "3")]

    run(store_url, body)
