"""What people bring from outside a game: settings of servers, purchases, records they write, their pictures.

What is JSON has no columns of its own, so that a bot may keep more of it without a step of the schema.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, LargeBinary, Table, UniqueConstraint

from engine.live.store.schema.base import metadata, numbered, one_of, whole, word

# *guild* is Discord's number, as its owner speaks for all worlds that are played there.
server = Table(
    "server",
    metadata,
    Column("guild", BigInteger(), primary_key=True, autoincrement=False),
    word("settings", default="{}"),
    whole("changed"),
)

# *id* is what the shop calls it, which is why nothing is granted twice. *account* is 0 once he is forgotten.
purchase = Table(
    "purchase",
    metadata,
    word("id", primary_key=True),
    whole("account"),
    Column("player", BigInteger(), ForeignKey("object.id")),
    word("product"),
    whole("cents", default=0),
    word("currency", default=""),
    word("state"),
    word("details", default="{}"),
    whole("at"),
    whole("changed"),
    one_of("state", "pending", "granted", "refunded", "test"),
    Index(None, "account"),
    Index(None, "at"),
)

# A record, or a few, that a player wrote: what they are in *content*, and *name* is their id in the game.
submission = Table(
    "submission",
    metadata,
    numbered(),
    whole("world"),
    whole("creator", ForeignKey("object.id"), index=True),
    word("kind"),
    word("name", unique=True),
    whole("version", default=1),
    word("state"),
    word("content"),
    word("note", default=""),
    word("moderator", default=""),
    whole("at"),
    whole("changed"),
    one_of("state", "draft", "submitted", "refused", "live", "down"),
    Index(None, "state", "changed"),
)

report = Table(
    "report",
    metadata,
    numbered(),
    whole("submission", ForeignKey("submission.id")),
    whole("reporter", ForeignKey("object.id"), index=True),
    word("text", default=""),
    word("state", default="open"),
    whole("at"),
    one_of("state", "open", "closed"),
    UniqueConstraint("submission", "reporter"),
)

# Named by what is in it: who brings one twice has brought it once.
picture = Table(
    "picture",
    metadata,
    Column("hash", LargeBinary(32), primary_key=True),
    word("media"),
    Column("bytes", LargeBinary(), nullable=False),
    whole("at"),
)
