"""What was: receipts and what they booked, only ever added to; what operators did."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
)

from engine.live.store.schema.base import metadata, numbered, one_of, where, whole, word

# *position* is the order in which rows were written; that of replay is in the versions in *objects*. There is
# no foreign key to generation and ruleset: every group would share a lock on the same two rows, and what it
# began with says already that they are there.
receipt = Table(
    "receipt",
    metadata,
    numbered("position"),
    word("id", unique=True),
    whole("world"),
    whole("player", ForeignKey("object.id")),
    word("action"),
    word("request"),
    Column("digest", LargeBinary(32), nullable=False),
    word("outcome"),
    word("reply"),
    whole("ruleset"),
    whole("generation"),
    whole("time"),
    whole("epoch"),
    whole("nonce"),
    word("rolls"),
    word("saw"),
    word("objects"),
    Column("hash", LargeBinary(16), nullable=False),
    one_of("outcome", "accepted", "refused", "failed"),
    Index(None, "player", "time"),
    Index(None, "world", "time"),
)
Index(
    "uq_receipt_epoch_player_nonce",
    receipt.c.epoch,
    receipt.c.player,
    receipt.c.nonce,
    unique=True,
    **where(receipt.c.nonce > 0),
)

# *source* and *target* are objects, or 0: where assets come from and go to. No foreign key leads to receipts:
# whoever writes entries writes their receipt with them, and it would be looked for once an entry.
entry = Table(
    "entry",
    metadata,
    word("receipt"),
    whole("number"),
    whole("slot"),
    whole("key"),
    whole("amount", CheckConstraint("amount > 0", name="amount")),
    whole("source"),
    whole("target"),
    word("why"),
    PrimaryKeyConstraint("receipt", "number"),
    Index(None, "source", "slot", "key"),
    Index(None, "target", "slot", "key"),
)

audit = Table(
    "audit",
    metadata,
    numbered(),
    whole("at"),
    word("actor"),
    word("action"),
    word("target", default=""),
    word("detail", default=""),
    Index(None, "at"),
    Index(None, "target"),
)
