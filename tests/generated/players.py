"""Random players: states, moments and parameters for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from engine.state import State
from rules.expression.type import NONE
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from rules.program.node import Param
from rules.program.slot import Slot

ENOUGH = 40


def random_states(chance: Random, catalogue: Catalogue, players: int) -> list[State]:
    """Return a state for each player; scratch is empty, as between commands."""
    columns = [_cells(chance, catalogue, slot, players) for slot in catalogue.slots]
    return [State(catalogue, list(cells)) for cells in zip(*columns, strict=True)]


def _values(catalogue: Catalogue, slot: Slot) -> Sequence[int]:
    if slot.type.name == "record":
        return NONE, *range(len(catalogue.kinds[slot.type.kind].ids))
    lo, hi = int(max(slot.type.lo, -ENOUGH)), int(min(slot.type.hi, ENOUGH))
    return (slot.default, lo, hi, *range(lo, hi + 1))


def _cells(chance: Random, catalogue: Catalogue, slot: Slot, players: int) -> Sequence[object]:
    if slot.scope == "draw":
        return [{} if slot.kind else slot.default for _ in range(players)]
    values = _values(catalogue, slot)
    if not slot.kind:
        return chance.choices(values, k=players)
    records = [chance.choices(values, k=players) for _ in catalogue.kinds[slot.kind].ids]
    return [
        {code: value for code, value in enumerate(row) if value != slot.default}
        for row in zip(*records, strict=True)
    ]


def random_moments(chance: Random, players: int) -> list[Moment]:
    """Return a moment for each player."""
    seed = chance.getrandbits(40)
    ids = chance.sample(range(1, 1 << 40), players)
    times = [chance.randrange(10**12) for _ in ids]
    return [
        Moment(time, today, me, seed)
        for time, today, me in zip(times, chance.choices(range(20_000), k=players), ids, strict=True)
    ]


def random_params(
    chance: Random, catalogue: Catalogue, params: Sequence[Param], players: int
) -> dict[str, list[int]]:
    """Return values of every parameter, one for each player."""
    return {param.name: chance.choices(_choices(catalogue, param), k=players) for param in params}


def _choices(catalogue: Catalogue, param: Param) -> Sequence[int]:
    if param.type.name == "record":
        return range(len(catalogue.kinds[param.type.kind].ids))
    return range(int(param.type.lo), int(param.type.hi) + 1)
