"""What was sent to a machine -> what players did there: a worker of a scheduler runs this."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable
from functools import lru_cache
from platform import node
from threading import Semaphore

from cli.exit import UsageProblem
from cli.simulating.executor import Executor
from cli.simulating.mark import mark
from cli.simulating.parcel import Parcel, packed, unpacked
from cli.simulating.way import Way, way
from engine.lab.simulate import Block, Experiment
from engine.lab.summary import Summary
from rules.ruleset import Ruleset

_TURN = Semaphore()  # a worker may have threads, an executor has none
_KEPT = 4  # packs and experiments that a worker remembers

Answer = Summary | str


def sent(ruleset: Ruleset, experiment: Experiment, asked: Executor) -> bytes:
    """Return all that a worker needs to know, small enough to go with every block."""
    return zlib.compress(pickle.dumps((packed(ruleset), experiment, asked)))


class Call:
    """A call of `live_there`: to unpickle it is to make it.

    As bytes it passes through a scheduler that has no reve, and a worker that has none can say so.
    """

    def __init__(self, *told: object) -> None:
        self.told = told

    def __reduce__(self) -> tuple[Callable[..., Answer], tuple[object, ...]]:
        """Return what is called, and with what."""
        return live_there, self.told


def live_there(marked: str, parcel: bytes, profile: str, first: int, count: int) -> Answer:
    """Return what a block's players did, or why it cannot be lived here.

    Nothing is unpacked before it is known that who packed it has the same code. This function's name and
    arguments stay, so that versions that differ can tell so.
    """
    if marked != mark():
        return f"the worker on `{node()}` has reve {mark()}, and here is {marked}; install the same on both"
    with _TURN:
        return _living(parcel)(Block(profile, first, count))


@lru_cache(_KEPT)
def _living(parcel: bytes) -> Callable[[Block], Answer]:
    told: tuple[Parcel, Experiment, Executor]
    told = pickle.loads(zlib.decompress(parcel))  # noqa: S301 - who sends tasks may run anything here anyway
    contents, experiment, asked = told
    ruleset = unpacked(contents)
    if ruleset is None:
        return lambda _: "the pack changed while it was read; simulate it again"
    living = _way(ruleset, experiment, asked).living(ruleset)
    return lambda block: living(experiment, block).summary


def _way(ruleset: Ruleset, experiment: Experiment, asked: Executor) -> Way:
    """Return how a block is lived here: where nothing can be built, as columns, which come to the same."""
    try:
        return way(ruleset, experiment, asked)
    except UsageProblem:
        return Way(Executor.COLUMNS, held=ruleset.held)
