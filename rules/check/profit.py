"""Actions that together make something out of nothing: one gives more of what the other takes."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rules.check.exchange import Exchange, exchanges
from rules.check.subject import Subject
from rules.problem import Problem, error

PROFIT = error("E622", "players can make something out of nothing")
CODES = (PROFIT,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield each action that gives more than it costs, and each pair that does so together."""
    found = list(exchanges(pack))
    told: set[tuple[str, ...]] = set()
    for one in found:
        if not one.takes and (one.action,) not in told:
            told.add((one.action,))
            said = f"`{one.action}` gives {_listed(one.gains)} and costs nothing, as often as one likes"
            yield PROFIT.at(pack.place("actions", one.action), said, help="give it a cost or a limit")
    near = _Near(found)
    for one in found:
        for other in near.to(one):
            key = tuple(sorted((one.action, other.action)))
            if key not in told and one.takes and _pays(one, other):
                told.add(key)
                yield _loop(pack, one, other)


class _Near:
    """Exchanges by what they take and give: a loop's other half gives what one takes."""

    def __init__(self, found: list[Exchange]) -> None:
        self._takers: dict[str, list[Exchange]] = {}
        self._makers: dict[str, list[Exchange]] = {}
        for each in found:
            for asset in each.takes:
                self._takers.setdefault(asset, []).append(each)
            for asset in each.gains:
                self._makers.setdefault(asset, []).append(each)

    def to(self, one: Exchange) -> list[Exchange]:
        """Return what may close a loop with *one*, by the way that leaves fewest."""
        takers = {id(each): each for asset in one.gains for each in self._takers.get(asset, ())}
        ways = [[*takers.values()], *(self._makers.get(asset, []) for asset in one.takes)]
        return min(ways, key=len)


def _pays(one: Exchange, other: Exchange) -> bool:
    """Tell whether some number of each, both at least once, leaves nothing less and something more.

    With *t* of the other for each of the one, every asset bounds *t* from below or from above.
    """
    low, high = Fraction(0), None
    assets = {*one.net, *other.net}
    for asset in assets:
        have, more = one.net.get(asset, Fraction(0)), other.net.get(asset, Fraction(0))
        if more > 0:
            low = max(low, -have / more)
        elif more < 0:
            bound = have / -more
            high = bound if high is None else min(high, bound)
        elif have < 0:
            return False
    if high is None or low > high or high <= 0:
        return False
    return any(_left(one, other, asset, t) > 0 for asset in assets for t in (low, high) if t > 0)


def _left(one: Exchange, other: Exchange, asset: str, times: Fraction) -> Fraction:
    return one.net.get(asset, Fraction(0)) + times * other.net.get(asset, Fraction(0))


def _loop(pack: Subject, one: Exchange, other: Exchange) -> Problem:
    first, second = _told(one), _told(other)
    said = f"{first}, and {second}: together they make something out of nothing"
    related = () if one.action == other.action else (("and this", pack.place("actions", other.action)),)
    help_ = "raise the cost of one, lower what the other gives, or limit one of them"
    return PROFIT.at(pack.place("actions", one.action), said, help=help_, related=related)


def _told(each: Exchange) -> str:
    with_ = f" ({each.case})" if each.case else ""
    return f"`{each.action}`{with_} turns {_listed(each.takes)} into {_listed(each.gains)}"


def _listed(amounts: dict[str, Fraction]) -> str:
    return " and ".join(f"{float(amount):.6g} `{asset}`" for asset, amount in sorted(amounts.items()))
