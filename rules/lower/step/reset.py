"""`reset` -> every cell of a variable, or of all variables that a word resets, back to its default."""

from __future__ import annotations

from rules.define.form import items, scalar_text
from rules.document import Mapping
from rules.lower.here import Here
from rules.lower.settle import reset_steps
from rules.program.node import Step, Steps


def lower(here: Here, step: Mapping) -> Steps:
    """Return the steps of `reset`."""
    steps: list[Step] = []
    for word in items(step.entries["reset"]):
        name = here.definitions.current("variables", scalar_text(word))
        found = [form for form in here.variables.values() if form.name == name or name in form.resets]
        if not found:
            here.nothing_resets(word)
        for form in found:
            steps += reset_steps(here, form)
            here.forget(form.name)
    return tuple(steps)
