"""An event that changes touches what asks for it; what it changes is changed while it holds."""

from __future__ import annotations

from rules.compare.changes import changes
from rules.compare.owners import Sound, sound
from rules.compare.touched import touched
from rules.load import meanwhile
from tests.play import loaded

PACK = """
kinds: {coin: {holdable: stack}}
coin: {gold: {}}
limits: {once: {per: player, times: 1, each: day}}
tables: {purse: {entries: {full: {weight: 1, give: {gold: 9}}, empty: {weight: 1}}}}
actions:
  earn: {limit: once, do: [{draw: purse}]}
  dance: {limit: once, require: [{that: active(fair), else: not_now}], do: [{give: {gold: 5}}]}
texts: {en: {not_now: Not now.}}
events: {fair: {every: {weekdays: [sat]}, patch: [{at: tables.purse.entries.full.weight, scale: 2}]}}
"""


def read(text: str, *held: str) -> Sound:
    """Return a pack that can be compared, as it is while events hold."""
    found = sound(meanwhile(loaded(text), held))
    assert found is not None
    return found


def reached(before: Sound, after: Sound) -> tuple[set[str], set[str], set[str]]:
    """Return what differs, and which tables and actions that touches."""
    found = changes(before.resolved, after.resolved)
    hang = touched(before, after, found)
    return {each.name for each in found}, set(hang.tables), set(hang.actions)


def test_another_window_touches_what_asks_whether_the_event_holds() -> None:
    other = PACK.replace("[sat]", "[sun]")

    assert reached(read(PACK), read(other)) == ({"events.fair.every.weekdays.0"}, set(), {"dance"})


def test_what_an_event_changes_is_touched_while_it_holds() -> None:
    other = PACK.replace("scale: 2", "scale: 3")

    assert reached(read(PACK), read(other))[1:] == (set(), {"dance"})
    changed, tables, actions = reached(read(PACK, "fair"), read(other, "fair"))
    assert "tables.purse.entries.full.weight" in changed
    assert (tables, actions) == ({"purse"}, {"earn", "dance"})
