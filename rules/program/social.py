"""A program -> what it does with offers: whoever follows one player alone refuses it by name.

An offer is a parameter or was opened by the program itself; nothing else leads to one.
"""

from __future__ import annotations

from rules.program.node import Open, Program
from rules.program.walk import every


def offers_in(program: Program) -> tuple[str, ...]:
    """Return the kinds of offers that a program is asked with or opens, in order; mostly there are none."""
    asked = {param.type.kind for param in program.params if param.type.name == "offer"}
    own = (step for phase, steps in program.phases if phase != "react" for step in every(steps))
    opened = {step.kind for step in own if isinstance(step, Open)}
    return tuple(sorted(asked | opened))
