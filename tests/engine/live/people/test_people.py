"""Players as people: all of one is found, one is forgotten, one changes accounts; over every store."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import insert, select

from engine.fair.merkle import leaf_hash
from engine.live.fair.log import Log
from engine.live.people.erase import TakenError, erase, move
from engine.live.people.export import export
from engine.live.store.schema import leaf, member, metadata, notice, person, ranking
from tests.engine.live.correct.bank import ban, grant, has, played
from tests.engine.live.switching import Switching

ANN, BEN, CAT = 700_000_000_000_000_001, 700_000_000_000_000_002, 700_000_000_000_000_003


async def _history(players: Switching) -> int:
    """Let Ann and Ben play with each other, and be known; return Ann's number."""
    for owner in (ANN, BEN):
        await players.do(owner, "join")
    await players.do(ANN, "gift", friend=BEN, coin="gold", count=3, id_="given")
    await players.do(BEN, "gift", friend=str(ANN), coin="gem", count=2, id_="thanks")
    await players.do(BEN, "trade", partner=ANN)
    await players.do(ANN, "melt", card="dodo")
    await grant(players, ANN, gem=1)
    (ann,) = await export(players.game.store, ANN)
    number = int(ann["number"])
    told = {"receipt": "given", "number": 0, "player": number, "topic": "t", "values": "{}", "due": 0}
    row = {"world": 0, "name": "rich", "place": 0, "player": number, "score": 1, "at": 1}
    async with players.game.store.engine.begin() as line:
        await line.execute(insert(person).values(object=number, name="Ann", settings='{"quiet":true}'))
        await line.execute(insert(member).values(guild=number, player=number, first_seen=1))
        await line.execute(insert(notice).values(told))
        await line.execute(insert(ranking).values(row))
    return number


async def _everything(players: Switching) -> str:
    async with players.game.store.reader.connect() as line:
        return repr([(await line.execute(select(table))).all() for table in metadata.sorted_tables])


@pytest.mark.system("G42")
def test_everything_about_a_player_is_exported(store_url: str) -> None:
    async def body(players: Switching) -> None:
        number = await _history(players)
        (found,) = await export(players.game.store, ANN)
        assert found["number"] == number
        assert found["person"][0]["settings"] == {"quiet": True}
        assert {each["asset"][1]: each["amount"] for each in found["holds"]}["coin.gold"] == 997
        assert [each["request"]["action"] for each in found["receipts"]][:2] == ["join", "gift"]
        assert all(found[part] for part in ("object", "cells", "entries", "notices", "rankings", "guilds"))

    played(store_url, body)


@pytest.mark.system("G42")
def test_who_is_erased_is_found_nowhere_and_all_sums_stay(store_url: str) -> None:
    async def body(players: Switching) -> None:
        store = players.game.store
        number = await _history(players)
        await Log(store).append()
        (erased,) = await erase(store, ANN, "op")
        assert (erased.number, erased.requests) == (number, 6)
        assert await export(store, ANN) == []
        everything = await _everything(players)
        assert str(ANN) not in everything
        assert "Ann" not in everything
        assert "lost it" not in everything

        async with store.reader.connect() as line:
            hashes = {each.receipt: each.hash for each in await line.execute(select(leaf))}
        proof = await Log(store).prove("given")
        assert leaf_hash(proof.leaf.written().encode()) == hashes["given"]

    played(store_url, body)


@pytest.mark.system("G42")
def test_who_comes_back_after_he_was_erased_is_new_in_a_process_that_knew_him_too(store_url: str) -> None:
    async def body(players: Switching) -> None:
        await _history(players)
        await erase(players.game.store, ANN, "op")
        await players.do(ANN, "join")
        assert (await has(players, ANN))["gold"] == 1000
        await players.do(BEN, "gift", friend=ANN, coin="gold", count=5)
        assert (await has(players, ANN))["gold"] == 1005
        assert (await players.do(ANN, "melt", card="frog", id_="late")).outcome == "accepted"

    played(store_url, body)


@pytest.mark.system("G42")
def test_a_player_goes_on_under_another_account_unless_that_plays_already(store_url: str) -> None:
    async def body(players: Switching) -> None:
        store = players.game.store
        await _history(players)
        await ban(players, ANN, 1)
        with pytest.raises(TakenError, match="plays already"):
            await move(store, ANN, BEN, "op")
        before: Any = await has(players, ANN)
        assert [each.world for each in await move(store, ANN, CAT, "op")] == [0]
        assert await has(players, CAT) == before
        assert (await players.do(ANN, "join")).outcome == "accepted"
        assert (await players.do(CAT, "join")).reason == "already"

    played(store_url, body)


@pytest.mark.system("G42")
def test_who_is_erased_while_everybody_plays_is_found_nowhere(store_url: str) -> None:
    async def body(players: Switching) -> None:
        for owner in (ANN, BEN, CAT):
            await players.do(owner, "join")
        over = asyncio.Event()

        async def give(owner: int, friend: int) -> None:
            while not over.is_set():
                await players.do(owner, "gift", friend=friend, coin="gold", count=1)

        crowd = [
            asyncio.create_task(give(*pair)) for pair in ((BEN, CAT), (CAT, BEN), (BEN, ANN), (ANN, CAT))
        ]
        (erased,) = await erase(players.game.store, ANN, "op")
        over.set()
        await asyncio.gather(*crowd)
        assert erased.requests > 0
        others = [each for owner in (BEN, CAT) for each in await export(players.game.store, owner)]
        known = {each["number"] for each in others} | {
            each["number"] for each in await export(players.game.store, ANN)
        }
        assert erased.number not in known

    played(store_url, body)
