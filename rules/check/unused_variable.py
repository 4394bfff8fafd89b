"""A variable that is read and never written, written and never read, or neither."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.forms import doing, entries, steps
from rules.check.subject import Subject
from rules.define.form import entry, items, scalar_text
from rules.define.variable import VariableForm
from rules.problem import Code, Problem, warning

NEVER_WRITTEN = warning("W710", "a variable is read and never written")
NEVER_READ = warning("W711", "a variable is written and never read")
UNUSED = warning("W712", "a variable is neither read nor written")
CODES = (NEVER_WRITTEN, NEVER_READ, UNUSED)

_SAID: dict[tuple[bool, bool], tuple[Code, str, str]] = {
    (True, False): (
        NEVER_WRITTEN,
        "is read, but nothing ever changes it",
        "write it in a step, or make it a formula",
    ),
    (False, True): (NEVER_READ, "is written, but nothing ever reads it", "show it in a view, or take it out"),
    (False, False): (UNUSED, "is neither read nor written", "take it out"),
}


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every variable that is used in one way only."""
    reads, writes = set(pack.uses.reads), set(pack.uses.writes)
    _named(pack, reads, writes)
    for name, variable in pack.definitions.variables.items():
        read, written = name in reads, name in writes or _moves(variable)
        if not (read and written) and name not in pack.spared:
            code, said, help_ = _SAID[read, written]
            yield code.at(pack.place("variables", name), f"`{name}` {said}", help=help_)


def _moves(variable: VariableForm) -> bool:
    """Tell whether a variable changes by itself."""
    return entry(variable.node, "regenerates") is not None


def _named(pack: Subject, reads: set[str], writes: set[str]) -> None:
    """Note what is named where no expression stands: reports read, steps write."""
    report = entry(pack.definitions.root.get("game"), "report")
    reads.update(scalar_text(each) for each in items(entry(report, "curves")))
    reads.update(scalar_text(entry(target, "reach")) for _, target in pack.declared("targets"))
    for _, _, node in doing(pack):
        for step in steps(node):
            for word in ("set", "add"):
                writes.update(key.partition("(")[0].strip() for key, _ in entries(entry(step, word)))
