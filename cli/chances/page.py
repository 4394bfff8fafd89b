"""A draw -> its odds page: entries and things with their chances, when they come, what they cost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from cli.asked import Asked
from cli.chances.called import Called
from engine.distribution.question import MOST_STATES, Gain, Mark, Question, TooWide, Watch
from engine.odds.chain import Draw
from engine.odds.chance import chance
from engine.odds.memoryless import at_most, memoryless
from engine.odds.pull import pulls
from engine.odds.report import OddsReport, Rate, report
from engine.odds.report import hit as walk
from engine.odds.walk import Hit

_MOST_WALKS = 48  # of one page, the rarest things first; of the others only the rates are told

Cost = tuple[tuple[str, float], ...]  # the name of each asset, and how much of it


@dataclass(frozen=True, slots=True)
class Line:
    """One outcome: how likely and how many in the next draw, how many on average, when it first comes.

    *next* is the chance that the next draw brings it at all (None: too wide to reckon with), *count* how many
    it brings on average, *long_run* how many one among very many brings; *several*: one may bring more than
    one. *name* is what it is asked for by, *shown* what players call it; *cost* is what the first costs.
    """

    name: str
    next: Fraction | None
    count: Fraction
    long_run: float | None
    several: bool = False
    mean: float | None = None
    half: int | None = None
    nearly: int | None = None
    certain: int | None = None
    shown: str = ""
    cost: Cost = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one table, its guarantees in words, how often a draw pulls from it (0: by luck)."""

    table: str
    lines: tuple[Line, ...]
    promises: tuple[str, ...]
    pulls: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """The odds of one draw: *lines* of the table itself, *groups* of all tables, *inner* of what may come.

    *error*: each rate in the long run and each mean is within this part of itself.
    """

    name: str
    lines: tuple[Line, ...] = ()
    inner: tuple[Line, ...] = ()
    costs: Cost = ()
    slots: tuple[str, ...] = ()
    pulls: int = 1
    wide: TooWide | None = None
    groups: tuple[Group, ...] = ()
    title: str = ""
    summary: str = ""
    way: str = ""  # in which it is asked for, in words of the game
    given: str = ""
    depends: tuple[str, ...] = ()
    error: float = 0.0
    note: str = ""
    ask: str = ""  # the command that answers what the note leaves open

    @property
    def empty(self) -> bool:
        """Tell whether nothing at all could be reckoned."""
        return not self.groups and not self.inner


class _Waits:
    """When each thing first comes: at once where odds never change, else by a walk."""

    def __init__(self, asked: Asked, found: OddsReport) -> None:
        pull = pulls(asked.draw, Question(rates=True, exact=False))
        self.draw, self.pulls = asked.draw, found.pulls
        alike = found.states == 1 and pull.times == found.pulls
        self.fixed = at_most(pull.draw.steps) if alike else {}
        self.most = at_most(pull.draw.steps)
        self.left, self.error = 0 if found.wide else _MOST_WALKS, found.error
        self.known: dict[tuple[Mark | Gain, Fraction, Fraction | None, str], Hit | None] = {}

    def several(self, what: Mark | Gain) -> bool:
        """Tell whether one draw may bring more than one."""
        return self.pulls > 1 or self.most.get(what, 2) > 1

    def chance(self, what: Mark | Gain, rate: Rate, watch: Watch) -> Fraction | None:
        """Return how likely the next draw brings at least one."""
        if not self.several(what):
            return rate.next
        if self.fixed.get(what, 2) <= 1:
            return 1 - (1 - rate.next / self.pulls) ** self.pulls
        found = chance(self.draw, watch)
        return None if isinstance(found, TooWide) else found

    def wait(self, what: Mark | Gain, rate: Rate, likely: Fraction | None, watch: Watch) -> Hit | None:
        """Return in which draw the first one comes."""
        if self.fixed.get(what, 2) <= 1:
            return memoryless(rate.next, self.pulls)
        # Records of one slot, as likely and as many now and in the long run, are of one pool of equals.
        like = what, rate.next, likely, f"{rate.long_run or 0:.11e}"
        if like not in self.known and self.left > 0:
            self.left -= 1
            found = walk(self.draw, watch)
            self.known[like] = None if isinstance(found, TooWide) else found
        hit = self.known.get(like)
        self.error = max(self.error, hit.error if hit else 0.0)
        return hit


