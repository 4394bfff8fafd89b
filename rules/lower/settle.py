"""What time did to a player since the last command -> resets, whole ticks of regeneration, fresh choices."""

from __future__ import annotations

from itertools import groupby

from rules.define.form import entry, scalar_text
from rules.define.literal import duration
from rules.define.variable import CALENDAR_PERIODS, SINCE, VariableForm
from rules.document import Node
from rules.expression.node import Const, Local, const
from rules.expression.node import Node as Expression
from rules.expression.type import TIME, integer, record
from rules.lower.build import (
    NOW,
    cell,
    choose,
    compare,
    least,
    local,
    whole,
)
from rules.lower.choice import choices
from rules.lower.here import Here
from rules.lower.period import period
from rules.program.node import Assign, Each, If, Let, Step, Steps, Write
from rules.program.slot import Slot


def settle(here: Here) -> Steps:
    """Return the steps that come before every action: resets, regeneration, choices."""
    return _settle(here, list(here.variables.values()), choices(here))


def settle_shared(here: Here) -> Steps:
    """Return the same of what belongs to no player: what comes before that for which nobody asked."""
    shared = [variable for variable in here.variables.values() if variable.scope != "player"]
    return _settle(here, shared, choices(here, shared=True))


def _settle(here: Here, variables: list[VariableForm], chosen: list[Step]) -> Steps:
    return (*_resets(here, variables), *_regenerations(here, variables), *chosen)


def reset_steps(here: Here, variable: VariableForm) -> Steps:
    """Return the steps that put every cell of a variable back to its default."""
    slot = here.slot(variable.name)
    writes: tuple[Write, ...] = (_default(here, slot),)
    if entry(variable.node, "regenerates") is not None:
        writes = (*writes, Write(f"{variable.name}{SINCE}", _key(variable.per), NOW))
    if not variable.per:
        return (Assign(writes),)
    touched = compare(cell(slot.name, _key(variable.per), slot.type), "!=", writes[0].value)
    return (Each("it", here.every(variable.per), (Assign(writes),), touched),)


def _key(kind: str) -> Expression | None:
    return Local(record(kind), "it") if kind else None


def _default(here: Here, slot: Slot) -> Write:
    initial = here.initial(slot.name) or Const(slot.type, slot.default)
    return Write(slot.name, _key(slot.kind), initial)


def _resets(here: Here, variables: list[VariableForm]) -> list[Step]:
    """Return one test for each period: a new one resets all that hangs on it."""
    pairs = [
        (f"reset.{variable.scope}.{name}", name, variable)
        for variable in variables
        for name in variable.resets
        if name in CALENDAR_PERIODS or name in here.kinds
    ]
    steps: list[Step] = []
    for slot, group in groupby(
        sorted(pairs, key=lambda pair: (pair[0], pair[2].name)), key=lambda pair: pair[0]
    ):
        found = list(group)
        current = period(found[0][1])
        body = [step for _, _, variable in found for step in reset_steps(here, variable)]
        stale = compare(cell(slot), "!=", current)
        steps.append(If(stale, (Assign((Write(slot, None, current),)), *body)))
    return steps


def _regenerations(here: Here, variables: list[VariableForm]) -> list[Step]:
    steps: list[Step] = []
    for variable in variables:
        rule = entry(variable.node, "regenerates")
        if rule is None:
            continue
        body = _ticks(here, variable, rule)
        steps += [Each("it", here.every(variable.per), body)] if variable.per else body
    return steps


def _ticks(here: Here, variable: VariableForm, rule: Node) -> Steps:
    """Return the whole ticks since the last settling; the rest of a tick is kept (language rule 4)."""
    inner = here.where("it", record(variable.per)) if variable.per else here
    name, key = variable.name, _key(variable.per)
    slot = here.slot(name)
    up_to = inner.value(entry(rule, "up_to"), integer(0, slot.type.hi))
    by = inner.value(entry(rule, "by"), integer(0, slot.type.hi))
    every = const(duration(scalar_text(entry(rule, "every"))) or 1)
    value, since = cell(name, key, slot.type), cell(f"{name}{SINCE}", key, TIME)
    ticks = local(f"_ticks_{name}")
    grown = whole("+", value, whole("*", ticks, by))
    full = local(f"_full_{name}")
    rested = whole("+", since, whole("*", ticks, every))
    return (
        Let(full.name, up_to, place=rule.place),
        If(
            compare(value, "<", full),
            (
                Let(ticks.name, whole("//", whole("-", NOW, since), every)),
                Assign(
                    (
                        Write(name, key, least(grown, full)),
                        Write(f"{name}{SINCE}", key, choose(compare(grown, ">=", full), NOW, rested)),
                    ),
                    clamp=True,
                ),
            ),
            (Assign((Write(f"{name}{SINCE}", key, NOW),)),),
        ),
    )
