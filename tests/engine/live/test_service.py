"""One process of a live game, whole: guards, turns, offers that end by themselves, notices, caches."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from engine.live.command import Command
from engine.live.fair.seal import fresh_key, ring
from engine.live.guard.answer import Turned
from engine.live.notice.letter import ClosedError, Letter
from engine.live.remote import Remote
from engine.live.reply import Reply
from engine.live.rulesets import Rulesets
from engine.live.service import Service, Terms, serving, tag
from engine.live.store.connect import connect
from engine.live.store.protocol import Stored
from rules.load import load
from rules.ruleset import Ruleset
from tests.packs import GAME
from tests.play import ruleset as small

PACK = Path(__file__).parents[3] / "content" / "reve"
KEY = fresh_key()
ONCE = """
kinds: {coin: {holdable: stack}}
coin: {gold: {}}
limits: {once: {per: player, times: 1, each: day}}
actions: {earn: {limit: once, do: [{give: {gold: 1}}]}}
"""
MINUTE = 60_000


@dataclass(slots=True)
class Clock:
    """The store's clock, which a test sets forward."""

    ahead: int = 0

    def __call__(self, now: int) -> int:
        """Return what time it is in the game."""
        return now + self.ahead


@dataclass(slots=True)
class Recorded:
    """A transport that keeps what it brings, and finds some doors closed."""

    closed: frozenset[int] = frozenset()
    brought: list[Letter] = field(default_factory=list)

    async def send(self, letter: Letter) -> None:
        """Bring a letter."""
        if letter.owner in self.closed:
            raise ClosedError
        self.brought.append(letter)


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    """The default game."""
    found = load(PACK).ruleset
    assert found is not None
    return found


@asynccontextmanager
async def _served(url: str, ruleset: Ruleset, clock: Clock, terms: Terms) -> AsyncIterator[Service]:
    store = connect(url, clock=clock)
    await store.open()
    try:
        number = await Rulesets(store.engine).keep(ruleset, 0)
        async with store.transaction() as transaction:
            active = transaction.begun.ruleset
        if active != number:
            await store.activate(number, "test")
        async with serving(store, ring(KEY), terms) as service:
            yield service
    finally:
        await store.close()


async def _did(service: Service, id_: str, owner: int, action: str, **params: Any) -> Reply:
    answer = await service.ask(Command(id_, 0, owner, action, params, guild=7, channel=70))
    assert isinstance(answer, Reply)
    return answer


async def _offer(service: Service, number: int) -> Stored:
    async with service.store.transaction() as transaction:
        return (await transaction.read([number]))[number]


@pytest.mark.system("G11", "P13")
def test_a_drop_that_nobody_grabbed_ends_by_itself(store_url: str, ruleset: Ruleset) -> None:
    async def run() -> None:
        clock = Clock()
        async with _served(store_url, ruleset, clock, Terms()) as service:
            for owner in (1, 2):
                await _did(service, f"s{owner}", owner, "start")
            dropped = await _did(service, "d", 1, "card_drop")
            (number,) = dropped.opened
            cards = dict(dropped.said)["let_loose"]["cards"]
            grabbed = await _did(service, "g", 2, "grab", drop=number, esprit=cards[0][1])
            assert (grabbed.outcome, grabbed.assets) == ("accepted", (("owned.esprit", cards[0][1], 1),))
            again = await _did(service, "g", 2, "grab", drop=number, esprit=cards[0][1])
            assert again.again
            assert again == grabbed
            clock.ahead = 2 * MINUTE
            late = await _did(service, "l", 1, "grab", drop=number, esprit=cards[1][1])
            assert late.reason == "offer.gone"
            while not (offer := await _offer(service, number)).over:
                await service.runner().tick()
            assert offer.holdings == ()

    asyncio.run(asyncio.wait_for(run(), 60))


@pytest.mark.system("P6")
def test_a_flood_is_turned_away_before_the_engine_and_leaves_no_receipt(ruleset: Ruleset) -> None:
    async def run() -> None:
        async with _served("memory://", ruleset, Clock(), Terms()) as service:
            most = ruleset.guards["flood"].times
            answers = [
                await service.ask(Command(f"f{number}", 0, 1, "profile")) for number in range(most + 5)
            ]
            turned = [answer for answer in answers if isinstance(answer, Turned)]
            assert turned
            assert all(each.retry_after > 0 for each in turned)
            async with service.store.transaction() as transaction:
                assert len(await transaction.receipts([f"f{n}" for n in range(most + 5)])) == most + 5 - len(
                    turned
                )

    asyncio.run(run())


@pytest.mark.parametrize(("shared_by", "there"), [("world", "refused"), ("guild", "accepted")])
def test_guilds_share_a_world_or_have_one_each(shared_by: str, there: str) -> None:
    rules = small(ONCE, GAME.replace("id: mine", f"id: mine, shared_by: {shared_by}"))

    async def run() -> None:
        async with _served("memory://", rules, Clock(), Terms()) as service:
            found = [await service.ask(Command(f"c{guild}", 0, 1, "earn", guild=guild)) for guild in (5, 6)]
            assert [each.outcome for each in found if isinstance(each, Reply)] == ["accepted", there]

    asyncio.run(run())


@pytest.mark.system("G33")
def test_notices_come_when_they_are_wanted_and_wait_in_a_box_where_doors_are_closed(ruleset: Ruleset) -> None:
    async def run() -> None:
        transport = Recorded(frozenset({3}))
        async with _served("memory://", ruleset, Clock(), Terms()) as service:
            for owner in (1, 2, 3, 4):
                await _did(service, f"s{owner}", owner, "start")
            gift = Command("g", 0, 1, "system.grant", {"phoenix": 1}, who=frozenset({"operator"}))
            assert await service.ask(gift) is not None
            for owner in (2, 3):
                asked = await _did(service, f"n{owner}", owner, "notify", bulletin="wager_offered", on=True)
                assert asked.outcome == "accepted"
            for rival in (2, 3, 4):
                await _did(service, f"w{rival}", 1, "wager", rival=rival, stake="casual")
            post = service.post(transport)
            while await post.tick():
                pass
            figures = await service.outbox.figures()
            assert [(each.owner, each.topic) for each in transport.brought] == [(2, "wager_offered")]
            assert {word: count for word, count in figures.items() if count} == {
                "sent": 1,
                "boxed": 1,
                "dropped": 1,
            }

    asyncio.run(asyncio.wait_for(run(), 60))


@pytest.mark.system("P5")
def test_what_changed_is_not_believed_in_another_process_any_more(
    postgres_url: str, redis_url: str, ruleset: Ruleset
) -> None:
    async def run() -> None:
        remotes = [Remote(redis_url, "test", most=5.0) for _ in range(2)]
        terms = [Terms(remote, processes=2, cache_times={"purse": 600.0}) for remote in remotes]
        async with (
            _served(postgres_url, ruleset, Clock(), terms[0]) as one,
            _served(postgres_url, ruleset, Clock(), terms[1]) as other,
        ):
            await _did(one, "s", 1, "start")
            number = one.game._numbers[next(name for name in one.game._numbers if name.owner == 1)]

            async def gold() -> int:
                async with other.store.transaction() as transaction:
                    stored = (await transaction.read([number]))[number]
                return sum(each.amount for each in stored.holdings)

            async def seen() -> int:
                return await other.cache.get("purse", number, gold, [tag(number)])

            before = await seen()
            assert await seen() == before
            await _did(one, "d", 1, "daily")
            assert await seen() > before
        for remote in remotes:
            await remote.close()

    asyncio.run(run())
