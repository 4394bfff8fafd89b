"""Summaries -> every counter as rows of one long table, for spreadsheets and data frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from engine.lab.summary import Summary

# Which columns the parts of a counter's key are.
KEYS: Mapping[str, tuple[str, ...]] = {
    "visitors": ("day",),
    "actions": ("name", "day"),
    "made": ("name", "cause", "day"),
    "spent": ("name", "cause", "day"),
    "otherwise": ("name", "day"),
    "supply": ("name", "day", "value"),
    "curves": ("name", "day", "value"),
    "collected": ("name", "day", "value"),
    "firsts": ("name", "day"),
    "pity": ("name", "value"),
    "moments": ("name", "cause", "power"),
    "faults": ("name", "cause"),
}


class Row(NamedTuple):
    """An entry of a counter: days are from 1, what a counter has no key for is empty."""

    profile: str
    counter: str
    name: str | None
    cause: str | None
    power: str | None
    day: int | None
    value: int | None
    counted: int


def rows(summaries: Mapping[str, Summary]) -> Iterator[Row]:
    """Yield every entry of every counter, in the order of its key."""
    for profile, summary in summaries.items():
        yield Row(profile, "players", None, None, None, None, None, summary.players)
        for counter, columns in KEYS.items():
            for key, counted in sorted(getattr(summary, counter).items()):
                yield _row(profile, counter, dict(zip(columns, _parts(key), strict=True)), counted)


def _parts(key: object) -> tuple[object, ...]:
    return key if isinstance(key, tuple) else (key,)


def _row(profile: str, counter: str, key: Mapping[str, object], counted: int) -> Row:
    day, value = key.get("day"), key.get("value")
    return Row(
        profile,
        counter,
        _text(key.get("name")),
        _text(key.get("cause")),
        _text(key.get("power")),
        day + 1 if isinstance(day, int) else None,
        value if isinstance(value, int) else None,
        counted,
    )


def _text(part: object) -> str | None:
    return None if part is None else str(part)
