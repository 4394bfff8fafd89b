"""`reve validate`: packs -> every problem that they have."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli.exit import FINDINGS, FINE
from cli.out import colour, emit_as_it_is, note
from cli.pack import OPTION, load_pack, meant

if TYPE_CHECKING:
    from rules.load import Loaded
    from rules.problem import Problem


class Format(StrEnum):
    """How problems are written."""

    HUMAN = "human"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"


def validate(
    packs: list[Path] | None = typer.Argument(None, metavar="[PACK]...", help="Folders of packs."),
    form: Format = typer.Option(Format.HUMAN, "--format", help="How problems are written."),
    strict: bool = typer.Option(False, "--strict", help="Fail for warnings too."),
    option: Path | None = OPTION,
) -> int:
    """Check packs and show every problem with its place and remedy."""
    named = [*(packs or ()), *filter(None, (option,))]
    loaded = [load_pack(meant(path)) for path in named or (None,)]
    problems = [problem for each in loaded for problem in each.problems]
    files = [file.source.file for each in loaded if each.resolved for file in each.resolved.files]
    emit_as_it_is(_written(form, problems, files))
    if form is Format.HUMAN and sys.stderr.isatty():
        for each in loaded:
            _dearest(each)
    failed = any(strict or problem.is_error for problem in problems)
    return FINDINGS if failed else FINE


def _dearest(loaded: Loaded) -> None:
    """Tell, to whoever watches, which expression takes most: the one to look at when a game grows slow."""
    from rules.check.evaluations import dearest

    found = dearest(loaded.session) if loaded.session and loaded.ruleset else None
    if found:
        rounds, typed = found
        note(f"dearest expression: {rounds:,} evaluations, {typed.written.place}")


def _written(form: Format, problems: Sequence[Problem], files: Sequence[str]) -> str:
    from rules.report import github, human, junit, sarif
    from rules.report import json as for_programs

    match form:
        case Format.JSON:
            return for_programs.render(problems)
        case Format.GITHUB:
            return github.render(problems)
        case Format.SARIF:
            return sarif.render(problems, _titles())
        case Format.JUNIT:
            return junit.render(problems, files)
        case Format.HUMAN:
            return human.render(problems, colour=colour(sys.stdout))


def _titles() -> dict[str, str]:
    from rules.codes import CODES

    return {code.id: code.title for code in CODES}
