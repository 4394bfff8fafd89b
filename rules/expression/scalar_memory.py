"""A formula with a loop -> a function that remembers what it returned for equal reads.

A key is made of all that the value hangs on (`footprint`): parameters, cells, and, where any cell of
a slot may be read, the slot's dict itself. Dicts compare by what is in them, and first of all by identity,
which is what makes it cheap: the state of a player keeps its dicts from command to command. So a dict
that was read must never change: whoever runs code that remembers replaces the dicts of
`whole_slots` instead of writing to them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from rules.expression.footprint import Footprint, footprint, loops
from rules.expression.node import Node
from rules.expression.scalar_names import mangle
from rules.program.catalogue import Catalogue, Formula

if TYPE_CHECKING:
    from rules.expression.scalar import ScalarCode

Evaluate = Callable[..., Any]

# How many values of one formula with parameters are remembered.
_REMEMBERED = 16_384
# Equal values of these types are the same value; 1 and 1.0 are not.
_SAME_IF_EQUAL = frozenset({"int", "bool", "day", "time", "duration", "record"})


def remembering(code: ScalarCode, formula: Formula, bodies: Sequence[Evaluate]) -> Evaluate | None:
    """Return a function that remembers, or None where evaluating again is as quick, or must be."""
    if not worth_it(code.catalogue, formula):
        return None
    if not formula.params:
        found = footprint(code.catalogue, formula)
        return _last(_key(code, formula, found), bodies[0]) if found is not None else None
    return _each(_Keys(code, formula), bodies)


def worth_it(catalogue: Catalogue, formula: Formula) -> bool:
    """Tell whether a formula has a loop, and parameters that can be looked up."""
    if formula.types and (formula.types[0].name != "record" or formula.types[0].optional):
        return False
    if any(type_.name not in _SAME_IF_EQUAL for type_ in formula.types):
        return False
    return loops(catalogue, formula, set())


def whole_slots(catalogue: Catalogue) -> frozenset[str]:
    """Return the slots whose dicts are remembered, so that they must be replaced and never written to."""
    found = (
        footprint(catalogue, formula)
        for formula in catalogue.formulas.values()
        if not formula.params and worth_it(catalogue, formula)
    )
    return frozenset(name for each in found if each for name in each.whole)


def _key(code: ScalarCode, formula: Formula, found: Footprint) -> Evaluate:
    reads = [mangle(name) for name in formula.params]
    reads += [code.source(node) for node in found.values]
    reads += [f"C[{code.catalogue.slot(name).index}]" for name in found.whole]
    params = "".join(f", {mangle(name)}" for name in formula.params)
    source = f"lambda C, W{params}: ({''.join(f'{read}, ' for read in reads)})"
    made: Evaluate = eval(source, code.names.space)  # noqa: S307 - of our own making
    return made


def _last(key: Evaluate, evaluate: Evaluate) -> Evaluate:
    """Remember one value: that of the player who was asked about last."""
    held: tuple[Any, Any] = (None, None)

    def recall(cells: Any, moment: Any) -> Any:
        nonlocal held
        asked = key(cells, moment)
        before, value = held
        if asked != before:
            value = evaluate(cells, moment)
            held = asked, value
        return value

    return recall


def _each(keys: _Keys, bodies: Sequence[Evaluate]) -> Evaluate:
    """Remember a value for each record and all else that it hangs on."""
    values: dict[Any, Any] = {}
    several = len(bodies) > 1

    def recall(cells: Any, moment: Any, record: int, *args: Any) -> Any:
        key = keys[record]
        asked = key(cells, moment, record, *args) if key else None
        value = values.get(asked)
        if value is None:
            value = bodies[record if several else 0](cells, moment, record, *args)
            if asked is not None:
                if len(values) >= _REMEMBERED:
                    values.clear()
                values[asked] = value
        return value

    return recall


class _Keys(dict[int, "Evaluate | None"]):
    """What makes the key of a record, when it is first asked for; None where its value is not remembered."""

    def __init__(self, code: ScalarCode, formula: Formula) -> None:
        super().__init__()
        self._code = code
        self._formula = formula
        self._made: dict[tuple[Node, ...], Evaluate] = {}

    def __missing__(self, record: int) -> Evaluate | None:
        found = footprint(self._code.catalogue, self._formula, record)
        made = None
        if found is not None and not found.whole:
            made = self._made.get(found.values)
            if made is None:
                made = self._made[found.values] = _key(self._code, self._formula, found)
        self[record] = made
        return made
