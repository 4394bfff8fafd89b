"""`reve show`: an id or a path -> what stands there once everything is merged and patched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli import clock, happening
from cli.out import Format, emit, emit_json
from cli.pack import OPTION, load_pack, resolved, split, usable

if TYPE_CHECKING:
    from rules.pack import Resolved


def show(
    first: str = typer.Argument("", metavar="[PACK]", help="The folder of a pack."),
    second: str = typer.Argument(
        "", metavar="[ID]", help="An id, or a path such as tables.chest.entries.rare."
    ),
    at: str = typer.Option("", "--at", metavar="TIME", help="As it is then: `2026-01-09 12:00`."),
    events: list[str] | None = happening.OPTION,
    origins: bool = typer.Option(False, "--resolved", help="Say of each value where it came from."),
    option: Path | None = OPTION,
    form: Format = typer.Option(Format.HUMAN, "--format", help="How it is written."),
) -> None:
    """Show a definition as the game has it; --resolved names file, line and patches of every value."""
    from cli.path import located
    from cli.tree import drawn, leaves, plain

    pack, name = split(first, second, option)
    loaded = load_pack(pack)
    now = clock.clock_at(usable(loaded).catalogue.calendar, at)() if at else None
    tree = resolved(happening.loaded_during(loaded, events, now))
    if not name and not origins and form is Format.HUMAN:
        emit(_overview(tree))
        return
    found = located(tree, name) if name else [each for noun in sorted(tree.root) if (each := tree.at(noun))]
    lines = [[*leaves(tree, each)] for each in found]
    if form is Format.JSON:
        emit_json(values=[plain(line) for each in lines for line in each if line.place is not None])
    else:
        emit("\n\n".join(drawn(each, origins=origins) for each in lines))


def _overview(tree: Resolved) -> str:
    """Return what a pack is, and how much it has of what."""
    from rules.pack.path import names_in

    game = tree.plain.get("game", {})
    head = f"{game.get('title', '')} {game.get('version', '')}, {tree.hash[:12]}"
    counts = {
        noun: len(names_in(tree.section(noun) or tree.root))
        for noun in sorted(tree.root)
        if noun not in {"game", "texts"}
    }
    width = max(map(len, counts), default=0)
    rows = [f"  {noun:<{width}}  {count:>6,}" for noun, count in counts.items()]
    return "\n".join([head, *rows])