def page(asked: Asked, called: Called, *, deep: bool = False, most: int = MOST_STATES) -> Page:
    """Reckon a page; beyond *most* states, only what is next.

    *deep*: also when each thing first comes, and what may come of entries, which a short page does not show.
    """
    found = report(asked.draw, cost=asked.cost, most=most)
    costs = tuple((called.asset(*key), float(amount)) for key, amount in found.costs.items())
    waits = _Waits(asked, found)
    lines = {name: _entry(name, rate, waits, costs, called) for name, rate in found.entries.items()}
    waits.left *= deep
    shown = found.assets.items() if deep or not lines else ()
    rarest = sorted(shown, key=lambda asset: asset[1].next)
    inner = [_thing(key, rate, waits, costs, called) for key, rate in rarest]
    inner.sort(key=lambda line: (-(line.next or line.count), -line.count, line.name))
    groups = _groups(lines, called, asked.draw, found.pulls)
    outer = min((each.table.count(".") for each in groups), default=0)
    return Page(
        asked.name,
        _outer(lines),
        tuple(inner),
        costs,
        found.slots,
        max((each.pulls for each in groups if each.table.count(".") == outer), default=0) or found.pulls,
        found.wide,
        groups,
        depends=tuple(map(called.variable, found.slots)),
        error=waits.error if any(found.slots) else 0.0,
    )


def _outer(lines: dict[str, Line]) -> tuple[Line, ...]:
    """Return the entries of the table itself, without those of the tables within."""
    least = min((name.count(".") for name in lines), default=0)
    outer = {name: line for name, line in lines.items() if name.count(".") == least}
    alone = len({name.partition(".")[0] for name in outer}) == 1
    return tuple(
        replace(line, name=name.partition(".")[2] if alone else name) for name, line in outer.items()
    )


def _groups(lines: dict[str, Line], called: Called, draw: Draw, pulled: int) -> tuple[Group, ...]:
    tables: dict[str, list[Line]] = {}
    for name, line in lines.items():
        tables.setdefault(name.rpartition(".")[0], []).append(replace(line, name=name.rpartition(".")[2]))
    found = []
    for table, inside in tables.items():
        times = _times(table, tables, draw, pulled)
        promised = called.promises(table, "draw" if times == 1 else "pull")
        found.append(Group(table, tuple(inside), promised, times))
    return tuple(found)


def _times(table: str, tables: dict[str, list[Line]], draw: Draw, pulled: int) -> int:
    """Return how often one draw pulls from a table, 0 if that is left to luck."""
    lines = tables[table]
    times = sum((line.count for line in lines), Fraction(0))
    if times == pulled or not any(line.several for line in lines):
        return int(times) if times.denominator == 1 else 0
    if times.denominator > 1 or any(other.startswith(f"{table}.") for other in tables):
        return 0
    return int(times) * (chance(draw, Watch(frozenset({table})), int(times)) == 1)


def _entry(name: str, rate: Rate, waits: _Waits, costs: Cost, called: Called) -> Line:
    return _line((name, called.entry(name)), rate, waits, (Mark(name), Watch(frozenset({name}))), costs)


def _thing(key: tuple[str, int], rate: Rate, waits: _Waits, costs: Cost, called: Called) -> Line:
    watched = Gain(key[0], -1), Watch(assets=frozenset({key}))
    return _line((called.id_of(*key), called.asset(*key)), rate, waits, watched, costs)


def _line(
    names: tuple[str, str], rate: Rate, waits: _Waits, watched: tuple[Mark | Gain, Watch], costs: Cost
) -> Line:
    (name, shown), (what, watch) = names, watched
    likely = waits.chance(what, rate, watch)
    hit = waits.wait(what, rate, likely, watch)
    line = Line(name, likely, rate.next, rate.long_run, waits.several(what), shown=shown)
    if hit is None or hit.mean is None:
        return line
    percentiles, mean = dict(hit.percentiles), hit.mean
    return replace(
        line,
        mean=mean,
        half=percentiles.get(50),
        nearly=percentiles.get(90),
        certain=hit.certain,
        cost=tuple((asset, amount * mean) for asset, amount in costs),
    )
