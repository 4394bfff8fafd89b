"""The default game with edits that are planted in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rules.compare.owners import Sound, sound
from rules.load import compile_pack, read_folder
from rules.pack import Texts
from rules.problem import Problems

GAME = Path(__file__).parents[3] / "content" / "reve"

# Targets of each sort, whatever the game itself promises.
TARGETS = """\
targets:
  asked_of_community: {first: tables.community.entries.legendary, within: 30, between: [0%, 100%]}
  asked_of_echoes: {first: tables.echo_standard.entries.legendary, within: 30, between: [0%, 100%]}
  asked_of_gold: {net: gold, per: [player, day], profile: daily, days: 5, between: [-1000000, 1000000]}
  asked_of_foraging: {made: gold, by: forage, profile: daily, days: 5, between: [0, 1000000]}
  asked_of_trade: {no_profit: [buy_pack, sell]}
  asked_of_level: {reach: level, value: 3, profile: daily, by: 50%, at_most: 20}
"""

Edit = tuple[
    str, str, str
]  # of a file: what stands there, what stands there instead; all of it is "" for a new file


@cache
def texts() -> dict[str, str]:
    """Return the files of the default game, by their names in its folder."""
    found = read_folder(GAME, Problems()).files
    own = {Path(name).resolve().relative_to(GAME.resolve()).as_posix(): text for name, text in found.items()}
    return {**own, "promised.yaml": TARGETS}


@cache
def edited(*edits: Edit) -> Sound:
    """Return the game with these edits."""
    files = dict(texts())
    for name, old, new in edits:
        known = files.get(name, "")
        assert known.count(old) == 1 or (not known and not old), (
            f"`{old}` stands {known.count(old)} times in {name}"
        )
        files[name] = known.replace(old, new) if old else new
    loaded = compile_pack(Texts("reve", files), Problems(), lambda *_: None)
    found = sound(loaded)
    assert found is not None, [problem.message for problem in loaded.problems if problem.is_error]
    return found


@cache
def game() -> Sound:
    """Return the game as it is."""
    return edited()
