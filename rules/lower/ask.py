"""What lowering asks of an expression: its value, weight, asset, target, pool, player or words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rules.define.form import scalar_text
from rules.define.literal import day, duration, exact
from rules.document import Mapping, Node, Scalar
from rules.expression.amounts import infer_amounts
from rules.expression.asset import asset
from rules.expression.bounds import every_case
from rules.expression.code import OPTIONAL, TYPE, ExpressionProblem
from rules.expression.fit import described
from rules.expression.infer import FAMILIES
from rules.expression.inference import UNKNOWN, Inference
from rules.expression.loop import domain
from rules.expression.node import Binary, Cell, Const, Domain, Function, Local
from rules.expression.node import Node as Expression
from rules.expression.parse import Tree, parse
from rules.expression.table import Named, TableChoice, TableExpression, infer_limit, infer_table
from rules.expression.type import BOOL, DATE, DURATION, INTEGER_MOST, PLAYER, Type, integer, number
from rules.lower import code
from rules.lower.build import WHOLE, fixed
from rules.lower.complain import Complain
from rules.lower.rows import Rounding, rows_of
from rules.lower.session import Typed
from rules.lower.substitute import substitute
from rules.program.node import Row

WEIGHT = number(0, 10**6)
MILLIONTHS = integer(0, 10**12)
NOWHERE = Domain("kind", 0)  # what stands for a pool that was refused


@dataclass(slots=True)
class Ask(Complain):
    """The questions that may be asked at a place."""

    def typing(self) -> Inference:
        """Return the typing of an expression that stands here."""
        return Inference(self.scope, FAMILIES, self.facts)

    def read(self, written: Node) -> Tree | None:
        """Return the syntax of an expression, its problems told."""
        tree = parse(scalar_text(written))
        if isinstance(tree, Tree):
            return tree
        self.told(written, tree)
        return None

    def told(self, written: Node, problems: tuple[ExpressionProblem, ...] | list[ExpressionProblem]) -> None:
        """Report what is wrong with an expression, in its place."""
        for problem in problems:
            place = written.place.within(problem.start, problem.end - problem.start)
            self.session.add(problem.code.at(place, problem.message, help=problem.help))

    def finished(self, written: Node, inference: Inference, node: Expression) -> Expression:
        """Return a typed expression, parameters of tables put in; or `UNKNOWN`, its problems told."""
        self.told(written, inference.problems)
        if inference.problems:
            return UNKNOWN
        self.session.typed.append(Typed(written, node, self.scope, self.facts))
        return substitute(node, self.meant) if self.meant else node

    def value(self, written: Node | None, wanted: Type | None, *, exact: bool = True) -> Expression:
        """Return a value of type *wanted*; with *exact* its bounds are proved."""
        if not isinstance(written, Scalar):
            return UNKNOWN
        known = literal(written.text, wanted)
        if known is not None:
            return known
        tree = self.read(written)
        if tree is None:
            return UNKNOWN
        inference = self.typing()
        if wanted is None:
            node = inference.of(tree.root)
        else:
            node = inference.fitting(tree.root, wanted if exact else _unbounded(wanted))
        return self.finished(written, inference, node)

    def weight(self, written: Node) -> Expression:
        """Return a whole-number weight: whole numbers as they are, others in 10^-6 parts."""
        value = self.value(written, WEIGHT)
        return value if value.type.name == "int" else Function(MILLIONTHS, "millionths", (value,))

    def millionths(self, written: Node) -> Expression:
        """Return a weight in whole 10^-6 parts."""
        return Function(MILLIONTHS, "millionths", (self.value(written, WEIGHT),))

    def asset(self, key: Node) -> tuple[str, Expression | None] | None:
        """Return the slot and the key of an amount."""
        tree = self.read(key)
        if tree is None:
            return None
        inference = self.typing()
        found = asset(inference, tree.root)
        self.told(key, inference.problems)
        if found is None:
            return None
        return found.slot, substitute(found.key, self.meant) if found.key is not None else None

    def amounts(self, written: Node, rounding: Rounding) -> tuple[Row, ...]:
        """Return the rows of amounts that an expression names."""
        tree = self.read(written)
        found = infer_amounts(tree, self.scope, self.facts) if tree else ()
        if isinstance(found, tuple):
            self.told(written, found)
            return ()
        self.session.amounts.append((written, found))
        return tuple(rows_of(found, self.scope.declared, rounding, self.meant))

    def table(self, written: Node) -> TableExpression | None:
        """Return the table that an expression names."""
        tree = self.read(written)
        found = infer_table(tree, self.scope, self.facts) if tree else ()
        if isinstance(found, tuple):
            self.told(written, found)
            return None
        self.session.drawn.append((written, found))
        self.used_tables(found)
        return found

    def limit(self, written: Node) -> tuple[str, Expression | None] | None:
        """Return the limit that an expression names, and the record it counts for."""
        tree = self.read(written)
        found = infer_limit(tree, self.scope, self.facts) if tree else ()
        if isinstance(found, tuple):
            self.told(written, found)
            return None
        return self.definitions.current("limits", found.name), next(
            (self.put_in(arg) for arg in found.args), None
        )

    def put_in(self, node: Expression) -> Expression:
        """Return an expression with the parameters of the table that stands here put in."""
        return substitute(node, self.meant)

    def used_tables(self, table: TableExpression) -> None:
        """Note which tables are drawn from."""
        if isinstance(table, Named):
            self.session.used.add(("tables", self.definitions.current("tables", table.name)))
        elif isinstance(table, TableChoice):
            self.used_tables(table.then)
            self.used_tables(table.other)
        else:
            names = self.definitions.table_fields[table.kind, table.name]
            self.session.used |= {("tables", name) for name in names}

    def target(self, key: Node) -> Expression:
        """Return what a `set` or `add` writes: a cell or a scratch value."""
        tree = self.read(key)
        if tree is None:
            return UNKNOWN
        inference = self.typing()
        node = inference.of(tree.root)
        self.told(key, inference.problems)
        if inference.problems:
            return UNKNOWN
        if isinstance(node, Local) and node.name in self.scope.params:
            node = UNKNOWN
        if isinstance(node, Cell) and fixed(self.slot(node.slot)):
            node = UNKNOWN
        if isinstance(node, (Cell, Local)):
            return substitute(node, self.meant)
        self.session.report(
            code.NOT_A_TARGET, key, f"`{scalar_text(key)}` cannot be written", "name a variable or a let"
        )
        return UNKNOWN

    def increase(self, cell: Cell, written: Node) -> Expression:
        """Return by how much a cell grows, proved to keep its bounds unless the language cuts it to them."""
        more = self.value(written, WHOLE)
        slot = self.slot(cell.slot)
        low, high = self.reach(cell, more)
        free = self.clamp or (cell.owner is not None and not slot.of_offer)
        if not free and low < slot.type.lo:
            self.out_of_bounds(written, cell, low, f"less than {slot.type.lo:.0f}")
        elif not free and high > slot.type.hi and not self.undeclared_bound(cell.slot):
            self.out_of_bounds(written, cell, high, f"more than {slot.type.hi:.0f}")
        return more

    def reach(self, cell: Cell, more: Expression) -> tuple[float, float]:
        """Return the least and the greatest value of a cell after it grew."""
        before = self.facts.narrowed(cell).type
        total = Binary(integer(before.lo + more.type.lo, before.hi + more.type.hi), "+", cell, more)
        known = self.facts.narrowed(total).type
        slot = self.slot(cell.slot).type
        if known.lo >= slot.lo and known.hi <= slot.hi:
            return known.lo, known.hi
        found = every_case(total, self.scope.declared.catalogue)
        return (
            (max(known.lo, found.interval[0]), min(known.hi, found.interval[1]))
            if found
            else (known.lo, known.hi)
        )

    def player(self, written: Node | None) -> Expression | None:
        """Return another player, or None for the one who acts."""
        if written is None or scalar_text(written) == "me":
            return None
        return self.value(written, PLAYER)

    def offer(self, written: Node | None) -> Expression:
        """Return an offer."""
        found = self.value(written, None)
        if found.type.name in {"offer", "unknown"} and not found.type.optional:
            return found
        return self._misfit(written, found, "an offer")

    def receiver(self, written: Node | None) -> Expression | None:
        """Return another player or an offer, or None for the player who acts."""
        if written is None or scalar_text(written) == "me":
            return None
        found = self.value(written, None)
        if found.type.name in {"player", "offer", "unknown"} and not found.type.optional:
            return found
        return self._misfit(written, found, "a player or an offer")

    def _misfit(self, written: Node | None, found: Expression, wanted: str) -> Expression:
        """Report what is no such thing, or may be absent."""
        text = scalar_text(written)
        if written is not None and found.type.optional:
            self.session.report(OPTIONAL, written, f"`{text}` may be absent", f"ask `has({text})` first")
        elif written is not None:
            said = f"this is {described(found.type)}, wanted is {wanted}"
            help_ = "name what the action is asked with, or `as` of an `open`"
            self.session.report(TYPE, written, said, help_)
        return UNKNOWN

    def holding(self, kind: str, written: Node) -> str:
        """Return the slot of what a player owns of *kind*."""
        sign = self.scope.declared.kinds.get(kind)
        if not kind:
            return "owned."  # what is drawn from is not known, which is a problem already
        if sign is None or sign.holding is None:
            self.session.report(
                code.NOT_HOLDABLE,
                written,
                f"records of `{kind}` cannot be held",
                f"write `holdable: stack` in `kinds.{kind}`",
            )
            return f"owned.{kind}"
        return sign.holding.slot

    def domain(self, written: Node | None) -> Domain:
        """Return what a loop or a pool goes over: the records of a kind, of a choice or of a list field."""
        tree = self.read(written) if written is not None else None
        if tree is None or written is None:
            return NOWHERE
        inference = self.typing()
        found = domain(inference, tree.root)
        self.told(written, inference.problems)
        if found is None:
            return NOWHERE
        if found[0].form == "upto":
            self.session.report(
                code.NOT_A_POOL, written, "this is a number", "name a kind, a choice or a list field"
            )
        node = found[0].node
        return found[0] if node is None else replace(found[0], node=substitute(node, self.meant))

    def counter(self, written: Node | None) -> Expression:
        """Return the variable that counts for a guarantee."""
        if written is not None and self.undeclared(written):
            return Local(integer(0, 1), "_no_counter")
        node = self.value(written, integer(0, INTEGER_MOST))
        if isinstance(node, Cell) or written is None or node is UNKNOWN:
            return node if isinstance(node, Cell) else Local(integer(0, 1), "_no_counter")
        self.session.report(
            code.NOT_A_TARGET,
            written,
            "a counter is a variable, or `this_draw`",
            "declare one in `variables`",
        )
        return Local(integer(0, 1), "_no_counter")

    def needs(self, written: Node | None, wanted: Type = BOOL) -> bool:
        """Tell whether an expression that is fine elsewhere cannot be read here."""
        tree = parse(scalar_text(written))
        if not isinstance(tree, Tree):
            return False
        inference = self.typing()
        inference.fitting(tree.root, wanted)
        return bool(inference.problems)

    def needs_amounts(self, written: Node) -> bool:
        """Tell whether amounts that are fine elsewhere cannot be read here."""
        if isinstance(written, Mapping):
            return any(
                self._needs_asset(written.key(name)) or self.needs(value, number(0))
                for name, value in written.entries.items()
            )
        tree = parse(scalar_text(written))
        return isinstance(tree, Tree) and isinstance(infer_amounts(tree, self.scope, self.facts), tuple)

    def _needs_asset(self, key: Node) -> bool:
        tree, inference = parse(scalar_text(key)), self.typing()
        return isinstance(tree, Tree) and asset(inference, tree.root) is None

    def formula_bodies(self, name: str) -> list[Expression]:
        """Return the bodies of a formula that was typed."""
        found = self.scope.declared.typed.get(name)
        return list(found.bodies) if found else []


def literal(text: str, wanted: Type | None) -> Expression | None:
    """Return a value that is written as no expression is: a percentage, a duration, a day."""
    name = wanted.name if wanted else ""
    if text.endswith("%") and name in {"", "number"}:
        found = exact(text)
        fits = found is not None and (wanted is None or wanted.lo <= found <= wanted.hi)
        return Const(number(float(found), float(found)), float(found)) if found is not None and fits else None
    length = duration(text) if name in {"", "duration"} else None
    if length is not None:
        return Const(DURATION.within(length, length), length)
    date = day(text) if name in {"", "day"} else None
    return None if date is None else Const(DATE.within(date, date), date)


def _unbounded(wanted: Type) -> Type:
    return WHOLE if wanted.name == "int" else wanted
