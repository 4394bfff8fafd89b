"""Notices: brought once and in order, tried again, dropped, boxed and read; the transport only records."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from random import Random

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from engine.live.notice.letter import ClosedError, Letter, SlowError
from engine.live.notice.outbox import Outbox
from engine.live.notice.post import Post
from engine.live.store.connect import connect
from engine.live.store.schema import notice, object_, person, receipt

START = 1_000_000


@dataclass
class Recorded:
    """A transport that brings nothing; *fails* says what is raised, letter by letter."""

    fails: Callable[[Letter], Exception | None] = lambda _: None
    sent: list[Letter] = field(default_factory=list)

    async def send(self, letter: Letter) -> None:
        """Remember a letter."""
        wrong = self.fails(letter)
        if wrong is not None:
            raise wrong
        self.sent.append(letter)

    @property
    def topics(self) -> list[str]:
        """Return what was told."""
        return [letter.topic for letter in self.sent]


@dataclass
class Scene:
    """A store with players, a transport, a clock that is set by hand."""

    engine: AsyncEngine
    transport: Recorded
    now: int = START
    refused: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.outbox = Outbox(self.engine)
        self.post = Post(self.outbox, self.transport, self.wanted, self.clock, random=Random(1))

    async def clock(self) -> int:
        """Return the time."""
        return self.now

    async def wanted(self, letter: Letter) -> bool:
        """Tell whether nobody refused it."""
        return letter.topic not in self.refused

    async def tell(self, player: int, *topics: str, due: int = START, replaces: bool = False) -> None:
        """Write notices as a commit does."""
        async with self.engine.begin() as line:
            for topic in topics:
                row = {"receipt": "r", "player": player, "topic": topic, "due": due, "replaces": replaces}
                number = len((await line.execute(select(notice.c.id))).all())
                await line.execute(insert(notice), [{**row, "number": number, "values": '{"n":1}'}])

    async def ticks(self, count: int = 12) -> None:
        """Let the post look so often."""
        for _ in range(count):
            await self.post.tick()


def play(
    test: Callable[[Scene], Awaitable[None]], transport: Recorded | None = None, url: str = "memory://"
) -> None:
    """Run a test with two players, 1 and 2, who are 101 and 102 in Discord."""

    async def run() -> None:
        store = connect(url)
        await store.open()
        players = [{"id": n, "world": 0, "scope": "player", "owner": 100 + n, "hash": b""} for n in (1, 2)]
        said = {
            "id": "r",
            "position": 1,
            "world": 0,
            "player": 1,
            "action": "a",
            "request": "",
            "digest": b"",
        }
        became = {"outcome": "accepted", "reply": "", "ruleset": 0, "generation": 0, "time": 0, "epoch": 0}
        rest = {"nonce": 0, "rolls": "", "saw": "", "objects": "", "hash": b""}
        try:
            async with store.engine.begin() as line:
                await line.execute(insert(object_), players)
                await line.execute(insert(receipt), [{**said, **became, **rest}])
            await test(Scene(store.engine, transport or Recorded()))
        finally:
            await store.close()

    asyncio.run(run())


@pytest.mark.system("G33")
def test_notices_are_brought_once_and_to_each_player_in_order(shared_url: str) -> None:
    async def test(scene: Scene) -> None:
        await scene.tell(1, "a", "b", "c")
        await scene.tell(2, "d")
        assert await scene.post.tick() == 2  # of each player the first
        assert sorted(scene.transport.topics) == ["a", "d"]
        await scene.ticks()
        assert [letter.topic for letter in scene.transport.sent if letter.player == 1] == ["a", "b", "c"]
        assert await scene.outbox.figures() == {"sent": 4}
        (first, *_) = scene.transport.sent
        assert (first.world, first.owner, first.values) == (0, 100 + first.player, {"n": 1})

    play(test, url=shared_url)


def test_nothing_is_brought_before_it_is_due() -> None:
    async def test(scene: Scene) -> None:
        await scene.tell(1, "later", due=START + 1)
        assert await scene.post.tick() == 0
        scene.now += 1
        assert await scene.post.tick() == 1

    play(test)


def test_what_fails_is_tried_again_with_the_same_nonce_and_what_follows_waits() -> None:
    nonces: list[str] = []

    def twice(letter: Letter) -> Exception | None:
        nonces.append(letter.nonce)
        return ConnectionError("reset") if len(nonces) < 3 else None

    async def test(scene: Scene) -> None:
        await scene.tell(1, "a", "b")
        await scene.ticks(3)
        assert scene.transport.topics == []
        for _ in range(3):
            scene.now += 10_000
            await scene.post.tick()
        await scene.ticks(2)
        assert scene.transport.topics == ["a", "b"]
        assert nonces[0] == nonces[1] == nonces[2] != nonces[3]

    play(test, Recorded(twice))


def test_after_five_tries_a_notice_is_kept_for_its_player() -> None:
    tried: list[Letter] = []

    def never(letter: Letter) -> Exception | None:
        tried.append(letter)
        return ConnectionError("reset")

    async def test(scene: Scene) -> None:
        await scene.tell(1, "a")
        for _ in range(20):
            await scene.post.tick()
            scene.now += 1_000_000
        assert len(tried) == 5
        assert await scene.outbox.figures() == {"failed": 1}
        assert [letter.topic for letter in await scene.outbox.inbox(1)] == ["a"]

    play(test, Recorded(never))


def test_closed_messages_end_in_the_box_and_are_read_there() -> None:
    async def test(scene: Scene) -> None:
        await scene.tell(1, "a", "b")
        await scene.tell(2, "c")
        await scene.ticks()
        assert [letter.topic for letter in await scene.outbox.inbox(1)] == ["b", "a"]
        (newest, _) = await scene.outbox.inbox(1)
        assert await scene.outbox.read(2, [newest.id]) == 0
        assert await scene.outbox.read(1, [newest.id]) == 1
        assert [letter.topic for letter in await scene.outbox.inbox(1)] == ["a"]
        assert await scene.outbox.read(1) == 1
        assert [(each.topic, each.state) for each in await scene.outbox.inbox(1, all_=True)] == [
            ("b", "read"),
            ("a", "read"),
        ]

    play(test, Recorded(lambda _: ClosedError()))


def test_what_nobody_wants_any_more_is_dropped_and_hinders_nothing() -> None:
    async def test(scene: Scene) -> None:
        scene.refused = {"a"}
        await scene.tell(1, "a", "b")
        await scene.ticks()
        assert scene.transport.topics == ["b"]
        assert await scene.outbox.figures() == {"dropped": 1, "sent": 1}

    play(test)


def test_who_is_slowed_down_waits_as_long_as_he_is_told() -> None:
    slow = iter([SlowError(500_000)])

    async def test(scene: Scene) -> None:
        await scene.tell(1, "a")
        await scene.post.tick()
        scene.now += 499_999
        assert await scene.post.tick() == 0
        scene.now += 1
        await scene.post.tick()
        assert scene.transport.topics == ["a"]

    play(test, Recorded(lambda _: next(slow, None)))


def test_a_lease_that_is_over_lets_another_bring_it_with_the_same_nonce() -> None:
    async def test(scene: Scene) -> None:
        await scene.tell(1, "a")
        (died,) = await scene.outbox.lease(scene.now, scene.now + 100, 9)
        assert await scene.post.tick() == 0
        scene.now += 100
        await scene.post.tick()
        (sent,) = scene.transport.sent
        assert sent.nonce == died.nonce
        await scene.outbox.failed(died, "too late")
        assert await scene.outbox.figures() == {"sent": 1}

    play(test)


def test_a_later_notice_that_took_the_place_of_one_on_its_way_is_brought_too() -> None:
    async def test(scene: Scene) -> None:
        await scene.tell(1, "full", replaces=True)
        (early,) = await scene.outbox.lease(scene.now, scene.now + 100, 9)
        async with scene.engine.begin() as line:  # as the commit of a later command does
            later = {
                "number": 7,
                "due": scene.now + 50,
                "leased_until": 0,
                "tries": 0,
                "next_at": scene.now + 50,
            }
            await line.execute(update(notice).values(later))
        await scene.outbox.sent(early, scene.now)
        scene.now += 50
        await scene.post.tick()
        assert [letter.number for letter in scene.transport.sent] == [7]

    play(test)


def test_who_was_erased_is_told_nothing() -> None:
    async def test(scene: Scene) -> None:
        await scene.tell(1, "a")
        async with scene.engine.begin() as line:
            await line.execute(insert(person), [{"object": 1, "erased": True}])
        assert await scene.post.tick() == 0

    play(test)


def test_nonces_are_as_short_as_discord_wants_and_tell_notices_apart() -> None:
    letter = Letter(1, "receipt", 0, 1, 0, 101, "a")

    assert len(letter.nonce) == 25
    assert letter.nonce == replace(letter, tries=3, id=9).nonce
    assert letter.nonce != replace(letter, number=1).nonce
