"""What a change asks of the version: nothing, a patch, a minor or a major one; cases are data."""

from __future__ import annotations

import pytest

from rules.compare.changes import changes
from rules.compare.version import Advice, Level, advise
from rules.load import compile_pack
from rules.pack import Resolved, Texts
from rules.problem import Problems
from tests.engine.lab.pond import GAME, PLAY

_MORE = "scenarios: {a_nap: {when: {nap: {}}, then: {gold: 0}}}\n"

# What stands in the pack, what stands there instead, and what that asks for.
CASES: dict[str, tuple[str, str, Level]] = {
    "nothing": ("frog: {plop", "frog: {plop", Level.NONE),
    "the layout": (
        "tables:\n  pond:\n    pick: one\n",
        "tables:\n  pond:\n    # one of them\n    pick: one\n",
        Level.NONE,
    ),
    "a scenario": ("texts: {en", f"{_MORE}texts: {{en", Level.NONE),
    "a profile": ("logs_in: {chance: 50%}", "logs_in: {chance: 40%}", Level.NONE),
    "what a report tells": ("curves: [level]", "curves: []", Level.NONE),
    "a weight": ("weight: 9", "weight: 8", Level.PATCH),
    "a text": ("zzz: Zzz.", "zzz: Snore.", Level.PATCH),
    "a name": ("name: Plop", "name: Plip", Level.PATCH),
    "a summary": ("summary: Wake.", "summary: Wake up.", Level.PATCH),
    "how a kind looks": (
        "fields: {glow: glow}",
        "looks: {badge: it.glow}, fields: {glow: glow}",
        Level.PATCH,
    ),
    "an expression": ("gold: 4 * count", "gold: 5 * count", Level.PATCH),
    "a limit": ("times: 3, in: 10s", "times: 4, in: 10s", Level.PATCH),
    "how it grows back": ("every: 1h", "every: 2h", Level.PATCH),
    "a step": (
        "do: [{draw: pond, as: catch}]",
        "do: [{draw: pond, as: catch}, {give: {gold: 1}}]",
        Level.PATCH,
    ),
    "the title": ("title: Pond", "title: The pond", Level.PATCH),
    "a new record": ("frog: {plop", "frog: {hop: {name: Hop, glow: dull}, plop", Level.MINOR),
    "a new action": ("  nap: {", "  doze: {summary: Doze., say: zzz}\n  nap: {", Level.MINOR),
    "a new text": ("zzz: Zzz.", "zzz: Zzz., rrr: Rrr.", Level.PATCH),
    "a new entry": (
        "nothing: {weight: 2}",
        "nothing: {weight: 2}, more: {weight: 1, give: {gold: 1}}",
        Level.MINOR,
    ),
    "a new field with a default": (
        "fields: {glow: glow}",
        "fields: {glow: glow, size: {int: [1, 9], default: 1}}",
        Level.MINOR,
    ),
    "room for more": ("most: 5", "most: 6", Level.MINOR),
    "a variable that may be higher": ("int: [1, 50]", "int: [1, 60]", Level.MINOR),
    "a record that is gone": (", ghost: {name: Ghost, glow: lost}", "", Level.MAJOR),
    "an action that is gone": ("  nap: {summary: Nap., say: zzz}\n", "", Level.MAJOR),
    "an entry that is gone": (", nothing: {weight: 2}", "", Level.MAJOR),
    "a variable that may not be so high": ("int: [1, 50]", "int: [1, 40]", Level.MAJOR),
    "a variable that may not be so low": ("int: [1, 50]", "int: [2, 50]", Level.MAJOR),
    "room for less": ("most: 5", "most: 4", Level.MAJOR),
    "another parameter that must be given": (
        "nap: {summary: Nap.,",
        "nap: {summary: Nap., params: {long: {type: {int: [1, 2]}}},",
        Level.MAJOR,
    ),
    "another parameter that may be given": (
        "nap: {summary: Nap.,",
        "nap: {summary: Nap., params: {long: {type: {int: [1, 2]}, default: 1}},",
        Level.MINOR,
    ),
    "what another holds in common": ("holdable: stack, most", "holdable: true, most", Level.MAJOR),
    "another game": ("id: pond", "id: lake", Level.MAJOR),
}


def resolved(*texts: str) -> Resolved:
    found = compile_pack(
        Texts("pond", {f"{number}.yaml": text for number, text in enumerate(texts)}),
        Problems(),
        lambda *_: None,
    )
    assert found.resolved is not None
    return found.resolved


def edited(old: str, new: str) -> Resolved:
    whole = GAME + PLAY
    assert whole.count(old) == 1, old
    return resolved(whole.replace(old, new))


def advised(old: str, new: str) -> Advice:
    return advise("1.2.3", "1.2.3", changes(resolved(GAME + PLAY), edited(old, new)))


@pytest.mark.parametrize("name", CASES)
def test_a_change_asks_for_a_version(name: str) -> None:
    old, new, level = CASES[name]
    found = advised(old, new)
    assert found.level is level, found.reason and found.reason.name
    wanted = {Level.NONE: "1.2.3", Level.PATCH: "1.2.4", Level.MINOR: "1.3.0", Level.MAJOR: "2.0.0"}
    assert found.wanted == wanted[level]
    assert found.same is (level is not Level.NONE and name != "another game")


@pytest.mark.parametrize(
    ("before", "now", "same", "back", "short"),
    [
        ("1.0.0", "1.0.0", True, False, False),
        ("1.0.0", "1.0.1", False, False, True),
        ("1.0.0", "1.1.0", False, False, False),
        ("1.9.0", "1.10.0", False, False, False),
        ("1.10.0", "1.9.0", False, True, False),
        ("1.0.0", "2.0.0", False, False, False),
    ],
)
def test_a_version_is_the_same_lower_too_little_or_enough(
    before: str, now: str, same: bool, back: bool, short: bool
) -> None:
    found = advise(before, now, changes(resolved(GAME + PLAY), edited("most: 5", "most: 6")))
    assert (found.same, found.back, found.short) == (same, back, short)


def test_an_id_that_became_another_asks_for_a_minor_version() -> None:
    patch = "patches: {called: [{at: frog.plop, rename: plip}]}\n"
    found = changes(resolved(GAME + PLAY), resolved(GAME + PLAY, patch))
    assert [(change.sort, change.name, change.before) for change in found] == [
        ("renamed", "frog.plip", "plop")
    ]
    assert advise("1.0.0", "1.0.0", found).level is Level.MINOR
