"""What players made and spent of an asset -> a stack: sources above nought, sinks below, for each day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from engine.lab.chart.form import Caption, Layer, Stack
from engine.lab.chart.name import named
from engine.lab.report import OTHERWISE
from engine.lab.summary import Summary

LAYERS = 6  # on each side; the least of more are drawn as one
OTHERS = "(all others)"

Flow = Counter[tuple[str, int]]  # by cause and day


def flows(summaries: Mapping[str, Summary], asset: str) -> Stack:
    """Return what an average player made and spent of *asset*, whatever his profile."""
    days = max((summary.days for summary in summaries.values()), default=0)
    players = sum(summary.players for summary in summaries.values())
    made = _together(asset, (summary.made for summary in summaries.values()))
    spent = _together(asset, (summary.spent for summary in summaries.values()))
    for (name, day), amount in _otherwise(summaries):
        if name == asset:
            (made if amount > 0 else spent)[OTHERWISE, day] += abs(amount)
    above, below = _layers(made, days, players), _layers(spent, days, players)
    net = tuple(
        sum(layer.amounts[day] for layer in above) - sum(layer.amounts[day] for layer in below)
        for day in range(days)
    )
    caption = Caption(
        named("flows", asset),
        f"{asset}: made and spent",
        f"Above nought what makes {asset}, below what spends it, by day and player; the line is the net."
        + _ratio(made.total(), spent.total()),
        "day",
        f"{asset} a player",
    )
    return Stack(caption, above, below, net)


def _ratio(made: int, spent: int) -> str:
    """Return how much of what is made is spent, in words."""
    return f" Of 100 made {100 * spent / made:.0f} are spent." if made else ""


def moved(summaries: Mapping[str, Summary]) -> Counter[str]:
    """Return how much of each asset was made and spent."""
    found: Counter[str] = Counter()
    for summary in summaries.values():
        for flow in (summary.made, summary.spent):
            for (asset, _, _), amount in flow.items():
                found[asset] += amount
    return found


def _together(asset: str, flows: Iterable[Mapping[tuple[str, str, int], int]]) -> Flow:
    found: Flow = Counter()
    for flow in flows:
        for (name, cause, day), amount in flow.items():
            if name == asset:
                found[cause, day] += amount
    return found


def _otherwise(summaries: Mapping[str, Summary]) -> Iterable[tuple[tuple[str, int], int]]:
    """Return by how much holdings changed besides, for all players together."""
    found: Counter[tuple[str, int]] = Counter()
    for summary in summaries.values():
        found.update(summary.otherwise)
    return found.items()


def _layers(flow: Flow, days: int, players: int) -> tuple[Layer, ...]:
    """Return the causes by amount, the greatest first; the least of many are one."""
    totals: Counter[str] = Counter()
    for (cause, _), amount in flow.items():
        totals[cause] += amount
    causes = sorted((cause for cause in totals if totals[cause]), key=lambda cause: (-totals[cause], cause))
    shown = causes if len(causes) <= LAYERS else causes[: LAYERS - 1]
    found = [_layer(cause, (cause,), flow, days, players) for cause in shown]
    if len(shown) < len(causes):
        found.append(_layer(OTHERS, tuple(causes[len(shown) :]), flow, days, players))
    return tuple(found)


def _layer(name: str, causes: tuple[str, ...], flow: Flow, days: int, players: int) -> Layer:
    return Layer(name, tuple(sum(flow[cause, day] for cause in causes) / players for day in range(days)))
