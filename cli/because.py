"""An action and a player -> why it is allowed or refused, row by row."""

from __future__ import annotations

from cli.asked import example, player
from cli.exit import UsageProblem
from cli.state import pairs
from engine.outcome import Refused
from engine.player.run import Executor
from engine.request import read_params
from engine.view import measure
from engine.view.ask import Situation
from engine.view.reply import Replier
from engine.view.voice import Voice
from engine.view.why import Check
from rules.report.cells import visible
from rules.ruleset import Ruleset

_MARKS = {True: "yes", False: "no ", None: " - "}


def because(ruleset: Ruleset, action: str, who: str, given: str, locale: str, now: int) -> str:
    """Return the verdict on an action, and each of its rows."""
    state, moment = player(ruleset, who, now)
    voice = Voice(ruleset, locale)
    replier = Replier(voice, Executor(ruleset.catalogue))
    program = ruleset.programs[action]
    params = read_params(ruleset.catalogue, program, dict(pairs(given)), state)
    if isinstance(params, Refused):
        raise UsageProblem(f"{params.message}; write `--with {example(ruleset, action)}`")
    situation = Situation(state, moment, params)
    found = replier.gate.checks(action, situation)
    head = f"{action}: {voice.summary(action)}"
    if isinstance(found, Refused):
        return f"{head}\n\n{replier.refusal(action, found, situation)}\n{found.message} at {found.place}"
    failed = [check for check in found if check.holds is False]
    verdict = f"refused: {failed[0].reason}" if failed else "allowed"
    rows = [line for check in found for line in _rows(replier, action, check, situation)]
    return "\n".join([head, "", verdict, *rows])


def _rows(replier: Replier, action: str, check: Check, situation: Situation) -> list[str]:
    lines = [f"  {_MARKS[check.holds]}  {check.phase:<7}  {check.reason}"]
    indent = " " * 16
    if check.place is not None:
        lines.append(f"{indent}{check.place.file}:{check.place.line}  {_written(check)}")
    lines += [f"{indent}{visible(replier.lack(each))}" for each in check.assets]
    if check.holds is False and not check.assets:
        lines += _said(replier, action, check, situation, indent)
    return lines


def _said(replier: Replier, action: str, check: Check, situation: Situation, indent: str) -> list[str]:
    """Return what the player is told, and how long waiting alone takes."""
    lines = []
    if replier.voice.has(check.reason):
        lines.append(f"{indent}“{visible(replier.voice.say(check.reason, dict(check.values)))}”")
    left = replier.gate.wait(action, situation, check.reason)
    if left is not None:
        lines.append(f"{indent}holds by itself in {measure.duration('en', left)}")
    return lines


def _written(check: Check) -> str:
    """Return the requirement as its author wrote it, on one line."""
    return visible(" ".join(check.place.text.split())) if check.place is not None else ""
