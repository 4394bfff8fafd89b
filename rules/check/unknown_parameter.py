"""A call of an action with parameters that it does not have, or without one that it needs."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.forms import calls, entries, key_of, word
from rules.check.subject import Subject
from rules.define.form import entry
from rules.document import Node
from rules.problem import Problem, error
from rules.suggest import did_you_mean

UNKNOWN_PARAMETER = error("E607", "an action has no such parameter")
MISSING_PARAMETER = error("E608", "an action is not given what it asks for")
CODES = (UNKNOWN_PARAMETER, MISSING_PARAMETER)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield what scenarios, profiles and buttons give that is not asked for, and what they do not give."""
    actions = pack.definitions.declared("actions")
    for name, given in calls(pack):
        if name.text not in actions:
            continue
        params = dict(entries(entry(actions[name.text], "params")))
        for each, value in entries(given):
            if each not in params:
                place = key_of(given or value, each).place
                help_ = did_you_mean(each, params)
                yield UNKNOWN_PARAMETER.at(place, f"`{name.text}` has no parameter `{each}`", help=help_)
        for each, param in params.items():
            if _needed(param) and entry(given, each) is None:
                help_ = f"write `with: {{{each}: …}}`"
                yield MISSING_PARAMETER.at(name.place, f"`{name.text}` is not told its `{each}`", help=help_)


def _needed(param: Node) -> bool:
    return entry(param, "default") is None and word(param, "optional") != "true"
