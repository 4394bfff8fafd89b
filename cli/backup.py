"""`reve backup`: a store, in use or not -> a file with all of it at one moment; or whether one is sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli.exit import FINDINGS, FINE, UsageProblem
from cli.options import FORMAT, STORE
from cli.out import Format, emit, emit_json

if TYPE_CHECKING:
    from engine.live.backup.archive import Manifest
    from engine.live.store.protocol import Store


def backup(
    file: Path = typer.Argument(..., metavar="FILE", help="The backup."),
    check: bool = typer.Option(False, "--check", help="Make a game of it in RAM and look it through."),
    store: str = STORE,
    form: Format = FORMAT,
) -> int:
    """Back a game up while it is played; players are not held up."""
    import asyncio

    from cli.storing import ask
    from engine.live.backup.archive import ArchiveError
    from engine.live.backup.tried import tried

    if not check:
        try:
            return told(file, ask(store, lambda opened: _taken(opened, file)), [], form)
        except ArchiveError as problem:
            raise UsageProblem(f"`{file}` cannot be written: {problem}") from None
    try:
        return told(file, *asyncio.run(tried(file)), form)
    except ArchiveError as problem:
        raise UsageProblem(f"`{file}` cannot be restored: {problem}") from None


async def _taken(store: Store, file: Path) -> Manifest:
    from engine.live.backup.take import take
    from engine.live.store.now import now_of

    return await take(store, file, (await now_of(store)).now)


def told(file: Path, manifest: Manifest, wrong: list[str], form: Format, **more: object) -> int:
    """Tell what a backup has and what is wrong with it, and return the exit code."""
    from cli.moment import written

    if form is Format.JSON:
        emit_json(
            file=str(file),
            schema=manifest.schema,
            taken=manifest.taken,
            rows=manifest.rows,
            exact=not wrong,
            findings=wrong,
            **more,
        )
        return FINDINGS if wrong else FINE
    rows = {name: count for name, count in manifest.rows.items() if count}
    width = max(map(len, rows), default=0)
    emit(f"{file}: schema {manifest.schema}, taken {written(manifest.taken)}")
    emit("\n".join(f"  {name:<{width}}  {count:>12,}" for name, count in rows.items()) or "  nothing in it")
    emit("\n".join(wrong))
    return FINDINGS if wrong else FINE
