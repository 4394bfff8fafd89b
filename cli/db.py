"""`reve db`: the database of a game -> which schema it has; brought to the one that is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from cli.exit import FINDINGS, FINE, UsageProblem
from cli.options import FORMAT, STORE
from cli.out import Format, emit, emit_json, note

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.live.store.migration import Reached
    from engine.live.store.protocol import Store

db = typer.Typer(
    help="See to the database of a game: its schema, its seals.",
    rich_markup_mode=None,
    no_args_is_help=True,
)


@db.command()
def check(
    deep: bool = typer.Option(False, "--deep", help="Look all of it through: sums, hashes, the log."),
    store: str = STORE,
    form: Format = FORMAT,
) -> int:
    """Say which schema the database has, and which is needed."""
    from engine.live.store.migration import check as found

    if deep:
        return _looked_through(store, form)
    reached = _tried(found, store)
    if form is Format.JSON:
        emit_json(current=reached.current, needed=reached.needed, is_needed=reached.is_needed)
    elif reached.is_needed:
        emit(f"the database has version {reached.current} of the schema, which is the one that is needed")
    else:
        had = f"version {reached.current} of the schema" if reached.current else "no tables"
        todo = "run `reve db upgrade`" if reached.current < reached.needed else "run the newer program"
        emit(f"the database has {had}, and {reached.needed} is needed; {todo}")
    return FINE if reached.is_needed else FINDINGS


@db.command()
def upgrade(store: str = STORE, form: Format = FORMAT) -> int:
    """Bring the database to the schema that is needed; there is no way back but a backup."""
    from engine.live.store.migration import upgrade as taken

    before = _tried(taken, store)
    if form is Format.JSON:
        emit_json(before=before.current, current=before.needed)
    elif before.is_needed:
        note(f"nothing to do: the database has version {before.current} of the schema")
    else:
        had = f"version {before.current}" if before.current else "nothing"
        emit(f"the database went from {had} to version {before.needed} of the schema")
    return FINE


@db.command()
def reseal(store: str = STORE, form: Format = FORMAT) -> int:
    """Seal all seeds that nobody was told yet with the first of the keys; older ones then are not needed."""
    from cli.playing.keys import keys_of
    from cli.storing import ask
    from engine.live.fair.epochs import Epochs

    url = store or _set()

    async def resealed(opened: Store) -> int:
        return await Epochs(opened, await keys_of(url, opened)).reseal()

    count = ask(url, resealed)
    if form is Format.JSON:
        emit_json(resealed=count)
    else:
        emit(f"{count} seeds were sealed with another key than the first, and no longer are")
    return FINE


def _looked_through(store: str, form: Format) -> int:
    """Say what is wrong with what players have and with its history."""
    from cli.storing import ask
    from engine.live.backup.sound import findings

    found = ask(store, findings)
    if form is Format.JSON:
        emit_json(sound=not found, findings=found)
    else:
        emit("\n".join(found) or "sound: what everybody has is what was booked, and nothing is missing")
    return FINDINGS if found else FINE


def _tried(step: Callable[[str], Reached], url: str) -> Reached:
    from engine.live.store.protocol import GoneError, RetryError, SchemaError

    try:
        return step(url or _set())
    except (ValueError, GoneError, RetryError, SchemaError) as problem:
        raise UsageProblem(str(problem)) from problem


def _set() -> str:
    """Return the address that the environment says."""
    from engine.live.read_settings import SettingsError, read_settings

    try:
        return read_settings().store.get_secret_value()
    except SettingsError as problem:
        raise UsageProblem(str(problem)) from problem
