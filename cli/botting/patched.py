"""The folder of a pack, and rows of patches besides -> its ruleset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cli.exit import UsageProblem
from cli.pack import known
from rules.load import compile_pack, read_folder
from rules.pack import Texts
from rules.problem import Problems
from rules.ruleset import Ruleset

_FILE = "tour.yaml"


def patched(folder: Path, rows: Sequence[str]) -> Ruleset:
    """Return the ruleset; leave where it has errors, with the first."""
    problems = Problems()
    texts = read_folder(folder, problems)
    more = {_FILE: f"patches: {{tour: [{', '.join(rows)}]}}\n"} if rows else {}

    def find(name: str, _: Texts) -> Texts | None:
        place = known(name)
        return read_folder(place, problems) if place is not None else None

    found = compile_pack(replace(texts, files={**texts.files, **more}), problems, find)
    if found.ruleset is None:
        first = next(problem for problem in found.problems if problem.is_error)
        raise UsageProblem(f"the tour cannot be played: {first.message}")
    return found.ruleset
