"""If, Switch, Repeat, Each -> actions: branches take the rows apart, loops run while rows are left."""

from __future__ import annotations

import numpy as np

from engine.columns.active import Active
from engine.columns.assembly import Action, Assembly, look, spread
from engine.columns.draft import Draft
from rules.expression import column_loop
from rules.expression.column_hash import word
from rules.program.node import Each, If, Repeat, Switch


def if_(out: Assembly, step: If) -> Action:
    """Take one branch."""
    test, then, other = out.test(step.test), out.steps(step.then), out.steps(step.other)

    def run(draft: Draft, active: Active) -> None:
        holds = test(draft, active)
        then(draft, active.where(holds))
        if step.other:
            other(draft, active.where(~holds))

    return run


def switch(out: Assembly, step: Switch) -> Action:
    """Take one of many branches; equal ones run once, for all their rows."""
    distinct = list(dict.fromkeys(step.cases))
    place = {case: number for number, case in enumerate(distinct)}
    actions = [out.steps(case) for case in distinct]
    index = out.whole(step.index)
    cases = np.array([*[place[case] for case in step.cases], -1], dtype=np.int64)

    def run(draft: Draft, active: Active) -> None:
        asked = index(draft, active)
        last = len(cases) - 1
        taken = cases[np.where((asked >= 0) & (asked < last), asked, last)]
        for case in np.flatnonzero(np.bincount(taken + 1)[1:]).tolist():
            actions[case](draft, active.where(taken == case))

    return run


def repeat(out: Assembly, step: Repeat) -> Action:
    """Run the body so often; look whether it is enough after each round."""
    times, body = out.whole(step.times), out.steps(step.body)
    until = out.test(step.until) if step.until is not None else None

    def run(draft: Draft, active: Active) -> None:
        wanted = np.zeros(draft.frame.rows, dtype=np.int64)
        wanted[active.rows] = np.minimum(times(draft, active), step.most)
        for number in range(step.most):
            active = active.where(wanted[active.rows] > number)
            if not len(active):
                return
            body(draft, active.inside(word(number)))
            active = draft.living(active)
            if until is not None:
                active = active.where(~until(draft, active))

    return run


def each(out: Assembly, step: Each) -> Action:
    """Run the body for the members that satisfied the condition before the first round."""
    enter = column_loop.loop(out.code, step.domain, step.local, step.where)
    body, hashes = out.steps(step.body), out.hashes(step.domain.kind)

    def run(draft: Draft, active: Active) -> None:
        _, codes, there = enter(look(draft, active))
        members, present = spread(codes, codes, active), spread(there, codes, active)
        for place in range(len(codes)):
            taken = present[place] & draft.alive[active.rows]
            if taken.any():
                draft.frame.bind(step.local, active.rows[taken], members[place, taken])
                body(draft, active.where(taken).inside(hashes(members[place, taken])))

    return run
