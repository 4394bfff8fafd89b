"""A ruleset -> one C file that lives the players of all its profiles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain

from engine.columns.forms import refused_forms
from engine.lab.life import settling
from engine.native import call, loop  # noqa: F401 - they say how their expressions are written
from engine.native.counted import counting, sized
from engine.native.layout import Layout
from engine.native.life import LIVING, Lives, newcomer
from engine.native.prelude import PRELUDE
from engine.native.writer import NotNativeError, Unit, number, word

_ENTRY = """
int live(i64 profile, i64 first, i64 count, i64 days, i64 seed, i64 **shared, i64 *met) {{
    static Player player;
    Player *p = &player;
    const Counted *counted = (const Counted *)shared;
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
    unit, profiles = Unit(layout), layout.ruleset.profiles.values()
    names = [unit.fresh("days") for _ in profiles]
    try:
        lives = Lives(unit, settling(layout.ruleset))
        days = [lives.profile(profile, name) for profile, name in zip(profiles, names, strict=True)]
        begins = newcomer(unit)
    except NotNativeError:
        return None
    parts = (
        sized(layout),
        f"#define TALLIES {unit.most_tallies}",
        *_stale(unit),
        *_calendar(layout),
        PRELUDE,
        *unit.constants,
        *_tables(layout),
        *unit.functions,
        begins,
        counting(layout),
        LIVING,
        *days,
        _entry(names),
    )
    return "\n".join(parts)


def _entry(names: Iterable[str]) -> str:
    """Return the function that callers know: it lives players *first* to *first* + *count* - 1."""
    cases = (
        f"    case {place}: {name}(p, counted, first, count, days); break;"
        for place, name in enumerate(names)
    )
    return _ENTRY.format(cases="\n".join(cases))


def _stale(unit: Unit) -> Iterable[str]:
    """Yield for each slot which memories a write to it spoils."""
    for slot in unit.catalogue.slots:
        yield f"#define STALE_{slot.index} {word(unit.stale.get(slot.index, 0))}"


def _calendar(layout: Layout) -> Iterable[str]:
    """Yield what the prelude needs to know of days: when one begins, and how clocks changed."""
    calendar = layout.catalogue.calendar
    yield f"#define DAY_STARTS {number(calendar.starts)}"
    yield "#include <stdint.h>"
    for name, times in (("CHANGES", calendar.changes), ("OFFSETS", calendar.offsets)):
        yield f"static const int64_t {name}[] = {{{', '.join(map(number, times))}}};"


def _tables(layout: Layout) -> Iterable[str]:
    """Yield what newcomers have, and how cells are counted."""
    ends = [0, *accumulate(goods.size + 1 for goods in layout.goods)]
    tables = {
        "BEGINS": layout.begins,
        "ASSET_OF": layout.asset_of,
        "RUN_ASSET": [asset for asset, _, _ in layout.runs],
        "RUN_BEGIN": [begins for _, begins, _ in layout.runs],
        "RUN_SIZE": [size for _, _, size in layout.runs],
        "FIRST_BEGINS": _begins(layout.firsts_of),
        "FIRST_LIST": [*chain.from_iterable(layout.firsts_of)],
        "GOODS_BEGIN": [goods.begins for goods in layout.goods],
        "GOODS_SIZE": [goods.size for goods in layout.goods],
        "GOODS_AT": ends[:-1],
        "CURVE_AT": [layout.offsets[slot] for _, slot in layout.watch.curves],
        "LOOKED": layout.looked,
    }
    for name, values in tables.items():
        yield f"static const i64 {name}[] = {{{', '.join(map(number, values or (0,)))}}};"
    yield f"#define LOOKED_AT {len(layout.looked)}"
    yield f"#define RUNS {len(layout.runs)}"


def _begins(parts: Sequence[Sequence[int]]) -> list[int]:
    """Return where each part begins once they stand one after the other, and where the last ends."""
    return [0, *accumulate(map(len, parts))]
