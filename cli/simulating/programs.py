"""The report of a simulation -> what other programs read."""

from __future__ import annotations

from typing import Any

from cli.simulating.number import dated
from engine.lab.report import PERCENTILES, Flow, ProfileReport, Report

DIGITS = 6


def programs(report: Report) -> dict[str, Any]:
    """Return the report; the same simulation gives the same bytes, however it was shared among processes."""
    experiment = report.experiment
    return {
        "partial": report.partial,
        "players": dict(experiment.players),
        "days": experiment.days,
        "seed": experiment.seed,
        "first_day": dated(experiment.first_day),
        "actions": report.actions,
        "idle": list(report.idle),
        "profiles": {profile.name: _profile(profile) for profile in report.profiles},
    }


def _profile(profile: ProfileReport) -> dict[str, Any]:
    return {
        "players": profile.players,
        "comes": _round(profile.comes),
        "comes_in_first_week": None if profile.begins is None else _round(profile.begins),
        "comes_in_last_week": None if profile.ends is None else _round(profile.ends),
        "actions_a_day": {name: _round(often) for name, often in profile.actions},
        "flows_a_day": {flow.asset: _flow(flow) for flow in profile.flows},
        "firsts": {
            first.what: {"share": _round(first.share), "half_by": first.half_by} for first in profile.firsts
        },
        "curves": {
            variable: [
                {"day": level.day, **{f"p{p}": n for p, n in zip(PERCENTILES, level.values, strict=True)}}
                for level in levels
            ]
            for variable, levels in profile.curves.items()
        },
        "faults": [
            {"action": action, "fault": what, "times": count} for action, what, count in profile.faults
        ],
    }


def _flow(flow: Flow) -> dict[str, Any]:
    return {
        "made": _round(flow.made),
        "spent": _round(flow.spent),
        "net": _round(flow.net),
        "sources": {why: _round(much) for why, much in flow.sources},
        "sinks": {why: _round(much) for why, much in flow.sinks},
    }


def _round(value: float) -> float:
    return round(value, DIGITS)
