"""Exchanges -> how often to make each so that nothing is less and something is more, if that can be.

A linear program in rationals, so that the answer is a proof: gain as much as possible of everything together
with at most one exchange in all, nothing below 0. Nothing at all is where one begins, and where one ends if
no combination pays. (Simplex; Bland's rule, which never turns in a circle.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

Amounts = Mapping[str, Fraction]
Row = dict[int, Fraction]

_RIGHT = -1  # the column of right sides


def paying(exchanges: Sequence[Amounts]) -> dict[int, Fraction]:
    """Return how often each exchange is made in a combination that pays; nothing if none does."""
    useful = _useful(exchanges)
    if not useful:
        return {}
    rows = _rows(exchanges, useful)
    goal: Row = {j: -sum(exchanges[j].values(), Fraction(0)) for j in useful}
    goal = {j: worth for j, worth in goal.items() if worth}
    basis = _solved(rows, goal, len(exchanges))
    if goal.get(_RIGHT, Fraction(0)) <= 0:
        return {}
    found = {j: rows[at][_RIGHT] for at, j in enumerate(basis) if j < len(exchanges) and rows[at].get(_RIGHT)}
    least = min(found.values())
    return {j: often / least for j, often in sorted(found.items())}


def _useful(exchanges: Sequence[Amounts]) -> list[int]:
    """Return the exchanges that take nothing but what others give: no other can be part of a loop."""
    left = [*range(len(exchanges))]
    while True:
        given = {asset for j in left for asset, amount in exchanges[j].items() if amount > 0}
        kept = [j for j in left if all(n > 0 or asset in given for asset, n in exchanges[j].items())]
        if kept == left:
            return left
        left = kept


def _rows(exchanges: Sequence[Amounts], useful: Sequence[int]) -> list[Row]:
    """Return one row for each asset that is taken, and one that bounds the exchanges; with their slacks."""
    taken = sorted({asset for j in useful for asset, amount in exchanges[j].items() if amount < 0})
    rows = [{j: -exchanges[j][asset] for j in useful if asset in exchanges[j]} for asset in taken]
    rows.append({**dict.fromkeys(useful, Fraction(1)), _RIGHT: Fraction(1)})
    for at, row in enumerate(rows):
        row[len(exchanges) + at] = Fraction(1)
    return rows


def _solved(rows: list[Row], goal: Row, slack: int) -> list[int]:
    """Turn *rows* and *goal* until nothing is better; return which column each row stands for."""
    basis = [slack + at for at in range(len(rows))]
    while True:
        enters = min((j for j, worth in goal.items() if j != _RIGHT and worth < 0), default=None)
        if enters is None or goal.get(_RIGHT, 0) > 0:
            return basis
        bounds = [
            (row.get(_RIGHT, Fraction(0)) / row[enters], basis[at], at)
            for at, row in enumerate(rows)
            if row.get(enters, 0) > 0
        ]
        at = min(bounds)[2]  # the last row bounds everything, so that there is one
        _turn(rows, goal, at, enters)
        basis[at] = enters


def _turn(rows: list[Row], goal: Row, at: int, enters: int) -> None:
    """Make a column that of one row, and take it out of all others."""
    unit = rows[at][enters]
    rows[at] = {j: value / unit for j, value in rows[at].items()}
    for other in (*(row for number, row in enumerate(rows) if number != at), goal):
        times = other.get(enters)
        if times:
            for j, value in rows[at].items():
                left = other.get(j, Fraction(0)) - times * value
                if left:
                    other[j] = left
                else:
                    other.pop(j, None)
