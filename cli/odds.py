"""`reve odds`: a pack -> the exact odds of what it draws."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli import clock, happening
from cli.exit import UsageProblem
from cli.out import as_json, emit, emit_as_it_is, emit_json, note
from cli.pack import OPTION, find_pack, load_pack, split, usable
from cli.whole import write_whole

if TYPE_CHECKING:
    from cli.chances.page import Page
    from engine.view.voice import Voice


class Format(StrEnum):
    """How odds are written."""

    HUMAN = "human"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


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
    events: list[str] | None = happening.OPTION,
    whole: bool = typer.Option(False, "--all", help="Everything that can be drawn, by action."),
    out: Path | None = typer.Option(None, "--out", "-o", metavar="FILE", help="Write them to a file."),
    locale: str = typer.Option("", "--locale", help="The language of the game's words."),
    form: Format = typer.Option(Format.HUMAN, "--format", help="How they are written."),
    option: Path | None = OPTION,
) -> None:
    """Show the exact odds of tables and actions, or solve for a number of theirs."""
    pack, name = split(first, second, option)
    if whole and (name or path):
        raise UsageProblem("`--all` asks for everything; leave the name out")
    if bool(path) != bool(rate):
        raise UsageProblem("`--solve PATH` and `--for RATE` go together")
    if path and not name:
        raise UsageProblem("name the table or action whose number is sought: `reve odds TABLE --solve …`")
    if path and events:
        raise UsageProblem("`--solve` looks at the game without events; leave `--event` out")
    if path:
        _solve(pack, name, (path, rate, entry), (player, given, at), form)
        return
    from engine.view.voice import Voice

    base = usable(load_pack(pack))
    now = clock.clock_at(base.catalogue.calendar, at)()
    ruleset = happening.during(base, events, now)
    voice = Voice(ruleset, locale)
    whole = whole or not (name or ruleset.tables)
    deep = form is not Format.HUMAN
    if not (whole or deep) and happening.draws_otherwise(base, ruleset, name):
        note(f"reve: these are the odds while {happening.shown(ruleset)} holds")
    with kept():
        pages = _pages(voice, "" if whole else name, (player, given, now), whole=whole, deep=deep)
    text = _written(voice, pages, form, _made(voice, now, player) if whole or deep else "")
    if out is None:
        emit(text) if form is Format.HUMAN else emit_as_it_is(text)
    else:
        try:
            write_whole(out, text.encode())
        except OSError as error:
            raise UsageProblem(f"`{out}` cannot be written: {error.strerror}") from error


@contextmanager
def kept() -> Iterator[None]:
    """Collect no garbage meanwhile: what odds are made of is all needed until they are worked out."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _pages(voice: Voice, name: str, written: tuple[str, str, int], *, whole: bool, deep: bool) -> list[Page]:
    from cli.asked import asked, player
    from cli.chances.called import Called
    from cli.chances.drawn import drawn
    from cli.chances.page import page

    as_, given, now = written
    ruleset, called = voice.ruleset, Called(voice)
    state, moment = player(ruleset, as_, now)
    if whole:
        return [*drawn(called, state, moment, deep=deep)]
    names = [name] if name else [*ruleset.tables]
    return [page(asked(ruleset, each, state, moment, given), called, deep=deep) for each in names]


def _made(voice: Voice, now: int, player: str) -> str:
    """Say for what moment and whom odds are: another day may have others."""
    from engine.view.measure import time

    who = f"a player with {player}" if player else "a new player"
    moment = time(voice.ruleset.catalogue.calendar, now)
    meanwhile = f", while {', '.join(voice.ruleset.held)} holds" if voice.ruleset.held else ""
    return f"Worked out for {moment} and {who}{meanwhile}; another day may have other odds."


def _written(voice: Voice, pages: list[Page], form: Format, made: str) -> str:
    from cli.chances import write
    from cli.chances.html import Game, html
    from cli.chances.plain import plain

    ruleset = voice.ruleset
    if form is Format.JSON:
        return as_json(
            game=ruleset.id, ruleset=ruleset.hash, made=made, draws=[plain(each) for each in pages]
        )
    if form is Format.HTML:
        return html(Game(ruleset.title, ruleset.version, ruleset.hash, voice.locale, made), pages)
    if not pages:
        return "nothing is drawn in this pack: no action rolls for anything"
    return write.markdown(pages, voice.locale, made) if form is Format.MARKDOWN else write.human(pages, made)


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
        emit_json(
            path=found.path,
            entry=found.entry,
            before=found.before,
            value=found.value,
            whole=found.whole,
            rate=found.rate,
        )
        return
    emit(f"{found.path}: {found.value}{', the nearest whole number' if found.whole else ''}")
    emit(f"  {found.entry} then comes in {percent('en', found.rate)} of draws in the long run")
    emit(f"  it is {found.before} now, which gives {percent('en', found.rate_before)}")
