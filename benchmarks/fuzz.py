"""Shipped files with a byte or a word changed -> exit 0, or 1 with FILE:LINE:COLUMN; never anything else.

The ratio is that of the CPU time of one mutation to that of loading an unchanged pack.
"""

from __future__ import annotations

import re
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random

from benchmarks.frame import Verdict
from benchmarks.recorded import CONTENT
from rules.document import decode
from rules.load import compile_pack, read_folder
from rules.pack import Texts
from rules.pack.cache import Cache
from rules.problem import Problem, Problems
from rules.report.human import render

COUNT = 20_000
SEED = 20_250_101
WORKERS = 2
_PLACE = re.compile(r"[^\s:]+:\d+:\d+")
_WORD = re.compile(rb"[A-Za-z0-9_]+|[^A-Za-z0-9_\s]")
_ODD = (
    b"\x00",
    b"\xff",
    b"\t",
    b"- ",
    b": ",
    b"{",
    b"[",
    b"]",
    b"}",
    b"&a ",
    b"*a",
    b"!!x ",
    b"'",
    b'"',
    b"\n",
    b"# ",
    b"1e999",
)


class Kept(dict[str, bytes]):
    """A store in memory."""

    def read(self, name: str) -> bytes | None:
        """Return what is kept."""
        return self.get(name)

    def write(self, name: str, content: bytes) -> None:
        """Keep, as long as there is room."""
        if len(self) < 4096:
            self[name] = content


def measure(count: int | None) -> Verdict:
    """Try *count* mutations on two processes."""
    wanted = count or COUNT
    print(f"  seed {SEED}")
    share = [range(worker, wanted, WORKERS) for worker in range(WORKERS)]
    started = time.perf_counter()
    with ProcessPoolExecutor(WORKERS) as pool:
        wrong = [line for lines in pool.map(try_all, share) for line in lines]
    each = (time.perf_counter() - started) * WORKERS / wanted
    for line in wrong[:20]:
        print(f"  {line}", file=sys.stderr)
    plain = _plain_seconds()
    return Verdict(f"{wanted - len(wrong):,} of {wanted:,} mutations end well", each / plain, not wrong)


def try_all(numbers: Sequence[int]) -> list[str]:
    """Return what went wrong with the mutations of these numbers."""
    packs = {folder: read_folder(folder, Problems()) for folder in _packs()}
    files = [(folder, name) for folder, texts in packs.items() for name in texts.files]
    cache, wrong = Cache(Kept()), list[str]()
    for number in numbers:
        random = Random(SEED + number)
        folder, name = random.choice(files)
        content = mutated(packs[folder].files[name].encode(), random)
        said = _ends(packs, folder, name, content, cache)
        if said:
            wrong.append(f"mutation {number} of {name}: {said}")
    return wrong


def _packs() -> list[Path]:
    return sorted(file.parent for file in CONTENT.rglob("game.yaml"))


def mutated(content: bytes, random: Random) -> bytes:
    """Return a file with one byte or one word changed, left out, doubled, swapped or put in."""
    words = list(_WORD.finditer(content))
    at = random.randrange(len(content) + 1)
    word, other = random.choice(words), random.choice(words)
    start, end = word.span()
    return random.choice(
        (
            content[:at] + bytes([random.randrange(256)]) + content[at + 1 :],
            content[:at] + content[at + 1 :],
            content[:at] + random.choice(_ODD) + content[at:],
            content[:start] + other[0] + content[end:],
            content[:start] + content[end:],
            content[:end] + content[start:end] + content[end:],
            content[:at],
        )
    )


def _ends(packs: dict[Path, Texts], folder: Path, name: str, content: bytes, cache: Cache) -> str:
    """Return how a mutation ends if it should not end like that."""
    problems = Problems()
    try:
        source, found = decode(name, content)
        problems.extend(found)
        files = {**packs[folder].files, name: source.text}
        loaded = compile_pack(Texts(str(folder), files), problems, _finder(packs), cache)
        return _placed(loaded.problems, usable=loaded.ruleset is not None)
    except Exception as error:  # noqa: BLE001 - that there is none is what is tried
        where = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"


def _finder(packs: dict[Path, Texts]) -> Callable[[str, Texts], Texts | None]:
    named = {folder.name: texts for folder, texts in packs.items()}
    return lambda name, _: named.get(Path(name).name)


def _placed(problems: Sequence[Problem], *, usable: bool) -> str:
    errors = [problem for problem in problems if problem.is_error]
    if usable:
        return "a ruleset in spite of errors" if errors else ""
    if not errors:
        return "neither a ruleset nor an error"
    return (
        "" if all(_PLACE.search(render([problem])) for problem in errors[:5]) else "an error without a place"
    )


def _plain_seconds() -> float:
    texts = {folder: read_folder(folder, Problems()) for folder in _packs()}
    started = time.process_time()
    for pack in texts.values():
        compile_pack(pack, Problems(), _finder(texts), None)
    return (time.process_time() - started) / len(texts)
