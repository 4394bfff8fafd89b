"""A store's epochs -> the seeds that its history was rolled with: published ones, or all with the keys."""

from __future__ import annotations

from engine.fair.secret import Secret
from engine.live.fair.epochs import EpochError, Epochs, find
from engine.live.fair.seal import ring
from engine.live.store.protocol import Store


class Seeds:
    """The seeds of a store; *keys* are those of the settings, empty where there are none."""

    def __init__(self, store: Store, keys: str) -> None:
        self._store = store
        self._epochs = Epochs(store, ring(keys)) if keys else None
        self._known: dict[int, Secret] = {}

    async def seed(self, epoch: int) -> Secret:
        """Return the seed of an epoch."""
        if epoch not in self._known:
            self._known[epoch] = await self._find(epoch)
        return self._known[epoch]

    async def _find(self, epoch: int) -> Secret:
        if self._epochs is not None:
            return await self._epochs.seed(epoch)
        found = await find(self._store, epoch)
        if found is None or found.seed is None:
            raise EpochError(
                f"the seed of epoch {epoch} is not published yet; set REVE_SEED_KEYS to replay it"
            )
        return Secret(found.seed)
