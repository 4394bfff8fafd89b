"""A profile -> a C function that lives its players as `engine.lab.life` does, and counts what they do."""

from __future__ import annotations

from engine.lab.life import BUYS, COMES, HOUR_OF, IN_THE_MOOD, JOINS, NEVER, PACE, STOPS
from engine.native.layout import BUCKETS, Layout
from engine.native.program import program
from engine.native.value import Code
from engine.native.writer import Unit, Value, number
from rules.program.node import Program
from rules.program.profile import Profile

# What is shared with the caller, in the order of `engine.native.run`.
COUNTED = r"""
typedef struct {
    i64 *starts, *weekend, *visitors, *actions, *made, *spent, *held, *supply, *collected, *firsts, *moments;
    i64 *nets, *curves, *faults;
} Counted;

typedef struct {
    i64 made[ASSETS], spent[ASSETS], held[ASSETS], numbers[GOODS], visits;
    char seen[FIRSTS];
} Life;

static i64 bits_of(i64 value) { return 64 - __builtin_clzll((u64)value); }
static i64 bucket(i64 value) {
    i64 spare = value < 32 ? 0 : bits_of(value) - 5;
    return spare ? 32 + (spare - 1) * 16 + ((value >> spare) - 16) : value;
}
static void reach(const Counted *o, Life *l, i64 day, i64 first) {
    if (l->seen[first]) return;
    l->seen[first] = 1;
    o->firsts[day * FIRSTS + first]++;
}
static void commit(P *p, const Counted *o, Life *l, i64 day) {
    for (i64 i = 0; i < p->count; i++) {
        const Line *line = &p->lines[i];
        i64 asset = ASSET_OF[line->at];
        if (asset < 0) continue;
        i64 flow = (day * WHYS + line->why) * ASSETS + asset;
        if (line->way) {
            o->spent[flow] += line->amount;
            l->spent[asset] += line->amount;
            continue;
        }
        o->made[flow] += line->amount;
        l->made[asset] += line->amount;
        if (FIRST_OF[line->at] >= 0) reach(o, l, day, FIRST_OF[line->at]);
    }
}
/* Look at what a player has; nothing changes on a day on which he does not come. */
static void look(const P *p, const Counted *o, Life *l, i64 day) {
    for (i64 a = 0; a < ASSETS; a++) {
        i64 held = 0;
        for (i64 c = ASSET_BEGINS[a]; c < ASSET_BEGINS[a + 1]; c++) held += p->S[ASSET_CELLS[c]];
        l->held[a] = held;
    }
    for (i64 g = 0; g < GOODS; g++) {
        i64 number = 0;
        for (i64 c = 0; c < GOODS_SIZE[g]; c++) number += p->S[GOODS_BEGIN[g] + c] > 0;
        l->numbers[g] = number;
    }
    for (i64 i = 0; i < LOOKED_AT; i++) if (p->S[LOOKED[i]]) reach(o, l, day, FIRST_OF[LOOKED[i]]);
}
static void evening(const P *p, const Counted *o, const Life *l, i64 day, i64 row, i64 count) {
    for (i64 a = 0; a < ASSETS; a++) if (l->held[a]) {
        o->held[(day + 1) * ASSETS + a] += l->held[a];
        o->supply[(day * ASSETS + a) * BUCKETS + bucket(l->held[a])]++;
    }
    for (i64 g = 0; g < GOODS; g++) o->collected[day * COLLECTED + GOODS_AT[g] + l->numbers[g]]++;
    for (i64 v = 0; v < CURVES; v++) o->curves[(day * CURVES + v) * count + row] = p->S[CURVE_AT[v]];
}
static void add(i64 *moments, i64 at, i128 value) {
    u128 *sums = (u128 *)moments;
    sums[at] += (u128)value;
}
static void end(const Counted *o, const Life *l, i64 row, i64 count) {
    add(o->moments, 0, l->visits);
    add(o->moments, 1, (i128)l->visits * l->visits);
    for (i64 a = 0; a < ASSETS; a++) {
        i64 flows[] = {l->made[a], l->spent[a], l->made[a] - l->spent[a]};
        for (i64 f = 0; f < 3; f++) if (flows[f]) {
            add(o->moments, 2 + (a * 3 + f) * 3, flows[f]);
            add(o->moments, 3 + (a * 3 + f) * 3, (i128)flows[f] * flows[f]);
            add(o->moments, 4 + (a * 3 + f) * 3, (i128)flows[f] * l->visits);
        }
        o->nets[a * count + row] = flows[2];
    }
}
static int play(P *p, int (*run)(P *, u64), u64 coordinate) {
    begin(p);
    p->today = day_of(p->now);
    int ended = run(p, coordinate);
    if (ended != ACCEPTED) take_back(p);
    return ended;
}
"""

