"""If, Switch, Repeat, Each -> Python: branches and loops, each round at its own coordinate."""

from __future__ import annotations

from engine.player.members import members
from engine.player.writer import Writer
from rules.program.node import Each, If, Repeat, Steps, Switch


def if_(out: Writer, step: If) -> None:
    """Take one branch."""
    with out.block(f"if {out.source(step.test)}:"):
        out.steps(step.then)
    if step.other:
        with out.block("else:"):
            out.steps(step.other)


def switch(out: Writer, step: Switch) -> None:
    """Take one of many branches: equal ones are written once, and found by halving."""
    if not step.cases:
        return
    distinct = list(dict.fromkeys(step.cases))
    place = {case: number for number, case in enumerate(distinct)}
    numbers = tuple(place[case] for case in step.cases)
    index, case = out.names.fresh(), out.names.fresh()
    out.line(f"{index} = {out.source(step.index)}")
    with out.block(f"if 0 <= {index} < {len(numbers)}:"):
        plain = numbers == tuple(range(len(numbers)))
        out.line(
            f"{case} = {index}" if plain else f"{case} = {out.names.constant(numbers, numbers)}[{index}]"
        )
        _halve(out, case, distinct, 0)


def _halve(out: Writer, case: str, cases: list[Steps], start: int) -> None:
    if len(cases) == 1:
        return out.steps(cases[0])
    half = len(cases) // 2
    with out.block(f"if {case} < {start + half}:"):
        _halve(out, case, cases[:half], start)
    with out.block("else:"):
        return _halve(out, case, cases[half:], start + half)


def repeat(out: Writer, step: Repeat) -> None:
    """Run the body so often; look whether it is enough after each round."""
    index, times = out.names.fresh(), out.kept(step.times)
    with out.block(f"for {index} in range({times} if {times} < {step.most} else {step.most}):"):
        with out.inside(index, step.body):
            out.steps(step.body)
        if step.until is not None:
            out.line(f"if {out.source(step.until)}: break")


def each(out: Writer, step: Each) -> None:
    """Run the body for the members that satisfied the condition before the first round."""
    name, kind = out.local(step.local), step.domain.kind
    with (
        out.block(f"for {name} in {members(out, step.domain, step.local, step.where)}:"),
        out.inside(out.hash_of(kind, name), step.body),
    ):
        out.steps(step.body)
