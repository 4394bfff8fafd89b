"""The ways to live a block of players -> what each comes to, and where two of them differ."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.columns.frame import states_of
from engine.columns.run import Executor as Columns
from engine.lab.count import count_life
from engine.lab.crowd import Crowd
from engine.lab.life import Evening, Event, Lives
from engine.lab.simulate import Block, Experiment, Lived
from engine.lab.summary import Summary
from engine.lab.watch import Watch, watch_of
from engine.native.layout import Layout
from engine.native.run import Native
from engine.native.source import source
from engine.player.run import Executor
from engine.state import State
from rules.load import compile_pack
from rules.pack import Texts
from rules.problem import Problems
from rules.ruleset import Ruleset
from tests.generated.written.game import texts

FIRST_DAY = 20_604  # Sunday, 31 May 2026: a weekend, then a month, a week and, in generated games, a season


@dataclass(frozen=True, slots=True)
class End:
    """What a block came to: its counts, everybody's net of what moved, and what everybody has at last."""

    lived: Lived
    states: Sequence[State] = ()


class Alone:
    """Live players one by one."""

    def __init__(self, ruleset: Ruleset) -> None:
        """Compile once for all blocks."""
        self._ruleset = ruleset
        self._watch = watch_of(ruleset)
        self._executor = Executor(ruleset.catalogue)

    def __call__(self, experiment: Experiment, block: Block) -> End:
        """Live a block."""
        profile = self._ruleset.profiles[block.profile]
        lives, summary = Lives(self._ruleset, profile, experiment.seed, self._executor), Summary()
        nets, states = [], list[State]()
        for player in range(block.first, block.first + block.count):
            life: list[Event] = list(lives.live(player, experiment.first_day, experiment.days))
            nets.append(count_life(summary, life, self._watch))
            states.append(next(event.state for event in reversed(life) if isinstance(event, Evening)))
        assets = sorted({asset for net in nets for asset in net})
        return End(Lived(summary, {asset: [net[asset] for net in nets] for asset in assets}), states)


class Beside:
    """Live players side by side, as columns."""

    def __init__(self, ruleset: Ruleset) -> None:
        """Assemble once for all blocks."""
        self._ruleset = ruleset
        self._watch = watch_of(ruleset)
        self._executor = Columns(ruleset.catalogue)

    def __call__(self, experiment: Experiment, block: Block) -> End:
        """Live a block."""
        crowd = _Watched(
            self._ruleset,
            self._ruleset.profiles[block.profile],
            experiment.seed,
            self._watch,
            self._executor,
        )
        census = crowd.live(block.first, block.count, experiment.first_day, experiment.days)
        states = states_of(self._ruleset.catalogue, crowd.players.frame)
        return End(Lived(census.summary(), census.nets()), states)


class _Watched(Crowd):
    """A crowd that can be looked at when its days are over."""

    def _begin(self, first: int, count: int, first_day: int):  # type: ignore[no-untyped-def]  # noqa: ANN202
        self.players = super()._begin(first, count, first_day)
        return self.players


def text_of(ruleset: Ruleset) -> str | None:
    """Return the C that lives the players of a ruleset, if it can be written."""
    return source(_layout(ruleset))


def built_from(ruleset: Ruleset, library: Path) -> Native:
    """Return what lives players with a library that was built from the text."""
    return Native(_layout(ruleset), ctypes.CDLL(str(library)))


def _layout(ruleset: Ruleset) -> Layout:
    watch: Watch = watch_of(ruleset)
    return Layout(ruleset, watch)


def difference(one: Lived, other: Lived) -> str:
    """Say where two ways differ, in counts or in nets, or nothing; an asset that did not move has no net."""
    if one.summary != other.summary:
        for name in ("players", "days", *one.summary.counters()):
            mine, its = getattr(one.summary, name), getattr(other.summary, name)
            if mine != its:
                return f"{name}: {_apart(mine, its)}"
    moved = [{name: tuple(net) for name, net in each.nets.items() if any(net)} for each in (one, other)]
    return "" if moved[0] == moved[1] else f"nets: {_apart(*moved)}"


def _apart(one: object, other: object) -> str:
    if not isinstance(one, dict) or not isinstance(other, dict):
        return f"{one} and {other}"
    keys = [key for key in {**one, **other} if one.get(key) != other.get(key)]
    return ", ".join(f"{key}: {one.get(key)} and {other.get(key)}" for key in keys[:4])


def merged(parts: Sequence[End]) -> End:
    """Return blocks of the same players, one after the other, as one."""
    summary = Summary()
    for part in parts:
        summary.add(part.lived.summary)
    assets = sorted({asset for part in parts for asset in part.lived.nets})
    nets = {
        asset: [net for part in parts for net in part.lived.nets.get(asset, [0] * part.lived.summary.players)]
        for asset in assets
    }
    return End(Lived(summary, nets), [state for part in parts for state in part.states])


@dataclass(frozen=True, slots=True)
class Made:
    """A generated game, and how much of it is lived: some for more days, to see weeks and months go by."""

    seed: int
    ruleset: Ruleset

    def experiments(self) -> Iterator[tuple[Experiment, Block]]:
        """Yield what is lived: a block of each profile."""
        players, days = (3, 9) if self.seed % 10 == 0 else (5, 3)
        for profile in self.ruleset.profiles:
            yield Experiment({profile: players}, days, self.seed, FIRST_DAY), Block(profile, 0, players)


def made(seed: int) -> Made:
    """Return the game that *seed* stands for; nothing is wrong with it."""
    loaded = compile_pack(Texts("made", texts(seed)), Problems(), lambda *_: None)
    assert loaded.ruleset is not None, [problem.message for problem in loaded.problems if problem.is_error]
    return Made(seed, loaded.ruleset)


def columns_differ(game: Made) -> str:
    """Say where a game's players come to something else side by side, or in blocks of another size."""
    alone, beside = Alone(game.ruleset), Beside(game.ruleset)
    for experiment, block in game.experiments():
        one, many = alone(experiment, block), beside(experiment, block)
        parts = [
            beside(experiment, Block(block.profile, first, count))
            for first, count in ((0, 2), (2, block.count - 2))
        ]
        for name, other in (("columns", many), ("smaller blocks", merged(parts))):
            apart = difference(one.lived, other.lived)
            if not apart and list(one.states) != list(other.states):
                apart = "what players have at last"
            if apart:
                return f"seed {game.seed}, {block.profile}, {name}: {apart}"
    return ""


def native_differs(game: Made, library: Path) -> str:
    """Say where a game's players come to something else in compiled code."""
    alone, native = Alone(game.ruleset), built_from(game.ruleset, library)
    for experiment, block in game.experiments():
        found = native.live(experiment, block)
        apart = "a fault" if found is None else difference(alone(experiment, block).lived, found)
        if apart:
            return f"seed {game.seed}, {block.profile}, compiled: {apart}"
    return ""
