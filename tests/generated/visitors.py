"""A ruleset -> players whom its game could have: purses, collections, clocks, and what they ask for."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from engine.state import State
from rules.expression.type import DAY, HOUR, MINUTE, NONE
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from rules.program.node import Param, Program
from rules.program.slot import Slot
from rules.ruleset import Ruleset
from tests.random_programs import Made

NOON = 1_767_960_000_000  # 2026-01-09 12:00 UTC, a Friday
AGO = (0, 1, 999, 5 * MINUTE, 6 * HOUR, DAY, 2 * DAY, 50 * HOUR, 40 * DAY)
SEED = 2026


def visits(ruleset: Ruleset, action: str, seed: int, players: int = 200) -> Made:
    """Return an action of a game, and players who ask for it."""
    chance, program = Random(f"{action}:{seed}"), ruleset.programs[action]
    moments = [moment(ruleset.catalogue, chance, player) for player in range(1, players + 1)]
    states = [visitor(ruleset.catalogue, chance, moment) for moment in moments]
    asked = [params(ruleset.catalogue, chance, program, state) for state in states]
    columns = {param.name: [each[param.name] for each in asked] for param in program.params}
    return Made(ruleset.catalogue, program, states, moments, columns, seed, faulty=False)


def moment(catalogue: Catalogue, chance: Random, player: int) -> Moment:
    """Return some time of some day: also just before and after a day begins."""
    now = (
        NOON
        + chance.randrange(30) * DAY
        + chance.choice((0, 12 * HOUR, 12 * HOUR - 1, chance.randrange(DAY)))
    )
    return Moment(now, catalogue.calendar.day_of(now), player, SEED)


def visitor(catalogue: Catalogue, chance: Random, moment: Moment, wealthy: float = 0.4) -> State:
    """Return a state: one player in eight is new, others have been about; so many of them are rich."""
    if chance.random() < 0.125:
        earlier = moment.now - chance.choice(AGO)
        return State.new(catalogue, Moment(earlier, catalogue.calendar.day_of(earlier), moment.me, SEED))
    rich = chance.random() < wealthy
    return State(catalogue, [_cell(catalogue, chance, slot, moment, rich=rich) for slot in catalogue.slots])


def params(
    catalogue: Catalogue, chance: Random, program: Program, state: State, others: Sequence[int] = ()
) -> dict[str, Any]:
    """Return something to ask with, mostly of what the player has; *others*: which players there are."""
    found: dict[str, Any] = {}
    kinds: dict[str, int] = {}
    for param in sorted(program.params, key=lambda each: each.name):
        again = kinds.get(param.type.kind) if chance.random() < 0.5 else None
        if param.type.name in {"player", "offer"}:  # offers are whoever's who opened them
            found[param.name] = chance.choice(others) if others else 0
            continue
        value = found[param.name] = _param(catalogue, chance, param, state) if again is None else again
        if param.type.name == "record":
            kinds[param.type.kind] = value
    return found


def _param(catalogue: Catalogue, chance: Random, param: Param, state: State) -> int:
    if param.type.name != "record":
        lo, hi = int(param.type.lo), int(param.type.hi)
        return chance.choice((lo, lo, min(hi, lo + 1), hi, chance.randint(lo, hi)))
    held = catalogue.by_name.get(f"owned.{param.type.kind}")
    owned: list[int] = sorted(state.cells[held.index]) if held else []
    if owned and chance.random() < 0.8:
        return chance.choice(owned)
    return chance.randrange(len(catalogue.kinds[param.type.kind].ids))


def _cell(catalogue: Catalogue, chance: Random, slot: Slot, moment: Moment, *, rich: bool) -> Any:
    if slot.scope == "draw" or slot.of_offer or "player" in {slot.kind, slot.type.name}:
        return {} if slot.kind else slot.default
    if slot.asset and rich and chance.random() < 0.8:
        return _plenty(catalogue, chance, slot)
    if not slot.kind:
        return _value(catalogue, chance, slot, moment)
    codes, share = range(len(catalogue.kinds[slot.kind].ids)), chance.choice((0.05, 0.3, 0.9))
    found = {code: _value(catalogue, chance, slot, moment) for code in codes if chance.random() < share}
    return {code: value for code, value in found.items() if value != slot.default}


def _plenty(catalogue: Catalogue, chance: Random, slot: Slot) -> Any:
    most = min(int(slot.type.hi), 10_000_000)
    if not slot.kind:
        return chance.randint(most // 2, most)
    return {code: chance.randint(most // 2, most) for code in range(len(catalogue.kinds[slot.kind].ids))}


def _value(catalogue: Catalogue, chance: Random, slot: Slot, moment: Moment) -> int:
    if slot.type.optional and chance.random() < 0.3:
        return NONE
    return chance.choice(_choices(catalogue, chance, slot, moment))


def _choices(catalogue: Catalogue, chance: Random, slot: Slot, moment: Moment) -> Sequence[int]:
    match slot.type.name:
        case "record":
            return range(len(catalogue.kinds[slot.type.kind].ids))
        case "bool":
            return (0, 1) if slot.kind else (0, 1, 1, 1, 1, 1)
        case "time":
            return [moment.now - ago for ago in AGO]
        case "day":
            chosen = slot.name.startswith("choice.")  # a choice is made together with its day
            return [moment.today - ago for ago in ((1, 2, 40) if chosen else (0, 0, 1, 2, 40))]
        case _:
            return _numbers(chance, slot, moment)


def _numbers(chance: Random, slot: Slot, moment: Moment) -> Sequence[int]:
    """Return small and great numbers; a limit's clock is near the present."""
    lo, hi = int(slot.type.lo), int(slot.type.hi)
    if slot.name.startswith("limit.") and hi > NOON:
        return [0, 0, *(moment.now + sign * ago for ago in AGO[:4] for sign in (-1, 1))]
    great = min(hi, int(10 ** chance.uniform(1, 7)))
    return (slot.default, lo, min(hi, 1), min(hi, 2), min(hi, 3), min(hi, lo + 20), great, great, hi)
