"""A period's word (`day`, `week`, `month`, a kind ordered by day) -> the number of the one that it is now."""

from __future__ import annotations

from rules.expression.node import Function, Reached, const
from rules.expression.node import Node as Expression
from rules.expression.type import record
from rules.lower.build import TODAY, WHOLE, whole

DAYS_IN_WEEK = 7
MONDAY = 3  # 1970-01-01 was a Thursday: three days after a Monday


def period(name: str) -> Expression:
    """Return the number of the day, week or month, or the record of a kind ordered by day, that now is in."""
    if name == "week":
        return whole("//", whole("+", TODAY, const(MONDAY)), const(DAYS_IN_WEEK))
    if name == "month":
        return Function(WHOLE, "month", (TODAY,))
    return TODAY if name == "day" else Reached(record(name).maybe(), name, TODAY)
