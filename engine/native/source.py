"""A ruleset -> one C file that lives the players of all its profiles."""

from __future__ import annotations

from itertools import accumulate

from engine.columns.forms import refused_forms
from engine.lab.life import settling
from engine.native import call, loop  # noqa: F401 - they say how their expressions are written
from engine.native.layout import Layout
from engine.native.life import COUNTED, Lives, definitions, newcomer
from engine.native.prelude import PRELUDE
from engine.native.writer import NotNativeError, Unit, number

_ENTRY = """
int live(i64 profile, i64 first, i64 count, i64 days, i64 seed, i64 **shared, i64 *met) {{
    static P player;
    P *p = &player;
    const Counted *o = (const Counted *)shared;
    p->seed = seed;
    p->key = mix((u64)seed + GOLDEN);
    p->met.count = 0;
    switch (profile) {{
{cases}
    }}
    met[0] = p->met.count;
    met[1] = (i64)(intptr_t)p->met.rows;
    return 0;
}}
"""


def source(layout: Layout) -> str | None:
    """Return the C of a ruleset, or None where something in it can only be run otherwise."""
    if any(refused_forms(program, layout.catalogue) for program in layout.programs):
        return None
    if any(slot.asset and slot.type.lo < 0 for slot in layout.catalogue.slots):
        return None
    unit = Unit(layout)
    try:
        lives = Lives(unit, settling(layout.ruleset))
        names = [lives.profile(profile) for profile in layout.ruleset.profiles.values()]
        begins = newcomer(unit)
    except NotNativeError:
        return None
    cases = "\n".join(
        f"    case {place}: {name}(p, o, first, count, days); break;" for place, name in enumerate(names)
    )
    stale = [
        f"#define STALE_{slot.index} UINT64_C({unit.stale.get(slot.index, 0)})"
        for slot in layout.catalogue.slots
    ]
    sizes = "\n".join([definitions(layout), f"#define TALLIES {unit.most_tallies}", *stale])
    # The days of profiles call what makes a newcomer and counts, which stand before them.
    programs = [text for text in unit.functions if not text.startswith("\nstatic void days")]
    days = [text for text in unit.functions if text.startswith("\nstatic void days")]
    parts = [
        sizes,
        _calendar(layout),
        PRELUDE,
        *unit.constants,
        *_tables(layout),
        *programs,
        begins,
        COUNTED,
        *days,
    ]
    return "\n".join([*parts, _ENTRY.format(cases=cases)])


def _array(name: str, values: list[int] | tuple[int, ...]) -> str:
    shown = ", ".join(map(_plain, values or (0,)))
    return f"static const long long {name}[] = {{{shown}}};"


def _plain(value: int) -> str:
    return number(value).replace("NONE", "(-((i64)1 << 62))")


def _calendar(layout: Layout) -> str:
    calendar = layout.catalogue.calendar
    return "\n".join(
        (
            "#include <stdint.h>",
            f"static const int64_t CHANGES[] = {{{', '.join(map(number, calendar.changes))}}};",
            f"static const int64_t OFFSETS[] = {{{', '.join(map(number, calendar.offsets))}}};",
        )
    )


def _tables(layout: Layout) -> list[str]:
    begins: list[int] = []
    for slot in layout.catalogue.slots:
        begins += [slot.default] * layout.size(slot)
    first_of = [-1] * layout.offsets[-1]
    for cell, first in layout.firsts_of:
        first_of[cell] = first
    goods = layout.goods
    catalogue = layout.catalogue
    looked = [
        cell
        for cell, _ in layout.firsts_of
        for first in layout.watch.firsts
        if first.owned in layout.assigned
        and layout.offsets[first.slot]
        <= cell
        < layout.offsets[first.slot] + layout.size(catalogue.slots[first.slot])
    ]
    ends = [0, *accumulate(size + 1 for _, _, size in goods)]
    return [
        _array("BEGINS", begins),
        _array("ASSET_OF", layout.asset_of),
        _array("ASSET_BEGINS", [0, *accumulate(map(len, layout.cells))]),
        _array("ASSET_CELLS", [cell for cells in layout.cells for cell in cells]),
        _array("FIRST_OF", first_of),
        _array("GOODS_BEGIN", [cell for _, cell, _ in goods]),
        _array("GOODS_SIZE", [size for _, _, size in goods]),
        _array("GOODS_AT", ends[:-1]),
        _array("CURVE_AT", [layout.offsets[slot] for _, slot in layout.watch.curves]),
        _array("LOOKED", looked),
        f"#define LOOKED_AT {len(looked)}",
    ]
