"""`reset` -> every cell of a variable, of all that a word resets, or of an offer's field, to its default."""

from __future__ import annotations

import ast

from rules.define.form import items, scalar_text
from rules.document import Mapping, Node
from rules.expression.node import Const
from rules.expression.offer import offer_of
from rules.lower.here import Here
from rules.lower.settle import reset_steps
from rules.program.node import Assign, Empty, Step, Steps, Write


def lower(here: Here, step: Mapping) -> Steps:
    """Return the steps of `reset`."""
    steps: list[Step] = []
    for word in items(step.entries["reset"]):
        if "." in scalar_text(word):
            steps += _emptied(here, word)
            continue
        name = here.definitions.current("variables", scalar_text(word))
        found = [form for form in here.variables.values() if form.name == name or name in form.resets]
        if not found:
            here.nothing_resets(word)
        for form in found:
            steps += reset_steps(here, form)
            here.forget(form.name)
    return tuple(steps)


def _emptied(here: Here, word: Node) -> Steps:
    """Return what puts a field of an offer (`x.field`) back, for every player where it is kept for each."""
    tree, inference = here.read(word), here.typing()
    root = tree.root if tree is not None else None
    offer = offer_of(inference, root.value) if isinstance(root, ast.Attribute) else None
    if not isinstance(root, ast.Attribute) or offer is None:
        here.nothing_resets(word)
        return ()
    form = here.definitions.offers.get(offer.type.kind)
    field = form.fields.get(root.attr) if form is not None else None
    if field is None:
        here.nothing_resets(word)
        return ()
    here.forget(field.name)
    owner, slot = here.put_in(offer), here.slot(field.name)
    if field.per:
        return (Empty(slot.name, owner, place=word.place),)
    return (Assign((Write(slot.name, None, Const(slot.type, slot.default), owner=owner),), place=word.place),)
