"""A draw -> its odds page: entries with their chances, when they come, what they cost."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from cli.asked import Asked
from engine.distribution.question import TooWide, Watch
from engine.odds.report import OddsReport, Rate, report
from engine.odds.report import hit as first
from engine.state import id_of
from rules.program.catalogue import Catalogue

_MOST_ASSETS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One outcome: its chance in the next draw and in the long run, and the draws until it first comes."""

    name: str
    next: Fraction
    long_run: float | None
    mean: float | None = None
    half: int | None = None
    nearly: int | None = None
    certain: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The odds of one draw; *inner* are the things that may come, without when."""

    name: str
    lines: tuple[Line, ...]
    inner: tuple[Line, ...]
    costs: tuple[tuple[str, float], ...]
    slots: tuple[str, ...]
    pulls: int
    wide: TooWide | None


def page(asked: Asked) -> Page:
    """Reckon a page."""
    found = report(asked.draw, cost=asked.cost)
    catalogue = asked.draw.catalogue
    outer = _outer(found)
    alone = len({name.partition(".")[0] for name in outer}) == 1
    lines = tuple(_line(asked, name, rate, alone=alone) for name, rate in outer.items())
    inner = [Line(_asset(catalogue, *key), rate.next, rate.long_run) for key, rate in found.assets.items()]
    inner.sort(key=lambda line: (-line.next, line.name))
    costs = tuple((_asset(catalogue, *key), float(amount)) for key, amount in found.costs.items())
    return Page(asked.name, lines, tuple(inner), costs, found.slots, found.pulls, found.wide)


def _outer(found: OddsReport) -> dict[str, Rate]:
    """Return the entries of the table itself, without those of the tables within."""
    least = min((name.count(".") for name in found.entries), default=0)
    return {name: rate for name, rate in found.entries.items() if name.count(".") == least}


def _line(asked: Asked, name: str, rate: Rate, *, alone: bool) -> Line:
    hit = first(asked.draw, Watch(frozenset({name})))
    short = name.partition(".")[2] if alone else name
    if isinstance(hit, TooWide):
        return Line(short, rate.next, rate.long_run)
    percentiles = dict(hit.percentiles)
    return Line(
        short, rate.next, rate.long_run, hit.mean, percentiles.get(50), percentiles.get(90), hit.certain
    )


def _asset(catalogue: Catalogue, slot: str, code: int) -> str:
    family = catalogue.slot(slot)
    if not family.kind:
        return slot
    id_ = id_of(catalogue, family.kind, code)
    return id_ if slot == f"owned.{family.kind}" else f"{slot}.{id_}"


def plain(found: Page) -> dict[str, Any]:
    """Return a page for other programs."""
    return {
        "name": found.name,
        "pulls": found.pulls,
        "depends_on": list(found.slots),
        "entries": [_plain(line) for line in found.lines],
        "things": [{"name": line.name, **_rates(line)} for line in found.inner],
        "costs": dict(found.costs),
        "too_wide": found.wide.variable if found.wide else None,
    }


def _plain(line: Line) -> dict[str, Any]:
    first = {"mean": line.mean, "median": line.half, "p90": line.nearly, "certain": line.certain}
    return {"name": line.name, **_rates(line), "first": first}


def _rates(line: Line) -> dict[str, Any]:
    exact = f"{line.next.numerator}/{line.next.denominator}"
    return {"next": float(line.next), "next_exact": exact, "long_run": line.long_run}
