"""The daily reward of the default game, as one would write it by hand, with the same Outcome."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import Any

from engine.outcome import Accepted, Event, Given, Outcome, Refused, Said
from engine.state import State
from rules.expression.type import NONE
from rules.program.moment import Moment
from rules.ruleset import Ruleset

HOUR = 3_600_000
MINUTE = 60_000


def daily_of(ruleset: Ruleset) -> Callable[..., Outcome]:  # noqa: PLR0915 - as one would write it
    """Return the function; the numbers of slots and the rewards are looked up once."""
    catalogue = ruleset.catalogue
    at = {slot.name: slot.index for slot in catalogue.slots}
    days, currencies = catalogue.kinds["streak_day"], catalogue.kinds["currency"]
    gold, ticket = currencies.codes["gold"], currencies.codes["ticket"]
    steps = days.columns["day"]
    rewards = [(100, 0), (150, 0), (300, 1), (600, 2), (1100, 5)]
    level, energy, ore, stamina, wood = (at[name] for name in ("level", "energy", "ore", "stamina", "wood"))
    haste, limit, streak, last = (
        at[name] for name in ("limit.haste", "limit.daily_reward", "streak", "last_daily")
    )
    owned, registered, points = at["owned.currency"], at["registered"], at["points"]
    vigour = catalogue.kinds["skill"].codes["vigour"]

    def settle(cells: list[Any], index: int, full: int, by: int, every: int, now: int) -> None:
        """Add whole ticks; `since` stands behind the amount."""
        if cells[index] >= full:
            cells[index + 1] = now
            return
        ticks = (now - cells[index + 1]) // every
        grown = cells[index] + ticks * by
        cells[index + 1] = now if grown >= full else cells[index + 1] + ticks * every
        cells[index] = min(full, grown)

    def daily(state: State, _: Any, __: Any, moment: Moment, ___: int) -> Outcome:
        cells, now = state.cells.copy(), moment.now
        settle(cells, energy, 50 + 2 * cells[level] + cells[points].get(vigour, 0), 1, 6 * MINUTE, now)
        settle(cells, ore, 100 + cells[level], 1, 10 * MINUTE, now)
        settle(cells, stamina, 10 + cells[level] // 5, 1, 20 * MINUTE, now)
        settle(cells, wood, 200, 5, 10 * MINUTE, now)
        hurried = cells[haste]
        if hurried > now + 10_000 - 333:
            return Refused("haste", ("haste",), state)
        cells[haste] = max(now, hurried) + 333
        if not cells[registered]:
            return Refused("start_first", ("start_first",), state)
        if cells[limit] > now:
            return Refused("daily_reward", ("daily_reward",), state)
        cells[limit] = max(now, cells[limit]) + 24 * HOUR
        before = cells[last]
        days_on = cells[streak] + 1 if before != NONE and now - before <= 48 * HOUR else 1
        cells[streak], cells[last] = min(100_000, days_on), now
        step = bisect_right(steps, cells[streak]) - 1
        events: list[Event] = []
        purse = cells[owned] = cells[owned].copy()
        for code, amount in zip((gold, ticket), rewards[step], strict=True):
            if amount:
                purse[code] = min(10**12, purse.get(code, 0) + amount)
                events.append(Given("owned.currency", currencies.ids[code], amount, "daily"))
        events.append(Said("claimed", (("n", cells[streak]),)))
        return Accepted(State(catalogue, cells), tuple(events))

    return daily