_DAYS = """
static void {name}(P *p, const Counted *o, i64 first, i64 count, i64 days) {{
    static Life life;
    for (i64 row = 0; row < count; row++) {{
        Life *l = &life;
        memset(l, 0, sizeof *l);
        newcomer(p, first + row, o->starts[0]);
        i64 since = {joins} + below(p, {joining}, {JOINS}, start(p->me)), buys[{purchases}] = {{0}};
        look(p, o, l, 0);
        for (i64 a = 0; a < ASSETS; a++) o->held[a] += l->held[a];
        for (i64 day = 0; day < days; day++) {{
            u64 today = inside(start(p->me), (u64)day);
            if ({after} && day == since + {after}) since = {away};
            i64 chance = o->weekend[day] ? {weekend} : {chance};
            if (day >= since && below(p, PARTS, {COMES}, today) < chance) {{
                o->visitors[day]++;
                l->visits++;
                for (i64 session = 0; session < {sessions}; session++) {{
                    u64 sitting = inside(today, (u64)session);
                    i64 arrival = o->starts[day] + {begins} + session * {share};
                    arrival += below(p, {share}, {HOUR_OF}, sitting);
                    if (arrival > p->now) p->now = arrival;
                    play(p, {settle}, 0);
                    {buying}
                    u64 at;
                    (void)at;
                    {habits}
                }}
                {stops}
                look(p, o, l, day);
            }}
            evening(p, o, l, day, row, count);
        }}
        end(o, l, row, count);
    }}
}}
"""

_BUY = """
if (session == 0 && day >= buys[{place}]) {{
    at = inside(today, {place});
    if (happens(p, {chance}, {BUYS}, at) && play(p, {run}, at) == ACCEPTED) {{
        commit(p, o, l, day);
        p->now += {pace};
        buys[{place}] = day + {each};
    }}
}}"""

_HABIT = """
at = inside(sitting, {place});
if (happens(p, {chance}, {MOOD}, at)) {{
    for (i64 turn = 0; turn < {times}; turn++) {{
        int ended = play(p, {run}, inside(at, (u64)turn));
        if (ended == POINTLESS) break;
        p->now += {pace};
        if (ended == FAULT) o->faults[0]++;
        if (ended != ACCEPTED) break;
        o->actions[day * ACTIONS + {action}]++;
        commit(p, o, l, day);
    }}
}}"""


