"""What people bring: settings of servers, purchases, records that they write, pictures."""

from __future__ import annotations

from alembic import op

from engine.live.store.migration.statements import run

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make their tables."""
    run(op.get_bind(), __file__)
