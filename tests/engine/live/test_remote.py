"""A Redis is reached by any address, asked for little, and never waited for."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Iterator

import pytest
from redis.asyncio.connection import Connection, SSLConnection, UnixDomainSocketConnection

from engine.live.breaker import FAILURES, AwayError
from engine.live.remote import Remote
from tests.servers import Valkey, redis

ADDRESSES = [
    ("redis://host:6379/0", Connection),
    ("rediss://default:password@host.upstash.io:6379", SSLConnection),
    ("unix:///run/redis.sock", UnixDomainSocketConnection),
]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Valkey]:
    monkeypatch.delenv("REDIS_URL", raising=False)
    with redis() as found:
        yield found


@pytest.mark.parametrize(("url", "kind"), ADDRESSES)
def test_plain_hosted_and_local_servers_are_reached_and_none_is_tried_twice(url: str, kind: type) -> None:
    pool = Remote(url).redis.connection_pool
    assert pool.connection_class is kind
    connection = pool.connection_class(**pool.connection_kwargs)
    assert (connection.socket_timeout, connection.socket_connect_timeout) == (0.08, 0.08)
    assert connection.retry._retries == 0


def test_games_that_share_a_server_are_kept_apart_and_each_in_one_place_of_a_cluster() -> None:
    assert Remote("redis://host", "mine").key("guard", "flood:1") == "{mine}:guard:flood:1"


def test_a_script_that_the_server_forgot_is_sent_again(server: Valkey) -> None:
    async def play() -> list[int]:
        remote = Remote(server.url, most=2.0)
        said = []
        for _ in range(2):
            said += [await remote.script("return ARGV[1] + 1", [], [number]) for number in (1, 2)]
            await remote.redis.script_flush()
        await remote.close()
        return said

    assert asyncio.run(play()) == [2, 3, 2, 3]


@pytest.mark.system("P10")
def test_a_frozen_server_is_waited_for_three_times_and_found_again(server: Valkey) -> None:
    async def play() -> None:
        heard: list[bool] = []
        remote = Remote(server.url, most=0.05, told=heard.append)

        async def ask() -> bool:
            try:
                return bool(await remote.call(lambda redis: redis.ping()))
            except AwayError:
                return False

        assert await ask()
        assert server.server is not None
        server.server.process.send_signal(signal.SIGSTOP)
        assert [await ask() for _ in range(50)] == [False] * 50
        assert (remote.breaker.failed, heard) == (FAILURES, [False])
        server.server.process.send_signal(signal.SIGCONT)
        until = time.monotonic() + 30
        while not await ask():
            assert time.monotonic() < until
            await asyncio.sleep(0.01)
        assert heard == [False, True]
        await remote.close()

    asyncio.run(play())
