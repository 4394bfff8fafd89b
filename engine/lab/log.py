"""One player's life -> a line for each thing that he did, which a reader can follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.lab.life import NEVER, Bought, Evening, Event, Faulted, Played
from engine.outcome import Accepted, Given, Taken
from rules.expression.type import DAY, HOUR, MINUTE
from rules.program.catalogue import Calendar
from rules.program.profile import BOUGHT


def log(life: Iterable[Event], calendar: Calendar, *, by_day: bool) -> Iterator[str]:
    """Yield `09:12 visit -1 verve +100 coins`; with *by_day* each line begins with its day, from 1.

    With it, a line tells on which day a player has had enough, too. There is neither `: ` nor ` #` in a line,
    so that it can stand in a list of YAML as it is.
    """
    day, since = 1, None
    for event in life:
        before = f"day {day} " if by_day else ""
        match event:
            case Played(action, outcome, now):
                yield f"{before}{_clock(now, calendar)} {action}{_moved(outcome)}"
            case Bought(outcome, now):
                yield f"{before}{_clock(now, calendar)} {BOUGHT}{_moved(outcome)}"
            case Faulted(action, _):
                yield f"{before}{action} ended in a fault"
            case Evening(_, sessions, again):
                left = again >= day and (sessions > 0 or since not in {None, again})
                if left and by_day:
                    yield f"day {day} {_away(again)}"
                day, since = day + 1, again
            case _:
                pass


def _away(again: int) -> str:
    """Say for how long a player stays away, who may come again from the day *again* on, counted from 0."""
    return "stops for good" if again >= NEVER else f"stops until day {again + 1}"


def _clock(now: int, calendar: Calendar) -> str:
    """Return the time of day in the game's zone."""
    passed = (now - calendar.start_of(calendar.day_of(now)) + calendar.starts) % DAY
    return f"{passed // HOUR:02}:{passed % HOUR // MINUTE:02}"


def _moved(outcome: Accepted) -> str:
    """Return by how much each asset changed, in the order in which they were touched."""
    net: dict[str, int] = {}
    for event in outcome.events:
        if isinstance(event, Given | Taken):
            asset = event.key or event.slot
            net[asset] = net.get(asset, 0) + (event.amount if isinstance(event, Given) else -event.amount)
    return "".join(f" {amount:+} {asset}" for asset, amount in net.items() if amount)
