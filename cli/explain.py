"""`reve explain`: a code, a path or an action -> what it means, where it came from, why not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli import clock, happening
from cli.exit import UsageProblem
from cli.out import emit
from cli.pack import OPTION, load_pack, resolved, split, usable

if TYPE_CHECKING:
    from rules.load import Loaded
    from rules.pack import Resolved
    from rules.ruleset import Ruleset

_CODE = re.compile(r"[EW]\d{3}")


def explain(
    first: str = typer.Argument("", metavar="[PACK]", help="The folder of a pack."),
    second: str = typer.Argument(
        "", metavar="CODE|PATH|ACTION", help="A problem's code, a value, or an action."
    ),
    player: str | None = typer.Option(
        None, "--as", metavar="STATE", help="Whether an action is allowed, for whom: level=10"
    ),
    given: str = typer.Option("", "--with", metavar="PARAMS", help="An action's parameters."),
    locale: str = typer.Option("", "--locale", help="The language of the game's words."),
    at: str = typer.Option("", "--at", metavar="TIME", help="When, as `2026-01-09 12:00`."),
    events: list[str] | None = happening.OPTION,
    option: Path | None = OPTION,
) -> None:
    """Explain a problem, where a value comes from, or why an action is allowed or refused."""
    pack, what = split(first, second, option, "what is to be explained: a code, a path or an action")
    if _CODE.fullmatch(what.upper()):
        emit(page(what.upper()))
        return
    loaded = load_pack(pack)
    if player is None and not given:
        emit(_value(resolved(happening.loaded_during(loaded, events, _moment(loaded, at))), what))
        return
    from cli.because import because

    ruleset = usable(loaded)
    now = clock.clock_at(ruleset.catalogue.calendar, at)()
    ruleset = happening.during(ruleset, events, now)
    emit(because(ruleset, _action(ruleset, what), player or "", given, locale, now))


def _moment(loaded: Loaded, at: str) -> int | None:
    return clock.clock_at(usable(loaded).catalogue.calendar, at)() if at else None


def _action(ruleset: Ruleset, what: str) -> str:
    from rules.suggest import did_you_mean

    name = what.removeprefix("actions.")
    if name not in ruleset.programs:
        hint = did_you_mean(name, ruleset.programs) or "`--as` and `--with` are of actions"
        raise UsageProblem(f"there is no action called `{name}`; {hint}")
    return name


def page(code: str) -> str:
    """Return the page of a sort of problem."""
    from rules.codes import BY_ID
    from rules.suggest import did_you_mean

    known = BY_ID.get(code)
    if known is None:
        hint = did_you_mean(code, BY_ID) or f"they go from {min(BY_ID)} to {max(BY_ID)}"
        raise UsageProblem(f"no problem has the code `{code}`; {hint}")
    return f"{known.severity}[{known.id}]: {known.title}\n\n{pages().get(code, '')}".rstrip()


def pages() -> dict[str, str]:
    """Return every page that is written, by code."""
    import rules.codes

    folder = Path(rules.codes.__file__).parent / "explain"
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.md"))}


def _value(tree: Resolved, path: str) -> str:
    """Return what stands at a path, where it was written and what patches did to it."""
    from cli.path import located
    from cli.tree import drawn, leaves, told
    from rules.document import Scalar

    blocks = []
    for found in located(tree, path):
        place = found.origin.place
        if not isinstance(found.node, Scalar):
            blocks.append(drawn([*leaves(tree, found)], origins=True))
            continue
        lines = [
            f"{'.'.join(found.path)} is {found.node.text}",
            f"  written  {place}",
            f"           {_line(place)}",
        ]
        lines += [f"  patched  {told(step)}" for step in found.origin.patches]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _line(place: object) -> str:
    from rules.report.cells import visible
    from rules.source import Place

    assert isinstance(place, Place)  # noqa: S101 - of an origin
    return visible(place.source.line(place.line).strip())
