"""Summaries -> what a designer asks of an economy, in numbers: flows, firsts, curves, habits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.lab.simulate import Experiment, Summaries
from engine.lab.summary import Flow as MadeOrSpent
from engine.lab.summary import Summary
from engine.lab.watch import First, Watch

SHOWN_DAYS = (1, 7, 14, 30, 60, 90, 180, 360)
PERCENTILES = (5, 50, 95)
WEEK = 7
OTHERWISE = "(by itself)"  # regenerated, or written by `set` and `add`


@dataclass(frozen=True, slots=True)
class Flow:
    """What one asset does, per player and day; causes by amount, the greatest first."""

    asset: str
    made: float
    spent: float
    sources: tuple[tuple[str, float], ...]
    sinks: tuple[tuple[str, float], ...]

    @property
    def net(self) -> float:
        """Return by how much a player has more each day."""
        return self.made - self.spent


@dataclass(frozen=True, slots=True)
class Reached:
    """When players first had something: who had it at all, and the day by which half of all did, if ever."""

    what: str
    share: float
    half_by: int | None


@dataclass(frozen=True, slots=True)
class Level:
    """A variable on the evening of a day, at `PERCENTILES` of the players."""

    day: int
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ProfileReport:
    """What became of the players of one profile; *comes* is the share of days on which one came.

    *begins*, *ends*: that share in the first and the last `WEEK` days; None of less than two weeks.
    """

    name: str
    players: int
    comes: float
    actions: tuple[tuple[str, float], ...]
    flows: tuple[Flow, ...]
    firsts: tuple[Reached, ...]
    curves: Mapping[str, tuple[Level, ...]]
    faults: tuple[tuple[str, str, int], ...] = ()
    begins: float | None = None
    ends: float | None = None

    @property
    def acts(self) -> float:
        """Return how many actions a player carries out in a day."""
        return sum(often for _, often in self.actions)


@dataclass(frozen=True, slots=True)
class Report:
    """What became of all profiles; *currencies* are the assets whose balance matters.

    *goods*: what is counted as one asset, and collected.
    """

    experiment: Experiment
    actions: int
    currencies: frozenset[str]
    fields: tuple[tuple[str, tuple[str, ...]], ...]  # of `firsts`: the path of the field, its values in order
    profiles: tuple[ProfileReport, ...]
    idle: tuple[str, ...] = ()  # actions that nobody carried out
    partial: bool = field(default=False)
    goods: frozenset[str] = frozenset()


def report(experiment: Experiment, summaries: Summaries, watch: Watch, actions: tuple[str, ...]) -> Report:
    """Return the numbers of a simulation; *actions* are those of the game."""
    did: Counter[str] = Counter()
    for summary in summaries.values():
        for (action, _), often in summary.actions.items():
            did[action] += often
    lived = {name: summary for name, summary in summaries.items() if summary.players}
    return Report(
        experiment,
        did.total(),
        watch.currencies,
        tuple((first.path, first.values) for first in watch.firsts),
        tuple(_profile(name, summary, watch) for name, summary in lived.items()),
        tuple(name for name in actions if not did[name]),
        partial=sum(summary.players for summary in summaries.values()) < experiment.total,
        goods=frozenset(watch.goods.values()),
    )


def _profile(name: str, summary: Summary, watch: Watch) -> ProfileReport:
    player_days = summary.players * summary.days
    did: Counter[str] = Counter()
    for (action, _), often in summary.actions.items():
        did[action] += often
    actions = sorted(did.items(), key=_most)
    return ProfileReport(
        name,
        summary.players,
        summary.visits / player_days,
        tuple((action, count / player_days) for action, count in actions),
        tuple(_flows(summary, player_days)),
        tuple(reached for first in watch.firsts for reached in _firsts(first, summary)),
        {variable: tuple(_levels(variable, summary)) for variable, _ in watch.curves},
        tuple((action, what, count) for (action, what), count in sorted(summary.faults.items())),
        *_weeks(summary),
    )


def _weeks(summary: Summary) -> tuple[float | None, float | None]:
    """Return on which share of the first and of the last days of a simulation players came."""
    if summary.days < 2 * WEEK:
        return None, None
    first, last = (
        sum(summary.visitors[day] for day in week) / (summary.players * WEEK)
        for week in (range(WEEK), range(summary.days - WEEK, summary.days))
    )
    return first, last


def _most(counted: tuple[str, float]) -> tuple[float, str]:
    """Return the key by which the greatest come first, equals by name."""
    return -counted[1], counted[0]


def _flows(summary: Summary, player_days: int) -> Iterator[Flow]:
    """Yield every asset that moved, the one that moved most first."""
    moved: Counter[str] = Counter()
    for flow in (summary.made, summary.spent):
        for (asset, _, _), amount in flow.items():
            moved[asset] += amount
    for asset, _ in sorted(moved.items(), key=_most):
        more = sum(amount for (name, _), amount in summary.otherwise.items() if name == asset)
        made = _causes(summary.made, asset, max(0, more))
        spent = _causes(summary.spent, asset, max(0, -more))
        yield Flow(
            asset,
            sum(amount for _, amount in made) / player_days,
            sum(amount for _, amount in spent) / player_days,
            tuple((why, amount / player_days) for why, amount in made),
            tuple((why, amount / player_days) for why, amount in spent),
        )


def _causes(flow: Mapping[MadeOrSpent, int], asset: str, otherwise: int) -> list[tuple[str, int]]:
    """Return what made or used an asset, the greatest first."""
    causes: Counter[str] = Counter()
    for (name, why, _), amount in flow.items():
        if name == asset:
            causes[why] += amount
    return sorted([*causes.items(), *([(OTHERWISE, otherwise)] if otherwise else [])], key=_most)


def _firsts(first: First, summary: Summary) -> Iterator[Reached]:
    for value in first.values:
        what = f"{first.path}: {value}"
        days = Counter({day: count for (name, day), count in summary.firsts.items() if name == what})
        yield Reached(what, days.total() / summary.players, _half_by(days, summary.players))


def _half_by(days: Counter[int], players: int) -> int | None:
    """Return the first day, from 1, by whose evening at least half of all players had it."""
    reached = 0
    for day in sorted(days):
        reached += days[day]
        if 2 * reached >= players:
            return day + 1
    return None


def _levels(variable: str, summary: Summary) -> Iterator[Level]:
    """Yield percentiles on the days that are shown, and on the last."""
    for day in sorted({day for day in SHOWN_DAYS if day <= summary.days} | {summary.days}):
        values = {
            value: n for (name, at, value), n in summary.curves.items() if name == variable and at == day - 1
        }
        if values:
            yield Level(day, tuple(percentile(values, percent) for percent in PERCENTILES))


def percentile(counts: Mapping[int, int], percent: int) -> int:
    """Return the least value that at least *percent* of all do not exceed."""
    wanted, seen = sum(counts.values()) * percent, 0
    for value in sorted(counts):
        seen += counts[value]
        if 100 * seen >= wanted:
            return value
    raise ValueError("nothing was counted")
