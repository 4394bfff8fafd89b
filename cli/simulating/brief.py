"""The report of a simulation -> at most ten lines that a designer understands."""

from __future__ import annotations

from collections.abc import Iterator

from cli.simulating.number import amount, listed, share, signed
from engine.lab.report import Flow, ProfileReport, Report

MOST = 10
PROFILES = 4  # with a line each
CURRENCIES = 2  # likewise
NAMED = 3  # of what piles up besides
PILES_UP = 0.1  # of what is made is not spent
WORTH_TELLING = 0.05  # that a player makes in a day: one in twenty days
DRIFTS = 0.1  # of days on which players came in the first week they do not in the last, or more
RAREST = 2  # values of a field that are told, from the end of its order


def brief(report: Report, title: str) -> list[str]:
    """Return what happened, in short."""
    return [*_lines(report, title)][:MOST]


def _lines(report: Report, title: str) -> Iterator[str]:
    players = sum(profile.players for profile in report.profiles)
    cut = f", of {report.experiment.total:,} (interrupted)" if report.partial else ""
    days = report.experiment.days
    yield f"In short: {title}, {players:,} players{cut}, {days} days, {report.actions:,} actions"
    if any(profile.faults for profile in report.profiles):
        yield "  the game has faults: actions that a value outside its bounds ended (see above)"
    for profile in report.profiles[:PROFILES]:
        yield _profile(profile)
    yield from _currencies(report)
    yield from _firsts(report)
    if report.idle:
        yield f"  nobody did: {listed(report.idle)}"


def _profile(profile: ProfileReport) -> str:
    comes = f"comes on {share(profile.comes)} of days{_drift(profile)}"
    said = f"  {profile.name}: {comes}, {amount(profile.acts)} actions a day"
    ends = [
        f"{variable} {levels[-1].values[1]:,} on day {levels[-1].day}"
        for variable, levels in profile.curves.items()
        if levels
    ]
    return "; ".join([said, *ends[:2]])


def _drift(profile: ProfileReport) -> str:
    """Say that players came less often in the end, or more: days after they had left are days, too."""
    first, last = profile.begins, profile.ends
    if first is None or last is None or abs(last - first) <= DRIFTS * first:
        return ""
    return f" ({share(first)} in the first week, {share(last)} in the last)"


def _currencies(report: Report) -> Iterator[str]:
    """Yield how two assets are balanced over all players: that which moves most, and is spent least."""
    moving = _moving(report)[:1]
    piling = [asset for asset in _piling(report) if asset not in moving]
    shown = [*moving, *piling][:CURRENCIES]
    more = [asset for asset in piling if asset not in shown]
    besides = f"; so do{'es' if len(more) == 1 else ''} {listed(more, NAMED)}" if more else ""
    for asset in shown:
        made, spent = _total(report, asset)
        net = made - spent
        how = "keeps its balance"
        if _unspent(report, asset) > PILES_UP:
            how = f"piles up: {share(net / made)} of what is made is not spent"
        elif net < 0:
            how = "drains: more is spent than made"
        apart = ", ".join(f"{profile.name} {signed(_net(profile, asset))}" for profile in report.profiles)
        yield f"  {asset} {how} (a day: {apart}){besides if asset in piling else ''}"


def _piling(report: Report) -> list[str]:
    """Return what piles up of all that is not collected, that first of which most is not spent."""
    assets = {flow.asset for profile in report.profiles for flow in profile.flows} - report.goods
    shares = {asset: _unspent(report, asset) for asset in assets}
    return sorted(
        (asset for asset in assets if shares[asset] > PILES_UP), key=lambda asset: (-shares[asset], asset)
    )


def _unspent(report: Report, asset: str) -> float:
    """Return how much of what is made is not spent; of what hardly moves, nothing."""
    made, spent = _total(report, asset)
    players = sum(profile.players for profile in report.profiles)
    return (made - spent) / made if made >= players * WORTH_TELLING else 0.0


def _net(profile: ProfileReport, asset: str) -> float:
    flow = _flow(profile, asset)
    return flow.net if flow else 0.0


def _moving(report: Report) -> list[str]:
    moved: dict[str, float] = {}
    for profile in report.profiles:
        for flow in profile.flows:
            if flow.asset in report.currencies:
                moved[flow.asset] = moved.get(flow.asset, 0) + profile.players * (flow.made + flow.spent)
    return sorted(moved, key=lambda asset: (-moved[asset], asset))


def _total(report: Report, asset: str) -> tuple[float, float]:
    found = [(profile.players, _flow(profile, asset)) for profile in report.profiles]
    made = sum(players * flow.made for players, flow in found if flow)
    return made, sum(players * flow.spent for players, flow in found if flow)


def _flow(profile: ProfileReport, asset: str) -> Flow | None:
    return next((flow for flow in profile.flows if flow.asset == asset), None)


def _firsts(report: Report) -> Iterator[str]:
    """Yield when the rarest values came that anybody had, and which nobody had."""
    for field, values in report.fields:
        had = [value for value in values if any(_share(profile, field, value) for profile in report.profiles)]
        for value in had[-RAREST:][::-1]:
            apart = ", ".join(f"{profile.name} {_when(profile, field, value)}" for profile in report.profiles)
            yield f"  half had their first {short(field)} {value} by: {apart}"
        never = tuple(value for value in values if value not in had)
        if never:
            yield f"  nobody had {short(field)}: {listed(never)}"


def short(path: str) -> str:
    """Return the field of a path, which says enough in a sentence."""
    return path.rpartition(".")[2]


def _share(profile: ProfileReport, field: str, value: str) -> float:
    return next((first.share for first in profile.firsts if first.what == f"{field}: {value}"), 0.0)


def _when(profile: ProfileReport, field: str, value: str) -> str:
    first = next(first for first in profile.firsts if first.what == f"{field}: {value}")
    if first.half_by:
        return f"day {first.half_by}"
    return f"never ({share(first.share)} had it)" if first.share else "never"
