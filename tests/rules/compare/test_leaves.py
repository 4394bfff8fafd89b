"""Every number of a small game is changed in turn: what means something else is named, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from rules.compare.changes import changes
from rules.compare.owners import Sound, sound
from rules.compare.touched import touched
from rules.load import compile_pack, read_folder
from rules.pack import Plain, Texts
from rules.problem import Problems
from tests.games import EXAMPLES
from tests.rules.compare.meaning import meanings

# What the shipped games have not: an amount that is read, and a pool whose records are held against a box.
GARDEN = """\
game: {id: garden, title: Garden, version: 1.0.0, language: 1}
kinds:
  coin: {holdable: stack}
  seed: {holdable: stack, fields: {size: {int: [1, 99]}, often: {int: [1, 99]}}}
  box: {fields: {room: {int: [1, 99]}, price: amounts}}
coin: {penny: {name: Penny}}
seed: {poppy: {name: Poppy, size: 1, often: 5}, pea: {name: Pea, size: 4, often: 2}}
box: {tin: {name: Tin, room: 9, price: {penny: 3}}, crate: {name: Crate, room: 30, price: {penny: 20}}}
tables: {filled: {of: {b: box}, entries: {seed: {one_of: seed, where: it.size <= b.room, weigh: it.often}}}}
limits: {once: {per: player, times: 1, each: day}}
actions:
  earn: {summary: Earn., limit: once, params: {box: {type: box}}, do: [{give: {penny: "box.price[penny]"}}]}
  fill: {summary: Fill., limit: once, params: {box: {type: box}}, do: [{draw: filled(box)}]}
  idle: {summary: Idle., limit: once, do: [{give: {penny: 7}}]}
"""

_NUMBER = re.compile(r"([0-9]+)(\.[0-9]+)?(%?)")
_APART = {"game", "texts", "profiles", "scenarios", "targets"}
_HELD = "most"  # programs do not say what their slots hold at most


def loaded(game: str, patch: str = "") -> Sound | None:
    """Return a game without mistakes, None where the patch makes one."""
    files = (
        {"garden.yaml": GARDEN} if game == "garden" else dict(read_folder(EXAMPLES / game, Problems()).files)
    )
    if patch:
        files["patch.yaml"] = patch
    return sound(compile_pack(Texts(game, files), Problems(), lambda *_: None))


def leaves(path: tuple[str, ...], plain: Plain) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(plain, dict):
        for name, part in plain.items():
            yield from leaves((*path, name), part)
    elif isinstance(plain, list):
        for place, part in enumerate(plain):
            yield from leaves((*path, str(place)), part)
    elif _NUMBER.fullmatch(plain):
        yield path, plain


def numbers(game: Sound) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every number, but for those by which records are ordered: with them all codes change."""
    kinds = game.ruleset.catalogue.kinds
    for noun, definitions in game.resolved.plain.items():
        for path, plain in leaves((noun,), definitions) if noun not in _APART else ():
            if path[-1] != _HELD and not (noun in kinds and kinds[noun].ordered_by == path[-1]):
                yield path, plain


def more(number: str) -> str:
    match = _NUMBER.fullmatch(number)
    assert match is not None
    return f"{int(match[1]) + 1}{match[2] or ''}{match[3]}"


@pytest.mark.parametrize("name", ["banner", "garden", "lootbox"])
def test_whatever_a_number_changes_is_touched_and_nothing_else(name: str) -> None:
    game = loaded(name)
    assert game is not None
    old, tried = meanings(game), 0
    for path, number in numbers(game):
        at = ".".join(path)
        after = loaded(name, f"patches: {{more: [{{at: '{at}', set: {more(number)}}}]}}")
        if after is None:
            continue  # a chance above 1, say
        tried += 1
        (change,) = changes(game.resolved, after.resolved)
        assert [step.patch for step in change.patches] == ["more"]
        reached = touched(game, after, (change,))
        named = {f"tables.{each}" for each in reached.tables} | {
            f"actions.{each}" for each in reached.actions
        }
        new = meanings(after)
        differ = {each for each in old if old[each] != new[each]}
        assert differ <= named, at
        known = {each for each in named if each in old and not each.endswith(f".{change.id}")}
        assert known <= differ or change.noun in {"variables", "tables"}, at
    assert tried >= 12
