"""`reve restore`: a backup -> a store that was empty, exact, whose seeds nobody has seen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli.backup import told
from cli.exit import UsageProblem
from cli.options import FORMAT
from cli.out import Format, emit

if TYPE_CHECKING:
    from engine.live.backup.archive import Manifest
    from engine.live.fair.seal import Ring
    from engine.live.store.protocol import Store


def restore(
    file: Path = typer.Argument(..., metavar="FILE", help="The backup."),
    store: str = typer.Option(
        "", "--store", metavar="URL", help="Where the state is to be; REVE_STORE, if left out."
    ),
    form: Format = FORMAT,
) -> int:
    """Make a game of a backup in an empty store, look it through, and begin with new seeds."""
    from cli.storing import ask
    from engine.live.backup.archive import ArchiveError, reading

    try:
        with reading(file) as archive:
            ring = _keys(store, archive.locks())
        manifest, wrong = ask(store, lambda opened: _restored(opened, file, ring), new=True)
    except ArchiveError as problem:
        raise UsageProblem(f"`{file}` cannot be restored: {problem}") from None
    code = told(file, manifest, wrong, form, seeds="new" if ring else "none")
    if form is Format.HUMAN and not wrong:
        emit("exact" + (", and its luck has new seeds" if ring else ""))
    elif form is Format.HUMAN:
        emit(f"`{file}` is in the store as it was, with what is wrong in it: take an older one, or mend it")
    return code


def _keys(url: str, locks: set[str]) -> Ring | None:
    """Return the keys to the seeds, without which a game that has any cannot go on."""
    from cli.playing.keys import beside, keys_at
    from cli.settings import given
    from engine.live.fair.seal import SealError, ring

    keys = keys_at(url)
    if not keys:
        if locks:
            path = beside(url or given().store.get_secret_value())
            raise UsageProblem(
                "the game of this backup has seeds, and cannot go on without the key to them; "
                "set `REVE_SEED_KEYS` to its keys" + (f", or lay its file at `{path}`" if path else "")
            )
        return None
    try:
        found = ring(keys)
    except SealError as problem:
        raise UsageProblem(f"`REVE_SEED_KEYS`: {problem}") from None
    if missing := sorted(locks - found.ids):
        raise UsageProblem(
            f"the seeds of this backup are sealed with {', '.join(missing)}, "
            "which is not the key that is given; add the game's own to `REVE_SEED_KEYS`, after a comma"
        )
    return found


async def _restored(store: Store, file: Path, ring: Ring | None) -> tuple[Manifest, list[str]]:
    from engine.live.backup.restore import restore as filled
    from engine.live.fair.day import turn
    from engine.live.fair.epochs import EpochError, Epochs
    from engine.live.fair.log import Log
    from engine.live.fair.seal import SealError
    from engine.live.store.now import now_of

    now = (await now_of(store)).now
    manifest, wrong = await filled(store, file, now)
    if ring is not None:
        try:
            await turn(Epochs(store, ring), Log(store), now)
        except (EpochError, SealError) as problem:
            wrong = [*wrong, f"the seeds of before cannot be revealed: {problem}"]
    return manifest, wrong
