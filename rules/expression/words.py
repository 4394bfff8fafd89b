"""The words of the language that stand for values; no id of a pack may be one of them."""

from __future__ import annotations

import keyword

from rules.expression.node import Const, Function, Node, const, truth
from rules.expression.type import (
    DATE,
    DURATION,
    DURATIONS,
    NONE,
    NOTHING,
    PLAYER,
    TIME,
)

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# A time that a command can run at: until the year 10889, so that adding durations stays exact.
NOW = TIME.within(0, 1 << 48)
TODAY = DATE.within(0, 10**6)

NOW_IS = Function(NOW, "now", ())

VALUES: dict[str, Node] = {
    "true": truth(value=True),
    "false": truth(value=False),
    "none": Const(NOTHING, NONE),
    "now": NOW_IS,
    "today": Function(TODAY, "today", ()),
    "me": Function(PLAYER, "me", ()),
    **{name: const(number) for number, name in enumerate(WEEKDAYS, 1)},
    **{name: Const(DURATION.within(ms, ms), ms) for name, ms in DURATIONS.items()},
}

FUNCTION_NAMES = frozenset(
    {
        "min",
        "max",
        "clamp",
        "abs",
        "floor",
        "ceil",
        "round",
        "has",
        "default",
        "size",
        "owned",
        "reached",
        "exactly",
    }
    | {"weekday", "start_of", "day_of", "full_at", "sum", "count", "any", "all", "best", "upto"}
)

RESERVED = frozenset((*VALUES, *FUNCTION_NAMES, *(word.lower() for word in keyword.kwlist)))
