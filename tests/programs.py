"""Six actions lowered by hand -> a catalogue and programs that every executor is tried on.

`GAME` is the catalogue, `PROGRAMS` the actions by name; both are written out in `tests/lowered`.
"""

from __future__ import annotations

from tests.lowered.cards import AWAKEN, FUSE
from tests.lowered.formulas import FORMULAS, GAME, REACTIONS
from tests.lowered.kinds import KINDS, SLOTS
from tests.lowered.rewards import COLLECT, DAILY, QUEST
from tests.lowered.wish import WISH, guarantee_rows

__all__ = ["FORMULAS", "GAME", "KINDS", "PROGRAMS", "REACTIONS", "SLOTS", "guarantee_rows"]

PROGRAMS = {program.name: program for program in (DAILY, QUEST, FUSE, AWAKEN, COLLECT, WISH)}
