"""Sweep -> C: reactions in rounds until none fires; the rules are those of `engine.player.sweep`."""

from __future__ import annotations

from dataclasses import dataclass

from engine.native.loop import collected, hash_of, rounds, size_of
from engine.native.step import bind, code_of, read
from engine.native.writer import Body, Value, word
from rules.program.node import Reaction, Sweep
from rules.site import hash_name


@dataclass(frozen=True)
class _Watched:
    """A reaction, C for whether it is awake, the array of how often it fired, the cell in which it waits."""

    reaction: Reaction
    awake: str
    fired: str
    size: int
    waiting: int | None
    waited: str


def sweep(out: Body, step: Sweep) -> None:
    """Run rounds, if anything is awake at all."""
    watched = [_watch(out, reaction) for reaction in sorted(step.reactions, key=lambda each: each.id)]
    if not watched:
        return
    for each in watched:
        if each.waiting is not None:
            out.line(f"i64 {each.waited} = p->cells[{each.waiting}];")
    awake = " || ".join("1" if each.reaction.after else each.awake for each in watched)
    with out.block(f"if ({awake})"):
        for each in watched:
            out.line(f"memset({each.fired}, 0, sizeof {each.fired});")
        going = out.unit.fresh("g")
        out.line(f"i64 {going} = 1;")
        _rounds(out, step, watched, going)
        for each in watched:
            _leave(out, each, going)


def _watch(out: Body, reaction: Reaction) -> _Watched:
    slots = [] if reaction.after else [out.catalogue.slot(name).index for name in reaction.watches]
    tests = [f"(p->touched[{index // 64}] >> {index % 64} & 1)" for index in sorted(slots)]
    waiting, waited = _waiting(out, reaction), out.unit.fresh("w")
    tests += [waited] if waiting is not None else []
    size = size_of(code_of(out), reaction.domain) if reaction.domain else 1
    fired = out.unit.space(size + 1)
    return _Watched(reaction, f"({' || '.join(tests) or '0'})", fired, size, waiting, waited)


def _waiting(out: Body, reaction: Reaction) -> int | None:
    slot, kind = out.catalogue.by_name.get("waiting"), out.catalogue.kinds.get("reactions")
    if slot is None or kind is None or reaction.after or reaction.id not in kind.codes:
        return None
    return out.layout.offsets[slot.index] + kind.codes[reaction.id]


def _rounds(out: Body, step: Sweep, watched: list[_Watched], going: str) -> None:
    at = out.unit.fresh("n")
    with out.block(f"for (i64 {at} = 0; {at} < {step.rounds}; {at}++)"), out.inside(at):
        out.line(f"{going} = 0;")
        for each in watched:
            with out.block(f"if ({f'{at} == 0' if each.reaction.after else each.awake})"):
                _ask(out, each, going)
        out.line(f"if (!{going}) break;")


def _ask(out: Body, watched: _Watched, going: str) -> None:
    """Ask a reaction for each member; fire where its condition holds."""
    reaction = watched.reaction
    with out.inside(word(hash_name(reaction.id))):
        if reaction.domain is None:
            _fire(out, watched, "0", going)
            return
        code, count, at = code_of(out), out.unit.fresh("n"), out.unit.fresh("n")
        space = out.unit.space(watched.size)
        out.line(collected(code, reaction.domain, reaction.local, None, space, count))
        with out.block(f"for (i64 {at} = 0; {at} < {count}; {at}++)"):
            bind(out, reaction.local, Value(f"{space}[{at}]", "i"))
            member = out.locals[reaction.local].text
            with out.inside(hash_of(code, reaction.domain.kind, member)):
                _fire(out, watched, f"in({member}, {watched.size + 1})", going)


def _fire(out: Body, watched: _Watched, place: str, going: str) -> None:
    reaction = watched.reaction
    most = 1 if reaction.after else reaction.repeats
    fired = f"{watched.fired}[{place}]"
    with out.block(f"if ({fired} < {most} && ({read(out, reaction.when).text}))"):
        out.line(f"{fired}++; {going} = 1;")
        out.steps(reaction.body)


def _leave(out: Body, watched: _Watched, going: str) -> None:
    """Write whether an awake reaction is left waiting; one that never fired, if none fired last, is not."""
    if watched.waiting is None:
        return
    reaction, left, any_ = watched.reaction, out.unit.fresh("w"), out.unit.fresh("w")
    with out.block(f"if ({watched.awake})"):
        out.line(f"i64 {left} = 0, {any_} = {going};")
        out.line(f"for (i64 i = 0; i <= {watched.size} && !{any_}; i++) {any_} = {watched.fired}[i] != 0;")
        with out.block(f"if ({any_})"):
            if reaction.domain is None:
                out.line(f"{left} = ({read(out, reaction.when).text}) != 0;")
            else:
                found = f"{left} = 1; break;"
                loop = rounds(
                    code_of(out), reaction.domain, reaction.local, reaction.when, lambda _, __: found
                )
                out.line(f"{{ {loop} }}")
        out.line(f"put(p, {watched.waiting}, {left});")
