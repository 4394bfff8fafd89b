"""The objects of a group, by number -> what a command sees of them, composed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.live.active import Active
from engine.live.codec import UNSET
from engine.live.held import Held
from engine.live.kept import NOTHING, Known
from engine.live.store.protocol import Stored
from engine.live.task import Task
from engine.state import Cells
from rules.program.moment import Moment


class UnlockedError(Exception):
    """A command needs objects that its group has not locked."""

    def __init__(self, numbers: frozenset[int]) -> None:
        super().__init__(sorted(numbers))
        self.numbers = numbers


class _Seen(dict[int, Any]):
    """Other objects as a command sees them, composed when it looks; what is not locked stops it."""

    def __init__(self, look: Callable[[int], Cells]) -> None:
        super().__init__()
        self._look = look

    def __missing__(self, number: int) -> Cells:
        """Compose one object."""
        self[number] = cells = self._look(number)
        return cells


@dataclass(frozen=True, slots=True)
class Sight:
    """What one command sees: its player's cells with those of its places, and a moment with all others."""

    cells: Cells
    moment: Moment
    named: tuple[Held, ...]
    objects: Objects

    def seen(self) -> list[Held]:
        """Return every object that the command named or looked at, its player first."""
        looked = (*self.moment.players, *self.moment.offers)
        others = (self.objects.held[number] for number in looked if number in self.objects.held)
        return list(dict.fromkeys((*self.named, *others)))


class Objects:
    """All objects of one try of a group."""

    def __init__(
        self,
        active: Active,
        stored: Mapping[int, Stored],
        locked: frozenset[int],
        known: Known = NOTHING,
    ) -> None:
        """Read what the store has; *known* is what it was told that is known."""
        self.active = active
        self.locked = locked
        self.held = {
            number: Held(
                active.codec,
                each,
                locked=number in locked,
                kept=known.cells[number] if each.bare else None,
            )
            for number, each in stored.items()
        }

    def keep(self) -> None:
        """Keep what the objects have, once it lasts, so that it need not be read again while it is so."""
        for number, held in self.held.items():
            if held.whole:
                self.active.kept.keep(number, held.stored.hash, held.cells)

    def get(self, number: int) -> Held:
        """Return an object, which must be there."""
        found = self.held.get(number)
        if found is None:
            raise UnlockedError(frozenset({number}))
        return found

    def of(self, task: Task) -> tuple[Held, ...]:
        """Return every object that a command is known to need: its player first."""
        numbers = (task.me, *task.shared.values(), *sorted(task.locks))
        return tuple(self.held[number] for number in dict.fromkeys(numbers) if number in self.held)

    def knows(self, number: int) -> bool:
        """Tell whether all that an object holds, if it is there, means something."""
        return number not in self.held or self.active.codec.knows(self.held[number].stored)

    def kinds(self, task: Task) -> dict[int, str]:
        """Return the kind of each offer that a command names; those of other worlds are none."""
        named = (self.held[number].stored.name for number in task.offers if number in self.held)
        return {name.owner: name.scope for name in named if name.world == task.command.world}

    def sight(self, task: Task, time: int, named: tuple[Held, ...] | None = None) -> Sight:
        """Return what a command sees at a time; *named* is `of` it, where that is known."""
        asked, seed = task.command, self.active.seed(task.command.world)
        today = self.active.ruleset.catalogue.calendar.day_of(time)

        def look(number: int) -> Cells:
            return self._player(number, task, replace(moment, me=number, players={}, offers={}))

        moment = Moment(
            time,
            today,
            task.me,
            seed,
            players=_Seen(look),
            offers=_Seen(self._offer),
            fresh=task.fresh,
            guild=asked.guild,
            channel=asked.channel,
            places=task.places,
        )
        cells = self._composed(self.get(task.me), task, moment)
        return Sight(cells, moment, named if named is not None else self.of(task), self)

    def _player(self, number: int, task: Task, moment: Moment) -> Cells:
        return self._composed(self._locked(number), task, moment)

    def _offer(self, number: int) -> Cells:
        return self._locked(number).cells

    def _locked(self, number: int) -> Held:
        """Return an object besides the one who acts; it must be locked, as it may be written.

        Raises `KeyError` where there is none.
        """
        held = self.held.get(number)
        if held is None and number in self.locked:
            raise KeyError(number)
        if held is None or not held.locked:
            raise UnlockedError(frozenset({number}))
        return held

    def _composed(self, held: Held, task: Task, moment: Moment) -> Cells:
        """Return the cells of a player with those of the places that the command speaks of."""
        cells = held.cells.copy()
        for scope, place in task.shared.items():
            if place in self.held:
                shared = self.held[place].cells
                for index in self.active.codec.own(scope):
                    cells[index] = shared[index]
        self._begin(cells, held, moment)
        return cells

    def _begin(self, cells: Cells, held: Held, moment: Moment) -> None:
        """Work out what a slot starts with, where the store has nothing of it yet."""
        new = held.stored.version == 0
        for slot, initial in self.active.initials:
            if slot.kind:
                if new and slot.scope == held.stored.name.scope and not cells[slot.index]:
                    cells[slot.index] = initial(cells, moment)
            elif cells[slot.index] is UNSET:
                cells[slot.index] = initial(cells, moment)
