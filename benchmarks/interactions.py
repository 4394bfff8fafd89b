"""A bot under many persons -> its interactions a second beside a bot that does nothing, and how it lasts.

Both bots are the same way connected to crowds of the same make, in turns.
"""

from __future__ import annotations

from statistics import median
from time import monotonic, sleep

from benchmarks.bots import MEMORY, NOTHING, Standing, standing
from benchmarks.crowd import Visit, Wish
from benchmarks.database import tables
from benchmarks.frame import Verdict
from benchmarks.load import Goal
from benchmarks.pressure import Felt
from tests.servers import postgres

A_MINUTE = 60  # seconds of the long run
MINUTES = 10
ROUNDS, SECONDS = 5, 5.0
FEW, MANY, RATE = 100, 10_000, 100
SHARE = 0.8
MOST_MEAN = 100.0  # milliseconds
MOST_MORE = 0.03
WARM = 10.0  # seconds that are not counted: what was never asked before is compiled
LOOKS = (Wish(1, "profile"),)
BEGINS = (Wish(1, "start"),)
DOES = (
    Wish(30, "profile"),
    Wish(15, "forage"),
    Wish(15, "battle", {"opponent": "drowsy_gatekeeper"}),
    Wish(10, "daily"),
    Wish(10, "buy_pack", {"booster": "community_pack"}),
    Wish(10, "unwrap", {"gift": "welcome"}),
    Wish(10, "collection"),
)


def measure(count: int | None) -> Verdict:
    """Measure both; *count* are the seconds of the long run."""
    share, goals = _beside()
    goals += _lasting(count or MINUTES * A_MINUTE)
    for goal in goals:
        print(f"  {'reached' if goal.reached else 'short'}: {goal.what}")
    return Verdict(goals[0].what, share, all(goal.reached for goal in goals))


def _beside() -> tuple[float, list[Goal]]:
    """Race them; the first round warms up."""
    rounds: list[tuple[float, float]] = []
    with standing(NOTHING) as nothing, standing(MEMORY) as ours:
        for wishes in (BEGINS, LOOKS):
            ours.visit(Visit(wishes, FEW, at_once=4))
        for _ in range(ROUNDS + 1):
            other, mine = (_rate(each) for each in (nothing, ours))
            rounds.append((mine, mine / other))
            print(f"  a cached command {mine:.0f} a second, a bot that does nothing {other:.0f}")
    per_second, share = (median(column) for column in zip(*rounds[1:], strict=True))
    return share, [Goal(f"{per_second:.0f} a second, {share:.2f} of a bot that does nothing", share >= SHARE)]


def _rate(bot: Standing) -> float:
    before = bot.worked
    felt = bot.visit(Visit(LOOKS, FEW, SECONDS, at_once=32))
    assert not felt.errors, felt.errors[:3]
    each = (bot.worked - before) / len(felt.seconds)
    print(f"    {1e6 * each:.0f} us of a processor each")
    return felt.per_second


def _lasting(seconds: int) -> list[Goal]:
    """Have many do what players do, for so long."""
    persons = max(RATE, MANY * seconds // (MINUTES * A_MINUTE))
    with postgres(durable=True) as server, tables(server) as url, standing(url) as bot:
        while bot.visit(Visit(BEGINS, persons, at_once=4)).errors:
            print("  those who could not begin while it was cold try again")
        bot.visit(Visit(DOES, persons, WARM, rate=RATE / 2))
        felt, resident = _watched(bot, Visit(DOES, persons, float(seconds), rate=RATE))
    print(f"  {felt.errors[:3]}")
    half = len(resident) // 2
    first, second = (sum(each) / max(1, len(each)) for each in (resident[:half], resident[half:]))
    more = second / first - 1
    what = f"{len(felt.seconds)} at {RATE} a second: mean {felt.mean:.1f}, p99 {felt.p99:.1f} ms"
    return [
        Goal(
            f"{what}, {len(felt.errors)} errors {felt.errors[:3]}", felt.mean < MOST_MEAN and not felt.errors
        ),
        Goal(f"resident {first / 1024:.0f} MB, then {second / 1024:.0f} MB: {more:+.1%}", more < MOST_MORE),
    ]


def _watched(bot: Standing, visit: Visit) -> tuple[Felt, list[int]]:
    """Return what a crowd felt, and how much memory the bot had each second meanwhile."""
    resident: list[int] = []
    bot.begin(visit)
    until = monotonic() + visit.seconds
    while monotonic() < until:
        resident.append(bot.resident)
        sleep(1)
    return bot.felt(), resident
