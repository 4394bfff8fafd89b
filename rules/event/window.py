"""An event as it is written -> its window, or why it never opens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rules.define.form import entry, items, scalar_text
from rules.define.literal import clock, day, whole
from rules.document import Mapping, Node
from rules.event.code import BAD_WINDOW
from rules.expression.type import DAY
from rules.pack import Resolved
from rules.problem import Problem
from rules.program.catalogue import Calendar
from rules.program.event import DAYS, LAST, MONTH_AND_DAY, MONTHS, Every, Window, dated
from rules.source import Place

_DATES = re.compile(rf"{MONTH_AND_DAY}(\.\.{MONTH_AND_DAY})?")
_LEAP = 2024  # a year that has every day


def events(resolved: Resolved) -> dict[str, Mapping]:
    """Return the events that a pack declares, by id."""
    section = resolved.section("events")
    found = section.entries if section is not None else {}
    return {name: node for name, node in sorted(found.items()) if isinstance(node, Mapping)}


def named(resolved: Resolved, name: str) -> Place:
    """Return where an event is named."""
    section = resolved.section("events")
    return (section or resolved.root).key(name).place


def window(node: Mapping, calendar: Calendar) -> Window:
    """Return when an event holds; what cannot be read says nothing."""
    found = Window(every=_every(entry(node, "every")))
    since, until = (_edge(scalar_text(entry(node, word)), calendar) for word in ("from", "until"))
    if since is not None:
        found = replace(found, first=since[0]) if since[1] is None else replace(found, since=since[1])
    if until is not None:
        found = replace(found, last=until[0]) if until[1] is None else replace(found, until=until[1])
    return found


def _edge(text: str, calendar: Calendar) -> tuple[int, int | None] | None:
    """Return the day that a text names, and the moment where it names a time of it as well."""
    date, _, time = text.partition(" ")
    at = day(date)
    if at is None:
        return None
    return at, calendar.time_of(at * DAY + (clock(time) or 0)) if time else None


def _every(node: Node | None) -> Every:
    spans = [_span(scalar_text(each)) for each in items(entry(node, "dates"))]
    between = [clock(scalar_text(each)) for each in items(entry(node, "between"))]
    begins, ends = between if len(between) == len(("from", "to")) else (None, None)
    return Every(
        frozenset(_numbers(entry(node, "weekdays"), DAYS)),
        tuple(span for span in spans if span),
        frozenset(_days(entry(node, "days"))),
        frozenset(_numbers(entry(node, "months"), MONTHS)),
        (begins, ends) if begins is not None and ends is not None else None,
    )


def _numbers(node: Node | None, words: tuple[str, ...]) -> Iterator[int]:
    yield from (words.index(scalar_text(each)) + 1 for each in items(node) if scalar_text(each) in words)


def _days(node: Node | None) -> Iterator[int]:
    for each in items(node):
        text = scalar_text(each)
        number = LAST if text == "last" else whole(text)
        if number is not None:
            yield number


def _span(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    ends = [_month_and_day(part) for part in re.split(r"\.\.", text)]
    first, last = ends[0], ends[-1]
    return (first, last) if first and last else None


def _month_and_day(text: str) -> tuple[int, int] | None:
    found = day(f"{_LEAP}-{text}")
    return None if found is None else (dated(found).month, dated(found).day)


def problems(resolved: Resolved, name: str, node: Mapping, calendar: Calendar) -> Iterator[Problem]:
    """Yield why an event never holds, or that nothing says when it does."""
    path = f"events.{name}"
    every = entry(node, "every")
    empty = isinstance(every, Mapping) and not every.entries
    if not any(word in node.entries for word in ("from", "until")) and (every is None or empty):
        help_ = "write `from` and `until`, or `every`; what always holds is a patch"
        yield BAD_WINDOW.at(named(resolved, name), f"nothing says when `{name}` holds", help=help_, path=path)
        return
    yield from _unread(name, node)
    found = window(node, calendar)
    until = entry(node, "until")
    begins = max(found.since, calendar.start_of(found.first))
    ends = min(found.until, calendar.start_of(found.last))
    if until is not None and ends <= begins:
        said = f"`{name}` ends before it begins"
        yield BAD_WINDOW.at(until.place, said, help="write a later `until`", path=f"{path}.until")
    between = found.every.between
    if between is not None and between[0] % DAY == between[1] % DAY:
        written = entry(entry(node, "every"), "between") or node
        said = f"`{name}` ends when it begins"
        yield BAD_WINDOW.at(written.place, said, help="write two times that differ", path=f"{path}.every")


def _unread(name: str, node: Mapping) -> Iterator[Problem]:
    """Yield the days that there are not, such as 02-30."""
    for each in items(entry(entry(node, "every"), "dates")):
        if _DATES.fullmatch(scalar_text(each)) and _span(scalar_text(each)) is None:
            said, help_ = f"`{scalar_text(each)}` is no day of any year", "write a month and a day of it"
            yield BAD_WINDOW.at(each.place, said, help=help_, path=f"events.{name}.every.dates")
    for word in ("from", "until"):
        written = entry(node, word)
        if written is not None and _edge(scalar_text(written), Calendar()) is None:
            said = f"`{scalar_text(written)}` is no day"
            yield BAD_WINDOW.at(
                written.place, said, help="write a day that there is", path=f"events.{name}.{word}"
            )
