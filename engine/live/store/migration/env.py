"""Run by Alembic: the connection that `upgrade` gives it -> the steps, in its transaction."""

from __future__ import annotations

from alembic import context

from engine.live.store.schema import VERSION_TABLE, metadata


def step() -> None:
    """Take the steps that were asked for."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        version_table=VERSION_TABLE,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if __name__ == "env_py":  # as Alembic calls it
    step()
