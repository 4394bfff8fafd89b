"""What an operator asks for on the command line -> a command of the game, carried out, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.exit import FINDINGS, FINE, UsageProblem
from cli.out import Format, emit, emit_json

if TYPE_CHECKING:
    from engine.live.reply import Reply


def carried(
    store: str, form: Format, asked: tuple[int, int, str, dict[str, Any]], said: tuple[str, str, str]
) -> int:
    """Carry out what is *asked* (world, owner, action, parameters); *said*: by whom, why, its id."""
    from cli.storing import ask
    from engine.live.command import Command
    from engine.live.operate import WHO, operate

    (world, owner, action, params), (actor, why, id_) = asked, said
    if owner <= 0:
        raise UsageProblem(f"`{owner}` is nobody's number")
    command = Command(id_ or fresh_id(), world, owner, action, params, who=WHO, by=operator(actor), why=why)
    return reported(ask(store, lambda opened: operate(opened, command)), form)


def reported(reply: Reply, form: Format) -> int:
    """Tell what came of a command, and return the exit code."""
    from cli.people.shown import answered

    if form is Format.JSON:
        from dataclasses import asdict

        emit_json(**asdict(reply))
    else:
        emit(answered(reply))
    return FINE if reply.outcome == "accepted" else FINDINGS


def changed(owner: int, found: list[dict[str, int]], became: str, form: Format) -> int:
    """Tell in which worlds a player became another, and return the exit code."""
    if not found:
        raise UsageProblem(nobody(owner))
    if form is Format.JSON:
        emit_json(worlds=found)
    else:
        for each in found:
            emit(f"world {each['world']}: player {each['number']} {became}; {each['requests']} requests")
    return FINE


def amounts_of(written: list[str]) -> dict[str, int]:
    """Return amounts that are written as `ID=5`."""
    found = {}
    for each in written:
        name, _, amount = each.partition("=")
        if not name or not amount.isdecimal() or not int(amount):
            raise UsageProblem(f"`{each}` is no amount; write `ID=5`")
        found[name] = int(amount)
    return found


def operator(given: str) -> str:
    """Return who does it: the one who is named, or the user of the system."""
    from cli.reload import actor

    return given or actor()


def fresh_id() -> str:
    """Return an id that no command has had."""
    from cli.clock import once

    return f"op-{once()}"


def nobody(owner: int) -> str:
    """Say that a number is nobody's."""
    return f"nobody has the number {owner}"
