"""What can be wrong with events."""

from __future__ import annotations

from rules.problem import error

BAD_WINDOW = error("E141", "an event has no window in which it can hold")
NOT_BY_EVENT = error("E142", "an event cannot change this")
EVENTS_CLASH = error("E143", "two events that may meet set the same")
TOO_MANY = error("E144", "too many events may meet")

CODES = (BAD_WINDOW, NOT_BY_EVENT, EVENTS_CLASH, TOO_MANY)
