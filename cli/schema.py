"""`reve schema`: a pack -> the JSON Schema that its authors' editors complete and check with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli.exit import UsageProblem
from cli.out import emit_as_it_is, note
from cli.pack import OPTION, chosen, load_pack, meant, resolved

if TYPE_CHECKING:
    from rules.pack import Resolved

FILE = "reve.schema.json"


def schema(
    pack: Path | None = typer.Argument(None, metavar="[PACK]", help="The folder of a pack."),
    out: Path | None = typer.Option(None, "--out", metavar="DIR", help=f"Write it to {FILE} in this folder."),
    option: Path | None = OPTION,
) -> None:
    """Write the editor's schema of a pack, with its own kinds and ids."""
    folder = meant(chosen(pack, option))
    if out is not None and _is_read(folder, out):
        raise UsageProblem(f"what stands in `{out}` is part of the pack; write it to `{folder / '.vscode'}`")
    tree = resolved(load_pack(folder))
    if out is None:
        emit_as_it_is(written(tree))
        return
    out.mkdir(parents=True, exist_ok=True)
    (out / FILE).write_text(written(tree), "utf-8")
    note(f"wrote {out / FILE}; begin a file with `# yaml-language-server: $schema={FILE}`")


def written(tree: Resolved) -> str:
    """Return the schema of a pack as JSON."""
    from rules.schema.editor import editor_schema

    return json.dumps(editor_schema(tree), ensure_ascii=False, indent=1) + "\n"


def _is_read(pack: Path, out: Path) -> bool:
    """Tell whether a file in *out* would be read as one of the pack."""
    try:
        inside = out.resolve().relative_to(pack.resolve())
    except ValueError:
        return False
    return not any(part.startswith(".") for part in inside.parts)
