"""A day -> the number of its month, by whole-number arithmetic: columns of days go through it too."""

from __future__ import annotations

from typing import Any

_MARCH_OF_0 = 719_468  # days from 0000-03-01 to 1970-01-01: years that begin in March end with their leap day
_ERA = 146_097  # days in 400 years
_JANUARY_1970 = 1969 * 12 + 10


def month(day: Any) -> Any:
    """Return how many months lie between January 1970 and the month of *day*, a day or an array of days."""
    days = day + _MARCH_OF_0
    era = days // _ERA
    of_era = days - era * _ERA
    year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    return (era * 400 + year) * 12 + (5 * of_year + 2) // 153 - _JANUARY_1970
