"""A layout -> the arrays in which generated code counts: how large they are, and C that fills them."""

from __future__ import annotations

from engine.lab.summary import HELD_BITS
from engine.native.layout import Layout

FLOWS = ("made", "spent", "net")
POWERS = ("x", "xx", "xv")  # the moments of a flow, as a summary names them
VISITS = 2  # moments of no asset, which stand first: `v` and `vv`
_WIDE = 2  # words of a moment
_EXACT = 1 << HELD_BITS  # amounts below have a bucket each
_HALF = _EXACT >> 1  # buckets of each power of two from there on
_BUCKETS = _EXACT + (64 - HELD_BITS) * _HALF


def amount_of(bucket: int) -> int:
    """Return the least amount of a bucket."""
    if bucket < _EXACT:
        return bucket
    doublings, rest = divmod(bucket - _EXACT, _HALF)
    return (_HALF + rest) << (doublings + 1)


def sizes(layout: Layout) -> dict[str, int]:
    """Return how many there are of each sort, by the name that C has for them; no array is empty."""
    found = {
        "CELLS": layout.offsets[-1],
        "SLOT_WORDS": len(layout.catalogue.slots) // 64 + 1,
        "ASSETS": len(layout.assets),
        "WHYS": len(layout.whys),
        "ACTIONS": len(layout.actions),
        "FIRSTS": len(layout.firsts),
        "GOODS": len(layout.goods),
        "COLLECTED": sum(goods.size + 1 for goods in layout.goods),
        "CURVES": len(layout.watch.curves),
        "ZONES": len(layout.catalogue.calendar.changes),
    }
    return {name: max(1, size) for name, size in found.items()}


def shapes(layout: Layout, days: int, players: int) -> dict[str, tuple[int, ...]]:
    """Return the shape of each shared array, in the order in which C is handed them.

    *starts*: when each day begins, *weekend*: whether it is one; the caller writes both. What a summary has
    is counted by day and then by its key; *nets* and *curves* end in a place for each player.
    """
    n = sizes(layout)
    flows = (days, n["WHYS"], n["ASSETS"])
    return {
        "starts": (days,),
        "weekend": (days,),
        "visitors": (days,),
        "actions": (days, n["ACTIONS"]),
        "made": flows,
        "spent": flows,
        "held": (days + 1, n["ASSETS"]),  # in the evenings, after what newcomers have
        "supply": (days, n["ASSETS"], _BUCKETS),
        "collected": (days, n["COLLECTED"]),
        "firsts": (days, n["FIRSTS"]),
        "moments": (VISITS + n["ASSETS"] * len(FLOWS) * len(POWERS), _WIDE),
        "nets": (n["ASSETS"], players),
        "curves": (days, n["CURVES"], players),
        "faults": (1,),
    }


def sized(layout: Layout) -> str:
    """Return C that defines the sizes."""
    found = {
        **sizes(layout),
        "BUCKETS": _BUCKETS,
        "HELD_BITS": HELD_BITS,
        "EXACT": _EXACT,
        "HALF": _HALF,
        "VISITS": VISITS,
        "FLOWS": len(FLOWS),
        "POWERS": len(POWERS),
    }
    return "\n".join(f"#define {name} {size}" for name, size in found.items())


def counting(layout: Layout) -> str:
    """Return C that declares the arrays, and counts in them."""
    arrays = ", ".join(f"*{name}" for name in shapes(layout, 1, 1))
    return f"\ntypedef struct {{ i64 {arrays}; }} Counted;\n{_COUNTING}"


