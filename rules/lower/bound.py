"""The bounds of a target as they are written -> exact numbers, in the unit of what is measured."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rules.define.form import entry, items, scalar_text
from rules.define.literal import exact
from rules.document import Mapping, Node
from rules.lower import code
from rules.lower.session import Session
from rules.program.target import Measure, NoProfit, Reach, unit_of

KEYS = {
    *("net", "made", "spent", "first", "reach", "wealth", "gini", "per", "by", "within", "draws", "copies"),
    *("given", "value", "top", "profile", "days", "players", "between", "at_least", "at_most", "summary"),
}
_BOTH = 2


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that a measure may be, both included; None where it may be anything."""

    low: Fraction | None = None
    high: Fraction | None = None

    def last_day(self, measure: Measure) -> int:
        """Return the last day that must be looked at to tell on which side of the bounds a day is."""
        if not isinstance(measure, Reach) or measure.by is None:
            return 0
        return max((int(bound) for bound in (self.low, self.high) if bound is not None), default=0)


def read_bounds(session: Session, node: Node, measure: Measure) -> Bounds:
    """Return the bounds of a target; what is wrong with them is reported."""
    if isinstance(measure, NoProfit):
        return Bounds()
    between, least, most = (entry(node, word) for word in ("between", "at_least", "at_most"))
    ends = items(between) if between is not None else [least, most]
    twice = between is not None and (least or most) is not None
    if twice or (all(end is None for end in ends) and _spelled(node)):
        said = "a target says `between`, or `at_least`, `at_most` or both"
        session.report(code.NO_TARGET, between or node, said, "write one of them, with numbers")
    low, high = (_bound(session, end, measure) for end in (*ends, None, None)[:_BOTH])
    if low is not None and high is not None and low > high:
        said = f"nothing lies between {scalar_text(ends[0])} and {scalar_text(ends[1])}"
        session.report(code.NO_TARGET, between or least or node, said, "write the lesser bound first")
    return Bounds(low, high)


def _spelled(node: Node) -> bool:
    """Tell whether every key of a target is known: one that is not may be meant for a bound."""
    return isinstance(node, Mapping) and set(node.entries) <= KEYS


def _bound(session: Session, written: Node | None, measure: Measure) -> Fraction | None:
    found = exact(scalar_text(written))
    if written is None or found is None:
        return None
    wrong = _misfit(scalar_text(written), found, measure)
    if wrong:
        session.report(code.NO_TARGET, written, *wrong)
    return found


def _misfit(text: str, found: Fraction, measure: Measure) -> tuple[str, str] | None:
    """Return what is wrong with a bound, and what to do."""
    unit = unit_of(measure)
    if unit in {"share", "index"}:
        said = f"what is measured is {_SAID[unit]}, never `{text}`"
        wanted = "from `0%` to `100%`" if unit == "share" else "from 0 to 1"
        return None if 0 <= found <= 1 else (said, f"write a bound {wanted}")
    if text.endswith("%"):
        return f"what is measured is {_SAID[unit]}, not a share", "write a number"
    if unit == "days" and (found.denominator != 1 or found < 1):
        return f"days are counted from 1, and `{text}` is none", "write a whole number"
    if unit == "draws" and found < 0:
        return f"what is measured is {_SAID[unit]}, never `{text}`", "write a number above 0"
    return None


_SAID = {
    "share": "a share",
    "index": "a number from 0 to 1",
    "days": "a number of days",
    "draws": "a number of draws",
    "amount": "an amount",
}
