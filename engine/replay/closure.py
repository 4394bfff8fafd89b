"""A history, its last step first -> the steps that one player's depend on."""

from __future__ import annotations

from engine.replay.step import Step


class Closure:
    """What a player asked for or was changed by, and all that this needs."""

    def __init__(self, player: int) -> None:
        """Begin after the last step."""
        self._player = player
        self._needed: dict[int, float] = {player: float("inf")}  # the last version of each object that is

    def take(self, step: Step) -> bool:
        """Tell whether a step belongs to it; steps come last first."""
        mine = step.owner == self._player
        changed = any(had.before < had.after <= self._needed.get(had.object, -1) for had in step.had)
        if mine or changed:
            for had in step.had:
                self._needed[had.object] = max(self._needed.get(had.object, -1), had.before)
        return mine or changed
