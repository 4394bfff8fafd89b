"""A time zone that nobody knows: the game's days would begin at another time than its author thinks."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import available_timezones

from rules.check.subject import Subject
from rules.define.calendar import zone
from rules.define.form import entry
from rules.document import Scalar
from rules.problem import Problem, error
from rules.suggest import did_you_mean

UNKNOWN_ZONE = error("E600", "there is no such time zone")
CODES = (UNKNOWN_ZONE,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield the game's time zone if it is none."""
    node = entry(entry(pack.definitions.root.get("game"), "day"), "timezone")
    if isinstance(node, Scalar) and zone(node.text) is None:
        help_ = did_you_mean(node.text, available_timezones()) or "write it like `UTC` or `Europe/Berlin`"
        yield UNKNOWN_ZONE.at(node.place, f"there is no time zone called `{node.text}`", help=help_)
