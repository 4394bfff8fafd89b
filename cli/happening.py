"""The names of events, or a moment -> the rules that hold then, or throughout."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from cli.exit import UsageProblem

if TYPE_CHECKING:
    from rules.load import Loaded
    from rules.ruleset import Ruleset

OPTION = typer.Option(
    None, "--event", metavar="NAME", help="While this event holds, whatever the time; may be given again."
)


def held(ruleset: Ruleset, names: Sequence[str]) -> tuple[str, ...]:
    """Return the fewest events that hold where all that are named do; refuse what never is."""
    from rules.suggest import did_you_mean

    if not names:
        return ()
    known = list(ruleset.variants.windows) if ruleset.variants is not None else []
    for name in names:
        if name not in known:
            there = f"it has {', '.join(f'`{each}`' for each in known) or 'none'}"
            raise UsageProblem(f"the pack has no event called `{name}`; {did_you_mean(name, known) or there}")
    found = ruleset.variants.during(names) if ruleset.variants is not None else None
    if found is None:
        raise UsageProblem(f"{' and '.join(f'`{name}`' for name in names)} never hold at once")
    return found


def during(ruleset: Ruleset, names: Sequence[str] | None, now: int | None = None) -> Ruleset:
    """Return the rules while events hold that are named; where none is, those that hold at a moment."""
    if names:
        return ruleset.during(held(ruleset, names))
    return ruleset if now is None else ruleset.at(now)


def loaded_during(loaded: Loaded, names: Sequence[str] | None, now: int | None = None) -> Loaded:
    """Return a pack as it is while events hold; one with errors, and nothing named, as it is without."""
    from cli.pack import usable
    from rules.load import meanwhile

    if not names and now is None:
        return loaded
    ruleset = usable(loaded)
    return meanwhile(loaded, held(ruleset, names) if names else ruleset.at(now or 0).held)


def shown(ruleset: Ruleset) -> str:
    """Return the names of the events that hold under these rules."""
    return ", ".join(f"`{name}`" for name in ruleset.held)


def draws_otherwise(base: Ruleset, ruleset: Ruleset, name: str) -> bool:
    """Tell whether events may change what a table or an action draws, or any table where none is named."""

    def drawn(rules: Ruleset) -> object:
        program = rules.programs.get(name)
        steps = program.phase("do") if program is not None else rules.tables.get(name) or rules.tables
        return steps, rules.catalogue.kinds, rules.catalogue.formulas

    return bool(ruleset.held) and drawn(base) != drawn(ruleset)


def left_out(ruleset: Ruleset) -> str:
    """Tell which events a pack has that simulated players do not meet, or nothing."""
    names = [] if ruleset.variants is None else list(ruleset.variants.windows)
    if not names:
        return ""
    shown = ", ".join(f"`{name}`" for name in names)
    return f"simulated players meet no events: left out is {shown}; `--event NAME` lets one hold throughout"


def programs(ruleset: Ruleset) -> dict[str, list[str]]:
    """Return for other programs which events hold throughout, and which are left out."""
    others = [] if ruleset.variants is None else list(ruleset.variants.windows)
    return {"held": list(ruleset.held), "left_out": others}
