"""Summaries -> all charts of a simulation, by what they are of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from engine.lab.chart.flows import flows, moved
from engine.lab.chart.form import Chart, Section
from engine.lab.chart.misses import guaranteed, misses
from engine.lab.chart.presence import presence
from engine.lab.chart.reached import awaited, waiting
from engine.lab.chart.spread import Evenings, collected, course, evenings, supply
from engine.lab.chart.wealth import wealth
from engine.lab.summary import Summary

CURRENCIES = 8  # that have charts; the table of all counters has the others

Summaries = Mapping[str, Summary]


def sections(
    summaries: Summaries, currencies: Collection[str], kinds: Mapping[str, int]
) -> tuple[Section, ...]:
    """Return what there is to see; *kinds* tells how many records there are of each.

    Currencies come by how much they move. What nobody has, or all have from the first day, has no chart.
    """
    lived = {name: summary for name, summary in summaries.items() if summary.players and summary.days}
    if not lived:
        return ()
    rest: dict[str, list[Chart]] = {
        "Firsts": [waiting(lived, what) for what in awaited(lived)],
        "Guarantees": [misses(lived, counter) for counter in guaranteed(lived)],
        "Completion": [
            collected(each, kind, kinds.get(kind)) for kind, each in _spread(lived, "collected").items()
        ],
    }
    return (
        Section("Players", (presence(lived), *_courses(lived))),
        *_currencies(lived, currencies),
        *(Section(title, tuple(charts)) for title, charts in rest.items() if charts),
    )


def _courses(lived: Summaries) -> Iterator[Chart]:
    for variable, each in _spread(lived, "curves").items():
        yield course(each, variable)


def _spread(lived: Summaries, counter: str) -> dict[str, Evenings]:
    """Return players by value, for each name, profile and day; a profile that has none of it has nothing."""
    each = {
        profile: evenings(getattr(summary, counter), summary.days, summary.players)
        for profile, summary in lived.items()
    }
    nothing = {profile: [{0: summary.players}] * summary.days for profile, summary in lived.items()}
    return {
        name: {profile: each[profile].get(name, nothing[profile]) for profile in lived}
        for name in sorted({name for found in each.values() for name in found})
    }


def uncharted(summaries: Summaries, found: Collection[Section]) -> tuple[str, ...]:
    """Return the assets that moved and have no chart of what was made and spent, as much as they move."""
    amounts, charted = moved(summaries), {section.title for section in found}
    names = (asset for asset in amounts if amounts[asset] and asset not in charted)
    return tuple(sorted(names, key=lambda asset: (-amounts[asset], asset)))


def _currencies(lived: Summaries, currencies: Collection[str]) -> Iterator[Section]:
    amounts = moved(lived)
    moving = [asset for asset in amounts if asset in currencies and amounts[asset]]
    supplies = _spread(lived, "supply")
    for asset in sorted(moving, key=lambda asset: (-amounts[asset], asset))[:CURRENCIES]:
        yield Section(asset, (flows(lived, asset), *_held(supplies.get(asset, {}), asset)))


def _held(held: Evenings, asset: str) -> Iterator[Chart]:
    if held:
        yield supply(held, asset)
    shared = wealth(held, asset)
    if shared:
        yield shared
