"""A target that takes no players -> whether it holds, by its measure."""

from __future__ import annotations

from engine.lab.judge.first import judge_first
from engine.lab.judge.profit import judge_profit
from engine.lab.judge.verdict import Judged
from rules.program.target import First, NoProfit, Target
from rules.ruleset import Ruleset


def judge_exact(ruleset: Ruleset, target: Target) -> Judged:
    """Return what becomes of a target, for every player alike."""
    match target.measure:
        case First() as first:
            return judge_first(ruleset, target, first)
        case NoProfit() as profit:
            return judge_profit(ruleset, target, profit)
        case _:
            raise TypeError(f"{target.name} takes players")
