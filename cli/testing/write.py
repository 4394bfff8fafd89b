"""What came of packs -> text for a person, or for other programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import isfinite
from typing import Any

from cli.simulating.number import table
from cli.testing.judged import answered
from cli.testing.judged import said as words
from cli.testing.tried import Tried
from engine.lab.judge.verdict import Judged
from engine.sample.agree import Agreement
from engine.scenario.run import Verdict
from rules.report.human import render
from rules.source import Place


def human(packs: Sequence[Tried], *, colour: bool, verbose: bool = False) -> str:
    """Return what failed, with its place, and a line for each pack; *verbose*: what each target measured."""
    problems = [problem for pack in packs for problem in pack.problems]
    lines = [render(problems, colour=colour).rsplit("\n\n", 1)[0] + "\n"] if problems else []
    for pack in packs:
        lines += _answers(pack) if verbose else []
        lines.append(f"{pack.name}: {_line(pack)}" if len(packs) > 1 else _line(pack))
    return "\n".join(lines)


def _answers(pack: Tried) -> list[str]:
    return table([(each.target.name, answered(each)) for each in pack.judged]) if pack.judged else []


def _line(pack: Tried) -> str:
    failed = sum(not verdict.passed for verdict in pack.verdicts)
    wrong = len(pack.agreement.disagreements) if pack.agreement else 0
    said = [_count(len(pack.verdicts), "scenario")]
    said += [_count(len(pack.judged), "target")] * bool(pack.judged)
    if pack.agreement is not None:
        points = f"at {pack.agreement.points:,} points"
        said.append(f"{_count(pack.agreement.expressions, 'expression')} {points}")
    told = [_count(failed, "scenario") + " failed"] * bool(failed)
    told += _targets(pack.judged)
    told += [_count(wrong, "expression") + " differed"] * bool(wrong)
    tried = " and ".join(part for part in (", ".join(said[:-1]), said[-1]) if part)
    return f"{tried}: {', '.join(told) or 'all fine'}{_unreached(pack.agreement)}"


def _targets(judged: Sequence[Judged]) -> list[str]:
    counts = Counter(each.answer for each in judged)
    told = [f"{_count(counts['fails'], 'target')} failed"] * bool(counts["fails"])
    return told + [f"{_count(counts['undecided'], 'target')} undecided"] * bool(counts["undecided"])


def _unreached(agreement: Agreement | None) -> str:
    if agreement is None or not agreement.unreached:
        return ""
    places = ", ".join(map(str, agreement.unreached[:3]))
    return f" (no situation was found for {_count(len(agreement.unreached), 'expression')}: {places})"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def programs(packs: Sequence[Tried]) -> dict[str, Any]:
    """Return what came of packs as plain values."""
    return {"passed": all(pack.passed for pack in packs), "packs": [_pack(pack) for pack in packs]}


def _pack(pack: Tried) -> dict[str, Any]:
    return {
        "pack": pack.name,
        "scenarios": [_scenario(verdict) for verdict in pack.verdicts],
        "targets": [_target(each) for each in pack.judged],
        "expressions": _expressions(pack.agreement) if pack.agreement else None,
    }


def _scenario(verdict: Verdict) -> dict[str, Any]:
    return {
        "name": verdict.scenario.name,
        "passed": verdict.passed,
        **_place(verdict.scenario.place),
        "failures": [{"message": each.message, **_place(each.place)} for each in verdict.failures],
    }


def _target(judged: Judged) -> dict[str, Any]:
    measured = judged.measured
    ends = (measured.value, measured.low, measured.high) if measured else (None, None, None)
    value, low, high = (None if end is None or not isfinite(end) else end for end in ends)
    loop = judged.loop
    return {
        "name": judged.target.name,
        "answer": judged.answer,
        "exact": judged.exact,
        "said": words(judged),
        **_place(judged.target.place),
        "value": value,
        "low": low,
        "high": high,
        "players": judged.players,
        "looks": judged.looks,
        "causes": [
            {"action": cause.name, "times_a_day" if cause.carried_out else "amount_a_day": cause.amount}
            for cause in judged.causes
        ],
        "loop": [
            {"action": each.action, "with": each.case, "times": float(each.times)}
            for each in (loop.parts if loop else ())
        ],
    }


def _expressions(agreement: Agreement) -> dict[str, Any]:
    return {
        "compared": agreement.expressions,
        "points": agreement.points,
        "unreached": [_place(place) for place in agreement.unreached],
        "disagreements": [
            {
                "expression": each.text,
                "compiled": each.compiled,
                "reference": each.reference,
                "situation": each.situation,
                **_place(each.place),
            }
            for each in agreement.disagreements
        ],
    }


def _place(place: Place | None) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column} if place else {}
