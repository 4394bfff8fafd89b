"""A draw that is paid with what money bought, and whose odds are not shown before it is confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.check.uses import EVERY, codes_of, every_step
from rules.problem import Problem, warning
from rules.program.node import Emit, Give, Program, Row, Take

UNSHOWN = warning("W762", "what money bought pays for a draw whose odds are not shown first")
CODES = (UNSHOWN,)
_Assets = dict[str, set[int]]  # codes, by slot


def check(pack: Subject) -> Iterator[Problem]:
    """Yield every action that draws, takes what a product gives, and confirms without odds."""
    given: dict[str, _Assets] = {}
    for name, product in pack.lowered.products.items():
        program = pack.lowered.programs.get(product.action)
        if program is not None:
            given[name] = _given(pack, program)
    for name, program in pack.lowered.programs.items() if given else ():
        if program.who != "player" or not _draws(program) or _shows(pack, program):
            continue
        taken = _taken(pack, program)
        sold = next((each for each, assets in given.items() if _meet(assets, taken)), "")
        if sold:
            said = f"`{name}` draws from a table, and can be paid with what `{sold}` brings"
            help_ = "let it `confirm` a view that shows `odds(…)` of what is drawn"
            yield UNSHOWN.at(pack.place("actions", name), said, help=help_)


def _draws(program: Program) -> bool:
    steps = every_step(program.phase("do"))
    return any(isinstance(step, Emit) and step.event == "drawn" for step in steps)


def _given(pack: Subject, program: Program) -> _Assets:
    steps = every_step(program.phase("do"))
    return _assets(pack, (row for step in steps if isinstance(step, Give) for row in step.rows))


def _taken(pack: Subject, program: Program) -> _Assets:
    steps = every_step((*program.phase("cost"), *program.phase("do")))
    return _assets(pack, (row for step in steps if isinstance(step, Take) for row in step.rows))


def _assets(pack: Subject, rows: Iterator[Row]) -> _Assets:
    pools = {select.local: select for select, *_ in pack.session.pools}
    found: _Assets = {}
    for row in rows:
        if row.key is not None and row.amount.type.hi > 0:
            found.setdefault(row.slot, set()).update(codes_of(row.key, pools, pack.code))
    return found


def _meet(one: _Assets, other: _Assets) -> bool:
    for slot in one.keys() & other.keys():
        if EVERY in one[slot] | other[slot] or one[slot] & other[slot]:
            return True
    return False


def _shows(pack: Subject, program: Program) -> bool:
    """Tell whether what is shown before has the odds of something."""
    names = {step.name for step in program.confirm if isinstance(step, Emit)}
    views = (pack.session.views[name] for name in names & set(pack.session.views))
    return any(bool(shown.draw) for view in views for shown in view.show)
