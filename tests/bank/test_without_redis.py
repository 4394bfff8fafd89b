"""Redis is stopped, killed, flushed at each step of a command: what was acknowledged is there, once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from tests.bank.steps import STEPS
from tests.bank.without_redis import HARMS, hurt
from tests.play import ruleset
from tests.servers import Valkey, redis

GUARDED = """
kinds: {coin: {holdable: stack}}
coin: {gold: {}}
guards: {flood: {per: user, times: 40, in: 10s}, all: {per: global, times: 2000, in: 1s}}
limits: {once: {per: player, times: 1, each: day}}
actions: {start: {limit: once, do: [{give: {gold: 1}}]}}
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Valkey]:
    """A server that may be hurt."""
    with redis(own=True) as found:
        yield found


@pytest.mark.system("P10")
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("harm", HARMS)
def test_nothing_hangs_on_redis_at_any_step(step: str, harm: str, server: Valkey) -> None:
    assert asyncio.run(hurt("memory://", ruleset(GUARDED), server, step, harm)).wrong == []
