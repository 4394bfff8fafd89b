"""Servers for tests -> they answer, they are each test's own, and they end with whoever began them."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import asyncpg
import redis as client

from tests.servers.folder import ROOM, sweep
from tests.servers.valkey import Valkey
from tests.servers.valkey import redis as run_redis

ROOT = Path(__file__).parents[2]
BOTH = """
import time
from tests.servers import postgres, redis
with redis() as one, postgres() as other:
    print(one.server.pid, other.server.pid, flush=True)
    time.sleep(60)
"""


def test_a_database_is_fresh_and_has_the_tables(postgres_url: str) -> None:
    async def counted() -> object:
        line = await asyncpg.connect(postgres_url.replace("+asyncpg", "", 1))
        try:
            return await line.fetchval("SELECT count(*) FROM object")
        finally:
            await line.close()

    assert asyncio.run(counted()) == 0


def test_what_one_test_leaves_in_redis_the_next_does_not_find(redis: Valkey, redis_url: str) -> None:
    with client.Redis.from_url(redis_url) as line:
        assert line.dbsize() == 0
        line.set("a", 1)
        assert redis.url == redis_url or "REDIS_URL" in os.environ


def test_a_server_is_started_again_and_has_forgotten() -> None:
    with run_redis(own=True) as server:
        with client.Redis.from_url(server.url) as line:
            line.set("a", 1)
        server.stop(signal.SIGKILL)
        server.start()
        with client.Redis.from_url(server.url) as line:
            assert line.get("a") is None


def test_servers_end_with_a_process_that_is_killed_and_what_they_left_is_swept() -> None:
    environment = {
        name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}
    }
    parent = subprocess.Popen(
        [sys.executable, "-c", BOTH], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout
    servers = [int(number) for number in parent.stdout.readline().split()]
    assert len(servers) == 2
    assert _left_by(parent.pid)

    parent.kill()
    parent.communicate()
    until = time.monotonic() + 20
    while any(map(_runs, servers)) and time.monotonic() < until:
        time.sleep(0.01)
    sweep()

    assert [number for number in servers if _runs(number)] == []
    assert _left_by(parent.pid) == []


def _left_by(process: int) -> list[Path]:
    return [*ROOM.glob(f"reve-server-*-{process}-*")]


def _runs(process: int) -> bool:
    """Tell whether a process is there, and is more than a name that nobody has asked after."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
