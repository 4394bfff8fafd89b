"""A command that may be asked -> the game as it would be seen by it, now; nothing is locked or changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from bot.commands.option import is_version
from engine.live.active import Active
from engine.live.command import Command
from engine.live.group import parties
from engine.live.objects import Objects, Sight, UnlockedError
from engine.live.service import Service
from engine.live.store.protocol import Name, Receipt, Stored
from engine.live.task import Task
from engine.offer import Shape
from engine.outcome import Refused
from engine.request import Known, read_params
from engine.state import Cells, State
from engine.view.ask import Situation
from rules.program.node import Program

T = TypeVar("T")
_TRIES = 12


@dataclass(frozen=True, slots=True)
class Look:
    """What was read: *sight* is the player's, *receipt* that of a command that was carried out before."""

    active: Active
    task: Task
    objects: Objects
    sight: Sight
    receipt: Receipt | None = None

    @property
    def state(self) -> State:
        """Return what the player has."""
        return State(self.active.ruleset.catalogue, self.sight.cells)

    @property
    def command(self) -> Command:
        """Return what is asked."""
        return self.task.command

    def situation(self, params: Mapping[str, Any] | None = None) -> Situation | Refused:
        """Return how things stand for the command, or what is wrong with its parameters."""
        program, state = self.task.program, self.state
        if program is None:
            return Refused("no_action", ("no_action",), state, "params")
        known = Known({str(each): each for each in self.task.players.values()}, self.kinds)
        given = {**self.command.params, **self.task.players, **(params or {})}
        values = read_params(self.active.ruleset.catalogue, program, self.filled(given), state, known)
        return values if isinstance(values, Refused) else Situation(state, self.sight.moment, values)

    def filled(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Return parameters with the version of each offer that is asked for and not given."""
        found = dict(params)
        for param in self.task.program.params if self.task.program else ():
            if is_version(param.type) and param.name not in found:
                named = offer_of(self.task.program, param.type.kind)
                shown = self.offer(found.get(named))
                if shown is not None:
                    found[param.name] = shown[1][shown[0].version]
        return found

    @property
    def kinds(self) -> dict[int, str]:
        """Return the kind of each offer that was read, by number."""
        scopes = ((number, held.stored.name) for number, held in self.objects.held.items())
        return {number: name.scope for number, name in scopes if self._is_offer(name)}

    def _is_offer(self, name: Name) -> bool:
        return name.scope in self.active.ruleset.offers and name.world == self.command.world

    def offer(self, number: object) -> tuple[Shape, Cells] | None:
        """Return an offer that was read and stands."""
        held = self.objects.held.get(number) if isinstance(number, int) else None
        if held is None or not self._is_offer(held.stored.name):
            return None
        cells = held.cells
        shape = self.active.offers.of(cells)
        return (shape, cells) if shape.stands(cells, self.sight.moment.now) else None

    def account(self, number: int) -> int:
        """Return whose account a player's object is; raise `UnlockedError` where it was not read."""
        return self.objects.get(number).stored.name.owner


def offer_of(program: Program | None, kind: str) -> str:
    """Return the parameter of an action that names an offer of a kind."""
    params = program.params if program is not None else ()
    return next((each.name for each in params if each.type.name == "offer" and each.type.kind == kind), "")


async def looking(
    service: Service,
    command: Command,
    read: Callable[[Look], T],
    offers: Iterable[int] = (),
    *,
    told: bool = False,
) -> T:
    """Return what *read* makes of it; it is called again where it looks at what was not read yet.

    *told* reads the receipt as well, where the command was carried out before.
    """
    extra = set(offers)
    for _ in range(_TRIES):
        try:
            return read(await _looked(service, command, extra, told=told))
        except UnlockedError as missing:
            extra |= missing.numbers
    raise RecursionError(command.action)


async def _looked(service: Service, command: Command, extra: set[int], *, told: bool) -> Look:
    active = service.game.active
    world = command.world or active.ruleset.world(command.guild)
    task = Task(replace(command, world=world))
    task.under(active)
    names = task.names
    task.numbered(active, await service.numbers.of(names))
    wanted = task.locks | task.looks | extra
    ids = sorted(wanted)
    async with service.store.transaction([]) as group:
        known = active.kept.known(ids)
        begun, stored, receipts = await group.find(ids, known.hashes, [command.id] if told else [])
        met = parties(active, _offers(active, stored), known, gathering=True) - wanted
        stored |= await group.read(sorted(met))
    owners = {number: each.name.owner for number, each in stored.items()}
    if any(owners.get(number) != owner for number, owner in task.owners.items()):
        service.numbers.forget(names)  # somebody has another account by now
        raise UnlockedError(frozenset())
    objects = Objects(active, stored, frozenset(wanted | met), known)
    sight = objects.sight(task, max(begun.now, stored[task.me].time))
    then = active.at(sight.moment.now)
    task.program = then.program(task.command.action, task.command.params)
    return Look(then, task, objects, sight, receipts.get(command.id))


def _offers(active: Active, stored: Mapping[int, Stored]) -> list[Stored]:
    return [each for each in stored.values() if each.name.scope in active.ruleset.offers]
