"""`reve rollback`: the hash of a ruleset that was active once -> the active ruleset."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from cli.options import STORE
from cli.reload import actor, told

if TYPE_CHECKING:
    from engine.live.activate import Activated, Stopped
    from engine.live.store.protocol import Store


def rollback(
    hash_: str = typer.Argument(
        ..., metavar="HASH", help="The beginning of its hash; `reve rulesets` lists them."
    ),
    store: str = STORE,
    why: str = typer.Option("rolled back", "--why", help="What is noted of it."),
) -> int:
    """Go back to a ruleset; what it does not know is frozen, and comes back with it."""
    from cli.storing import ask

    found, full = ask(store, lambda opened: _rolled(opened, hash_, why))
    return told(found, full)


async def _rolled(store: Store, hash_: str, why: str) -> tuple[Activated | Stopped, str]:
    from engine.live.activate import roll_back
    from engine.live.rulesets import Rulesets

    kept = Rulesets(store.engine)
    full = (await kept.ruleset(await kept.find(hash_))).hash
    return await roll_back(store, kept, full, why, actor()), full
