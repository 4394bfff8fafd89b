"""A command that rolls -> luck that hangs on whoever has a part in it, and what its receipt keeps of it."""

from __future__ import annotations

from engine.chance import FairChance, KeyedChance
from engine.fair.luck import Basis, Holder, of_offer, of_player, written
from engine.fair.secret import Secret
from engine.live.held import Held
from engine.live.objects import Objects, UnlockedError
from engine.live.store.protocol import Stored
from engine.live.task import Task


class Dice(KeyedChance):
    """Luck of one command. On what it hangs is looked up when it first rolls: most commands do not."""

    def __init__(self, seed: Secret, task: Task, objects: Objects) -> None:
        super().__init__(record=True)
        self._seed = seed
        self._task = task
        self._objects = objects
        self._basis: Basis | None = None
        self._fair: FairChance | None = None
        self.counting: tuple[int, ...] = ()  # the objects whose nonce was used

    def bits(self, site: int, coordinate: int, attempt: int = 0) -> int:
        """Return the bits of fair luck; raise `UnlockedError` where who has a part is not locked."""
        if self._fair is None:
            self._basis = self._look()
            self._fair = self._basis.chance(self._seed)
        return self._fair.bits(site, coordinate, attempt)

    def written(self) -> str:
        """Return what a receipt keeps."""
        return written(self._basis, self.rolls or ()) if self._basis else "[]"

    def _look(self) -> Basis:
        """Find who has a part: who opened the offer that the command names, if that is another player.

        What the clock opened is nobody's.
        """
        me = self._objects.get(self._task.me).stored
        for number in self._task.offers:
            offer = self._objects.get(number)
            owner = self._owner(offer)
            if owner and owner not in self._task.locks:
                raise UnlockedError(frozenset({owner}))
            other = self._objects.get(owner).stored if owner else me
            if other is not me and other.name.owner:
                self.counting = (me.id, number)
                return of_offer(_holder(me), _holder(other), number, offer.stored.nonce + 1)
        self.counting = (me.id,)
        return of_player(_holder(me), me.nonce + 1)

    def _owner(self, offer: Held) -> int:
        return int(offer.cells[self._objects.active.offers.of(offer.cells).owner])


def _holder(player: Stored) -> Holder:
    return Holder(player.id, player.seed)
