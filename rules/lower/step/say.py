"""`say` and `tell` -> an Emit with the values that the words need."""

from __future__ import annotations

from rules.define.form import entry, scalar_text
from rules.document import Mapping, Node
from rules.expression.type import TIME
from rules.lower.here import Here
from rules.lower.notice import known
from rules.lower.view import told
from rules.program.node import Emit, Steps


def lower_say(here: Here, step: Mapping) -> Steps:
    """Return the steps of `say`."""
    return say(here, step.entries["say"])


def say(here: Here, written: Node) -> Steps:
    """Return what says a text or a view."""
    name = here.definitions.current("views", scalar_text(written))
    words = told(here, name, written)
    return (Emit("say", words.key, words.values, place=written.place),)


def lower_tell(here: Here, step: Mapping) -> Steps:
    """Return the steps of `tell`: a notice, to a player (the one who acts), at once or at a time."""
    written = step.entries["tell"]
    name = here.definitions.current("views", scalar_text(written))
    known(here, name, written)
    at = entry(step, "at")
    when = here.value(at, TIME) if at is not None else None
    words = told(here, name, written)
    return (Emit("tell", words.key, words.values, here.player(entry(step, "to")), when, place=step.place),)
