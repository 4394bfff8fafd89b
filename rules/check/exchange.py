"""An action -> what it takes and gives for each choice of parameters, where luck and limits have no say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product
from typing import Any

from rules.check.pool import static
from rules.check.subject import Subject
from rules.check.uses import every_step
from rules.define.form import entry
from rules.document import Node as Written
from rules.expression.node import Node
from rules.expression.scalar import ScalarCode
from rules.expression.scope import Asset
from rules.expression.type import Type
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from rules.program.node import Assign, Emit, Give, If, Let, Param, Phase, Program, Require, Row, Steps, Take

MOST_CASES = 2_000  # choices of parameters that are tried for one action
_ENDS = 2

Amounts = dict[Asset, Fraction]
_PHASES: tuple[Phase, ...] = ("let", "cost", "do")
_CHECKS: tuple[Phase, ...] = ("params", "require")
_NOW = Moment(0, 0)


@dataclass(frozen=True, slots=True)
class Exchange:
    """What an action takes and gives with *case* as its parameters, the one less the other."""

    action: str
    case: str
    net: dict[str, Fraction]

    @property
    def takes(self) -> dict[str, Fraction]:
        """Return what there is less of afterwards."""
        return {asset: -amount for asset, amount in self.net.items() if amount < 0}

    @property
    def gains(self) -> dict[str, Fraction]:
        """Return what there is more of afterwards."""
        return {asset: amount for asset, amount in self.net.items() if amount > 0}


def exchanges(pack: Subject) -> Iterator[Exchange]:
    """Yield what every action exchanges that players may repeat as they like."""
    for name, program in pack.lowered.programs.items():
        if _repeatable(pack, program, pack.definitions.declared("actions")[name]):
            reckoning = _Reckoning(pack.code, program)
            for case in islice(cases(program, pack.catalogue), MOST_CASES):
                net = {spoken(asset, pack.catalogue): more for asset, more in reckoning.net(case).items()}
                if net:
                    yield Exchange(name, case_words(program, case, pack.catalogue), net)


def _repeatable(pack: Subject, program: Program, node: Written) -> bool:
    """Tell whether neither luck, a limit of its own, what it writes nor time decides over an action."""
    if program.who != "player" or entry(node, "limit") is not None or pack.broken(node):
        return False
    steps = [*every_step(step for phase in _PHASES for step in program.phase(phase))]
    if not all(isinstance(step, Let | Assign | Give | Take | If | Emit) for step in steps):
        return False
    written = {write.slot for step in steps if isinstance(step, Assign) for write in step.writes}
    taken = [row.slot for step in steps if isinstance(step, Take) for row in step.rows]
    return not (written & _asked(pack, program)) and not any(_restored(pack, slot) for slot in taken)


def _asked(pack: Subject, program: Program) -> frozenset[str]:
    """Return what the requirements of an action read."""
    checks = [step for phase in _CHECKS for step in program.phase(phase) if isinstance(step, Require)]
    return pack.walker.reads(*(row.test for step in checks for row in step.rows)).slots


def _restored(pack: Subject, slot: str) -> bool:
    variable = pack.definitions.variables.get(slot)
    return variable is not None and (entry(variable.node, "regenerates") is not None or bool(variable.resets))


def cases(program: Program, catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """Yield each choice of an action's parameters, by codes; of whole numbers the least two."""
    values = [_values(param, catalogue) for param in program.params]
    for case in product(*values):
        yield dict(zip((param.name for param in program.params), case, strict=True))


def _values(param: Param, catalogue: Catalogue) -> list[Any]:
    type_: Type = param.type
    if type_.name == "record":
        return list(range(len(catalogue.kinds[type_.kind].ids)))
    if type_.name == "bool":
        return [0, 1]
    if type_.name == "int":
        return sorted({int(type_.lo), int(min(type_.hi, type_.lo + _ENDS - 1))})
    return []


class _Reckoning:
    """Actions done once by a player who has exactly what they cost, and whatever they require."""

    def __init__(self, code: ScalarCode, program: Program) -> None:
        self._code, self._program = code, program
        self._functions: dict[tuple[int, tuple[str, ...]], Callable[..., Any]] = {}
        self._locals: dict[str, Any] = {}
        self._cells: list[Any] = []
        self._net: Amounts = {}
        rows = [row for step in program.phase("params") if isinstance(step, Require) for row in step.rows]
        self._asked = [row.test for row in rows if static(row.test, code.catalogue)]

    def net(self, case: dict[str, Any]) -> Amounts:
        """Return by how much each asset changes; nothing where parameters are refused or unclear."""
        try:
            return self._done(case)
        except (ArithmeticError, LookupError, TypeError, ValueError):
            return {}  # what requirements rule out was read all the same: this player does not meet them

    def _done(self, case: dict[str, Any]) -> Amounts:
        self._begin(case)
        if not all(self._value(test) for test in self._asked):
            return {}
        self._run(self._program.phase("let"))
        self._run(self._program.phase("cost"))
        price = dict(self._net)
        self._begin(case)
        self._pay_in(price)
        for phase in _PHASES:
            self._run(self._program.phase(phase))
        return {asset: Fraction(amount) for asset, amount in self._net.items() if amount}

    def _begin(self, case: dict[str, Any]) -> None:
        slots = self._code.catalogue.slots
        self._locals, self._net = dict(case), {}
        self._cells = [{} if slot.kind else slot.default for slot in slots]

    def _pay_in(self, price: Amounts) -> None:
        for (slot, key), amount in price.items():
            self._add(slot, key, -amount)

    def _run(self, steps: Steps) -> None:
        for step in steps:
            match step:
                case Let(local=name, value=value):
                    self._locals[name] = self._value(value)
                case Take(rows=rows, check=False):
                    self._change(rows, -1)
                case Give(rows=rows, nobody=False, to=None):
                    self._change(rows, 1)
                case If(test=test, then=then, other=other):
                    self._run(then if self._value(test) else other)
                case _:
                    pass

    def _change(self, rows: tuple[Row, ...], sign: int) -> None:
        for row in rows:
            wanted = int(self._value(row.amount))
            if wanted < 0:
                raise ValueError(wanted)  # a mistake elsewhere, and told there
            amount = sign * wanted
            asset = row.slot, -1 if row.key is None else int(self._value(row.key))
            self._net[asset] = self._net.get(asset, Fraction(0)) + amount
            self._add(*asset, amount)

    def _add(self, name: str, key: int, amount: Fraction | int) -> None:
        slot = self._code.catalogue.slot(name)
        if slot.kind:
            held = self._cells[slot.index]
            held[key] = held.get(key, slot.default) + int(amount)
        else:
            self._cells[slot.index] += int(amount)

    def _value(self, node: Node) -> Any:
        names = tuple(self._locals)
        function = self._functions.get((id(node), names))
        if function is None:
            function = self._functions[id(node), names] = self._code.function(node, names)
        return function(self._cells, _NOW, *self._locals.values())


def case_words(program: Program, case: dict[str, Any], catalogue: Catalogue) -> str:
    """Return which records a choice of parameters names."""
    shown = (
        f"{param.name} = {catalogue.kinds[param.type.kind].ids[case[param.name]]}"
        for param in program.params
        if param.type.name == "record"
    )
    return ", ".join(shown)


def spoken(asset: Asset, catalogue: Catalogue) -> str:
    """Return how an author calls an asset."""
    slot = catalogue.slot(asset[0])
    if not slot.kind:
        return slot.name
    ids = catalogue.kinds[slot.kind].ids
    return ids[asset[1]] if 0 <= asset[1] < len(ids) else "nothing"  # a reference that leads nowhere
