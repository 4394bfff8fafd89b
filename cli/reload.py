"""`reve reload`: a pack -> the active ruleset of a store, unless what players own would freeze under it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli.exit import FINDINGS, FINE
from cli.options import STORE
from cli.out import emit, note
from cli.pack import OPTION, chosen, playable

if TYPE_CHECKING:
    from engine.live.activate import Activated, Stopped
    from engine.live.store.protocol import Store
    from rules.propose.bring import Sheaf
    from rules.ruleset import Ruleset


def reload(
    pack: Path | None = typer.Argument(None, metavar="[PACK]", help="The folder of a pack."),
    store: str = STORE,
    why: str = typer.Option("reload", "--why", help="What is noted of it."),
    forced: bool = typer.Option(
        False, "--force", help="Freeze what players own that the pack does not know."
    ),
    option: Path | None = OPTION,
) -> int:
    """Make a pack the game that is played, in every process, from the next command on."""
    from cli.storing import ask

    wanted = chosen(pack, option)
    ruleset = playable(wanted, ask(store, _sheaf))
    return told(ask(store, lambda opened: _activated(opened, ruleset, why, forced=forced)), ruleset.hash)


async def _sheaf(store: Store) -> Sheaf:
    """Return what players wrote, which stays in the game."""
    from engine.live.brought.sheaf import sheaf_of
    from engine.live.rulesets import Rulesets
    from engine.live.store.now import now_of

    number = (await now_of(store)).ruleset
    return await sheaf_of(store, await Rulesets(store.engine).ruleset(number) if number else None)


async def _activated(store: Store, ruleset: Ruleset, why: str, *, forced: bool) -> Activated | Stopped:
    from engine.live.activate import activate
    from engine.live.rulesets import Rulesets

    return await activate(store, Rulesets(store.engine), ruleset, why, actor(), forced=forced)


def told(found: Activated | Stopped, hash_: str) -> int:
    """Tell what became of a switch, and return the exit code."""
    from engine.live.activate import Stopped

    if isinstance(found, Stopped):
        emit("\n".join([*found.lines, "nothing was changed; `--force` freezes it"]))
        return FINDINGS
    if found.again:
        note(f"nothing to do: ruleset {hash_[:12]} is the active one")
    else:
        emit(f"generation {found.generation} is active: ruleset {hash_[:12]}")
    for each in found.frozen:
        emit(f"frozen: {each}")
    return FINE


def actor() -> str:
    """Return who does it, as the system knows him."""
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, OSError):
        return ""
