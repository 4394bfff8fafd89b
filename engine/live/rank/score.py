"""A player as he is stored -> his score in each ranking, as of his last command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from engine.live.active import Active
from engine.live.command import Command
from engine.live.objects import Objects, Sight, UnlockedError
from engine.live.store.protocol import Stored
from engine.live.task import Task
from rules.expression.scalar import ScalarCode
from rules.expression.type import NONE
from rules.program.ranking import Ranking


@dataclass(frozen=True, slots=True)
class Score:
    """So much in a board of a world: that of a ranking, and of a period of it where such are kept."""

    world: int
    board: str
    player: int
    score: int
    at: int


def board_of(ranking: str, period: int, *, keeps: bool) -> str:
    """Return what the board of a ranking is called, where boards of periods are kept that of one."""
    return f"{ranking}:{period}" if keeps else ranking


class Scorer:
    """The rankings of one ruleset, compiled."""

    def __init__(self, active: Active) -> None:
        """Compile them."""
        self.active = active
        code = ScalarCode(active.ruleset.catalogue)
        self._rankings: list[tuple[Ranking, Callable[..., Any], Callable[..., Any] | None]] = [
            (each, code.function(each.by, ()), code.function(each.period, ()) if each.period else None)
            for each in active.ruleset.rankings.values()
        ]

    def scores(self, player: Stored, world: Stored | None = None) -> Iterator[Score]:
        """Yield a player's scores; time stands still since his last command, so a reset has not yet come.

        That is why the last score of a period is still known when the next one has begun.
        """
        sight = self._sight(player, world)
        for ranking, by, period in self._rankings:
            number = period(sight.cells, sight.moment) if period else 0
            if number == NONE:
                continue  # between two periods
            try:
                score = int(by(sight.cells, sight.moment))
            except UnlockedError:
                continue  # it hangs on somebody whom this player once named
            board = board_of(ranking.name, number, keeps=period is not None)
            yield Score(player.name.world, board, player.id, score, player.time)

    def _sight(self, player: Stored, world: Stored | None) -> Sight:
        task = Task(Command("", player.name.world, player.name.owner, ""))
        task.me = player.id
        stored = {player.id: player}
        if world is not None:
            task.shared = {"world": world.id}
            stored[world.id] = world
        return Objects(self.active, stored, frozenset()).sight(task, player.time)
