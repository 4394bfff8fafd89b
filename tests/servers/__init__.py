"""Servers from Python packages, or those that DATABASE_URL and REDIS_URL name -> where they answer.

with postgres(durable=True) as server, database(server) as url: ...
with redis() as url: ...
"""

from tests.servers.databases import database
from tests.servers.postgresql import Postgres, postgres
from tests.servers.valkey import Valkey, redis

__all__ = ["Postgres", "Valkey", "database", "postgres", "redis"]
