"""Names of objects -> their numbers, which are looked up once: they change only when an account does."""

from __future__ import annotations

from collections.abc import Sequence

from engine.live.store.protocol import Name, Store

_MOST = 100_000


class Numbers:
    """What this process knows of a store's numbers."""

    def __init__(self, store: Store) -> None:
        """Begin with none."""
        self._store = store
        self._known: dict[Name, int] = {}

    async def of(self, names: Sequence[Name]) -> dict[Name, int]:
        """Return the number of each."""
        missing = [name for name in names if name not in self._known]
        if missing:
            if len(self._known) > _MOST:
                self._known.clear()
                missing = [*names]
            self._known |= await self._store.resolve(missing)
        return {name: self._known[name] for name in names}

    def forget(self, names: Sequence[Name]) -> None:
        """Look these up again the next time."""
        for name in names:
            self._known.pop(name, None)
