"""A condition and a situation -> the comparisons inside it, its formulas' too, with both sides' values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from engine.outcome import Refused
from engine.player.run import Executor
from engine.view.ask import Situation, ask
from engine.view.spell import Speller
from engine.view.voice import Value
from rules.expression.node import TRUE, Apply, Choice, Compare, CompareOp, Const, Logic, Node, Unary
from rules.expression.type import BOOL
from rules.lower.substitute import substitute
from rules.program.catalogue import Catalogue
from rules.program.node import Emit, If, Program, Step

MOST = 24  # of one condition; nobody reads more
_TURNED: Final[dict[CompareOp, CompareOp]] = {
    "==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A truth that a condition is made of; it is read where *when* holds, and *chooses* between others."""

    test: Node
    when: Node
    chooses: bool = False

    @property
    def sides(self) -> tuple[Node, ...]:
        """Return the two values that are compared, or none."""
        return (self.test.left, self.test.right) if isinstance(self.test, Compare) else ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A part as it is: *sides* are what is compared, each with its value where it is not written there.

    *holds* is None where the part was not read, because one before it decided.
    """

    holds: bool | None
    chooses: bool
    sides: tuple[tuple[str, Value | None], ...]
    sign: str = ""


def opened(
    executor: Executor, program: Program, tests: list[tuple[Node, Node]], situation: Situation
) -> list[tuple[Opened, ...]]:
    """Return what each test is made of; it is read where the node beside it holds, once *program* has run."""
    catalogue = executor.catalogue
    found = [parts(catalogue, test, when) for test, when in tests]
    named = {f"{row}.{place}": part for row, each in enumerate(found) for place, part in enumerate(each)}
    asking = replace(program, phases=(*program.phases, ("say", tuple(map(_question, named, named.values())))))
    told = ask(executor, asking, situation)
    answers = {} if isinstance(told, Refused) else dict(told)
    speller = Speller(catalogue)
    return [
        tuple(_opened(speller, part, answers.get(f"{row}.{place}")) for place, part in enumerate(each))
        for row, each in enumerate(found)
    ]


def _question(name: str, part: Part) -> Step:
    values = (("holds", part.test), *zip(("left", "right"), part.sides, strict=False))
    emit = Emit("say", name, values)
    return emit if part.when == TRUE else If(part.when, (emit,))


def _opened(speller: Speller, part: Part, told: dict[str, Value] | None) -> Opened:
    holds = bool(told["holds"].value) if told is not None else None
    if not isinstance(part.test, Compare):
        return Opened(holds, part.chooses, ((speller.spell(part.test), None),))
    sides = tuple(
        (speller.inside(side), told[name] if told is not None and not isinstance(side, Const) else None)
        for name, side in zip(("left", "right"), part.sides, strict=True)
    )
    return Opened(holds, part.chooses, sides, part.test.op)


def parts(catalogue: Catalogue, test: Node, when: Node = TRUE) -> list[Part]:
    """Return what *test* is made of, in the order in which it is read; a single truth has no parts."""
    found = [*_parts(catalogue, test, when)][:MOST]
    return [] if len(found) == 1 and found[0].test == test and not found[0].sides else found


def _parts(catalogue: Catalogue, node: Node, when: Node) -> Iterator[Part]:
    match node:
        case Const():
            return
        case Logic(op=op, parts=inner):
            for each in inner:
                yield from _parts(catalogue, each, when)
                when = _both(when, each if op == "and" else _not(each))
        case Unary(op="not", operand=operand) if (turned := _turned(catalogue, operand)) is not None:
            yield from _parts(catalogue, turned, when)
        case Choice(test=test, then=then, other=other):
            yield from (replace(part, chooses=True) for part in _parts(catalogue, test, when))
            yield from _parts(catalogue, then, _both(when, test))
            yield from _parts(catalogue, other, _both(when, _not(test)))
        case Apply() if (body := _body(catalogue, node)) is not None:
            yield from _parts(catalogue, body, when)
        case _:
            yield Part(node, when)


def _turned(catalogue: Catalogue, node: Node) -> Node | None:
    """Return the opposite of *node* with its `not` further inside, or None where it has no inside."""
    match node:
        case Compare(op=op):
            return replace(node, op=_TURNED[op])
        case Logic(op=op, parts=inner):
            return Logic(BOOL, "or" if op == "and" else "and", tuple(map(_not, inner)))
        case Unary(op="not", operand=operand):
            return operand
        case Choice(then=then, other=other):
            return replace(node, then=_not(then), other=_not(other))
        case Apply() if (body := _body(catalogue, node)) is not None:
            return _not(body)
    return None


def _body(catalogue: Catalogue, node: Apply) -> Node | None:
    """Return what a formula says here; of another player, or of a record that is not known yet, nothing."""
    formula = catalogue.formulas.get(node.formula)
    if formula is None or node.owner is not None:
        return None
    first = node.args[0] if formula.kind else None
    if isinstance(first, Const) and isinstance(first.value, int):
        body = formula.bodies[first.value]
    elif all(each == formula.bodies[0] for each in formula.bodies):
        body = formula.bodies[0]
    else:
        return None
    return substitute(body, dict(zip(formula.params, node.args, strict=True)))


def _both(left: Node, right: Node) -> Node:
    return right if left == TRUE else Logic(BOOL, "and", (left, right))


def _not(node: Node) -> Node:
    return Unary(BOOL, "not", node)
