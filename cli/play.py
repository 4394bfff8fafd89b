"""`reve play`: a pack -> its game, in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli import clock
from cli.exit import FINDINGS, FINE, UsageProblem
from cli.out import interactive, note
from cli.pack import OPTION, chosen, playable

if TYPE_CHECKING:
    from cli.playing.game import Game


def play(
    pack: Path | None = typer.Argument(None, metavar="[PACK]", help="The folder of a pack."),
    commands: str = typer.Option("", "--commands", "-c", help="Commands to carry out, with `;` between."),
    seed: int | None = typer.Option(None, "--seed", help="The game's luck; without one, nobody chose it."),
    file: Path | None = typer.Option(
        None, "--save", metavar="FILE", help="Go on with this game, and write it down."
    ),
    locale: str = typer.Option("", "--locale", help="The language; the game's first one, if left out."),
    at: str = typer.Option("", "--at", metavar="TIME", help="Stop the clock, as `2026-01-09 12:00`."),
    store: str = typer.Option(
        "", "--store", metavar="URL", help="Play the game that lasts there, others with you."
    ),
    option: Path | None = OPTION,
) -> int:
    """Play a game in the terminal: every action, with completion of names."""
    if store:
        if seed is not None or file is not None or at:
            raise UsageProblem("what is stored has luck, clock and place of its own; leave the others out")
        return _stored(store, pack or option, locale, commands)
    from cli.playing import save
    from cli.playing.game import Game

    ruleset = playable(chosen(pack, option))
    if locale and locale not in ruleset.locales:
        raise UsageProblem(f"the game does not speak `{locale}`; it speaks {', '.join(ruleset.locales)}")
    saved = save.read(file) if file is not None and file.exists() else {}
    luck = seed if seed is not None else saved.get("seed", clock.seed())
    game = Game(ruleset, locale, luck, clock.clock_at(ruleset.catalogue.calendar, at))
    for lost in save.restore(game, saved) if saved else []:
        note(
            f"reve: the game does not know `{lost}` any more; it is kept aside. "
            f"Where it has a new id, say so: `patches: {{renamed: [{{at: KIND.{lost}, rename: NEW_ID}}]}}`"
        )
    return _sitting(game, file, commands, f", seed {luck}")


def _stored(url: str, pack: Path | None, locale: str, commands: str) -> int:
    from cli.playing.lasting import lasting

    with lasting(url, pack, locale) as game:
        return _sitting(game, None, commands, "")


def _sitting(game: Game, file: Path | None, commands: str, luck: str) -> int:
    """Play until the player leaves, or there is no more to do."""
    from cli.playing.session import Session

    asking = interactive() and not commands
    session = Session(game, file, _agree if asking else None)
    if asking:
        ruleset = game.ruleset
        note(f"{ruleset.title} {ruleset.version}{luck}. `help` lists what there is to do.")
        session.play(_typed(game))
    else:
        session.play([commands] if commands else sys.stdin)
    return FINDINGS if session.misunderstood and not asking else FINE


def _typed(game: Game) -> Iterator[str]:
    """Yield what a person types, until the end of input."""
    from cli.playing.complete import offer

    offer(game)
    while True:
        try:
            yield input("> ")
        except EOFError:
            print()
            return


def _agree(shown: str) -> bool:
    print(shown)
    try:
        return input("do it? [y/N] ").strip().lower() in {"y", "yes", "j", "ja", "o", "oui"}
    except EOFError:
        return False
