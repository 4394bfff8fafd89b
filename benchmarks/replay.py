"""A long history -> the same again, under other hash seeds, in other orders, by other Pythons.

The ratio is that of the time of one replay to that of playing.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.frame import Verdict
from engine.live.store.connect import connect
from tests.engine.live.crowd import Crowd, Time, history

COUNT = 100_000
A_MINUTE = 4_000
SEEDS = ("0", "1", "12345")
_NEEDS = "import aiosqlite, asyncpg, cryptography, jsonschema, simpleeval, sqlalchemy, yaml"
_OLDEST = 11  # of the Pythons 3 that the project is for
_NAME = re.compile(r"python3\.\d+")


class Run(NamedTuple):
    """One replay: by which Python, under which hash seed, in which order."""

    python: str
    seed: str
    order: str


def measure(count: int | None) -> Verdict:
    """Play so many commands, and replay them in every way."""
    commands = count or COUNT
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/game.db"
        began = time.monotonic()
        crowd = asyncio.run(_played(url, commands))
        played = time.monotonic() - began
        most = sorted(crowd.outcomes.items(), key=lambda each: -each[1])[:6]
        print(f"{commands:,} commands of a crowd in {played:.0f} s: {dict(most)}")
        taken = [_replayed(url, run) for run in _runs()]
    same = [seconds for seconds in taken if seconds is not None]
    figure = f"{commands:,} commands, {len(same)} of {len(taken)} replays the same"
    return Verdict(figure, min(same, default=0.0) / played, len(same) == len(taken))


async def _played(url: str, commands: int) -> Crowd:
    clock = Time()
    store = connect(url, clock=clock)
    await store.open()
    try:
        return await history(store, clock, commands)
    finally:
        await store.close()


def _runs() -> Iterator[Run]:
    yield from (Run(sys.executable, seed, "written") for seed in SEEDS)
    yield Run(sys.executable, SEEDS[0], "random")
    for python in pythons():
        if _can(python):
            yield Run(python, SEEDS[1], "reverse")
        else:
            print(f"{python} has not what a replay needs")


def pythons() -> list[str]:
    """Return every other Python that is found by its name, each version once."""
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep)]
    names = {path.name for folder in folders if folder.is_dir() for path in folder.iterdir()}
    own = f"python3.{sys.version_info.minor}"
    found = (shutil.which(name) for name in sorted(names) if _NAME.fullmatch(name) and name != own)
    return [path for path in found if path and int(path.rpartition(".")[2]) >= _OLDEST]


def _can(python: str) -> bool:
    asked = subprocess.run([python, "-c", _NEEDS], capture_output=True, check=False)  # noqa: S603 - found by name
    return asked.returncode == 0


def _replayed(url: str, run: Run) -> float | None:
    """Return the seconds of a replay that came out the same, else None."""
    began = time.monotonic()
    said = subprocess.run(  # noqa: S603 - a Python that was found by name
        [run.python, "-m", "tests.engine.live.again", url, run.order],
        env=os.environ | {"PYTHONHASHSEED": run.seed},
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - began
    told = said.stdout or said.stderr
    print(
        f"{Path(run.python).name}, hash seed {run.seed}, {run.order}, {seconds:.0f} s: {told.strip()[-300:]}"
    )
    same = said.returncode == 0 and said.stdout.split()[2:3] == ["0"]
    return seconds if same else None
