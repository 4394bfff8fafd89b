"""`reve rulesets`: a store -> the rulesets that were active in it, and what is frozen under the last one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cli.moment import written
from cli.options import FORMAT, STORE
from cli.out import Format, emit, emit_json

if TYPE_CHECKING:
    from engine.live.frozen import Frozen
    from engine.live.rulesets import Generation
    from engine.live.store.protocol import Store


def rulesets(
    store: str = STORE,
    form: Format = FORMAT,
) -> None:
    """List what was active, the last first, and what players own that the present ruleset does not know."""
    from cli.storing import ask

    found, cold = ask(store, _found)
    if form is Format.JSON:
        emit_json(generations=[each._asdict() for each in found], frozen=[each._asdict() for each in cold])
        return
    rows = [_row(each, is_active=not number) for number, each in enumerate(found)]
    emit("\n".join([*rows, *(f"frozen: {each}" for each in cold)] or ["no ruleset was ever active here"]))


async def _found(store: Store) -> tuple[Sequence[Generation], Sequence[Frozen]]:
    from engine.live.frozen import frozen
    from engine.live.rulesets import Rulesets

    kept = Rulesets(store.engine)
    found = await kept.generations()
    cold = await frozen(store, await kept.ruleset(found[0].number)) if found else ()
    return found, cold


def _row(each: Generation, *, is_active: bool) -> str:
    when = written(each.at)
    who = f" by {each.actor}" if each.actor else ""
    mark = "*" if is_active else " "
    return (
        f"{mark} {each.generation:>4}  {each.hash[:12]}  {each.game} {each.version}  {when}{who}  {each.why}"
    )
