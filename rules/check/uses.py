"""A lowered pack -> what its expressions and programs read, write, give, name and go through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rules.check.pool import possible
from rules.expression.node import (
    Apply,
    Best,
    Cell,
    Const,
    Domain,
    Field,
    Fold,
    Local,
    MapField,
    Node,
    Reached,
    walk,
)
from rules.expression.scalar import ScalarCode
from rules.lower.pack import Lowered
from rules.program.node import Assign, Each, Give, Reaction, Row, Select, Step, Steps, Sweep, Take
from rules.program.walk import inside

HELD = "owned."
EVERY = -1  # among codes: all records of the kind


@dataclass(slots=True)
class Uses:
    """What a pack does with what it declares.

    *given*: kind -> codes of its records that something may give. *named*: (kind, code) that an expression or
    a field names. *ranged*: kinds whose records are gone through, chosen from or asked for.
    """

    reads: set[str] = field(default_factory=set)
    writes: set[str] = field(default_factory=set)
    formulas: set[str] = field(default_factory=set)
    choices: set[str] = field(default_factory=set)
    given: dict[str, set[int]] = field(default_factory=dict)
    named: dict[str, set[int]] = field(default_factory=dict)
    ranged: set[str] = field(default_factory=set)


def uses_of(lowered: Lowered) -> Uses:
    """Return what a lowered pack uses."""
    found = Uses()
    for typed in lowered.session.typed:
        _expression(found, typed.node)
    for name, formula in lowered.session.definitions.vocabulary.typed.items():
        for body in {id(body): body for body in formula.bodies}.values():
            _expression(found, body, within=name)
    pools = {select.local: select for select, *_ in lowered.session.pools}
    code = ScalarCode(lowered.catalogue)
    for steps in _blocks(lowered):
        for step in steps:
            _step(found, step, pools, code)
    for program in (*lowered.programs.values(), *lowered.endings.values()):
        found.ranged |= {param.type.kind for param in program.params if param.type.name == "record"}
    _constant(found, lowered)
    return found


def every_step(steps: Iterable[Step]) -> Iterator[Step]:
    """Yield each step and those inside it, those of reactions too."""
    for step in steps:
        yield step
        for piece in inside(step):
            if isinstance(piece, Step):
                yield from every_step((piece,))
            elif isinstance(piece, Reaction):
                yield from every_step(piece.body)


def _blocks(lowered: Lowered) -> Iterator[Iterable[Step]]:
    """Yield the steps of every action but for settling, which touches all there is; each reaction once."""
    standing: set[str] = set()
    for program in (*lowered.programs.values(), *lowered.endings.values()):
        for phase, steps in program.phases:
            if phase != "settle":
                yield from _without_known(steps, standing)


def _without_known(steps: Steps, standing: set[str]) -> Iterator[Iterable[Step]]:
    for step in steps:
        if not isinstance(step, Sweep):
            yield every_step((step,))
            continue
        for reaction in step.reactions:
            if reaction.after or reaction.id not in standing:
                standing |= set() if reaction.after else {reaction.id}
                yield every_step(reaction.body)


def _expression(found: Uses, node: Node, within: str = "") -> None:
    for part in walk(node):
        match part:
            case Cell(slot=slot):
                found.reads.add(slot)
            case Apply(formula=name) if name != within:
                found.formulas.add(name)
            case Const(type=type_, value=value) if type_.name == "record" and isinstance(value, int):
                found.named.setdefault(type_.kind, set()).add(value)
            case Fold(domain=domain) | Best(domain=domain):
                _domain(found, domain)
            case Reached(kind=kind):
                found.ranged.add(kind)
            case _:
                pass


def _domain(found: Uses, domain: Domain) -> None:
    if domain.form == "kind":
        found.ranged.add(domain.kind)
    found.reads.update(domain.slots)
    found.choices.update(slot.split(".")[1] for slot in domain.slots if slot.startswith("choice."))


def _step(found: Uses, step: Step, pools: dict[str, Select], code: ScalarCode) -> None:
    for piece in inside(step):
        if isinstance(piece, Node):
            _expression(found, piece)
        elif isinstance(piece, Domain):
            _domain(found, piece)
    match step:
        case Assign(writes=writes):
            found.writes.update(write.slot for write in writes)
        case Give(rows=rows, nobody=False):
            for row in rows:
                _given(found, row, pools, code)
        case Take(rows=rows, check=check):
            found.reads.update(row.slot for row in rows)
            found.writes.update(row.slot for row in rows if not check)
        case Each(domain=domain) | Select(domain=domain):
            _domain(found, domain)
        case _:
            pass


def _given(found: Uses, row: Row, pools: dict[str, Select], code: ScalarCode) -> None:
    if row.amount.type.hi <= 0:
        return
    found.writes.add(row.slot)
    if row.slot.startswith(HELD) and row.key is not None:
        codes = found.given.setdefault(row.slot.removeprefix(HELD), set())
        codes |= codes_of(row.key, pools, code)


def codes_of(key: Node, pools: dict[str, Select], code: ScalarCode) -> set[int]:
    """Return which records a key may be."""
    match key:
        case Const(value=value) if isinstance(value, int):
            return {value}
        case Local(name=name) if name in pools:
            return possible(pools[name], code)
        case Field(kind=kind, name=name) if name in code.catalogue.kinds[kind].columns:
            return set(code.catalogue.kinds[kind].columns[name])
        case MapField(kind=kind, name=name) if name in code.catalogue.kinds[kind].maps:
            return {value for row in code.catalogue.kinds[kind].maps[name] for value in row}
        case _:
            return {EVERY}


def _constant(found: Uses, lowered: Lowered) -> None:
    """Note which records fields of others name, and which kinds variables and choices go through."""
    definitions = lowered.session.definitions
    for name, kind in definitions.kinds.items():
        known = lowered.catalogue.kinds[name]
        for field_, form in kind.fields.items():
            item = form.type.item or form.type
            if item.name == "record":
                rows = [
                    *known.lists.get(field_, ()),
                    *known.maps.get(field_, ()),
                    known.columns.get(field_, ()),
                ]
                found.named.setdefault(item.kind, set()).update(*rows)
    for variable in definitions.variables.values():
        found.ranged |= {variable.per, variable.form.type.kind}
    for node in definitions.vocabulary.choices.values():
        found.ranged.add(node.kind)
