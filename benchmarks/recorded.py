"""A shipped game -> the requests that simulated players made of the player executor."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from engine.lab.life import Lives
from engine.outcome import Outcome
from engine.player.run import Executor
from rules.load import load
from rules.ruleset import Ruleset

CONTENT = Path(__file__).parent.parent / "content"
FIRST_DAY = 20_463
Request = tuple[Any, ...]


class Recording(Executor):
    """Note every request before it is played."""

    def play(self, *request: Any) -> Outcome:
        """Note, then play."""
        self.requests.append(request)
        return super().play(*request)

    requests: list[Request]


def shipped(name: str) -> Ruleset:
    """Return the ruleset of a shipped game."""
    found = load(CONTENT / name).ruleset
    assert found is not None
    return found


def recorded(name: str, players: int = 3, days: int = 7) -> tuple[Ruleset, list[Request]]:
    """Return a game and what a few players of every profile asked for, settling aside."""
    ruleset = shipped(name)
    executor = Recording(ruleset.catalogue)
    executor.requests = []
    for profile in ruleset.profiles.values():
        lives = Lives(ruleset, profile, 1, executor)
        for player in range(players):
            for _ in lives.live(player, FIRST_DAY, days):
                pass
    known = {id(habit.program) for profile in ruleset.profiles.values() for habit in profile.habits}
    return ruleset, [each for each in executor.requests if id(each[0]) in known]
