"""A line of odds -> the texts of its columns, and a sentence that explains each column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cli.chances.page import Line, Page
from engine.view.measure import average, number, percent, whole

NOTHING = "-"
HEADS = ("", "next draw", "how many", "long run", "1 in", "median", "9 in 10", "certain")
MANY = "how many"
PRICE = "first costs"
MEANINGS = {
    "next draw": "the chance that the very next draw brings it, at least once: of a new player, where no "
    "other is named",
    MANY: "so many the next draw brings on average, where a draw may bring several",
    "long run": "the share of draws that bring it, among very many, with all guarantees; where a draw may "
    "bring several, how many it brings on average",
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
    half = line.half, line.nearly, line.certain
    return (
        NOTHING if line.next is None else chance(float(line.next), locale),
        average(locale, float(line.count)) if line.several else NOTHING,
        _long_run(line, locale),
        number(locale, round(line.mean, 2)) if line.mean else NOTHING,
        *(whole(locale, each) if each is not None else NOTHING for each in half),
    )


def _long_run(line: Line, locale: str) -> str:
    if line.long_run is None:
        return NOTHING
    return f"{average(locale, line.long_run)} a draw" if line.several else chance(line.long_run, locale)


def chance(value: float, locale: str = "en") -> str:
    """Return a chance; one in the long run may be a little above 1 by rounding."""
    return percent(locale, min(1.0, value))


def price(line: Line, locale: str = "en") -> str:
    """Return what the first costs on average."""
    return ", ".join(f"{number(locale, round(amount))} {asset}" for asset, amount in line.cost) or NOTHING


def tables(page: Page, locale: str) -> list[Table]:
    """Return a page's tables: each table's entries, then what may come of them all."""
    found = [_table(_words(each.table), each.lines, each.promises, locale) for each in page.groups]
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


def title(page: Page) -> str:
    """Return what players do to draw: the summary of an action, else its name."""
    if not page.summary:
        return page.title or page.name
    return ": ".join(each for each in (page.summary.rstrip("."), page.way) if each)


def notes(page: Page, locale: str = "en") -> list[str]:
    """Return what a draw costs, what its odds depend on and leave open, as players read it."""
    wide = "what comes in the long run hangs on too much to be told" if page.wide else ""
    return [*_said(page, page.depends, locale), *(each for each in (wide, page.note) if each)]


def notes_for_authors(page: Page) -> list[str]:
    """Return the same with variables by what `--as` wants, how exact all is, and what to ask."""
    found = _said(page, page.slots)
    if page.wide:
        found.append(f"the long run is {page.wide.said}")
    if page.error:
        found.append(f"rates of the next draw are exact, others within {page.error:.0e} of themselves")
    if page.note:
        found.append(": ".join(each for each in (page.note, page.ask) if each))
    return found


def _said(page: Page, depends: Sequence[str], locale: str = "en") -> list[str]:
    return [*_pulls(page), *_costs(page, locale), *_depends(depends)]


def _costs(page: Page, locale: str) -> Iterator[str]:
    if page.costs:
        yield f"costs {', '.join(f'{number(locale, amount)} {name}' for name, amount in page.costs)}"


def _depends(names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"depends on {', '.join(names)}"


def _pulls(page: Page) -> Iterator[str]:
    """Say what a pull is, where a draw is more or less than one of each table."""
    sure = [f"{each.pulls} of {_words(each.table)}" for each in page.groups if each.pulls > 1]
    luck = [_words(each.table) for each in page.groups if not each.pulls]
    said = [*sure, *([f"of {' and '.join(luck)} as many as luck has it"] if luck else [])]
    if said:
        yield f"a pull is one roll of a table: a draw makes {'; '.join(said)}"


def _words(table: str) -> str:
    return table.replace("_", " ")


def meanings(shown: Sequence[Table]) -> list[tuple[str, str]]:
    """Return what each column means that is shown anywhere."""
    heads = {head for table in shown for head in table.heads}
    return [(head, said) for head, said in MEANINGS.items() if head in heads]
