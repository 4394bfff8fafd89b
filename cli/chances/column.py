"""A line of odds -> the texts of its columns, and a sentence that explains each column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cli.chances.page import Line, Page
from engine.view.measure import number, percent, whole

NOTHING = "-"
_NEAR = 1e-9  # a rate in the long run is that of doubles
HEADS = ("", "next draw", "long run", "1 in", "median", "9 in 10", "certain")
PRICE = "first costs"
MEANINGS = {
    "next draw": "the chance in the very next draw: of a new player, where no other is named",
    "long run": "the share among very many draws, with all guarantees",
    "1 in": "after so many draws the first one comes, on average",
    "median": "half of all players have had it by this draw",
    "9 in 10": "nine in ten players have had it by this draw",
    "certain": "every player has had it by this draw; no guarantee where there is none",
    PRICE: "what all draws up to the first one cost, on average",
}


@dataclass(frozen=True, slots=True)
class Table:
    """Heads and rows of one table, without columns that nothing stands in."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def cells(line: Line, locale: str = "en") -> tuple[str, ...]:
    """Return the texts of a line, its name and price apart."""
    long_run, half = line.long_run, (line.half, line.nearly, line.certain)
    return (
        chance(float(line.next), locale),
        NOTHING if long_run is None else chance(long_run, locale),
        number(locale, round(line.mean, 2)) if line.mean else NOTHING,
        *(whole(locale, each) if each is not None else NOTHING for each in half),
    )


def chance(value: float, locale: str = "en") -> str:
    """Return a chance; what comes more than once a draw is counted."""
    return percent(locale, min(1.0, value)) if value <= 1 + _NEAR else f"{number(locale, value)} a draw"


def price(line: Line, locale: str = "en") -> str:
    """Return what the first costs on average."""
    return ", ".join(f"{number(locale, round(amount))} {asset}" for asset, amount in line.cost) or NOTHING


def tables(page: Page, locale: str) -> list[Table]:
    """Return a page's tables: each table's entries, then what may come of them all."""
    found = [_table(each.table.replace("_", " "), each.lines, each.promises, locale) for each in page.groups]
    things = [_table("what may come of it", page.inner, (), locale)] if page.inner else []
    return [*found, *things]


def _table(caption: str, lines: Sequence[Line], notes: tuple[str, ...], locale: str) -> Table:
    rows = [(line.shown or line.name, *cells(line, locale), price(line, locale)) for line in lines]
    heads = (*HEADS, PRICE)
    shown = [place for place in range(len(heads)) if any(row[place] != NOTHING for row in rows)]
    return Table(
        caption,
        tuple(heads[place] for place in shown),
        tuple(tuple(row[place] for place in shown) for row in rows),
        notes,
    )


def notes(page: Page, locale: str = "en", *, ids: bool = False) -> list[str]:
    """Return what a draw costs, what its odds depend on, how exact they are, what to ask.

    *ids*: variables by what `--as` wants, not by what players call them.
    """
    depends = page.slots if ids else page.depends
    costs = ", ".join(f"{number(locale, amount)} {name}" for name, amount in page.costs)
    error = f"rates of the next draw are exact, others within {page.error:.0e} of themselves"
    return [
        *([f"costs {costs}"] if costs else []),
        *([f"depends on {', '.join(depends)}"] if depends else []),
        *([error] if page.error else []),
        *([page.note] if page.note else []),
    ]


def meanings(shown: Sequence[Table]) -> list[tuple[str, str]]:
    """Return what each column means that is shown anywhere."""
    heads = {head for table in shown for head in table.heads}
    return [(head, said) for head, said in MEANINGS.items() if head in heads]
