"""How often a player may -> a requirement on remembered times, and the write that uses one up."""

from __future__ import annotations

from dataclasses import dataclass

from rules.define.form import entry, scalar_text
from rules.define.literal import duration
from rules.document import Node
from rules.expression.node import ONE, ZERO, const
from rules.expression.node import Node as Expression
from rules.expression.type import DURATION, INTEGER_MOST, integer
from rules.lower.build import NOW, both, cell, choose, compare, greatest, negate, whole
from rules.lower.here import Here
from rules.lower.period import period
from rules.program.node import Assign, If, Require, Requirement, Step, Steps, Write

WINDOW = DURATION.within(1, DURATION.hi)


@dataclass(frozen=True, slots=True)
class Allowance:
    """One use of a limit: whether there is one, and the writes that use it up."""

    name: str
    key: Expression | None
    node: Node
    free: Expression
    spend: tuple[Write, ...]
    blocked: tuple[Write, ...] = ()  # what a use too many does, where the limit blocks
    over: Expression | None = None  # that it is one too many, and not yet blocked

    @property
    def requirement(self) -> Requirement:
        """Return the row that refuses when no use is left."""
        return Requirement(self.free, f"limit.{self.name}", self.node.place)


def lower_limit(here: Here, written: Node) -> tuple[Steps, Steps]:
    """Return the steps of the attempt phase and of the limit phase for one limit of an action."""
    call = here.limit(written)
    if call is None:
        return (), ()
    name, key = call
    node = here.declared_as("limits", name)
    inner = here.limit_body(name, key)
    allowance = (
        _each(inner, name, key, node) if entry(node, "each") is not None else _window(inner, name, key, node)
    )
    check = Require((allowance.requirement,), "limit", place=written.place)
    if scalar_text(entry(node, "counts")) != "attempts":
        return (), (check, Assign(allowance.spend))
    before: list[Step] = []
    if allowance.over is not None:
        before.append(If(allowance.over, (Assign(allowance.blocked, keep=True),)))
    return (*before, check, Assign(allowance.spend, keep=True)), ()


def _window(here: Here, name: str, key: Expression | None, node: Node) -> Allowance:
    """Return GCRA: one cell holds when the uses so far would have been evenly spent (`times` in `in`)."""
    length = here.value(entry(node, "in"), WINDOW)
    times = here.value(entry(node, "times"), integer(1, 10**6)) if entry(node, "times") is not None else ONE
    apart = whole("//", length, times)
    spent = cell(f"limit.{name}", key, integer(0, INTEGER_MOST))
    latest = whole("-", whole("+", NOW, length), apart)
    free = compare(spent, "<=", latest)
    use = Write(f"limit.{name}", key, whole("+", greatest(spent, NOW), apart))
    block = entry(entry(node, "then"), "block")
    if block is None:
        return Allowance(name, key, node, free, (use,))
    until = whole("+", latest, const(duration(scalar_text(block)) or 0))
    over = both(negate(free), compare(spent, "<=", whole("+", NOW, length)))
    return Allowance(name, key, node, free, (use,), (Write(f"limit.{name}", key, until),), over)


def _each(here: Here, name: str, key: Expression | None, node: Node) -> Allowance:
    """Return so many uses in each day, week or month of the game's calendar."""
    times = here.value(entry(node, "times"), integer(1, 10**6)) if entry(node, "times") is not None else ONE
    current = period(scalar_text(entry(node, "each")))
    used = choose(
        compare(cell(f"limit.{name}.period", key), "==", current), cell(f"limit.{name}.used", key), ZERO
    )
    spend = (
        Write(f"limit.{name}.period", key, current),
        Write(f"limit.{name}.used", key, whole("+", used, ONE)),
    )
    return Allowance(name, key, node, compare(used, "<", times), spend)
