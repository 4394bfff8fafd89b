"""A table in two rulesets -> the exact odds of its entries before and after, for a new player."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.odds.chain import Draw
from engine.odds.report import OddsReport, Rate, report
from engine.state import State, id_of
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Shift:
    """What becomes of one outcome; None where it cannot come."""

    name: str
    before: Rate | None
    after: Rate | None

    @property
    def moved(self) -> bool:
        """Tell whether a player can see the difference."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class TableShift:
    """The odds of one table: *entries* all of them, *things* those that moved of what entries give.

    *why* says what stood in the way, where there is nothing to compare.
    """

    name: str
    entries: tuple[Shift, ...] = ()
    things: tuple[Shift, ...] = ()
    why: str = ""

    @property
    def moved(self) -> bool:
        """Tell whether any odds are other ones."""
        return bool(self.things) or any(shift.moved for shift in self.entries)

    @property
    def worth_telling(self) -> bool:
        """Tell whether anything moved, or nobody can tell."""
        return self.moved or bool(self.why)


def shift(before: Ruleset, after: Ruleset, table: str, day: int, was: str = "") -> TableShift:
    """Compare the odds of *table* on *day*; *was* is what it was called before, if that differs."""
    names = (was or table, table)
    found = []
    for ruleset, name in zip((before, after), names, strict=True):
        if name in ruleset.definitions.tables and name not in ruleset.tables:
            return TableShift(table, why="it has parameters; the odds are those of the actions that draw it")
        odds = _odds(ruleset, name, day)
        if odds is not None and odds.wide is not None:
            return TableShift(table, why=odds.wide.said)
        found.append(odds)
    entries = [_entries(odds, name) for odds, name in zip(found, names, strict=True)]
    things = [
        _things(ruleset.catalogue, odds, after.catalogue)
        for ruleset, odds in zip((before, after), found, strict=True)
    ]
    moved = tuple(each for each in _shifts(things[0], things[1]) if each.moved)
    return TableShift(table, _shifts(entries[0], entries[1]), moved)


def _odds(ruleset: Ruleset, table: str, day: int) -> OddsReport | None:
    """Return the odds of a table for a new player, None where there is no such table."""
    if table not in ruleset.tables:
        return None
    moment = Moment(ruleset.catalogue.calendar.start_of(day), day, 1)
    state = State.new(ruleset.catalogue, moment)
    return report(Draw(ruleset.catalogue, ruleset.tables[table], state.cells, moment))


def _entries(odds: OddsReport | None, table: str) -> dict[str, Rate]:
    """Return the table's own entries, without those of tables within."""
    found = odds.entries if odds else {}
    return {
        name.removeprefix(f"{table}."): rate for name, rate in found.items() if name.startswith(f"{table}.")
    }


def _things(catalogue: Catalogue, odds: OddsReport | None, today: Catalogue) -> dict[str, Rate]:
    """Return what entries give, by the ids that things have today."""
    return {
        slot if code < 0 else _current(today, catalogue.slot(slot).kind, catalogue, code): rate
        for (slot, code), rate in (odds.assets.items() if odds else ())
    }


def _current(today: Catalogue, kind: str, catalogue: Catalogue, code: int) -> str:
    name = id_of(catalogue, kind, code)
    known = today.kinds.get(kind)
    return known.ids[known.codes[name]] if known is not None and name in known.codes else name


def _shifts(before: Mapping[str, Rate], after: Mapping[str, Rate]) -> tuple[Shift, ...]:
    return tuple(Shift(name, before.get(name), after.get(name)) for name in sorted({**before, **after}))
