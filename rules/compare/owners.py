"""A loaded pack -> what each of its tables, actions and targets hangs on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rules.compare.change import ANY
from rules.compare.reader import Reader, scalars, table_path, woken
from rules.compare.reads import Reads
from rules.define.form import entry, items, scalar_text
from rules.document import Node
from rules.expression.scalar import ScalarCode
from rules.expression.scope import Scope
from rules.load import Loaded
from rules.lower.here import Here
from rules.lower.session import Session
from rules.lower.table.draw import begin, draw_body
from rules.pack import Resolved
from rules.program.node import Program, Steps, Sweep
from rules.program.target import First, Flow, NoProfit, Reach, Target
from rules.program.walk import Walker
from rules.ruleset import Ruleset

_SAID = ("text", "empty", "row", "title")


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """A pack without errors: its tree, its ruleset, and what lowering it gathered."""

    resolved: Resolved
    ruleset: Ruleset
    session: Session


def sound(loaded: Loaded) -> Sound | None:
    """Return a pack that can be compared, None where it has errors."""
    if loaded.ruleset is None or loaded.resolved is None or loaded.session is None:
        return None
    return Sound(loaded.resolved, loaded.ruleset, loaded.session)


@dataclass(slots=True)
class Owners:
    """What each table, action and target of one pack hangs on, by its name."""

    tables: dict[str, Reads] = field(default_factory=dict)
    actions: dict[str, Reads] = field(default_factory=dict)
    targets: dict[str, Reads] = field(default_factory=dict)


def owners(pack: Sound) -> Owners:
    """Return what every table, action and target hangs on."""
    found, ruleset, asking = Owners(), pack.ruleset, _Asking(pack)
    for name in ruleset.definitions.tables:
        found.tables[name] = asking.table(name)
    for name, program in ruleset.programs.items():
        found.actions[name] = asking.action(name, program)
    for name, target in ruleset.targets.items():
        found.targets[name] = asking.target(target, found)
    return found


class _Asking:
    """One pack, ready to be asked."""

    def __init__(self, pack: Sound) -> None:
        self.pack, self.ruleset, self.session = pack, pack.ruleset, pack.session
        self.code = ScalarCode(self.ruleset.catalogue)
        self.walker = Walker(self.ruleset.catalogue)
        self.amounts = {id(node): found for node, found in self.session.amounts}
        self.drawn = {id(node): found for node, found in self.session.drawn}

    def reader(self, *path: str) -> Reader:
        """Return a reader that knows nothing yet, for what stands at *path*."""
        return Reader(self.session, self.ruleset.catalogue, self.ruleset.views, self.code, Reads({path}))

    def table(self, name: str) -> Reads:
        """Return what a table hangs on; one with parameters is read as whoever calls it would."""
        reader = self.reader(*table_path(name))
        reader.steps(self.ruleset.tables[name] if name in self.ruleset.tables else self._called(name))
        return self._finished(reader)

    def action(self, name: str, program: Program) -> Reads:
        """Return what an action hangs on: its own phases, and the reactions that may follow."""
        reader = self.reader("actions", name)
        own = [steps for phase, steps in program.phases if phase not in {"settle", "react"}]
        for steps in own:
            reader.steps(steps)
        for sweep in program.phase("react"):
            if isinstance(sweep, Sweep):
                reader.steps((Sweep(woken(self.walker, (step for steps in own for step in steps), sweep)),))
        for (action, _), words in self.ruleset.reasons.items():
            for _, value in words.values if action == name else ():
                reader.expression(value)
        node = self.ruleset.definitions.declared("actions")[name]
        reader.steps(program.confirm)
        reader.reads.paths |= {("game", "every_action", *path) for path in self._general(node)}
        return self._finished(reader)

    def target(self, target: Target, known: Owners) -> Reads:
        """Return what a target asks about: a table, actions, a variable, who plays; not what comes of it."""
        reader = self.reader("targets", target.name)
        names = (target.profile,) if target.profile else tuple(self.ruleset.profiles)
        if target.sampled:
            reader.reads.definitions |= {("profiles", name) for name in names}
        match target.measure:
            case First(table=table, given=given):
                reader.reads.add(known.tables[table])
                reader.slots(given)
            case NoProfit(actions=actions, given=given):
                for action in actions:
                    reader.reads.add(known.actions[action])
                reader.slots(given)
            case Flow(by=cause) if cause in known.actions:
                reader.reads.add(known.actions[cause])
            case Flow(by=cause) if cause:
                reader.reads.definitions.add(("reactions", cause))
            case Reach(path=path) if path:
                kind, _, slot = path.partition(".")
                reader.reads.paths.add((kind, ANY, slot))
            case Reach(what=what):
                reader.slots((what,))
            case _:
                pass
        return _unworded(reader.reads)

    def _called(self, name: str) -> Steps:
        """Return the steps of a table whose parameters are whatever they may be."""
        definitions = self.ruleset.definitions
        params = dict(definitions.vocabulary.tables[name].params)
        here = Here(self.session, Scope(definitions.vocabulary), f"tables.{name}", name)
        place = here.table_body(name, params, {})
        return draw_body(place, name, definitions.tables[name], begin(tally="_drawn", nobody=True))

    def _general(self, node: Node) -> Iterator[tuple[str, ...]]:
        """Yield the parts of what the game says of every action that this one does not except."""
        general = entry(self.ruleset.definitions.root.get("game"), "every_action")
        excepted = {scalar_text(each) for each in items(entry(node, "except"))}
        if scalar_text(entry(general, "limit")) not in excepted:
            yield ("limit",)
        for number, row in enumerate(items(entry(general, "require"))):
            reason = scalar_text(entry(row, "else"))
            if reason not in excepted:
                yield ("require", reason or str(number))

    def _finished(self, reader: Reader) -> Reads:
        """Read what the texts of all definitions name through which the reader went."""
        seen: set[tuple[str, ...]] = set()
        while fresh := (reader.reads.own | reader.reads.definitions) - seen:
            seen |= fresh
            for path in sorted(fresh):
                found = self.pack.resolved.at(path)
                if found is not None:
                    self._texts(reader, path[0], found.node)
        return reader.reads

    def _texts(self, reader: Reader, noun: str, node: Node) -> None:
        reader.written(node)
        if noun == "views":
            for key in _keys(node):
                reader.words(key)
        for scalar in scalars(node):
            if id(scalar) in self.amounts:
                reader.amounts(self.amounts[id(scalar)])
            if id(scalar) in self.drawn:
                reader.table(self.drawn[id(scalar)])


def _unworded(reads: Reads) -> Reads:
    """Return the same without what is only told."""
    definitions = {path for path in reads.definitions if path[0] != "views"}
    return Reads(reads.own, definitions, {path for path in reads.paths if path[0] != "texts"}, reads.pools)


def _keys(view: Node) -> Iterable[str]:
    """Yield the texts that a view names."""
    named = [
        *(entry(view, word) for word in _SAID),
        *(entry(each, "label") for each in items(entry(view, "buttons"))),
    ]
    yield from (scalar_text(node) for node in named if node is not None)
