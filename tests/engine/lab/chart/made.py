"""A simulation that nobody ran: two profiles of four players, two days, counted by hand."""

from __future__ import annotations

from collections import Counter

from engine.lab.summary import Summary


def made() -> dict[str, Summary]:
    """Return the summaries of *keen* and *idle*, as small as shows everything."""
    keen = Summary(
        players=4,
        days=2,
        visitors=Counter({0: 4, 1: 3}),
        actions=Counter({("dip", 0): 8, ("dip", 1): 4}),
        made=Counter({("gold", "wake", 0): 40, ("gold", "wake", 1): 24, ("gold", "feast", 1): 8}),
        spent=Counter({("gold", "dip", 0): 16}),
        otherwise=Counter({("gold", 1): -8}),
        supply=Counter({("gold", 0, 6): 4, ("gold", 1, 10): 2, ("gold", 1, 14): 2}),
        curves=Counter({("level", 0, 1): 4, ("level", 1, 2): 3, ("level", 1, 5): 1}),
        collected=Counter({("frog", 0, 1): 2, ("frog", 1, 2): 4}),
        firsts=Counter({("glow: shiny", 0): 1, ("glow: shiny", 1): 1, ("glow: dull", 0): 4}),
        pity=Counter({("since_shiny", 0): 1, ("since_shiny", 3): 2, ("since_shiny", 9): 7}),
        moments=Counter({("gold", "net", "x"): 48}),
    )
    idle = Summary(
        players=4,
        days=2,
        visitors=Counter({0: 1}),
        made=Counter({("gold", "wake", 0): 8}),
        firsts=Counter({("glow: dull", 0): 4}),
        supply=Counter({("gold", 0, 2): 4}),
        faults=Counter({("dip", "pond: too much"): 2}),
    )
    return {"keen": keen, "idle": idle}
