"""A number of a pack, an entry and a rate -> the value with which the entry has that rate."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from cli.asked import asked, player
from cli.chances.search import Tried, root, whole
from cli.exit import UsageProblem
from cli.pack import known
from engine.odds.report import report
from rules.define.literal import exact
from rules.document import Scalar
from rules.load import compile_pack, read_folder
from rules.pack import Resolved, Texts
from rules.problem import Problems

_SOLVED = "solved"
_ENTRIES = ("entries", "guarantees")


@dataclass(frozen=True, slots=True)
class Solved:
    """What was found: the text before and after, and the rate that each gives the entry in the long run."""

    path: str
    entry: str
    before: str
    value: str
    rate_before: float
    rate: float
    whole: bool = False  # only a whole number may stand there, so this is the nearest


@dataclass(frozen=True, slots=True)
class Sought:
    """What is asked of a pack: the number at *path* may change, so that *entry* of *name* has *rate*."""

    folder: Path
    tree: Resolved
    name: str
    path: str
    entry: str
    rate: float
    player: str = ""
    given: str = ""
    now: int = 0


def solve(sought: Sought) -> Solved:
    """Find the value; the rate is taken to grow with it, or to fall."""
    path, before = _leaf(sought)
    start = exact(before)
    if start is None or start <= 0:
        raise UsageProblem(f"`{path}` is `{before}`; only a number above 0 can be solved for")
    texts = read_folder(sought.folder, Problems())

    def rate(value: float) -> float:
        return _rate(sought, texts, path, _written(value, before))

    tried, first = Tried(rate), rate(float(start))
    tried.known[float(start)] = first
    counted = start.denominator == 1 and "%" not in before and tried.at(float(start) + 0.5) is None
    found = whole(tried, sought.rate, int(start)) if counted else root(tried, sought.rate, float(start))
    value, reached = _written(found, before), rate(found)
    return Solved(path, _entry(sought, path), before, value, first, reached, counted)


def target(written: str) -> float:
    """Return a rate from `2%` or `0.02`."""
    found = exact(written)
    if found is None or not 0 < found < 1:
        raise UsageProblem(f"`{written}` is no rate; write `2%`")
    return float(found)


def _leaf(sought: Sought) -> tuple[str, str]:
    """Return the whole path of the number, and its text."""
    for path in (f"tables.{sought.name}.{sought.path}", sought.path):
        found = sought.tree.at(path)
        if found is not None and isinstance(found.node, Scalar):
            return path, found.node.text
    raise UsageProblem(
        f"there is no value at `{sought.path}` of `{sought.name}`; `reve show` lists what there is"
    )


def _entry(sought: Sought, path: str) -> str:
    """Return the entry whose rate is asked for: the one named, or the one on the path."""
    parts = path.split(".")
    named = [parts[at + 1] for at, part in enumerate(parts[:-1]) if part in _ENTRIES]
    if not sought.entry and not named:
        raise UsageProblem("say whose rate it is: `--entry NAME`")
    return sought.entry or named[-1]


def _rate(sought: Sought, texts: Texts, path: str, value: str) -> float:
    """Return the long-run rate of the entry where *value* stands at *path*."""
    text = (
        f"game: {{id: {_SOLVED}, title: Solved, version: 1.0.0, language: 1, extends: {_SOLVED}}}\n"
        f"patches: {{{_SOLVED}: [{{at: {path}, set: {value}}}]}}\n"
    )

    def find(name: str, pack: Texts) -> Texts | None:
        if pack.name == _SOLVED:
            return texts
        place = _folder(Path(pack.name) / name, known(name))
        return read_folder(place, Problems()) if place is not None else None

    ruleset = compile_pack(Texts(_SOLVED, {"game.yaml": text}), Problems(), find).ruleset
    if ruleset is None:
        raise UsageProblem(f"with `{path}: {value}` the pack has errors")
    state, moment = player(ruleset, sought.player, sought.now)
    rates = report(asked(ruleset, sought.name, state, moment, sought.given).draw).entries
    entry = _entry(sought, path)
    found = next((rate for name, rate in rates.items() if name.endswith(f".{entry}")), None)
    if found is None:
        raise UsageProblem(f"`{sought.name}` never gives `{entry}`")
    return float(found.next) if found.long_run is None else found.long_run


def _folder(*places: Path | None) -> Path | None:
    return next((place for place in places if place is not None and place.is_dir()), None)


def _written(value: float, like: str) -> str:
    """Write a number as the one that it stands for is written: a percentage as such."""
    exactly = Fraction(value).limit_denominator(10**12)
    if like.endswith("%"):
        return f"{_digits(float(exactly * 100))}%"
    return _digits(float(exactly))


def _digits(value: float) -> str:
    return f"{value:.12f}".rstrip("0").rstrip(".")
