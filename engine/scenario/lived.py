"""Days of a profile that a scenario tells of -> what the player has then, and where the log is another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from engine.lab.life import Evening, Lives
from engine.lab.log import log
from engine.player.run import Executor
from engine.state import State
from rules.program.moment import Moment
from rules.program.scenario import Line, Lived, Scenario
from rules.ruleset import Ruleset
from rules.source import Place


def live(ruleset: Ruleset, executor: Executor, scenario: Scenario, lived: Lived) -> tuple[State, list[str]]:
    """Return what the first player of a profile has after the days of a scenario, and his log."""
    calendar = ruleset.catalogue.calendar
    first = calendar.day_of(scenario.at)
    begin = State.new(ruleset.catalogue, Moment(calendar.start_of(first), first, seed=lived.seed))
    lives = Lives(ruleset, ruleset.profiles[lived.profile], lived.seed, executor)
    events = [*lives.live(0, first, lived.days, begin.with_(scenario.given))]
    last = next(event for event in reversed(events) if isinstance(event, Evening))
    return last.state, [*log(events, calendar, by_day=lived.days > 1)]


def differences(expected: Sequence[Line], found: Sequence[str]) -> Iterator[tuple[str, Place | None]]:
    """Yield each line that is another, is missing or is too many, and where what was expected is written."""
    matcher = SequenceMatcher(None, [line.text for line in expected], found, autojunk=False)
    before = expected[0].place if expected else None
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag != "equal":
            for wanted, actual in zip_longest(expected[start:end], found[first:last]):
                before = wanted.place if wanted else before
                yield _said(wanted, actual), before
        elif end:
            before = expected[end - 1].place


def _said(wanted: Line | None, actual: str | None) -> str:
    if wanted is None:
        return f"`{actual}` happened too, here; it was not expected"
    if actual is None:
        return f"`{wanted.text}` did not happen"
    return f"`{actual}` happened; expected was `{wanted.text}`"
