"""A notice that is due -> whether its game says that the player, as he is now, is to be told of it."""

from __future__ import annotations

from collections.abc import Callable

from engine.chance import Chance
from engine.live.active import Active
from engine.live.command import Command
from engine.live.notice.letter import Letter
from engine.live.objects import Objects
from engine.live.store.protocol import Store
from engine.live.task import Task
from engine.outcome import Accepted
from engine.state import State


class Interest:
    """Who wants to be told of what, as the active ruleset says; nothing is written."""

    def __init__(self, store: Store, active: Callable[[], Active], luck: Chance) -> None:
        """Ask the ruleset that is active whenever something is due; *luck* is never asked for any."""
        self.store, self.active, self.luck = store, active, luck

    async def __call__(self, letter: Letter) -> bool:
        """Tell whether a notice is wanted; one that the game no longer knows is not."""
        active = self.active()
        program = active.ruleset.notices
        if program is None:
            return True
        kind = active.ruleset.catalogue.kinds[program.params[0].type.kind]
        if letter.topic not in kind.codes:
            return False
        async with self.store.transaction() as transaction:
            now = transaction.begun.now
            stored = await transaction.read([letter.player])
        task = Task(Command("", letter.world, letter.owner, ""))
        task.me = letter.player
        sight = Objects(active, stored, frozenset()).sight(task, max(now, stored[letter.player].time))
        state = State(active.ruleset.catalogue, sight.cells)
        params = {program.params[0].name: kind.codes[letter.topic]}
        outcome = active.executor.play(program, state, params, self.luck, sight.moment)
        return isinstance(outcome, Accepted)
