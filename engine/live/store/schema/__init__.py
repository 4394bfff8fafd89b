"""The tables of a game's state, of its history, and of what is worked out from them.

Times are milliseconds since 1970. Numbers of objects and content are the store's own. What a game is made of
is never a column: slots and records are numbers of `content`.
"""

from engine.live.store.schema.base import metadata
from engine.live.store.schema.brought import picture, purchase, report, server, submission
from engine.live.store.schema.duty import checkpoint, epoch, job, leaf, notice
from engine.live.store.schema.history import audit, entry, receipt
from engine.live.store.schema.people import member, person, ranking
from engine.live.store.schema.state import cell, content, counter, generation, holding, object_, ruleset

# The migration that makes these tables, and the table that Alembic keeps the reached one in.
VERSION = "0002"
VERSION_TABLE = "schema_version"

__all__ = [
    "VERSION",
    "VERSION_TABLE",
    "audit",
    "cell",
    "checkpoint",
    "content",
    "counter",
    "entry",
    "epoch",
    "generation",
    "holding",
    "job",
    "leaf",
    "member",
    "metadata",
    "notice",
    "object_",
    "person",
    "picture",
    "purchase",
    "ranking",
    "receipt",
    "report",
    "ruleset",
    "server",
    "submission",
]
