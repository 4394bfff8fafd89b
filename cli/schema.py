"""`reve schema`: a pack -> the JSON Schema that its authors' editors complete and check with."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from cli.exit import FINDINGS, FINE
from cli.out import emit, note
from cli.pack import load_pack

FILE = "reve.schema.json"


def schema(
    pack: Path | None = typer.Argument(None, metavar="[PACK]", help="The folder of a pack."),
    out: Path | None = typer.Option(None, "--out", metavar="DIR", help=f"Write it to {FILE} in this folder."),
) -> int:
    """Write the editor's schema of a pack, with its own kinds and ids."""
    from rules.report.summary import summary
    from rules.schema.editor import editor_schema

    loaded = load_pack(pack)
    if loaded.resolved is None:
        note(f"reve: {summary(loaded.problems)}; `reve validate` shows them")
        return FINDINGS
    written = json.dumps(editor_schema(loaded.resolved), ensure_ascii=False, indent=1) + "\n"
    if out is None:
        emit(written)
        return FINE
    out.mkdir(parents=True, exist_ok=True)
    (out / FILE).write_text(written, "utf-8")
    note(f"wrote {out / FILE}; begin a file with `# yaml-language-server: $schema={FILE}`")
    return FINE
