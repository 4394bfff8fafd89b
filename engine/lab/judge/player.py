"""What a target gives -> the player whom an exact question is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.state import State
from rules.program.moment import Moment
from rules.ruleset import Ruleset

FIRST_DAY = 20_605  # 2026-06-01, a Monday


def newcomer(ruleset: Ruleset, given: Mapping[str, Any]) -> tuple[State, Moment]:
    """Return a new player with what is given, at the beginning of a day."""
    moment = Moment(ruleset.catalogue.calendar.start_of(FIRST_DAY), FIRST_DAY, 1)
    return State.new(ruleset.catalogue, moment).with_(given), moment
