"""`reve new`: a name -> a pack that validates, plays and passes its scenarios."""

from __future__ import annotations

import re
from pathlib import Path
from shlex import quote

import typer

from cli.exit import FINE, UsageProblem
from cli.out import emit
from cli.pack import load_pack

_BEGINS = re.compile(r"[a-z]")


def new(
    name: str = typer.Argument(..., metavar="NAME", help="The folder; its last part becomes the pack's id."),
    source: str = typer.Option("tutorial", "--from", metavar="GAME", help="The game to begin with."),
) -> int:
    """Begin a pack of your own: a game, its scenarios, editor settings, checks."""
    from cli.beginning.around import around
    from cli.beginning.copy import copied, template

    folder = Path(name)
    id_, title = _names(folder.name)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageProblem(f"`{folder}` is there already; choose another name, or empty it")
    files = {**copied(template(source), id_, title), **around(title)}
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    _write_schema(folder)
    emit("\n".join([f"{folder}/", *(f"  {path}" for path in sorted(files))]))
    emit(f"\nnext: cd {quote(str(folder))} && reve validate && reve play")
    return FINE


def _names(name: str) -> tuple[str, str]:
    """Return the id and the title that a folder's name makes."""
    from rules.schema.word import is_id

    id_ = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    if not _BEGINS.match(id_):
        raise UsageProblem(f"`{name}` makes no id; begin it with a letter from a to z")
    if not is_id(id_):
        raise UsageProblem(f"`{id_}` is a word of the language and no id; choose another name")
    return id_, " ".join(word.capitalize() for word in id_.split("_"))


def _write_schema(folder: Path) -> None:
    """Write the editor's schema of what was begun."""
    from cli.beginning.copy import SCHEMA
    from cli.schema import written

    loaded = load_pack(folder)
    if loaded.resolved is not None:
        (folder / SCHEMA).write_text(written(loaded.resolved), "utf-8")
