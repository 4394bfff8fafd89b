"""One row of `does` -> a habit: the action's program, which first works out what it is asked with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rules.define.form import entry, read_param, scalar_text
from rules.define.literal import exact
from rules.define.literal import whole as read_whole
from rules.document import Mapping as MappingNode
from rules.document import Node
from rules.expression.node import Best, Const, Function, Local
from rules.expression.node import Node as Expression
from rules.expression.type import BOOL, CHANCE_PARTS, Type, record
from rules.lower import code
from rules.lower.build import both, compare, either, negate
from rules.lower.here import Here
from rules.lower.order import in_order
from rules.program.node import Let, Param, Program, Require, Requirement, Select, Step, Steps
from rules.program.profile import POINTLESS, Habit
from rules.program.social import offers_in
from rules.site import Site
from rules.suggest import did_you_mean

MOST_TIMES = 1000  # of one habit in one session
_BOUNDED = {"int", "number", "duration", "time", "day"}


def lower_habit(here: Here, row: Node, programs: Mapping[str, Program]) -> Habit | None:
    """Return what a row says is done, or None where there is no such action."""
    action = here.definitions.current("actions", scalar_text(entry(row, "do")))
    if action not in programs:
        if action:
            said = f"there is no action called `{action}`"
            help_ = did_you_mean(action, programs)
            here.session.report(code.NO_SUCH, entry(row, "do") or row, said, help_)
        return None
    social = offers_in(programs[action])
    if social:
        said = f"`{action}` is about offers (`{social[0]}`), and a profile plays alone"
        here.session.report(
            code.NOT_LIVED, entry(row, "do") or row, said, "try it out in a scenario with `players`"
        )
        return None
    place = replace(here)
    test = entry(row, "while")
    rows = wanted(place, test)
    asks = tuple(_asked(place, here.definitions.declared("actions")[action], programs[action], row))
    stated = read_whole(scalar_text(entry(row, "times")))
    times = stated or (MOST_TIMES if test is not None else 1)
    chance = chance_of(entry(row, "chance"), CHANCE_PARTS)
    return Habit(action, _opened(programs[action], (*rows, *asks)), times, chance, row.place)


def chance_of(written: Node | None, otherwise: int) -> int:
    """Return a chance in 10^-9 parts, or *otherwise* where none is written."""
    found = exact(scalar_text(written))
    return otherwise if found is None else round(found * CHANCE_PARTS)


def wanted(place: Here, test: Node | None) -> Steps:
    """Return what ends a program of a profile where *test* does not hold; the place knows that it does."""
    if test is None:
        return ()
    holds = place.value(test, BOOL)
    place.assume(holds)
    return (_unless_pointless(holds, test),)


def _opened(program: Program, asks: Steps) -> Program:
    """Return a program that begins by asking itself; it then is asked for nothing."""
    return Program(program.name, (), (("settle", asks), *program.phases), program.who)


def _asked(place: Here, action: Node, program: Program, row: Node) -> Iterator[Step]:
    """Yield what binds each parameter, in order, and what ends the habit where nothing fits it."""
    params = {param.name: param for param in program.params}
    given = entry(row, "with")
    written = dict(in_order(given)) if isinstance(given, MappingNode) else {}
    for name, value in written.items():
        type_ = _type(place, action, name)
        if name in params and type_ is not None:
            yield from _bound(place, params[name], type_, value)
            place.bind(name, type_)
    for name, param in params.items():
        if name not in written and param.default is not None:
            yield Let(name, Const(param.type, param.default))


def _type(here: Here, action: Node, name: str) -> Type | None:
    param = entry(entry(action, "params"), name)
    form = read_param(param, here.kinds, here.definitions.offer_ids) if param is not None else None
    return form.type if form else None


def _bound(place: Here, param: Param, type_: Type, written: Node) -> Iterator[Step]:
    """Yield the step that works a parameter out: an expression, or `{any: …}`, `{best: …}` over records."""
    chosen = entry(written, "any")
    if chosen is not None and type_.name == "record":
        test = place.where("it", record(type_.kind)).value(chosen, BOOL)
        site, found = Site(f"profile/any/{param.name}", kind=type_.kind), type_.maybe()
        yield Select(site, param.name, place.every(type_.kind), "it", test, place=written.place)
    else:
        value = _value(place, type_, written)
        found = value.type
        yield Let(param.name, value, place=written.place)
    fits = [*_fits(param, found)]
    if fits:
        yield _unless_pointless(both(*fits), written)


def _value(here: Here, type_: Type, written: Node) -> Expression:
    best = entry(written, "best")
    if best is None or type_.name != "record":
        return here.value(written, type_.maybe(), exact=False)
    measure = here.where("it", record(type_.kind)).value(best, None)
    return Best(type_.maybe(), here.every(type_.kind), "it", None, measure)


def _fits(param: Param, found: Type) -> Iterator[Expression]:
    """Yield what must hold of what was found for a parameter so that the action can be asked with it."""
    value, wanted_type = Local(found, param.name), param.type
    there = Function(BOOL, "has", (value,))
    if found.optional and not wanted_type.optional:
        yield there
    if wanted_type.name in _BOUNDED and not wanted_type.lo <= found.lo <= found.hi <= wanted_type.hi:
        inside = both(
            compare(value, ">=", Const(wanted_type, wanted_type.lo)),
            compare(value, "<=", Const(wanted_type, wanted_type.hi)),
        )
        yield either(negate(there), inside) if found.optional and wanted_type.optional else inside


def _unless_pointless(test: Expression, written: Node) -> Step:
    return Require((Requirement(test, POINTLESS, written.place),), "params", place=written.place)
