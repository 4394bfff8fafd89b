"""What time did to a player since the last command -> resets, whole ticks of regeneration, fresh choices."""

from __future__ import annotations

from itertools import groupby

from rules.define.form import entry, scalar_text
from rules.define.literal import duration
from rules.define.literal import whole as read_whole
from rules.define.variable import CALENDAR_PERIODS, SINCE, VariableForm
from rules.document import Node
from rules.expression.node import ZERO, Best, Const, Function, Local, Reached, const
from rules.expression.node import Node as Expression
from rules.expression.type import TIME, integer, record
from rules.lower.build import (
    ME,
    NOW,
    TODAY,
    WHOLE,
    both,
    cell,
    choose,
    compare,
    least,
    local,
    whole,
)
from rules.lower.here import Here
from rules.program.node import Assign, Each, If, Let, Step, Steps, Write
from rules.program.slot import Slot
from rules.site import hash_name

DAYS_IN_WEEK = 7
MONDAY = 3  # 1970-01-01 was a Thursday: three days after a Monday
PRECISION = 1 << 20  # luck is compared after division by a weight, in parts this fine


def settle(here: Here) -> Steps:
    """Return the steps that come before every action: resets, regeneration, choices."""
    return (*_resets(here), *_regenerations(here), *_choices(here))


def period(name: str) -> Expression:
    """Return the number of the day, week or month, or the record of a kind ordered by day, that now is in."""
    if name == "week":
        return whole("//", whole("+", TODAY, const(MONDAY)), const(DAYS_IN_WEEK))
    if name == "month":
        return Function(WHOLE, "month", (TODAY,))
    return TODAY if name == "day" else Reached(record(name).maybe(), name, TODAY)


def reset_steps(here: Here, variable: VariableForm) -> Steps:
    """Return the steps that put every cell of a variable back to its default."""
    slot = here.slot(variable.name)
    writes: tuple[Write, ...] = (_default(here, slot),)
    if entry(variable.node, "regenerates") is not None:
        writes = (*writes, Write(f"{variable.name}{SINCE}", _key(variable.per), NOW))
    if not variable.per:
        return (Assign(writes),)
    touched = compare(cell(slot.name, _key(variable.per), slot.type), "!=", const(slot.default))
    return (Each("it", here.every(variable.per), (Assign(writes),), touched),)


def _key(kind: str) -> Expression | None:
    return Local(record(kind), "it") if kind else None


def _default(here: Here, slot: Slot) -> Write:
    initial = here.initial(slot.name) or Const(slot.type, slot.default)
    return Write(slot.name, _key(slot.kind), initial)


def _resets(here: Here) -> list[Step]:
    """Return one test for each period: a new one resets all that hangs on it."""
    pairs = [
        (f"reset.{variable.scope}.{name}", name, variable)
        for variable in here.variables.values()
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


def _regenerations(here: Here) -> list[Step]:
    steps: list[Step] = []
    for variable in here.variables.values():
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


def _choices(here: Here) -> list[Step]:
    known = here.definitions.vocabulary.choices
    return [_choice(here, name, node) for name, node in here.declared("choices") if name in known]


def _choice(here: Here, name: str, node: Node) -> Step:
    """Return the weighted pick without replacement of language rule 5, once a period."""
    kind = scalar_text(entry(node, "one_of"))
    picks = read_whole(scalar_text(entry(node, "pick"))) or 1
    current = period(scalar_text(entry(node, "each")) or "day")
    steps: list[Step] = [Assign((Write(f"choice.{name}", None, current),))]
    for index in range(picks):
        best = _luckiest(here, name, node, kind, index)
        steps += [
            Let(f"_picked_{index}", best),
            Assign((Write(f"choice.{name}.{index}", None, local(f"_picked_{index}")),)),
        ]
    return If(compare(cell(f"choice.{name}"), "!=", current), tuple(steps), place=node.place)


def _luckiest(here: Here, name: str, node: Node, kind: str, index: int) -> Best:
    it = Local(record(kind), "it")
    inner = here.where("it", record(kind))
    written = entry(node, "weigh")
    weight = inner.weight(written) if written is not None else const(1)
    owner = ME if scalar_text(entry(node, "for")) in {"", "player"} else ZERO
    arguments = (
        const(hash_name(f"choices.{name}")),
        owner,
        cell(f"choice.{name}"),
        Function(WHOLE, "record_hash", (it,)),
    )
    luck = whole("*", Function(WHOLE, "luck", arguments), const(PRECISION))
    per_weight = whole("//", luck, Function(weight.type, "max", (weight, const(1))))
    taken = [compare(it, "!=", local(f"_picked_{earlier}")) for earlier in range(index)]
    allowed = both(compare(weight, ">", ZERO), *taken)
    return Best(record(kind).maybe(), here.every(kind), "it", allowed, whole("-", ZERO, per_weight))
