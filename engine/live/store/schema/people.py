"""Who plays where and in which order they stand: what may be erased, or worked out again."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, PrimaryKeyConstraint, Table, false

from engine.live.store.schema.base import ROOMY, metadata, whole, word

person = Table(
    "person",
    metadata,
    Column("object", BigInteger(), ForeignKey("object.id"), primary_key=True, autoincrement=False),
    word("name", default=""),
    word("locale", default=""),
    word("settings", default="{}"),
    Column("erased", Boolean(create_constraint=False), nullable=False, server_default=false()),
)

member = Table(
    "member",
    metadata,
    whole("guild", ForeignKey("object.id")),
    whole("player", ForeignKey("object.id"), index=True),
    whole("first_seen"),
    PrimaryKeyConstraint("guild", "player"),
)

# *place* is the object of a guild, or 0 for all of the world.
ranking = Table(
    "ranking",
    metadata,
    whole("world"),
    word("name"),
    whole("place"),
    whole("player", ForeignKey("object.id"), index=True),
    whole("score"),
    whole("at"),
    PrimaryKeyConstraint("world", "name", "place", "player"),
    **ROOMY,
)
Index("ix_ranking_score", *(ranking.c[name] for name in ("world", "name", "place")), ranking.c.score.desc())
