"""A formula with a loop -> a C function that remembers what it was, until a cell that it reads is written.

A memory has a bit for each set of slots that values hang on; whoever writes to a slot sets the bits of those
that read it (`STALE_n`), and what is asked next is worked out again.
"""

from __future__ import annotations

from engine.native.writer import C_NAME, Sort, Unit, word
from rules.expression.footprint import Footprint, footprint
from rules.expression.scalar_memory import worth_it
from rules.program.catalogue import Formula

MOST = 64  # bits of a word
Slots = frozenset[int]


def remembered(unit: Unit, formula: Formula, name: str, sorts: tuple[Sort, ...], sort: Sort) -> str:
    """Return the name of a function that remembers, or *name* where evaluating again is as quick."""
    if not worth_it(unit.catalogue, formula):
        return name
    if not formula.params:
        slots = _slots(unit, footprint(unit.catalogue, formula))
        bit = _bit(unit, slots) if slots is not None else None
        return name if bit is None else _last(unit, name, sort, bit)
    if sorts == ("i",) and formula.types[0].name == "record":
        return _each(unit, formula, name, sort)
    return name


def _slots(unit: Unit, found: Footprint | None) -> Slots | None:
    """Return the slots that a value hangs on, or None where it hangs on more."""
    slots = found.slots if found is not None else None
    return None if slots is None else frozenset(unit.catalogue.slot(slot).index for slot in slots)


def _bit(unit: Unit, slots: Slots) -> int | None:
    """Return the next bit, set by writes to *slots*; None where all are taken."""
    if unit.memories >= MOST:
        return None
    bit = unit.memories
    unit.memories += 1
    for slot in slots:
        unit.stale[slot] = unit.stale.get(slot, 0) | 1 << bit
    return bit


def _last(unit: Unit, name: str, sort: Sort, bit: int) -> str:
    kept, outer, mask = unit.fresh("H"), unit.fresh("F"), word(1 << bit)
    unit.constants.append(f"static {C_NAME[sort]} {kept};")
    again = f"if (p->stale & {mask}) {{ {kept} = {name}(p); p->stale &= ~{mask}; }}"
    unit.functions.append(f"static {C_NAME[sort]} {outer}(Player *p) {{ {again} return {kept}; }}")
    return outer


def _each(unit: Unit, formula: Formula, name: str, sort: Sort) -> str:
    """Remember a value for each record; records that hang on the same slots are spoilt together."""
    size = len(unit.catalogue.kinds[formula.types[0].kind].ids)
    found = [_slots(unit, footprint(unit.catalogue, formula, record)) for record in range(size)]
    different = dict.fromkeys(found)
    if None in different or not found or unit.memories + len(different) > MOST:
        return name
    bits = [_bit(unit, slots) for slots in different if slots is not None]
    sets = list(different)
    of = unit.table([bits[sets.index(slots)] for slots in found]).text
    kept, stamp, turn, outer = (unit.fresh("H"), unit.fresh("H"), unit.fresh("H"), unit.fresh("F"))
    unit.constants.append(
        f"static {C_NAME[sort]} {kept}[{size}]; static i64 {stamp}[{size}], {turn}[{MOST}];"
    )
    unit.functions.append(
        f"static {C_NAME[sort]} {outer}(Player *p, i64 a0) {{\n"
        f"if ((u64)a0 >= {size}) return {name}(p, a0);\n"
        f"i64 bit = {of}[a0];\n"
        f"if (p->stale >> bit & 1) {{ {turn}[bit]++; p->stale &= ~(UINT64_C(1) << bit); }}\n"
        f"if ({stamp}[a0] != {turn}[bit]) {{ {kept}[a0] = {name}(p, a0); {stamp}[a0] = {turn}[bit]; }}\n"
        f"return {kept}[a0];\n}}"
    )
    return outer
