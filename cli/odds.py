"""`reve odds`: a pack -> the exact odds of what it draws."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli import clock
from cli.exit import UsageProblem
from cli.out import emit, emit_json
from cli.pack import OPTION, find_pack, load_pack, split, usable

if TYPE_CHECKING:
    from cli.chances.page import Page
    from rules.ruleset import Ruleset


class Format(StrEnum):
    """How odds are written."""

    HUMAN = "human"
    JSON = "json"
    MARKDOWN = "markdown"


def odds(
    first: str = typer.Argument("", metavar="[PACK]", help="The folder of a pack."),
    second: str = typer.Argument(
        "", metavar="[TABLE|ACTION]", help="What is drawn; all tables, if left out."
    ),
    player: str = typer.Option("", "--as", metavar="STATE", help="The player: level=10,dragon=2"),
    given: str = typer.Option("", "--with", metavar="PARAMS", help="An action's parameters: count=10"),
    path: str = typer.Option(
        "", "--solve", metavar="PATH", help="Find this number: entries.legendary.weight"
    ),
    rate: str = typer.Option("", "--for", metavar="RATE", help="The entry's rate to find it for: 2%"),
    entry: str = typer.Option("", "--entry", metavar="NAME", help="The entry, if the path does not name it."),
    at: str = typer.Option("", "--at", metavar="TIME", help="When it is drawn, as `2026-01-09 12:00`."),
    form: Format = typer.Option(Format.HUMAN, "--format", help="How they are written."),
    option: Path | None = OPTION,
) -> None:
    """Show the exact odds of tables and actions, or solve for a number of theirs."""
    pack, name = split(first, second, option)
    if bool(path) != bool(rate):
        raise UsageProblem("`--solve PATH` and `--for RATE` go together")
    if path and not name:
        raise UsageProblem("name the table or action whose number is sought: `reve odds TABLE --solve …`")
    if path:
        _solve(pack, name, (path, rate, entry), (player, given, at), form)
        return
    ruleset = usable(load_pack(pack))
    pages = _pages(ruleset, name, (player, given, at))
    _write(ruleset, pages, form)


def _pages(ruleset: Ruleset, name: str, written: tuple[str, str, str]) -> list[Page]:
    from cli.asked import asked, player
    from cli.chances.page import page

    as_, given, at = written
    state, moment = player(ruleset, as_, clock.clock_at(ruleset.catalogue.calendar, at)())
    names = [name] if name else [*ruleset.tables]
    return [page(asked(ruleset, each, state, moment, given)) for each in names]


def _write(ruleset: Ruleset, pages: list[Page], form: Format) -> None:
    from cli.chances import write
    from cli.chances.page import plain

    if form is Format.JSON:
        emit_json(game=ruleset.id, ruleset=ruleset.hash, draws=[plain(each) for each in pages])
    else:
        emit(write.markdown(pages) if form is Format.MARKDOWN else write.human(pages))


def _solve(
    pack: Path | None,
    name: str,
    sought: tuple[str, str, str],
    written: tuple[str, str, str],
    form: Format,
) -> None:
    from cli.chances.solve import Sought, solve, target
    from engine.view.measure import percent

    path, rate, entry = sought
    player, given, at = written
    loaded = load_pack(pack)
    now = clock.clock_at(usable(loaded).catalogue.calendar, at)()
    assert loaded.resolved is not None  # noqa: S101 - a ruleset comes of it
    found = solve(
        Sought(find_pack(pack), loaded.resolved, name, path, entry, target(rate), player, given, now)
    )
    if form is Format.JSON:
        emit_json(path=found.path, entry=found.entry, before=found.before, value=found.value, rate=found.rate)
        return
    emit(f"{found.path}: {found.value}")
    emit(f"  {found.entry} then comes in {percent('en', found.rate)} of draws in the long run")
    emit(f"  it is {found.before} now, which gives {percent('en', found.rate_before)}")
