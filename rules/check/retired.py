"""A record that is retired into what nobody can hold."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.define.retired import amount_of, declared, holdable
from rules.problem import Problem, error
from rules.suggest import did_you_mean

NOT_HELD = error("E629", "what a retired record becomes is nothing that players hold")
CODES = (NOT_HELD,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every name and amount that a retired record cannot become."""
    known = [id_ for kind in pack.definitions.kinds.values() if kind.holdable for id_ in kind.codes]
    for kind, id_, node in declared(pack.definitions):
        for name, key in node.keys.items():
            if holdable(pack.definitions, name) is None:
                help_ = did_you_mean(name, known) or "name records that players hold"
                yield NOT_HELD.at(key.place, f"`{kind}.{id_}` cannot become `{name}`", help=help_)
            elif amount_of(node.entries[name]) is None:
                said = f"`{kind}.{id_}` becomes a whole number of `{name}`, from 1"
                yield NOT_HELD.at(node.entries[name].place, said, help="write how many")
