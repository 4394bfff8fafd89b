"""A place in the pack that holds blocks: what a branch, a loop or a table knows when it begins."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rules.define.form import entry
from rules.document import Mapping, Node, Sequence
from rules.expression.facts import NO_FACTS
from rules.expression.node import Node as Expression
from rules.expression.scope import Scope
from rules.expression.type import Type
from rules.lower.ask import Ask
from rules.lower.build import loosened
from rules.program.node import Steps


@dataclass(slots=True)
class Here(Ask):
    """A place of the pack, with the blocks, tables and limits that stand inside it."""

    def block(self, written: Node | None) -> Steps:
        """Return the steps of a block that stands here; what it binds ends with it."""
        return self.session.lower_block(replace(self), written)

    def branches(self, step: Mapping, test: Expression | None) -> tuple[Steps, Steps]:
        """Return the steps of `then` and `else`, each knowing what led there."""
        found = []
        for word, truth in (("then", True), ("else", False)):
            inner = replace(self)
            if test is not None:
                inner.assume(test, truth=truth)
            found.append(inner.block(entry(step, word)))
        for steps in found:
            self.forget_written(steps)
        return found[0], found[1]

    def block_inside(self, written: Node | None) -> Here:
        """Return the place of a loop's body: a later round knows nothing of what an earlier one changed."""
        inner = replace(self, facts=NO_FACTS)
        for name in sorted(_changed(written)):
            known = self.scope.local(name)
            if known is not None:
                inner.rebind(name, loosened(known))
        return inner

    def table_body(self, name: str, params: dict[str, Type], meant: dict[str, Expression]) -> Here:
        """Return the place of a declared table's body: its parameters and what is declared, nothing else."""
        scope = Scope(
            self.scope.declared, params={**params, **{key: value.type for key, value in meant.items()}}
        )
        return replace(self, scope=scope, facts=NO_FACTS, meant=meant, nested=(*self.nested, name))

    def limit_body(self, name: str, key: Expression | None) -> Here:
        """Return the place of a limit's numbers: its parameter and what is declared."""
        params = self.definitions.vocabulary.limits[name].params
        meant = {param: key for (param, _), key in zip(params, [key], strict=False) if key is not None}
        return self.table_body(f"limits.{name}", dict(params), meant)

    def declared_as(self, noun: str, name: str) -> Node:
        """Return one definition, and note that it is used."""
        current = self.definitions.current(noun, name)
        self.session.used.add((noun, current))
        return self.definitions.declared(noun)[current]

    def initial(self, slot: str) -> Expression | None:
        """Return the expression that a variable starts with, if it is one."""
        form = self.variables[slot]
        if form.default is not None or form.per:
            return None
        place = Here(self.session, Scope(self.scope.declared), f"variables.{slot}", slot)
        return place.value(form.form.default, form.form.told)


def _changed(written: Node | None) -> set[str]:
    """Return the names that `set`, `add` and `let` write anywhere in a block."""
    found: set[str] = set()
    stack = [written]
    while stack:
        node = stack.pop()
        if isinstance(node, Sequence):
            stack += node.items
        elif isinstance(node, Mapping):
            for word in ("set", "add", "let"):
                inner = node.entries.get(word)
                found |= set(inner.entries) if isinstance(inner, Mapping) else set()
            stack += node.entries.values()
    return found
