"""`reve doctor`: the settings -> whether all that they name works, and what to do where it does not."""

from __future__ import annotations

import typer

from cli.exit import FINDINGS, FINE
from cli.options import FORMAT
from cli.out import Format, emit, emit_json
from cli.settings import given

_SIGNS = {"fine": "ok", "wrong": "!!", "unused": "--"}


def doctor(
    online: bool = typer.Option(False, "--online", help="Ask Discord whether it knows the token."),
    form: Format = FORMAT,
) -> int:
    """Try database, Redis, token, disk and keys; say what to do about each that is wrong."""
    import asyncio
    from dataclasses import asdict

    from engine.live.doctor.examine import examine

    found = asyncio.run(examine(given(), online=online))
    sound = all(each.state != "wrong" for each in found)
    if form is Format.JSON:
        emit_json(sound=sound, findings=[asdict(each) for each in found])
    else:
        width = max(len(each.what) for each in found)
        for each in found:
            emit(f"{_SIGNS[each.state]}  {each.what.ljust(width)}  {each.said}")
            if each.todo:
                emit(f"{' ' * (width + 6)}{each.todo}")
    return FINE if sound else FINDINGS
