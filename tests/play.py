"""A small pack from a text -> its ruleset, and a player who plays it step by step, luck scripted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from engine.chance import Chance, CounterChance
from engine.outcome import Accepted, Outcome, Refused, Said
from engine.player.run import Executor
from engine.request import read_params
from engine.scripted import ScriptedChance
from engine.state import State
from rules.define.literal import duration
from rules.define.moment import moment
from rules.load import Loaded, compile_pack
from rules.pack import Texts
from rules.problem import Problems
from rules.program.moment import Moment
from rules.ruleset import Ruleset
from tests.packs import GAME, find

BEGINS = "2026-01-05 12:00"  # a Monday
ME = 1


def loaded(text: str, head: str = GAME, **files: str) -> Loaded:
    """Return what becomes of a pack of one file, or more."""
    texts = {"game.yaml": head + text, **{f"{name}.yaml": more for name, more in files.items()}}
    return compile_pack(Texts("mine", texts), Problems(), find)


@cache
def ruleset(text: str, head: str = GAME) -> Ruleset:
    """Return the ruleset of a small pack, which has no error; what is unused in it is no matter here."""
    found = loaded(text, head)
    wrong = [f"{each.code} {each.place}: {each.message}" for each in found.problems if each.is_error]
    assert not wrong, wrong
    assert found.ruleset is not None
    return found.ruleset


def problems(text: str, head: str = GAME) -> list[tuple[str, str]]:
    """Return the code and message of each error of a small pack."""
    return [(each.code, each.message) for each in loaded(text, head).problems if each.is_error]


@dataclass
class Player:
    """Somebody who plays a ruleset: a state, a time, and what came of the last action."""

    rules: Ruleset
    state: State
    now: int
    id: int = ME
    last: Outcome | None = None
    players: dict[int, State] = field(default_factory=dict)
    places: dict[tuple[str, int], int] = field(default_factory=dict)

    @property
    def moment(self) -> Moment:
        """Return the moment of a command now."""
        others = {id_: state.cells for id_, state in self.players.items()}
        today = self.rules.catalogue.calendar.day_of(self.now)
        return Moment(self.now, today, self.id, players=others, places=self.places)

    def wait(self, text: str) -> Player:
        """Let time pass, such as `3h`."""
        self.now += duration(text) or 0
        return self

    def until(self, text: str) -> Player:
        """Let time pass until a moment, in the game's zone."""
        self.now = moment(text, self.rules.catalogue.calendar) or 0
        return self

    def do(self, action: str, rolls: Mapping[str, Any] | None = None, **params: Any) -> Player:
        """Ask for an action that is accepted, its luck scripted to the last roll."""
        chance = ScriptedChance(rolls or {}, self.rules.catalogue)
        outcome = self.ask(action, chance, **params)
        assert isinstance(outcome, Accepted), outcome
        assert not chance.leftovers(), chance.leftovers()
        return self

    def lucky(self, action: str, seed: int, **params: Any) -> Outcome:
        """Ask for an action with luck of a seed."""
        return self.ask(action, CounterChance(seed), **params)

    def refused(self, action: str, rolls: Mapping[str, Any] | None = None, **params: Any) -> Refused:
        """Ask for an action that is refused."""
        outcome = self.ask(action, ScriptedChance(rolls or {}, self.rules.catalogue), **params)
        assert isinstance(outcome, Refused), outcome
        return outcome

    def ask(self, action: str, chance: Chance, **params: Any) -> Outcome:
        """Ask for an action and keep what came of it."""
        program = self.rules.programs[action]
        values = read_params(self.rules.catalogue, program, params, self.state)
        if isinstance(values, Refused):
            return values
        executor = Executor(self.rules.catalogue)
        self.last = executor.play(program, self.state, values, chance, self.moment)
        self.state = self.last.state
        if isinstance(self.last, Accepted):
            self.players |= self.last.others
        return self.last

    def has(self, *names: str) -> dict[str, Any]:
        """Return what is remembered, without marks of time; with *names* these alone."""
        held = self.state.named()
        if names:
            return {name: held[name] for name in names if name in held}
        return {name: value for name, value in held.items() if "." not in name and name != "waiting"}

    @property
    def said(self) -> list[str]:
        """Return what was said in the last action."""
        events = self.last.events if isinstance(self.last, Accepted) else ()
        return [event.name for event in events if isinstance(event, Said)]


def player(text: str, head: str = GAME, at: str = BEGINS, **given: Any) -> Player:
    """Return a new player of a small pack, at a moment, who has what is given besides."""
    rules = ruleset(text, head)
    now = moment(at, rules.catalogue.calendar) or 0
    today = rules.catalogue.calendar.day_of(now)
    return Player(rules, State.new(rules.catalogue, Moment(now, today, ME)).with_(given), now)
