"""A path, or none -> the pack that is meant, and what became of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cli.exit import FINDINGS, UsageProblem
from cli.home import shipped

if TYPE_CHECKING:
    from rules.load import Loaded
    from rules.ruleset import Ruleset

MANIFEST = "game.yaml"
DEFAULT = "reve"


def find_pack(path: Path | None) -> Path:
    """Return the folder of a pack: the one named, the current one or one above it, else the default game."""
    if path is not None:
        return _named(path)
    here = Path.cwd()
    around = next((folder for folder in (here, *here.parents) if (folder / MANIFEST).is_file()), None)
    return around or known(DEFAULT) or shipped() / DEFAULT


def _named(path: Path) -> Path:
    """Return the pack at *path*, or the shipped one of this name."""
    if path.is_dir():
        return path
    if path.name == MANIFEST and path.is_file():
        return path.parent
    if not path.exists():
        found = known(path.as_posix())
        if found is not None:
            return found
        raise UsageProblem(f"there is no pack at `{path}`; name a folder with a {MANIFEST}")
    raise UsageProblem(f"`{path}` is a file; name a folder with a {MANIFEST}")


def known(name: str) -> Path | None:
    """Return the shipped pack called *name*, or None."""
    for folder in (shipped() / name, shipped() / "examples" / name):
        if (folder / MANIFEST).is_file():
            return folder
    return None


def load_pack(path: Path | None) -> Loaded:
    """Read, check and compile the pack that is meant."""
    from cli.cache import cache_for
    from rules.load import load

    folder = find_pack(path)
    return load(folder, find=known, cache=cache_for(folder))


def playable(path: Path | None) -> Ruleset:
    """Return the ruleset of a pack; where it has errors, tell them and end."""
    return usable(load_pack(path))


def usable(loaded: Loaded) -> Ruleset:
    """Return the ruleset; where there is none, tell why and end."""
    if loaded.ruleset is None:
        import typer

        from cli.out import colour
        from rules.report.human import render

        errors = [problem for problem in loaded.problems if problem.is_error]
        print(render(errors, colour=colour(sys.stderr)), end="", file=sys.stderr)
        raise typer.Exit(FINDINGS)
    return loaded.ruleset
