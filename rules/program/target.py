"""A target: what the economy must satisfy, as a measure with bounds."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from rules.source import Place

Flows = Literal["net", "made", "spent"]
Per = Literal["active_player_day", "player_day", "player"]

MOST_NAMED = 24  # records of a holdable kind that a simulation counts one by one: of more, all together


@dataclass(frozen=True, slots=True)
class Flow:
    """How much of an asset players make, spend, or both less each other; *by* names one cause."""

    sort: Flows
    asset: str
    per: Per = "player_day"
    by: str = ""


@dataclass(frozen=True, slots=True)
class First:
    """Draws of a table until an entry came *copies* times, by a player who has what is *given*.

    With *within*, the chance that it comes within so many; else how many it takes: *draws* is `mean` or the
    share of players that have it by then.
    """

    table: str
    entry: str
    within: int = 0
    draws: Fraction | Literal["mean"] = Fraction(1, 2)
    copies: int = 1
    given: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reach:
    """Days until a variable is at least *value*, or until a player has the first record of a field's value.

    *what* is the variable, or the first as a summary names it (*path* is then the field, *value* 0). With
    *by*, the day by whose evening such a share of players are there; else the share on the last evening.
    """

    what: str
    value: int = 0
    by: Fraction | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Wealth:
    """The share of all that is held on the last evening which the richest hold."""

    asset: str
    top: Fraction


@dataclass(frozen=True, slots=True)
class Gini:
    """How unequally an asset is held on the last evening: 0 where all have the same, 1 where one has all."""

    asset: str


@dataclass(frozen=True, slots=True)
class NoProfit:
    """No combination of the actions leaves a player, who has what is *given*, with nothing less and more."""

    actions: tuple[str, ...]
    given: dict[str, Any] = field(default_factory=dict)


Unit = Literal["share", "index", "days", "draws", "amount", ""]
Measure = Flow | First | Reach | Wealth | Gini | NoProfit
SAMPLED = (Flow, Reach, Wealth, Gini)


@dataclass(frozen=True, slots=True)
class Target:
    """A measure and the bounds, both included, between which it must be.

    Sampled ones look at players of one *profile*, or of all by their shares, on *days* days; *players* is how
    many at most, 0 where whoever asks decides.
    """

    name: str
    measure: Measure
    low: Fraction | None = None
    high: Fraction | None = None
    profile: str = ""
    days: int = 0
    players: int = 0
    place: Place | None = field(default=None, compare=False, repr=False)

    @property
    def sampled(self) -> bool:
        """Tell whether it takes simulated players to know."""
        return isinstance(self.measure, SAMPLED)


def unit_of(measure: Measure) -> Unit:
    """Return what a measure is: `share`, `index`, `days`, `draws`, `amount`, or nothing."""
    match measure:
        case Flow():
            return "amount"
        case First(within=within):
            return "share" if within else "draws"
        case Reach(by=by):
            return "share" if by is None else "days"
        case Wealth():
            return "share"
        case Gini():
            return "index"
        case _:
            return ""
