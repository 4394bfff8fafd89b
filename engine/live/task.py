"""A command on its way: who it is by number, what it needs locked, and since when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.live.active import Active, Reach
from engine.live.command import Command, digest
from engine.live.correct.word import CORRECTIONS, accounts_of
from engine.live.store.protocol import Name
from engine.live.system import OPERATOR
from rules.program.node import Program

NO_REACH = Reach(frozenset(), frozenset(), (), (), 0, gathers=False)


@dataclass(slots=True)
class Task:
    """One command; what is worked out from the ruleset is worked out again when that changes.

    *now* is the clock at the first try; *time* when it was carried out, where that is known: a replay.
    *places* are where the player stands in rankings. *extra* is what earlier tries found out must be locked.
    """

    command: Command
    request: str = ""
    digest: bytes = b""
    now: int = 0
    time: int = 0
    program: Program | None = None
    reach: Reach = NO_REACH
    me: int = 0
    shared: dict[str, int] = field(default_factory=dict)
    players: dict[str, int] = field(default_factory=dict)
    offers: tuple[int, ...] = ()
    fresh: tuple[int, ...] = ()
    places: Mapping[tuple[str, int], int] = field(default_factory=dict)
    extra: set[int] = field(default_factory=set)
    names: list[Name] = field(default_factory=list)  # of its player, its places and whom it speaks of
    _named: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Know the request by its digest."""
        self.request = self.command.request
        self.digest = digest(self.request)

    def under(self, active: Active) -> None:
        """Look the action up in a ruleset."""
        self.program = active.program(self.command.action, self.command.params)
        self.reach = active.reach(self.program) if self.program else NO_REACH
        if self.command.action in CORRECTIONS and OPERATOR in self.command.who:
            self.extra |= accounts_of(self.command.params)
        given = {name: _whole(self.command.params.get(name)) for name in self.reach.players}
        self._named = {name: owner for name, owner in given.items() if owner > 0}
        self.offers = tuple(
            number for name in self.reach.offers if (number := _whole(self.command.params.get(name))) > 0
        )
        self.names = self._spoken_of(active)

    def _spoken_of(self, active: Active) -> list[Name]:
        command = self.command
        places = {"guild": command.guild, "channel": command.channel, "world": 0}
        return [
            Name(command.world, "player", command.owner),
            *[Name(command.world, scope, places[scope]) for scope in active.shared],
            *[Name(command.world, "player", owner) for owner in self._named.values()],
        ]

    def numbered(self, active: Active, numbers: dict[Name, int]) -> None:
        """Take over the numbers of those objects."""
        found = [numbers[name] for name in self.names]
        self.me = found[0]
        self.shared = dict(zip(active.shared, found[1:], strict=False))
        self.players = dict(zip(self._named, found[1 + len(active.shared) :], strict=True))

    @property
    def owners(self) -> dict[int, int]:
        """Return whose objects the players are that the command speaks of, as far as it knows."""
        named = self._named
        return {self.me: self.command.owner} | {self.players[name]: owner for name, owner in named.items()}

    @property
    def locks(self) -> set[int]:
        """Return what is locked from the start."""
        shared = {number for scope, number in self.shared.items() if scope in self.reach.writes}
        return {self.me, *self.players.values(), *self.offers, *shared, *self.extra}

    @property
    def looks(self) -> set[int]:
        """Return what is only read."""
        return {number for scope, number in self.shared.items() if scope in self.reach.reads}


def _whole(value: object) -> int:
    """Return a number that was given, 0 where it is none; who asks is refused later, by the parameter."""
    try:
        return int(value) if isinstance(value, int | str) else 0
    except ValueError:
        return 0
