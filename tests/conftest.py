"""One way to run Hypothesis everywhere; servers for whoever asks for them."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.servers.fixture import (
    empty_postgres_url,
    other_postgres_url,
    postgres,
    postgres_url,
    redis,
    redis_url,
    template,
)

__all__ = [
    "empty_postgres_url",
    "other_postgres_url",
    "postgres",
    "postgres_url",
    "redis",
    "redis_url",
    "template",
]

# A busy machine is slow, and a failure that comes and goes teaches nobody: the same examples each time.
settings.register_profile(
    "house", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile("house")
