"""A question and steps -> which variables matter before each step, and which steps can be left out.

Backwards: a step that writes nothing that is read later is dropped, and what only it would have read with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.distribution.layout import FIRED, GOING, HITS, ORIGIN, WAITED, WRITTEN, cell
from engine.distribution.question import Question, TogetherError
from engine.distribution.together import TOGETHER
from rules.expression.node import Domain, Node
from rules.program.node import (
    Assign,
    Choose,
    Each,
    Emit,
    Give,
    If,
    Let,
    Reaction,
    Repeat,
    Require,
    Row,
    Select,
    Step,
    Steps,
    Sweep,
    Switch,
    Take,
    Tally,
    Uniform,
    Write,
)
from rules.program.walk import Walker, every, written

Live = frozenset[str]


class Slice:
    """Say, for each step and what is live after it, what is live before it; None where it is dropped."""

    def __init__(self, walker: Walker, question: Question, steps: Steps) -> None:
        """Find the slots that vary at all; the others are constants of the state that is begun with."""
        self.walker = walker
        self.question = question
        slots = frozenset(slot for step in every(steps) for slot in written(step)) | question.slots
        self.varying = slots & walker.catalogue.by_name.keys()
        sweeps = [step for step in every(steps) if isinstance(step, Sweep)]
        self.watched = frozenset(
            slot for sweep in sweeps for each in sweep.reactions for slot in each.watches
        )
        self._known: dict[tuple[int, Live], Live | None] = {}

    def last(self) -> Live:
        """Return what is live when all steps have run."""
        hits = {HITS} if self.question.watch else set()
        return frozenset({ORIGIN, *hits, *map(cell, self.question.slots), *self.question.locals})

    def reads(self, *nodes: Node | Domain | None) -> Live:
        """Return the variables that expressions read."""
        found = self.walker.reads(*nodes)
        return found.locals | self.cells(found.slots)

    def cells(self, slots: frozenset[str]) -> Live:
        """Return the variables of the slots that vary."""
        return frozenset(map(cell, slots & self.varying))

    def before(self, steps: Steps, after: Live) -> Live | None:
        """Return what is live before *steps*, None if all of them are dropped."""
        live, kept = after, False
        for step in reversed(steps):
            found = self.step(step, live)
            if found is not None:
                live, kept = found, True
        return live if kept else None

    def step(self, step: Step, after: Live) -> Live | None:
        """Return what is live before one step, None if it is dropped."""
        place = (id(step), after)
        if place not in self._known:
            self._known[place] = BEFORE[type(step)](self, step, after)
        return self._known[place]

    def notes(self, slot: str, after: Live) -> bool:
        """Tell whether it matters later that a slot was written."""
        return WRITTEN in after and slot in self.watched

    def tracks(self, slot: str, after: Live) -> bool:
        """Tell whether the value of a slot matters after it is written."""
        return cell(slot) in after or self.notes(slot, after)

    def writes(self, step: Assign, after: Live) -> tuple[Write, ...]:
        """Return the writes that are kept."""
        strict = self.question.strict and not step.clamp
        return tuple(write for write in step.writes if strict or self.tracks(write.slot, after))

    def rows(self, step: Give, after: Live) -> tuple[Row, ...]:
        """Return the steps that give and are kept."""
        watch = self.question.watch.slots() if self.question.watch else frozenset()
        whole = self.question.rates or self.question.strict or step.tally in after
        return tuple(
            row
            for row in step.rows
            if whole or row.slot in watch or (not goes_elsewhere(step) and self.tracks(row.slot, after))
        )


def goes_elsewhere(step: Give) -> bool:
    """Tell whether nothing is given to a player, but to nobody or an offer: only the tally is followed."""
    return step.nobody or (step.to is not None and step.to.type.name == "offer")


def _let(cut: Slice, step: Let, after: Live) -> Live | None:
    return (after - {step.local}) | cut.reads(step.value) if step.local in after else None


def _tally(_: Slice, step: Tally, after: Live) -> Live | None:
    return after - {step.local} if step.local in after else None


def _assign(cut: Slice, step: Assign, after: Live) -> Live | None:
    kept = cut.writes(step, after)
    if not kept:
        return None
    names = {write.slot for write in kept if not cut.notes(write.slot, after)}
    partly = {write.slot for write in kept if write.add or write.key or write.owner}
    live = after - frozenset(map(cell, names - partly))
    for write in kept:
        live |= cut.reads(write.value, write.key, write.owner)
        if write.slot in partly or write.slot not in names:
            live |= {cell(write.slot)}
    return live


def _give(cut: Slice, step: Give, after: Live) -> Live | None:
    kept = cut.rows(step, after)
    if not kept:
        return None
    live = after | (frozenset() if goes_elsewhere(step) else cut.reads(step.to))
    for row in kept:
        live |= cut.reads(row.amount, row.key)
        if not goes_elsewhere(step) and (cut.question.strict or cut.tracks(row.slot, after)):
            live |= {cell(row.slot)}
    return live


def _take(cut: Slice, step: Take, after: Live) -> Live | None:
    strict, rates = cut.question.strict, cut.question.rates and not step.check
    tracked = [row for row in step.rows if not step.check and cut.tracks(row.slot, after)]
    if not (strict or rates or tracked or step.missing in after):
        return None
    live = after
    for row in step.rows:
        live |= cut.reads(row.amount, row.key)
        if strict or row in tracked or step.missing in after:
            live |= cut.cells(frozenset({row.slot}))
    return live


def may_fault(step: Choose | Uniform) -> bool:
    """Tell whether a roll may have nothing to roll for."""
    if isinstance(step, Choose):
        low = [node.type.lo for node in step.weights.nodes]
        return bool(low) and (min(low) < 0 or max(low) <= 0)
    return step.hi.type.lo < step.lo.type.hi


def _roll(cut: Slice, step: Choose | Uniform, after: Live) -> Live | None:
    if step.local not in after and not (cut.question.strict and may_fault(step)):
        return None
    if isinstance(step, Choose):
        return (after - {step.local}) | cut.reads(step.weights.index, *step.weights.nodes)
    return (after - {step.local}) | cut.reads(step.lo, step.hi)


def _select(cut: Slice, step: Select, after: Live) -> Live | None:
    if step.local not in after:
        return None
    return (after - {step.local}) | cut.reads(step.domain) | (cut.reads(step.where, step.weigh) - {step.var})


def _branches(cut: Slice, test: Node, cases: tuple[Steps, ...], after: Live) -> Live | None:
    found = [live for live in (cut.before(case, after) for case in dict.fromkeys(cases)) if live is not None]
    return after.union(cut.reads(test), *found) if found else None


def _if(cut: Slice, step: If, after: Live) -> Live | None:
    return _branches(cut, step.test, (step.then, step.other), after)


def _switch(cut: Slice, step: Switch, after: Live) -> Live | None:
    return _branches(cut, step.index, step.cases, after)


def settled(grow: Callable[[Live], Live], live: Live) -> Live:
    """Return what is live at the head of a loop: grown until nothing new is."""
    grown = live | grow(live)
    while grown != live:
        live, grown = grown, grown | grow(grown)
    return live


def head(cut: Slice, step: Repeat | Each, after: Live) -> Live | None:
    """Return what is live where a round begins and ends, None if no round does anything."""
    own = frozenset({step.local}) if isinstance(step, Each) else frozenset[str]()
    if cut.before(step.body, after | _until(cut, step)) is None and not own & after:
        return None

    def grow(live: Live) -> Live:
        return (cut.before(step.body, live) or live) - (own - after)

    return settled(grow, after | _until(cut, step))


def _until(cut: Slice, step: Repeat | Each) -> Live:
    return cut.reads(step.until) if isinstance(step, Repeat) else frozenset()


def _repeat(cut: Slice, step: Repeat, after: Live) -> Live | None:
    live = head(cut, step, after)
    return None if live is None else live | cut.reads(step.times)


def _each(cut: Slice, step: Each, after: Live) -> Live | None:
    live = head(cut, step, after)
    if live is None:
        return None
    return live | cut.reads(step.domain) | (cut.reads(step.where) - {step.local})


def asked(cut: Slice, step: Sweep, after: Live) -> Live | None:
    """Return what is live between the reactions of a sweep, None if none of them can matter."""
    own = frozenset({WRITTEN, FIRED, GOING, WAITED})
    if all(cut.before(each.body, after) is None for each in step.reactions) and cell("waiting") not in after:
        return None

    def grow(live: Live) -> Live:
        return frozenset().union(*(_reacting(cut, each, live, after) for each in step.reactions))

    return settled(grow, after | own | cut.cells(frozenset({"waiting"})))


def _reacting(cut: Slice, each: Reaction, live: Live, after: Live) -> Live:
    found = cut.before(each.body, live) or live
    own = frozenset({each.local}) - after
    return ((found | cut.reads(each.when)) - own) | cut.reads(each.domain)


def _sweep(cut: Slice, step: Sweep, after: Live) -> Live | None:
    live = asked(cut, step, after)
    return None if live is None else live - {FIRED, GOING, WAITED}


def _require(cut: Slice, step: Require, after: Live) -> Live | None:
    return after | cut.reads(*(row.test for row in step.rows)) if step.rows else None


def _emit(cut: Slice, step: Emit, after: Live) -> Live | None:
    watch = cut.question.watch
    seen = cut.question.rates or (watch is not None and watch.marked(step.name))
    return after if seen and step.event == "drawn" else None


def _together(_: Slice, step: Step, __: Live) -> Live | None:
    raise TogetherError(type(step).__name__.lower())


BEFORE: Mapping[type[Step], Callable[[Slice, Any, Live], Live | None]] = {
    Let: _let,
    Tally: _tally,
    Assign: _assign,
    Give: _give,
    Take: _take,
    Choose: _roll,
    Uniform: _roll,
    Select: _select,
    If: _if,
    Switch: _switch,
    Repeat: _repeat,
    Each: _each,
    Sweep: _sweep,
    Require: _require,
    Emit: _emit,
    **dict.fromkeys(TOGETHER, _together),
}
