"""Sweep -> reactions in rounds, over the states in which one still fired.

What a sweep keeps of each state: which slots were written, how often each reaction fired for each member,
whether one fired in this round, and which were left waiting before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.distribution.compile import Compiler, Read, Run
from engine.distribution.keyed import EMPTY
from engine.distribution.layout import FIRED, GOING, WAITED, WRITTEN, add, cell, layout, merge, mover, project
from engine.distribution.loop import grouped
from engine.distribution.question import Answer, Distribution, Key
from engine.distribution.slice import Live, asked
from rules.program.node import Reaction, Sweep


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where what a sweep keeps stands in the states between its reactions."""

    compiler: Compiler
    live: Live
    names: tuple[str, ...]

    def place(self, name: str) -> int:
        return self.names.index(name)


def sweep(compiler: Compiler, step: Sweep, before: Live, after: Live) -> Run:
    """Run rounds until none fires, then leave waiting what may still fire."""
    live = asked(compiler.slice, step, after) or after
    frame = _Frame(compiler, live, layout(live))
    asking = [_Asking(frame, number, each) for number, each in enumerate(_ordered(step))]
    enter, going = _enter(frame, before), frame.place(GOING)

    def run(states: Distribution, answer: Answer) -> Distribution:
        left, through = enter(states), list[Distribution]()
        for number in range(step.rounds):
            left = _set(left, going, 0)
            for each in asking:
                left = each.ask(left, number, answer)
            through.append({key: mass for key, mass in left.items() if not key[going]})
            left = {key: mass for key, mass in left.items() if key[going]}
        found = merge([*through, left])
        for each in asking:
            found = each.leave(found)
        return project(found, live, after)

    return run


def _ordered(step: Sweep) -> list[Reaction]:
    return sorted(step.reactions, key=lambda each: each.id)


def _enter(frame: _Frame, before: Live) -> Any:
    """Return what begins a sweep: nothing has fired, though it may, and what waits is remembered."""
    names = layout(before)
    waiting = names.index(cell("waiting")) if cell("waiting") in names else None
    move = mover((*names, FIRED, GOING, WAITED), frame.live)

    def enter(states: Distribution) -> Distribution:
        return {
            move((*key, EMPTY, 1, EMPTY if waiting is None else key[waiting])): mass
            for key, mass in states.items()
        }

    return enter


def _set(states: Distribution, place: int, value: Any) -> Distribution:
    found = Distribution()
    for key, mass in states.items():
        add(found, (*key[:place], value, *key[place + 1 :]), mass)
    return found


class _Asking:
    """One reaction of a sweep."""

    def __init__(self, frame: _Frame, number: int, reaction: Reaction) -> None:
        compiler, live = frame.compiler, frame.live
        self.frame, self.number, self.reaction = frame, number, reaction
        self.most = 1 if reaction.after else reaction.repeats
        inner = live | {reaction.local} if reaction.domain else live
        self.when = compiler.read(reaction.when, inner)
        self.enter = mover((*frame.names, reaction.local), inner)
        self.body = compiler.block(reaction.body, inner, live)
        self.members = self._members(compiler, live)
        watched = (compiler.catalogue.by_name.get(name) for name in reaction.watches)
        self.watched = frozenset(slot.index for slot in watched if slot)
        self.code = self._code(compiler)

    def _members(self, compiler: Compiler, live: Live) -> Read:
        if self.reaction.domain is None:
            return lambda _: (-1,)
        pool = compiler.pool(live, self.reaction.domain, self.reaction.local)
        return lambda key: tuple(member for (member,) in pool(key))

    def _code(self, compiler: Compiler) -> int | None:
        """Return under which code the reaction is left waiting, if the game has a place for it."""
        kind = compiler.catalogue.kinds.get("reactions")
        if kind is None or "waiting" not in compiler.catalogue.by_name or self.reaction.after:
            return None
        return kind.codes.get(self.reaction.id)

    def awake(self, key: Key, number: int) -> bool:
        """Tell whether the reaction is asked in this round."""
        if self.reaction.after:
            return number == 0
        waited = self.code is not None and key[self.frame.place(WAITED)].get(self.code, 0)
        return bool(waited or self.watched & key[self.frame.place(WRITTEN)])

    def ask(self, states: Distribution, number: int, answer: Answer) -> Distribution:
        """Ask for each member, and run the body where the condition holds."""
        asleep = {key: mass for key, mass in states.items() if not self.awake(key, number)}
        awake = {key: mass for key, mass in states.items() if key not in asleep}
        parts = [asleep]
        for members, part in grouped(awake, self.members).items():
            for member in members:
                part = self._member(part, member, answer)  # noqa: PLW2901 - it evolves
            parts.append(part)
        return merge(parts)

    def _member(self, states: Distribution, member: int, answer: Answer) -> Distribution:
        fired, going = self.frame.place(FIRED), self.frame.place(GOING)
        rest, firing = Distribution(), Distribution()
        for key, mass in states.items():
            if key[fired].get((self.number, member), 0) < self.most and self._holds(key, member):
                work = list(key)
                work[fired], work[going] = key[fired].plus((self.number, member), 1), 1
                add(firing, self._inner(tuple(work), member), mass)
            else:
                rest[key] = mass
        return merge([rest, self.body(firing, answer)])

    def _inner(self, key: Key, member: int) -> Key:
        return self.enter((*key, member)) if self.reaction.domain else key

    def _holds(self, key: Key, member: int) -> bool:
        return bool(self.when(self._inner(key, member)))

    def leave(self, states: Distribution) -> Distribution:
        """Write whether the reaction waits for the next command."""
        if self.code is None:
            return states
        found = Distribution()
        for key, mass in states.items():
            add(found, self._left(key, self.code), mass)
        return found

    def _left(self, key: Key, code: int) -> Key:
        waiting, names = self.frame.place(cell("waiting")), self.frame
        if not self.awake(key, -1):
            return key
        fired = any(number == self.number for number, _ in key[names.place(FIRED)])
        asked_again = fired or key[names.place(GOING)]
        left = asked_again and any(self._holds(key, member) for member in self.members(key))
        put = key[waiting].put(code, int(bool(left)))
        return (*key[:waiting], put, *key[waiting + 1 :])
