"""`no_profit: [actions]` -> whether a combination of them pays, exactly, and which."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from engine.distribution.question import TooWide
from engine.lab.judge.expected import Exchange, exchanges, players
from engine.lab.judge.loop import paying
from engine.lab.judge.player import newcomer
from engine.lab.judge.promise import narrower
from engine.lab.judge.verdict import Judged, Loop, Part
from rules.program.target import NoProfit, Target
from rules.ruleset import Ruleset


def judge_profit(ruleset: Ruleset, target: Target, asked: NoProfit) -> Judged:
    """Look for a combination that pays."""
    state, moment = newcomer(ruleset, asked.given)
    found: list[Exchange] = []
    for action in asked.actions:
        for each in exchanges(ruleset, action, players(state), moment):
            if isinstance(each, TooWide):
                return Judged(target, "undecided", why=f"`{action}` is {each.said}", hint=_hint(action, each))
            found.append(each)
    often = paying([each.net for each in found])
    if not often:
        return Judged(target, "holds")
    return Judged(target, "fails", loop=_loop([found[at] for at in often], [*often.values()]))


def _hint(action: str, wide: TooWide) -> str:
    apart = f"leave `{action}` out of it and bound what it brings: `{{net: …, by: {action}, at_most: …}}`"
    return apart if wide.variable == action else f"{narrower(wide)}; or {apart}"


def _loop(parts: Sequence[Exchange], often: Sequence[Fraction]) -> Loop:
    gains: dict[str, Fraction] = {}
    done: dict[tuple[str, str], Fraction] = {}
    for part, times in zip(parts, often, strict=True):
        name = part.action, part.case
        done[name] = done.get(name, Fraction(0)) + times
        for asset, amount in part.net.items():
            gains[asset] = gains.get(asset, Fraction(0)) + amount * times
    return Loop(
        tuple(Part(action, case, times) for (action, case), times in done.items()),
        tuple(sorted((asset, amount) for asset, amount in gains.items() if amount)),
    )
