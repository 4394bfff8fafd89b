"""What a change does to the same players -> intervals, in a chart for each asset that surely moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf, isfinite

from engine.lab.chart.form import Caption, Estimate, Intervals, Section
from engine.lab.chart.name import named
from engine.lab.effect import FlowEffect

ASSETS = 12  # that have a chart


def paired(flows: Iterable[FlowEffect]) -> tuple[Section, ...]:
    """Return by how much each profile's net of an asset differs, for the assets that surely moved.

    They come by how many times wider than its interval the difference is.
    """
    assets: dict[str, list[FlowEffect]] = {}
    for effect in flows:
        if isfinite(effect.difference.low) and isfinite(effect.difference.high):
            assets.setdefault(effect.asset, []).append(effect)
    moved = [asset for asset, effects in assets.items() if any(effect.moved for effect in effects)]
    moved.sort(key=lambda asset: (-max(map(_clearness, assets[asset])), asset))
    charts = tuple(_chart(asset, assets[asset]) for asset in moved[:ASSETS])
    return (Section("What the same players have more each day", charts),) if charts else ()


def differences(title: str, unit: str, intervals: Sequence[Estimate]) -> Intervals:
    """Return intervals as a chart: by how much there is more after than before."""
    caption = Caption(
        named("differences", title),
        title,
        "By how much each is more than before, for the same players: the mark is the estimate, the bar holds "
        "the true value in 95 of 100 simulations. A bar that crosses nought may be chance.",
        unit,
        "",
    )
    return Intervals(caption, tuple(intervals))


def _chart(asset: str, effects: Sequence[FlowEffect]) -> Intervals:
    found = [
        Estimate(effect.profile, effect.difference.low, effect.difference.value, effect.difference.high)
        for effect in effects
    ]
    return differences(asset, f"{asset} a player and day", found)


def _clearness(effect: FlowEffect) -> float:
    """Return the difference in widths of its interval; one that is certain has none."""
    found = effect.difference
    wide = found.high - found.low
    if wide > 0:
        return abs(found.value) / wide
    return inf if found.value else 0.0
