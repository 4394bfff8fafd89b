"""A day that ends -> a checkpoint to publish, a new epoch, and the seed of the one that is over."""

from __future__ import annotations

from dataclasses import dataclass

from engine.fair.epoch import Epoch
from engine.live.fair.epochs import Epochs
from engine.live.fair.log import Checkpoint, Log

LASTS = 24 * 60 * 60 * 1000  # ms for which an epoch is under way, if nothing ends it before


@dataclass(frozen=True, slots=True)
class Published:
    """What the operator posts where nobody can take it back."""

    checkpoint: Checkpoint
    begun: Epoch
    revealed: tuple[Epoch, ...]


def due(epoch: Epoch) -> int:
    """Return when (ms) an epoch's seed is revealed, at the earliest."""
    return epoch.ended if epoch.ended is not None else epoch.begun + LASTS


async def turn(epochs: Epochs, log: Log, now: int) -> Published:
    """End the day: promise the next seed, log all that happened, and reveal the seeds used no more.

    In this order: no receipt of an epoch is missing from the checkpoint, which can be published before
    anyone reckons with the seed. After a restore this is done at once: nonces count from before, and must
    not meet the seed again under which they were used.
    """
    begun = await epochs.rotate(now)
    checkpoint = await log.checkpoint(now)
    return Published(checkpoint, begun, tuple(await epochs.reveal_ended()))
