"""A profile as it is written -> when a player comes, and programs for what it does, buys and stops by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rules.define.form import entry, items, scalar_text
from rules.define.literal import bounds, clock, duration
from rules.define.literal import whole as read_whole
from rules.document import Node
from rules.expression.scope import Scope
from rules.expression.type import CHANCE_PARTS, DAY
from rules.lower.habit import chance_of, lower_habit, wanted
from rules.lower.here import Here
from rules.lower.reaction import sweep
from rules.lower.session import Session
from rules.lower.step.amounts import give_rows
from rules.program.node import Give, Program
from rules.program.profile import AT_ONCE, BOUGHT, Profile, Purchase, Stop


def lower_profile(session: Session, name: str, node: Node, programs: Mapping[str, Program]) -> Profile:
    """Return one simulated kind of player, who carries out *programs*."""
    here = Here(session, Scope(session.definitions.vocabulary), f"profiles.{name}", name)
    comes = entry(node, "logs_in")
    chance = chance_of(entry(comes, "chance"), 0)
    begins, ends = span_of(entry(comes, "between"), session.definitions.vocabulary.catalogue.calendar.starts)
    habits = [lower_habit(here, row, programs) for row in items(entry(node, "does"))]
    return Profile(
        name,
        chance,
        read_whole(scalar_text(entry(comes, "sessions"))) or 1,
        tuple(habit for habit in habits if habit is not None),
        read_whole(scalar_text(entry(node, "share"))) or 1,
        chance_of(entry(comes, "weekend"), chance),
        begins,
        ends,
        bounds(scalar_text(entry(node, "joins"))) or AT_ONCE,
        tuple(_purchase(here, number, row) for number, row in enumerate(items(entry(node, "spends")))),
        _stop(here, entry(node, "stops")),
        node.place,
    )


def span_of(written: Node | None, starts: int) -> tuple[int, int]:
    """Return between when sessions lie, from the beginning of a day that begins at *starts*."""
    match [found for each in items(written) if (found := clock(scalar_text(each))) is not None]:
        case [begins, ends, *_]:
            return (begins - starts) % DAY, (ends - starts) % DAY or DAY
        case _:
            return 0, DAY


def days_of(written: Node | None) -> int:
    """Return the whole days of a duration, none where none is written."""
    return (duration(scalar_text(written)) or 0) // DAY


def _purchase(here: Here, number: int, row: Node) -> Purchase:
    place = replace(here, why=BOUGHT)
    asks = wanted(place, entry(row, "when"))
    gives = entry(row, "gives")
    before, rows = give_rows(place.inside(f"spends.{number}"), gives) if gives is not None else ((), ())
    program = Program(
        BOUGHT,
        (),
        (
            ("settle", asks),
            ("do", (*before, Give(rows, why=BOUGHT, place=row.place))),
            ("react", (sweep(place, ""),)),
        ),
    )
    each = max(1, days_of(entry(row, "each")))
    return Purchase(program, chance_of(entry(row, "chance"), CHANCE_PARTS), each, row.place)


def _stop(here: Here, written: Node | None) -> Stop:
    test = entry(written, "when")
    program = Program("stops", (), (("settle", wanted(replace(here), test)),)) if test is not None else None
    return Stop(
        days_of(entry(written, "after")),
        chance_of(entry(written, "chance"), 0),
        program,
        days_of(entry(written, "for")),
    )
