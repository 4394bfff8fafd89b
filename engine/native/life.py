"""A profile -> a C function that lives its players as `engine.lab.life` does, and counts what they do."""

from __future__ import annotations

from string import Template

from engine.lab.life import BUYS, COMES, HOUR_OF, IN_THE_MOOD, JOINS, NEVER, PACE, STOPS
from engine.native.program import program
from engine.native.value import Code
from engine.native.writer import Unit, Value, number, word
from rules.program.node import Program
from rules.program.profile import Profile

_SITES = {
    "JOINS": JOINS,
    "COMES": COMES,
    "HOUR_OF": HOUR_OF,
    "BUYS": BUYS,
    "IN_THE_MOOD": IN_THE_MOOD,
    "STOPS": STOPS,
}

LIVING = "\n".join(
    [
        *(f"#define {name} {word(site.hash)}" for name, site in _SITES.items()),
        f"#define NEVER {number(NEVER)}",
        f"#define PACE {PACE}",
        """
static int play(Player *p, int (*run)(Player *, u64), u64 coordinate) {
    begin(p);
    p->today = day_of(p->now);
    int ended = run(p, coordinate);
    if (ended != ACCEPTED) take_back(p);
    return ended;
}
""",
    ]
)

_DAYS = Template("""
static void $name(Player *p, const Counted *counted, i64 first, i64 count, i64 days) {
    static Life lived;
    Life *life = &lived;
    for (i64 row = 0; row < count; row++) {
        memset(life, 0, sizeof *life);
        newcomer(p, first + row, counted->starts[0]);
        i64 since = $joins + below(p, $joining, JOINS, start(p->me)), buys[$purchases] = {0};
        look(p, counted, life, 0);
        for (i64 a = 0; a < ASSETS; a++) counted->held[a] += life->begun[a] = life->held[a];
        for (i64 day = 0; day < days; day++) {
            u64 today = inside(start(p->me), (u64)day);
            if ($after && day == since + $after) since = $away;
            i64 chance = counted->weekend[day] ? $weekend : $chance;
            if (day >= since && below(p, PARTS, COMES, today) < chance) {
                counted->visitors[day]++;
                life->visits++;
                for (i64 session = 0; session < $sessions; session++) {
                    u64 sitting = inside(today, (u64)session);
                    i64 arrival = counted->starts[day] + $begins + session * $share;
                    arrival += below(p, $share, HOUR_OF, sitting);
                    if (arrival > p->now) p->now = arrival;
                    play(p, $settle, 0);
                    $buying
                    $habits
                }
                if ($enough) since = $away_tomorrow;
                look(p, counted, life, day);
            }
            evening(p, counted, life, day, row, count);
        }
        end(counted, life, row, count);
    }
}
""")

_BUY = Template("""
if (session == 0 && day >= buys[$place]) {
    u64 at = inside(today, $place);
    if (happens(p, $chance, BUYS, at) && play(p, $run, at) == ACCEPTED) {
        move(p, counted, life, day);
        p->now += PACE;
        buys[$place] = day + $each;
    }
}""")

_HABIT = Template("""
{
    u64 at = inside(sitting, $place);
    i64 times = happens(p, $chance, IN_THE_MOOD, at) ? $times : 0;
    for (i64 turn = 0; turn < times; turn++) {
        int ended = play(p, $run, inside(at, (u64)turn));
        if (ended == POINTLESS) break;
        p->now += PACE;
        if (ended == FAULT) counted->faults[0]++;
        if (ended != ACCEPTED) break;
        counted->actions[day * ACTIONS + $action]++;
        move(p, counted, life, day);
    }
}""")


class Lives:
    """Write the functions of profiles; a program that two of them share is written once."""

    def __init__(self, unit: Unit, settling: Program) -> None:
        """Begin with what time does to everybody."""
        self._unit = unit
        self._written: dict[int, str] = {}
        self._settle = self._run(settling)

    def profile(self, profile: Profile, name: str) -> str:
        """Return a function called *name* that lives the days of a profile; its programs go to the unit."""
        return _DAYS.substitute(
            name=name,
            joins=profile.joins[0],
            joining=profile.joins[1] - profile.joins[0] + 1,
            purchases=max(1, len(profile.purchases)),
            after=profile.stop.after,
            away=_away(profile, "day"),
            away_tomorrow=_away(profile, "(day + 1)"),
            weekend=profile.weekend,
            chance=profile.chance,
            sessions=profile.sessions,
            begins=number(profile.begins),
            share=number((profile.ends - profile.begins) // profile.sessions),
            settle=self._settle,
            buying=self._buying(profile),
            habits=self._habits(profile),
            enough=self._enough(profile),
        )

    def _run(self, source: Program) -> str:
        if id(source) not in self._written:
            self._written[id(source)] = program(self._unit, source)
        return self._written[id(source)]

    def _buying(self, profile: Profile) -> str:
        return "".join(
            _BUY.substitute(
                place=place,
                chance=purchase.chance,
                run=self._run(purchase.program),
                each=purchase.each,
            )
            for place, purchase in enumerate(profile.purchases)
        )

    def _habits(self, profile: Profile) -> str:
        return "".join(
            _HABIT.substitute(
                place=place,
                chance=habit.chance,
                times=habit.times,
                run=self._run(habit.program),
                action=self._unit.layout.actions.index(habit.action),
            )
            for place, habit in enumerate(profile.habits)
        )

    def _enough(self, profile: Profile) -> str:
        """Return C for whether a player has had enough this evening."""
        rolled = f"happens(p, {profile.stop.chance}, STOPS, today)"
        if profile.stop.program is None:
            return rolled
        return f"{rolled} || play(p, {self._run(profile.stop.program)}, today) == ACCEPTED"


def _away(profile: Profile, day: str) -> str:
    """Return C for the day on which a player who stops on *day* comes back."""
    return f"{day} + {profile.stop.away}" if profile.stop.away else "NEVER"


def newcomer(unit: Unit) -> str:
    """Return the function that makes a new player; an initial value may read the slots before its own."""
    lines = [
        "static void newcomer(Player *p, i64 me, i64 now) {",
        "memcpy(p->cells, BEGINS, sizeof p->cells);",
        "p->stale = ~UINT64_C(0);",
        "p->me = me; p->now = now; p->today = day_of(now);",
    ]
    code = Code(unit, {})
    for slot in unit.catalogue.slots:
        if slot.initial is not None:
            begins, size = unit.layout.offsets[slot.index], unit.layout.size(slot)
            value = code.with_("it", Value("it", "i")).whole(slot.initial)
            lines.append(f"for (i64 it = 0; it < {size}; it++) p->cells[{begins} + it] = {value};")
            lines.append(f"p->stale |= STALE_{slot.index};")
    return "\n".join([*lines, "}"])
