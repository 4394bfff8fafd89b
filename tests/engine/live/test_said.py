"""What is said again is what was said: each act of the shipped scenarios, from the reply that is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from engine.chance import Chance
from engine.live.command import Command
from engine.live.reply import read, reply_of
from engine.live.said import outcome_of
from engine.live.task import Task
from engine.outcome import Outcome, Refused
from engine.player.run import Executor
from engine.scenario import run as scenarios
from engine.together import World
from engine.view.ask import Situation
from engine.view.reply import Replier
from engine.view.voice import Voice
from rules.program.moment import Moment
from rules.program.node import Program
from tests.games import NAMES, game


class Twice(World):
    """A world in which every outcome is put into words twice: as it came, and from its kept reply."""

    said: list[str]
    replier: Replier

    def play(
        self,
        program: Program,
        params: Mapping[str, Any],
        chance: Chance,
        moment: Moment,
        coordinate: int = 0,
    ) -> Outcome:
        """Play as any world does, and compare the words."""
        before = Situation(self.players[moment.me], self.moment(moment, program), params)
        outcome = super().play(program, params, chance, moment, coordinate)
        if program.name in self.ruleset.programs:
            after = Situation(outcome.state, self.moment(moment, program), params)
            self._compare(program, outcome, before, before if isinstance(outcome, Refused) else after)
        return outcome

    def _compare(self, program: Program, outcome: Outcome, before: Situation, now: Situation) -> None:
        task = Task(Command("c", 0, 1, program.name))
        task.me = before.moment.me
        reply = reply_of(task, outcome, 0)
        kept = outcome_of(read("c", reply.outcome, 0, reply.kept), program, now.state)
        first = self.replier.reply(program.name, outcome, before)
        assert self.replier.reply(program.name, kept, now) == first
        self.said += map(str, first)


@pytest.mark.parametrize("name", NAMES)
def test_a_reply_that_was_kept_reads_like_the_first(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ruleset = game(name)
    executor = Executor(ruleset.catalogue)
    monkeypatch.setattr(scenarios, "World", Twice)
    monkeypatch.setattr(Twice, "said", [], raising=False)
    monkeypatch.setattr(Twice, "replier", Replier(Voice(ruleset), executor), raising=False)
    for scenario in ruleset.scenarios.values():
        if scenario.lived is None:
            assert scenarios.run(ruleset, executor, scenario).passed
    assert Twice.said
