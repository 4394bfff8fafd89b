"""What came of packs -> text for a person, or for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cli.testing.tried import Tried
from engine.sample.agree import Agreement
from engine.scenario.run import Verdict
from rules.report.human import render
from rules.source import Place


def human(packs: Sequence[Tried], *, colour: bool) -> str:
    """Return what failed, with its place, and a line for each pack."""
    problems = [problem for pack in packs for problem in pack.problems]
    failed = [render(problems, colour=colour).rsplit("\n\n", 1)[0] + "\n"] if problems else []
    several = len(packs) > 1
    return "\n".join(
        [*failed, *(f"{pack.name}: {_line(pack)}" if several else _line(pack) for pack in packs)]
    )


def _line(pack: Tried) -> str:
    failed = sum(not verdict.passed for verdict in pack.verdicts)
    wrong = len(pack.agreement.disagreements) if pack.agreement else 0
    said = _count(len(pack.verdicts), "scenario")
    if pack.agreement is not None:
        said += f" and {_count(pack.agreement.expressions, 'expression')} at {pack.agreement.points:,} points"
    told = [_count(failed, "scenario") + " failed"] * bool(failed)
    told += [_count(wrong, "expression") + " differed"] * bool(wrong)
    return f"{said}: {', '.join(told) or 'all fine'}{_unreached(pack.agreement)}"


def _unreached(agreement: Agreement | None) -> str:
    if agreement is None or not agreement.unreached:
        return ""
    places = ", ".join(map(str, agreement.unreached[:3]))
    return f" (no situation was found for {_count(len(agreement.unreached), 'expression')}: {places})"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def programs(packs: Sequence[Tried]) -> dict[str, Any]:
    """Return what came of packs as plain values."""
    return {"passed": not any(pack.problems for pack in packs), "packs": [_pack(pack) for pack in packs]}


def _pack(pack: Tried) -> dict[str, Any]:
    return {
        "pack": pack.name,
        "scenarios": [_scenario(verdict) for verdict in pack.verdicts],
        "expressions": _expressions(pack.agreement) if pack.agreement else None,
    }


def _scenario(verdict: Verdict) -> dict[str, Any]:
    return {
        "name": verdict.scenario.name,
        "passed": verdict.passed,
        **_place(verdict.scenario.place),
        "failures": [{"message": each.message, **_place(each.place)} for each in verdict.failures],
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
