"""The first schema."""

from __future__ import annotations

from alembic import op

from engine.live.store.migration.statements import run

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    run(op.get_bind(), __file__)
