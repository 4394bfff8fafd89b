"""Sweep -> Python: reactions in rounds, awake by the slots that were written, until none fires.

A reaction is awake from the moment one of its slots was written in this command, or if it was left waiting;
one with `after` is awake in round 0 alone. A slot was written where a write changed a cell's value, even if a
later one changed it back; what is written to other players wakes nobody. In each round, each awake reaction
is asked once for each member, in order, and fires where its condition holds and it has fired less often than
`repeats` for that member. The sweep ends with a round in which none fired, or after the last. Then an awake
reaction is left waiting if its condition holds for any member, and waits no longer if it holds for none.
Round r of reaction k at coordinate c runs at inside(inside(c, r), hash of k's id), and there at
inside(..., hash of the member's id) if it has members.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from engine.player.cells import Target
from engine.player.members import members
from engine.player.writer import Writer
from rules.program.node import Reaction, Sweep
from rules.site import hash_name


@dataclass(frozen=True, slots=True)
class _Watched:
    """A reaction, and the names of what is kept of it: how often it fired, whether it was left waiting."""

    reaction: Reaction
    mask: int
    fired: str
    waited: str
    target: Target | None

    @property
    def awake(self) -> str:
        """Return source for whether it is awake."""
        return f"M & {self.mask} or {self.waited}" if self.waited else f"M & {self.mask}"


def sweep(out: Writer, step: Sweep) -> None:
    """Run rounds, if anything is awake at all."""
    watched = [_watch(out, reaction) for reaction in sorted(step.reactions, key=lambda each: each.id)]
    waiting = next((each.target.family for each in watched if each.target), None)
    mask = 0
    for each in watched:
        mask |= each.mask
    tests = [f"M & {mask}"] if mask else []
    tests += [waiting] if waiting else []
    always = any(each.reaction.after for each in watched)
    if not always and not tests:
        return
    with out.block("if True:" if always else f"if {' or '.join(tests)}:"):
        _rounds(out, step, watched)
        for each in watched:
            _leave(out, each)


def _watch(out: Writer, reaction: Reaction) -> _Watched:
    slots = (out.catalogue.by_name[name] for name in reaction.watches if not reaction.after)
    mask = 0
    for slot in slots:
        mask |= 1 << slot.index
    target, waited = _waiting(out, reaction), ""
    if target:
        waited = out.names.fresh()
    return _Watched(reaction, mask, out.names.fresh(), waited, target)


def _waiting(out: Writer, reaction: Reaction) -> Target | None:
    """Return the cell in which a reaction is left waiting, if the game has one."""
    slot, kind = out.catalogue.by_name.get("waiting"), out.catalogue.kinds.get("reactions")
    if slot is None or kind is None or reaction.after or reaction.id not in kind.codes:
        return None
    return Target(slot, str(kind.codes[reaction.id]))


def _rounds(out: Writer, step: Sweep, watched: list[_Watched]) -> None:
    for each in watched:
        out.line(f"{each.fired} = {'{}' if each.reaction.domain else 0}")
        if each.target:
            out.line(f"{each.waited} = {each.target.held}")
    out.line("g = 1")  # whether any fired in the last round; before the first, any may
    number = out.names.fresh()
    bodies = tuple(part for each in watched for part in each.reaction.body)
    with out.block(f"for {number} in range({step.rounds}):"), out.inside(number, bodies):
        out.line("g = 0")
        for each in watched:
            with out.block(f"if {number} == 0:" if each.reaction.after else f"if {each.awake}:"):
                _ask(out, each)
        out.line("if not g: break")


def _ask(out: Writer, watched: _Watched) -> None:
    """Ask a reaction for each member; fire where its condition holds."""
    reaction, fired = watched.reaction, watched.fired
    with out.inside(str(hash_name(reaction.id)), reaction.body):
        if reaction.domain is None:
            with _firing(out, f"{fired} < {_most(reaction)}", reaction, f"{fired} += 1"):
                out.steps(reaction.body)
            return
        name, most = out.local(reaction.local), _most(reaction)
        with (
            out.block(f"for {name} in {members(out, reaction.domain, reaction.local, None)}:"),
            _firing(
                out,
                f"{fired}.get({name}, 0) < {most}",
                reaction,
                f"{fired}[{name}] = {fired}.get({name}, 0) + 1",
            ),
            out.inside(out.hash_of(reaction.domain.kind, name), reaction.body),
        ):
            out.steps(reaction.body)


def _most(reaction: Reaction) -> int:
    return 1 if reaction.after else reaction.repeats


@contextmanager
def _firing(out: Writer, left: str, reaction: Reaction, count: str) -> Iterator[None]:
    with out.block(f"if {left} and {out.source(reaction.when)}:"):
        out.line(count)
        out.line("g = 1")
        yield


def _leave(out: Writer, watched: _Watched) -> None:
    """Write whether an awake reaction is left waiting; one that never fired holds for none, if none fired."""
    if watched.target is None:
        return
    reaction = watched.reaction
    with out.block(f"if {watched.awake}:"):
        left = out.names.fresh()
        holds = f"1 if {out.source(reaction.when)} else 0"
        if reaction.domain is not None:
            holds = f"1 if {members(out, reaction.domain, reaction.local, reaction.when)} else 0"
        out.line(f"{left} = 0")
        with out.block(f"if {watched.fired} or g:"):
            out.line(f"{left} = {holds}")
        watched.target.store(out, left, held=watched.waited)
