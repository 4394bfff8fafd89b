"""Mutants of the expressions and the executors -> those that the tests do not notice.

Each is one change of one file in a copy of the tree: an operator, a constant, a condition turned round, a
return left out. A mutant survives if the tests of its room pass, and so do a few hundred random programs.
The ratio is that of mutants to survivors that are allowed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from random import Random
from tempfile import TemporaryDirectory

from benchmarks import mutation
from benchmarks.frame import Verdict
from benchmarks.mutation import Mutation

ROOT = Path(__file__).parent.parent
COUNT, MOST = 200, 20
SEED = 7
WORKERS = 2
SECONDS = 900  # a mutant that never ends is noticed
AGREE = "tests/test_executors_agree.py"
_PROGRAMS = "::test_two_thousand_random_programs_do_the_same_for_one_and_for_many"

# Which tests notice a change of what, the quickest first.
ROOMS: dict[str, tuple[str, ...]] = {
    "rules/expression": (
        "tests/rules/expression",
        "tests/engine/player",
        "tests/engine/columns",
        f"{AGREE}{_PROGRAMS}[0]",
        f"{AGREE}{_PROGRAMS}[100]",
        f"{AGREE}{_PROGRAMS}[200]",
    ),
    "engine/player": ("tests/engine/player", f"{AGREE}{_PROGRAMS}[0]", f"{AGREE}{_PROGRAMS}[100]"),
    "engine/columns": ("tests/engine/columns", f"{AGREE}{_PROGRAMS}[0]", f"{AGREE}{_PROGRAMS}[100]"),
    "engine/distribution": (
        "tests/engine/distribution",
        "tests/engine/odds",
        "tests/test_distribution_agrees.py",
    ),
}


def measure(count: int | None) -> Verdict:
    """Try *count* mutants, two at a time."""
    wanted = count or COUNT
    allowed = max(1, MOST * wanted // COUNT)
    trees: Queue[Path] = Queue()
    with TemporaryDirectory() as folder, ThreadPoolExecutor(WORKERS) as pool:
        code = _copied(ROOT, Path(folder) / "code")  # which nobody changes while this runs
        for worker in range(WORKERS):
            trees.put(_copied(code, Path(folder) / str(worker)))
        tried = chosen(wanted, code)
        if not all(pool.map(lambda room: _sound(trees, room), ROOMS)):
            return Verdict("the tests fail without a mutant", 0, reached=False)
        survived = list(pool.map(lambda each: _survives(trees, each), tried))
    alive = [each for each, lives in zip(tried, survived, strict=True) if lives]
    for each in alive:
        print(f"  survived: {each}")
    return Verdict(f"{len(alive)} of {wanted} mutants survive", len(alive) / allowed, len(alive) <= allowed)


def chosen(wanted: int, code: Path = ROOT) -> list[Mutation]:
    """Return so many mutants out of all, the same for the same code."""
    texts = {
        file.relative_to(code).as_posix(): file.read_text()
        for room in ROOMS
        for file in sorted((code / room).glob("*.py"))
    }
    every = [(file, number) for file, text in texts.items() for number in range(mutation.count(text))]
    return [mutation.mutant(file, texts[file], number) for file, number in Random(SEED).sample(every, wanted)]


def _copied(code: Path, tree: Path) -> Path:
    hidden = shutil.ignore_patterns("__pycache__", ".*")
    return Path(shutil.copytree(code, tree, ignore=hidden))


def _sound(trees: Queue[Path], room: str) -> bool:
    """Tell whether the tests of a room pass as it is; else every mutant would seem to be noticed."""
    tree = trees.get()
    try:
        return _passes(tree, room)
    finally:
        trees.put(tree)


def _survives(trees: Queue[Path], tried: Mutation) -> bool:
    tree = trees.get()
    file = tree / tried.file
    sound = file.read_text()
    try:
        file.write_text(tried.text)
        lives = _passes(tree, tried.file.rpartition("/")[0])
    finally:
        file.write_text(sound)
        trees.put(tree)
    print("s" if lives else ".", end="", file=sys.stderr, flush=True)
    return lives


def _passes(tree: Path, room: str) -> bool:
    """Tell whether the tests of a room pass; compiled files are not kept, since mutants follow fast."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *ROOMS[room]]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(tree)}
    try:
        done = subprocess.run(  # noqa: S603 - our own tests
            command, cwd=tree, env=environment, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
