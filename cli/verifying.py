"""A store and a receipt -> its proof, and when the seed that it needs is revealed."""

from __future__ import annotations

from datetime import UTC, datetime

from cli.exit import UsageProblem
from engine.fair.epoch import Epoch
from engine.fair.proof import Proof
from engine.live.fair.day import due
from engine.live.fair.epochs import find
from engine.live.fair.log import Log, UnloggedError
from engine.live.store.protocol import Store


async def proven(store: Store, receipt: str) -> tuple[Proof, str]:
    """Return a proof, and in words when its seed is revealed."""
    try:
        proof = await Log(store).prove(receipt)
    except UnloggedError as problem:
        raise UsageProblem(str(problem)) from problem
    return proof, _when(await find(store, proof.leaf.epoch))


def _when(epoch: Epoch | None) -> str:
    if epoch is None:
        return "at any time"
    written = f"{datetime.fromtimestamp(due(epoch) // 1000, UTC):%Y-%m-%d %H:%M} UTC"
    if epoch.ended is not None:
        return f"soon: it ended {written}"
    return f"after its epoch has ended, on {written} if nothing ends it before"
