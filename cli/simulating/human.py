"""The report of a simulation -> tables for a terminal, and what they come to at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cli.simulating.brief import brief
from cli.simulating.number import amount, listed, share, signed, table
from engine.lab.report import Flow, Level, ProfileReport, Report

ACTIONS = 8  # that are named for each profile
CAUSES = 3  # that are named for each asset
ASSETS = 12  # that are shown for each profile


def human(report: Report, title: str, trends: Sequence[str] = ()) -> str:
    """Return the whole report; *trends* are charts that go before what it comes to."""
    profiles = ("\n".join(_profile(profile)) for profile in report.profiles)
    blocks = [*profiles, "\n".join(trends), "\n".join(brief(report, title))]
    return "\n\n".join(block for block in blocks if block)


def _profile(profile: ProfileReport) -> Iterator[str]:
    yield f"{profile.name}: {profile.players:,} players, who come on {share(profile.comes)} of days"
    yield "  each day they do " + listed(
        [f"{name} {amount(often)}" for name, often in profile.actions], ACTIONS
    )
    shown = profile.flows[:ASSETS]
    if shown:
        yield ""
        head = ("each day", "made", "spent", "net", "from; for")
        yield from table([head, *(_flow(flow) for flow in shown)])
        if len(profile.flows) > ASSETS:
            yield f"  and {len(profile.flows) - ASSETS} more (--format json shows all)"
    yield from _firsts(profile)
    yield from _curves(profile)
    for action, what, count in profile.faults:
        yield f"  fault in {action}, {count:,} times: {what}"


def _flow(flow: Flow) -> tuple[str, ...]:
    causes = "; ".join(part for part in (_causes(flow.sources), _causes(flow.sinks)) if part)
    return flow.asset, amount(flow.made), amount(flow.spent), signed(flow.net), causes


def _causes(causes: tuple[tuple[str, float], ...]) -> str:
    return listed([f"{why} {amount(much)}" for why, much in causes], CAUSES)


def _firsts(profile: ProfileReport) -> Iterator[str]:
    reached = [first for first in profile.firsts if first.share]
    if not reached:
        return
    yield ""
    rows: list[tuple[str, ...]] = [("first", "half by", "had by", "")]
    for first in reached:
        by = f"day {first.half_by}" if first.half_by else "-"
        rows.append((first.what, by, share(first.share), ""))
    yield from table(rows)


def _curves(profile: ProfileReport) -> Iterator[str]:
    for variable, levels in profile.curves.items():
        if levels:
            yield ""
            yield f"  {variable}, median (and nine in ten players): " + ", ".join(map(_level, levels))


def _level(level: Level) -> str:
    low, middle, high = level.values
    return f"day {level.day}: {middle:,} ({low:,} to {high:,})"
