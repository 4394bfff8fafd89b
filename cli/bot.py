"""`reve bot`: a game -> its bot on Discord, or on a Discord of this machine."""

from __future__ import annotations

import asyncio
import re
from base64 import urlsafe_b64decode
from binascii import Error
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli.exit import FINDINGS, FINE, UsageProblem
from cli.out import emit, note
from cli.pack import OPTION, find_pack

if TYPE_CHECKING:
    from bot.app import Presence
    from bot.local.script import Act

bot = typer.Typer(
    help="Play a game on Discord, with the settings; `--local` shows it on this machine.",
    rich_markup_mode=None,
    invoke_without_command=True,
)
_SHARDS = re.compile(r"(?:(\d+)(?:-(\d+))?/)?(\d+)")
_INVITE = "https://discord.com/oauth2/authorize?client_id={}&scope=bot+applications.commands&permissions=0"
TOUR = "tour.txt"


@bot.callback()
def start(
    context: typer.Context,
    pack: Path | None = OPTION,
    local: bool = typer.Option(False, "--local", help="Play a tour on a Discord of this machine."),
    stay: bool = typer.Option(False, "--stay", help="With --local: stay there when the tour is over."),
    pace: float = typer.Option(0.6, "--pace", min=0.0, help="With --local: seconds between its steps."),
    shards: str = typer.Option("", "--shards", help="How many, as `4`, or which of them, as `0-1/4`."),
    watch: bool = typer.Option(
        False, "--watch", help="Play the files of --pack as they are, whenever they change."
    ),
    registers: bool = typer.Option(
        True, "--register/--no-register", help="Whether this process registers commands."
    ),
) -> int:
    """Play a game on Discord until it is told to stop."""
    if context.invoked_subcommand is not None:
        return FINE
    if local:
        return _tour(find_pack(pack), pace, stay=stay)
    from cli.botting.running import run
    from cli.settings import given

    if watch and pack is None:
        raise UsageProblem("which files are to be watched? name the folder: `--pack PACK`")
    run(given(), pack, _presence(shards, registers=registers), watches=watch)
    return FINE


@bot.command()
def invite(
    application: str = typer.Option("", "--application", help="Whose; that of the token, if left out."),
) -> int:
    """Print the link by which a server's owner invites the bot; it asks for no permission."""
    from cli.settings import given

    token = given().token
    number = application or (_number(token.get_secret_value()) if token is not None else "")
    if not number.isdecimal():
        raise UsageProblem("whose link? set `REVE_TOKEN`, or name the application: `--application ID`")
    emit(_INVITE.format(number))
    return FINE


def _number(token: str) -> str:
    """Return the application's id, which a token begins with."""
    first = token.partition(".")[0]
    try:
        return urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode("ascii")
    except (Error, ValueError):
        return ""


def _presence(shards: str, *, registers: bool) -> Presence:
    from bot.app import Presence

    if not shards:
        return Presence(registers=registers)
    found = _SHARDS.fullmatch(shards)
    count = int(found[3]) if found else 0
    first = int(found[1] or 0) if found else 0
    last = int(found[2] or found[1] or count - 1) if found else 0
    if not first <= last < count:
        raise UsageProblem(f"`{shards}` names no shards; write `4`, or `0-1/4` for the first two of four")
    return Presence(range(first, last + 1), count, registers=registers)


def _tour(folder: Path, pace: float, *, stay: bool) -> int:
    from bot.local.script import ScriptError, acts

    script = folder / TOUR
    if not script.is_file():
        raise UsageProblem(f"this game has no tour: there is no `{script}`")
    try:
        wrong = asyncio.run(_toured(list(acts(script.read_text("utf-8"))), folder, pace, stay=stay))
    except ScriptError as problem:
        raise UsageProblem(f"`{script}`, {problem}") from None
    except LookupError as problem:
        raise UsageProblem(f"`{script}` asks for what is not there: {problem}") from None
    for each in wrong:
        note(f"reve: Discord would refuse: {each}")
    return FINDINGS if wrong else FINE


async def _toured(script: Sequence[Act], folder: Path, pace: float, *, stay: bool) -> Sequence[str]:
    from bot.local.tour import tour
    from cli.botting.drawing import drawing
    from cli.botting.patched import patched

    async with drawing(folder) as gallery:
        return await tour(script, lambda rows: patched(folder, rows), emit, pace, gallery, stay=stay)
