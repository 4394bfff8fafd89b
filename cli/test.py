"""`reve test`: packs -> whether scenarios end as they say, targets hold, and expressions mean one thing."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli.exit import FINDINGS, FINE, UsageProblem
from cli.options import FORMAT
from cli.out import colour, emit_as_it_is, emit_json
from cli.pack import OPTION, known, load_pack, meant, usable

if TYPE_CHECKING:
    from cli.testing.tried import Tried

POINTS, SEED = 20, 1


class Format(StrEnum):
    """How what came of it is written."""

    HUMAN = "human"
    JSON = "json"
    JUNIT = "junit"


def test(
    words: list[str] | None = typer.Argument(
        None,
        metavar="[PACK]... [SELECT]",
        help="Folders of packs; a last word that is none selects scenarios and targets.",
    ),
    points: int = typer.Option(POINTS, min=1, help="At how many points each expression is sampled."),
    seed: int = typer.Option(SEED, help="The luck by which points are chosen."),
    targets: bool = typer.Option(True, "--targets/--no-targets", help="Whether targets are judged."),
    budget: int | None = typer.Option(
        None, min=1, metavar="PLAYERS", help="How many players a target may ask; what it says, if left out."
    ),
    strict: bool = typer.Option(False, "--strict", help="Fail where a target is undecided, too."),
    verbose: bool = typer.Option(False, "--verbose", "-v", help="Show what each target measured, too."),
    form: Format = FORMAT,
    option: Path | None = OPTION,
) -> int:
    """Play a pack's scenarios, judge its targets, and compare two evaluators on every expression of it."""
    from cli.testing.tried import Selection, tried

    packs, select = _split(words or [])
    chosen = Selection(select, points, seed, targets, budget, strict)
    done = []
    for path in [*packs, *filter(None, (option,))] or (None,):
        folder = meant(path)
        loaded = load_pack(folder)
        usable(loaded)
        done.append(tried(_shown(folder), loaded, chosen))
    if select and not any(pack.verdicts or pack.judged for pack in done):
        raise UsageProblem(f"there is no pack, no scenario and no target called `{select}`")
    _write(form, done, verbose=verbose)
    return FINE if all(pack.passed for pack in done) else FINDINGS


def _split(words: Sequence[str]) -> tuple[list[Path], str]:
    """Return the words that name packs, and the last one where it names none."""
    if words and not Path(words[-1]).exists() and known(words[-1]) is None:
        return [Path(word) for word in words[:-1]], words[-1]
    return [Path(word) for word in words], ""


def _shown(folder: Path) -> str:
    """Return a folder as its author is shown it: from where he stands, where that is shorter."""
    here = Path.cwd()
    folder = folder.resolve()
    return (folder.relative_to(here) if folder.is_relative_to(here) else folder).as_posix()


def _write(form: Format, done: list[Tried], *, verbose: bool) -> None:
    from cli.testing.junit import junit
    from cli.testing.write import human, programs

    match form:
        case Format.JSON:
            emit_json(**programs(done))
        case Format.JUNIT:
            emit_as_it_is(junit(done))
        case Format.HUMAN:
            emit_as_it_is(human(done, colour=colour(sys.stdout), verbose=verbose))