class Lives:
    """Write the functions of profiles; a program that two of them share is written once."""

    def __init__(self, unit: Unit, settling: Program) -> None:
        """Begin with what time does to everybody."""
        self._unit = unit
        self._written: dict[int, str] = {}
        self._settle = self._run(settling)

    def profile(self, profile: Profile) -> str:
        """Write the days of a profile; return the name of the function."""
        name, stop = self._unit.fresh("days"), profile.stop
        text = _DAYS.format(
            name=name,
            joins=profile.joins[0],
            joining=profile.joins[1] - profile.joins[0] + 1,
            purchases=max(1, len(profile.purchases)),
            after=stop.after,
            away=self._away(profile, "day"),
            weekend=profile.weekend,
            chance=profile.chance,
            sessions=profile.sessions,
            begins=number(profile.begins),
            share=number((profile.ends - profile.begins) // profile.sessions),
            settle=self._settle,
            buying=self._buying(profile),
            habits=self._habits(profile),
            stops=self._stops(profile),
            JOINS=_hash(JOINS.hash),
            COMES=_hash(COMES.hash),
            HOUR_OF=_hash(HOUR_OF.hash),
        )
        self._unit.functions.append(text)
        return name

    def _away(self, profile: Profile, day: str) -> str:
        return f"{day} + {profile.stop.away}" if profile.stop.away else number(NEVER)

    def _run(self, source: Program) -> str:
        if id(source) not in self._written:
            self._written[id(source)] = program(self._unit, source)
        return self._written[id(source)]

    def _buying(self, profile: Profile) -> str:
        rows = [
            _BUY.format(
                place=place,
                chance=purchase.chance,
                BUYS=_hash(BUYS.hash),
                run=self._run(purchase.program),
                pace=PACE,
                each=purchase.each,
            )
            for place, purchase in enumerate(profile.purchases)
        ]
        return f"{{ u64 at; (void)at; {' '.join(rows)} }}"

    def _habits(self, profile: Profile) -> str:
        return "".join(
            _HABIT.format(
                place=place,
                chance=habit.chance,
                MOOD=_hash(IN_THE_MOOD.hash),
                times=habit.times,
                run=self._run(habit.program),
                pace=PACE,
                action=self._unit.layout.actions.index(habit.action),
            )
            for place, habit in enumerate(profile.habits)
        )

    def _stops(self, profile: Profile) -> str:
        stop = profile.stop
        enough = f"happens(p, {stop.chance}, {_hash(STOPS.hash)}, today)"
        if stop.program is not None:
            enough += f" || play(p, {self._run(stop.program)}, today) == ACCEPTED"
        return f"if ({enough}) since = {self._away(profile, '(day + 1)')};"


def _hash(value: int) -> str:
    return f"UINT64_C({value})"


def newcomer(unit: Unit) -> str:
    """Return the function that makes a new player; an initial value may read the slots before its own."""
    lines = [
        "static void newcomer(P *p, i64 me, i64 now) {",
        "memcpy(p->S, BEGINS, sizeof p->S);",
        "p->stale = ~UINT64_C(0);",
        "p->me = me; p->now = now; p->today = day_of(now);",
    ]
    code = Code(unit, {})
    for slot in unit.catalogue.slots:
        if slot.initial is not None:
            begins, size = unit.layout.offsets[slot.index], unit.layout.size(slot)
            inner = code.with_("it", Value("it", "i"))
            lines.append(
                f"for (i64 it = 0; it < {size}; it++) p->S[{begins} + it] = {inner.whole(slot.initial)};"
            )
    return "\n".join([*lines, "}"])


def definitions(layout: Layout) -> str:
    """Return the numbers of a layout as C: how much there is of each sort."""
    calendar = layout.catalogue.calendar
    curves = max(1, len(layout.watch.curves))
    sizes = {
        "WORDS": layout.offsets[-1],
        "MARKS": len(layout.catalogue.slots) // 64 + 1,
        "ASSETS": max(1, len(layout.assets)),
        "WHYS": max(1, len(layout.whys)),
        "ACTIONS": max(1, len(layout.actions)),
        "FIRSTS": max(1, len(layout.firsts)),
        "GOODS": max(1, len(layout.goods)),
        "COLLECTED": collected_size(layout),
        "CURVES": curves,
        "BUCKETS": BUCKETS,
        "ZONES": len(calendar.changes),
        "DAY_STARTS": number(calendar.starts),
    }
    return "\n".join(f"#define {name} {value}" for name, value in sizes.items())


def collected_size(layout: Layout) -> int:
    """Return how many numbers of different records are told apart, of all kinds together."""
    return max(1, sum(size + 1 for _, _, size in layout.goods))