_COUNTING = r"""
/* What one player did and had: so far, and at the last look. */
typedef struct {
    i64 made[ASSETS], spent[ASSETS], begun[ASSETS], held[ASSETS], numbers[GOODS], visits;
    char seen[FIRSTS];
} Life;

static i64 bucket(i64 value) {
    if (value < EXACT) return value;
    i64 bits = 64 - __builtin_clzll((u64)value), spare = bits - HELD_BITS;
    return EXACT + (spare - 1) * HALF + ((value >> spare) - HALF);
}

/* Count what a player has for the first time now that he has what a cell holds. */
static void reach(const Counted *counted, Life *life, i64 day, i64 at) {
    for (i64 i = FIRST_BEGINS[at]; i < FIRST_BEGINS[at + 1]; i++) {
        i64 first = FIRST_LIST[i];
        if (life->seen[first]) continue;
        life->seen[first] = 1;
        counted->firsts[day * FIRSTS + first]++;
    }
}

/* Count what the command that was just accepted made and spent. */
static void move(const Player *p, const Counted *counted, Life *life, i64 day) {
    for (i64 i = 0; i < p->ledger.count; i++) {
        const Line *line = &p->ledger.lines[i];
        i64 asset = ASSET_OF[line->at];
        if (asset < 0) continue;
        i64 flow = (day * WHYS + line->why) * ASSETS + asset;
        if (line->way == SPENT) {
            counted->spent[flow] += line->amount;
            life->spent[asset] += line->amount;
            continue;
        }
        counted->made[flow] += line->amount;
        life->made[asset] += line->amount;
        reach(counted, life, day, line->at);
    }
}

/* Look at what a player has; nothing changes on a day on which he does not come. */
static void look(const Player *p, const Counted *counted, Life *life, i64 day) {
    memset(life->held, 0, sizeof life->held);
    for (i64 i = 0; i < RUNS; i++) {
        const i64 *cells = p->cells + RUN_BEGIN[i];
        i64 held = 0;
        for (i64 c = 0; c < RUN_SIZE[i]; c++) held += cells[c];
        life->held[RUN_ASSET[i]] += held;
    }
    for (i64 g = 0; g < GOODS; g++) {
        const i64 *cells = p->cells + GOODS_BEGIN[g];
        i64 number = 0;
        for (i64 c = 0; c < GOODS_SIZE[g]; c++) number += cells[c] > 0;
        life->numbers[g] = number;
    }
    for (i64 i = 0; i < LOOKED_AT; i++)
        if (p->cells[LOOKED[i]]) reach(counted, life, day, LOOKED[i]);
}

/* Count what a player has at the end of a day; `row` is his place among `count` players. */
static void evening(const Player *p, const Counted *counted, const Life *life, i64 day, i64 row, i64 count) {
    for (i64 a = 0; a < ASSETS; a++) {
        if (!life->held[a]) continue;
        counted->held[(day + 1) * ASSETS + a] += life->held[a];
        counted->supply[(day * ASSETS + a) * BUCKETS + bucket(life->held[a])]++;
    }
    for (i64 g = 0; g < GOODS; g++)
        counted->collected[day * COLLECTED + GOODS_AT[g] + life->numbers[g]]++;
    for (i64 v = 0; v < CURVES; v++)
        counted->curves[(day * CURVES + v) * count + row] = p->cells[CURVE_AT[v]];
}

/* Sums of squares outgrow 64 bits. */
static void add(i64 *moments, i64 at, i128 value) {
    u128 *sums = (u128 *)moments;
    sums[at] += (u128)value;
}

/* Count what a whole life came to. */
static void end(const Counted *counted, const Life *life, i64 row, i64 count) {
    add(counted->moments, 0, life->visits);
    add(counted->moments, 1, (i128)life->visits * life->visits);
    for (i64 a = 0; a < ASSETS; a++) {
        i64 net = life->made[a] - life->spent[a], flows[FLOWS] = {life->made[a], life->spent[a], net};
        for (i64 f = 0; f < FLOWS; f++) {
            i64 x = flows[f], at = VISITS + (a * FLOWS + f) * POWERS;
            if (!x) continue;
            add(counted->moments, at, x);
            add(counted->moments, at + 1, (i128)x * x);
            add(counted->moments, at + 2, (i128)x * life->visits);
        }
        counted->nets[a * count + row] = life->held[a] - life->begun[a];
    }
}
"""
