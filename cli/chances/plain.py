"""An odds page -> what other programs read of it."""

from __future__ import annotations

from typing import Any

from cli.chances.page import Line, Page


def plain(found: Page) -> dict[str, Any]:
    """Return a page for other programs."""
    return {
        "name": found.name,
        "title": found.title,
        "with": found.given,
        "pulls": found.pulls,
        "depends_on": list(found.slots),
        "entries": [_plain(line) for line in found.lines],
        "tables": [
            {
                "table": each.table,
                "pulls": each.pulls or None,
                "guarantees": list(each.promises),
                "entries": [_plain(line) for line in each.lines],
            }
            for each in found.groups
        ],
        "things": [_plain(line) for line in found.inner],
        "costs": dict(found.costs),
        "error": found.error,
        "note": found.note,
        "ask": found.ask,
        "too_wide": found.wide.variable if found.wide else None,
    }


def _plain(line: Line) -> dict[str, Any]:
    first = {"mean": line.mean, "median": line.half, "p90": line.nearly, "certain": line.certain}
    return {
        "name": line.name,
        "shown": line.shown,
        **_rates(line),
        "first": first,
        "first_costs": dict(line.cost),
    }


def _rates(line: Line) -> dict[str, Any]:
    """Return the chance of the next draw, and how many come: in it, and on average among very many."""
    likely = line.next
    return {
        "next": None if likely is None else float(likely),
        "next_exact": None if likely is None else f"{likely.numerator}/{likely.denominator}",
        "next_count": float(line.count),
        "next_count_exact": f"{line.count.numerator}/{line.count.denominator}",
        "long_run": line.long_run,
    }
