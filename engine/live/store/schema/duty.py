"""What is still to be done or shown: notices, jobs, epochs of luck, the log's leaves and checkpoints."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    false,
)

from engine.live.store.schema.base import ROOMY, Number, metadata, numbered, one_of, where, whole, word

WAITING = "waiting"

# Whoever sends one takes a lease first. A later notice of the same topic takes the place of one that waits,
# and ends its lease, so that only what was sent is marked so.
notice = Table(
    "notice",
    metadata,
    numbered(),
    word("receipt", ForeignKey("receipt.id")),
    whole("number"),
    whole("player", ForeignKey("object.id")),
    word("topic"),
    word("values"),
    whole("due"),
    Column("replaces", Boolean(create_constraint=False), nullable=False, server_default=false()),
    word("state", default=WAITING),
    whole("tries", default=0),
    whole("next_at", default=0),
    whole("leased_until", default=0),
    Column("sent_at", BigInteger()),
    word("error", default=""),
    one_of("state", WAITING, "sent", "failed", "dropped", "boxed", "read"),
    UniqueConstraint("receipt", "number"),
    Index(None, "player", "due"),
    **ROOMY,
)
_waits = notice.c.state == WAITING
Index("ix_notice_next_at", notice.c.next_at, **where(_waits))
Index(
    "uq_notice_player_topic",
    notice.c.player,
    notice.c.topic,
    unique=True,
    **where(notice.c.replaces & _waits),
)

# The name of a job is why it runs once.
job = Table(
    "job",
    metadata,
    word("name", primary_key=True),
    word("kind"),
    whole("due"),
    word("payload", default="{}"),
    whole("created", default=0),
    whole("tries", default=0),
    whole("leased_until", default=0),
    word("leased_by", default=""),
    Column("done_at", BigInteger()),
    Column("failed_at", BigInteger()),
    word("error", default=""),
    Index(None, "kind", "due"),
)
Index("ix_job_due", job.c.due, **where(job.c.done_at.is_(None) & job.c.failed_at.is_(None)))

epoch = Table(
    "epoch",
    metadata,
    Column("id", BigInteger(), primary_key=True, autoincrement=False),
    word("commitment", unique=True),
    Column("sealed", LargeBinary(), nullable=False),
    word("key_id"),
    whole("begun"),
    Column("ended", BigInteger()),
    Column("revealed", LargeBinary()),
)

leaf = Table(
    "leaf",
    metadata,
    Column("position", Number, primary_key=True, autoincrement=False),
    word("receipt", ForeignKey("receipt.id"), unique=True),
    Column("hash", LargeBinary(32), nullable=False),
)

checkpoint = Table(
    "checkpoint",
    metadata,
    Column("size", BigInteger(), autoincrement=False),
    Column("root", LargeBinary(32), nullable=False),
    whole("at"),
    PrimaryKeyConstraint("size"),
)
