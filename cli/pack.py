"""A path, or none -> the pack that is meant, and what became of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli.exit import FINDINGS, UsageProblem
from cli.home import shipped

if TYPE_CHECKING:
    from rules.load import Loaded
    from rules.pack import Resolved
    from rules.propose.bring import Sheaf
    from rules.ruleset import Ruleset

MANIFEST = "game.yaml"
DEFAULT = "reve"

# Every command takes the pack as its first word, or by this option, whatever its other words are.
OPTION = typer.Option(None, "--pack", "-p", metavar="PACK", help="The pack, where no word names it.")


def chosen(word: Path | None, option: Path | None) -> Path | None:
    """Return the pack that is named, in whichever of the two ways."""
    if word is not None and option is not None:
        raise UsageProblem(f"two packs are named, `{word}` and `{option}`; name one")
    return word if word is not None else option


def split(first: str, second: str, option: Path | None, needed: str = "") -> tuple[Path | None, str]:
    """Return the pack and the name that two words mean.

    A word alone is a name where one is *needed*, and else whichever it looks like.
    """
    if second:
        return chosen(Path(first), option), second
    if needed and not first:
        raise UsageProblem(f"name {needed}")
    if not needed and option is None and first and _is_pack(first):
        return Path(first), ""
    return option, first


def _is_pack(word: str) -> bool:
    return (Path(word) / MANIFEST).is_file() or known(word) is not None or "/" in word or word == "."


def find_pack(path: Path | None) -> Path:
    """Return the folder of a pack: the one named, the current one or one above it, else the default game."""
    if path is not None:
        return _named(path)
    here = Path.cwd()
    around = next((folder for folder in (here, *here.parents) if (folder / MANIFEST).is_file()), None)
    return around or known(DEFAULT) or shipped() / DEFAULT


def meant(path: Path | None) -> Path:
    """Return the folder of a pack; where it is the default game that nobody named, tell that."""
    folder = find_pack(path)
    if path is None and not Path.cwd().is_relative_to(folder):
        from cli.out import note

        note(f"reve: no pack is named, and none is here: this is `{DEFAULT}`, the default game")
    return folder


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


def load_pack(path: Path | None, sheaf: Sheaf | None = None) -> Loaded:
    """Read, check and compile the pack that is meant, with what players wrote."""
    from cli.cache import cache_for
    from rules.load import load
    from rules.propose.bring import EMPTY

    folder = meant(path)
    return load(folder, find=known, cache=cache_for(folder), sheaf=sheaf or EMPTY)


def playable(path: Path | None, sheaf: Sheaf | None = None) -> Ruleset:
    """Return the ruleset of a pack; where it has errors, tell them and end."""
    return usable(load_pack(path, sheaf))


def usable(loaded: Loaded) -> Ruleset:
    """Return the ruleset; where there is none, tell why and end."""
    if loaded.ruleset is None:
        from cli.out import colour
        from rules.report.human import render

        errors = [problem for problem in loaded.problems if problem.is_error]
        print(render(errors, colour=colour(sys.stderr)), end="", file=sys.stderr)
        raise typer.Exit(FINDINGS)
    return loaded.ruleset


def resolved(loaded: Loaded) -> Resolved:
    """Return what a pack says, merged and patched; where it cannot be read so far, tell that and end."""
    if loaded.resolved is None:
        from cli.out import note
        from rules.report.summary import summary

        note(f"reve: {summary(loaded.problems)}; `reve validate` shows them")
        raise typer.Exit(FINDINGS)
    return loaded.resolved
