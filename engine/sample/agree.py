"""A pack's expressions at random situations -> where compiled code and the reference evaluator differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from engine.sample.situation import Point, Situations
from engine.sample.spot import Spot, spots
from rules.expression.cost import cost
from rules.expression.evaluate import evaluate
from rules.expression.reference import Reference
from rules.expression.reference_value import Ref, opened
from rules.expression.scalar import ScalarCode
from rules.lower.session import Session
from rules.program.catalogue import Catalogue
from rules.source import Place

POINTS = 20
EVALUATIONS = 2500  # of loops' insides, for one expression: what is dear is asked at fewer points
LEAST = 2


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An expression to which two evaluators gave different values, and in what situation."""

    text: str
    place: Place
    compiled: str
    reference: str
    situation: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many expressions were compared, at how many points in all, and what came of it.

    *unreached*: places of expressions for which no situation was found in which what is known holds.
    """

    expressions: int
    points: int
    disagreements: tuple[Disagreement, ...] = ()
    unreached: tuple[Place, ...] = ()


def compare(catalogue: Catalogue, session: Session, *, points: int = POINTS, seed: int = 1) -> Agreement:
    """Evaluate every expression by compiled code, node by node, and by its text."""
    comparing = Comparing(catalogue, session, seed)
    found: list[Disagreement] = []
    unreached: list[Place] = []
    expressions = reached = 0
    for spot in spots(session):
        count, wrong = comparing.spot(spot, points)
        expressions += 1
        reached += count
        found += [wrong] if wrong else []
        unreached += [] if count else [spot.place]
    return Agreement(expressions, reached, tuple(found), tuple(unreached))


class Comparing:
    """The evaluators of one pack."""

    def __init__(self, catalogue: Catalogue, session: Session, seed: int) -> None:
        """Begin with nothing compiled."""
        self._catalogue = catalogue
        self._declared = session.definitions.vocabulary
        self._code = ScalarCode(catalogue, remembers=True)  # as who plays has it
        self._situations = Situations(catalogue, self._declared, seed)

    def spot(self, spot: Spot, points: int) -> tuple[int, Disagreement | None]:
        """Return at how many points an expression was compared, and the first at which values differ."""
        function = self._code.function(spot.node, spot.read)
        count = 0
        affordable = max(LEAST, EVALUATIONS // cost(spot.node, spot.scope))
        wanted = 1 if spot.constant else min(points, affordable)
        for point in self._situations.points(spot, wanted):
            count += 1
            wrong = self._differs(spot, function, point)
            if wrong:
                return count, wrong
        return count, None

    def _differs(self, spot: Spot, function: Callable[..., Any], point: Point) -> Disagreement | None:
        at = point.situation
        arguments = [at.locals[name] for name in spot.read]
        compiled = self._value(spot, lambda: function(at.cells, at.moment, *arguments))
        plain = self._value(spot, lambda: evaluate(spot.node, at))
        reference = self._text(spot, point)
        if _same(compiled, reference) and _same(compiled, plain):
            return None
        other = plain if _same(compiled, reference) else reference
        return Disagreement(spot.text, spot.place, _said(compiled), _said(other), _situation(spot, point))

    def _value(self, spot: Spot, read: Callable[[], Any]) -> Any:
        """Return by id what compiled code gives; what it ends in is a value too, for it agrees with none."""
        try:
            return opened(self._catalogue, spot.node.type, read())
        except Exception as defect:  # noqa: BLE001 - whatever it is, it is what is looked for
            return Failed("compiled", defect)

    def _text(self, spot: Spot, point: Point) -> Any:
        try:
            return Reference(self._declared, point.sample).value(spot.text, spot.node.type)
        except Exception as defect:  # noqa: BLE001 - likewise
            return Failed("reference", defect)


@dataclass(frozen=True, slots=True)
class Failed:
    """What an evaluator ended in instead of a value."""

    who: str
    defect: Exception

    def __str__(self) -> str:
        return f"{type(self.defect).__name__}: {self.defect}"


def _same(one: Any, other: Any) -> bool:
    """Tell whether two values are equal to the last bit; a failure equals nothing."""
    if isinstance(one, Failed) or isinstance(other, Failed):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return {key: n for key, n in one.items() if n} == {key: n for key, n in other.items() if n}
    return bool(one == other)


def _said(value: Any) -> str:
    if isinstance(value, Ref):
        return value.id
    if isinstance(value, bool):
        return "true" if value else "false"
    return "none" if value is None else str(value)


def _situation(spot: Spot, point: Point) -> str:
    """Name the locals with which values differ."""
    return ", ".join(f"{name} = {_said(point.sample.locals[name])}" for name in spot.read)
