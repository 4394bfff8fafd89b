"""What is: rulesets and which is active, numbers of content, objects and what they have."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    false,
)

from engine.live.store.schema.base import ROOMY, metadata, numbered, where, whole, word

# Blocks of numbers are taken from here: of objects, and of content.
counter = Table("counter", metadata, word("name", primary_key=True), whole("next"))

# Several names of one number are a record that was renamed, or a variable.
content = Table(
    "content",
    metadata,
    word("noun"),
    word("name"),
    whole("id"),
    PrimaryKeyConstraint("noun", "name"),
    Index(None, "id"),
)

# *content* is the resolved pack as canonical JSON, compressed; *hash* names it.
ruleset = Table(
    "ruleset",
    metadata,
    numbered(),
    word("hash", unique=True),
    whole("language"),
    whole("semantics"),
    word("game"),
    Column("content", LargeBinary(), nullable=False),
    whole("created"),
)

# The last row is what is active.
generation = Table(
    "generation",
    metadata,
    Column("generation", BigInteger(), primary_key=True, autoincrement=False),
    whole("ruleset", ForeignKey("ruleset.id"), index=True),
    whole("at"),
    word("actor", default=""),
    word("why", default=""),
)

object_ = Table(
    "object",
    metadata,
    Column("id", BigInteger(), primary_key=True, autoincrement=False),
    whole("world"),
    word("scope"),
    whole("owner"),
    whole("version", default=0),
    whole("time", default=0),
    whole("nonce", default=0),
    word("seed", default=""),
    Column("hash", LargeBinary(16), nullable=False),
    Column("ends", BigInteger()),
    Column("over", Boolean(create_constraint=False), nullable=False, server_default=false()),
    whole("banned", default=0),
    UniqueConstraint("world", "scope", "owner"),
    **ROOMY,
)
Index("ix_object_ends", object_.c.ends, **where(object_.c.ends.is_not(None) & object_.c.over.is_(false())))

holding = Table(
    "holding",
    metadata,
    whole("object", ForeignKey("object.id")),
    whole("slot"),
    whole("key"),
    whole("putter"),
    whole("amount", CheckConstraint("amount >= 0", name="amount")),
    PrimaryKeyConstraint("object", "slot", "key", "putter"),
    Index(None, "slot", "key"),
    **ROOMY,
)

cell = Table(
    "cell",
    metadata,
    whole("object", ForeignKey("object.id")),
    whole("slot"),
    whole("key"),
    whole("value"),
    PrimaryKeyConstraint("object", "slot", "key"),
    **ROOMY,
)
