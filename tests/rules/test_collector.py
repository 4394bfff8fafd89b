"""The collector is left as it was, and what a process settled stays settled."""

from __future__ import annotations

import gc
import subprocess
import sys

from rules.collector import Undisturbed, uncollected

SETTLED = """
import gc
from rules.collector import Undisturbed, settle, uncollected

settle()
there = gc.get_freeze_count()
with uncollected():
    assert gc.isenabled()
    made = [[] for _ in range(1000)]
assert gc.get_freeze_count() == there
with Undisturbed():
    more = [[] for _ in range(1000)]
assert gc.get_freeze_count() >= there + 2000
print("settled")
"""


def test_it_is_off_while_a_tree_is_made_and_on_again() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    assert not gc.get_freeze_count()


def test_it_stays_off_where_it_was() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_is_old_is_left_alone_until_the_last_leaves() -> None:
    before, undisturbed = gc.get_threshold(), Undisturbed()
    with undisturbed:
        with undisturbed:
            pass
        assert gc.get_threshold()[2] > before[2]
    assert gc.get_threshold() == before
    assert not gc.get_freeze_count()


def test_what_is_settled_is_never_thawed_and_what_is_made_then_is_settled_too() -> None:
    ended = subprocess.run([sys.executable, "-c", SETTLED], capture_output=True, text=True, check=False)
    assert (ended.stdout, ended.stderr) == ("settled\n", "")
