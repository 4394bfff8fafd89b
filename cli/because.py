"""An action and a player -> why it is allowed or refused, row by row."""

from __future__ import annotations

from collections.abc import Iterator

from cli.asked import player, unfit
from cli.exit import UsageProblem
from cli.state import pairs
from engine.outcome import Lack, Refused
from engine.player.run import Executor
from engine.request import read_params
from engine.view import measure
from engine.view.ask import Situation
from engine.view.opened import Opened
from engine.view.reply import Replier
from engine.view.voice import Value, Voice
from engine.view.why import Check
from rules.define.form import entry
from rules.ruleset import Ruleset

_INDENT = " " * 16
_MARKS = {True: "yes", False: "no ", None: " - "}
_CHOSEN = {True: "if ", False: "not", None: " - "}


def because(ruleset: Ruleset, action: str, who: str, given: str, locale: str, now: int) -> str:
    """Return the verdict on an action, and each of its rows."""
    state, moment = player(ruleset, who, now)
    voice = Voice(ruleset, locale)
    replier = Replier(voice, Executor(ruleset.catalogue))
    program = ruleset.programs[action]
    params = read_params(ruleset.catalogue, program, dict(pairs(given)), state)
    if isinstance(params, Refused):
        raise UsageProblem(unfit(ruleset, action, params))
    situation = Situation(state, moment, params)
    found = replier.gate.checks(action, situation)
    head = f"{action}: {voice.summary(action)}".removesuffix(": ")
    if isinstance(found, Refused):
        return f"{head}\n\n{replier.refusal(action, found, situation)}\n{found.message} at {found.place}"
    failed = [check for check in found if check.holds is False]
    verdict = f"refused: {failed[0].reason}" if failed else "allowed"
    inside = replier.gate.opened(action, situation)
    lines = [head, "", verdict]
    for check, parts in zip(found, inside, strict=True):
        lines.append(
            f"  {_MARKS[check.holds]}  {check.phase:<7}  {check.reason}{_which(ruleset, action, check)}"
        )
        lines += [_INDENT + line for line in _row(replier, action, check, parts, situation)]
    return "\n".join(lines)


def _which(ruleset: Ruleset, action: str, check: Check) -> str:
    """Return which of its two demands a parameter's row is, as both have its name."""
    if check.phase != "params":
        return ""
    asked = entry(ruleset.definitions.declared("actions").get(action), "params")
    where = entry(entry(asked, check.reason.removeprefix("params.")), "where")
    return " (where)" if where is not None and where.place == check.place else " (owned)"


def _row(
    replier: Replier, action: str, check: Check, parts: tuple[Opened, ...], situation: Situation
) -> Iterator[str]:
    """Yield where a row is written, what it comes to, what the player is told, and how long waiting takes."""
    if check.place is not None:
        yield f"{check.place.file}:{check.place.line}  {' '.join(check.place.text.split())}"
    yield from (compared(replier.voice, part) for part in parts)
    yield from (amount(replier.voice, each) for each in check.assets)
    if check.holds is False and not check.assets:
        if replier.voice.has(check.reason):
            yield f"“{replier.voice.say(check.reason, dict(check.values))}”"
        left = replier.gate.wait(action, situation, check.reason)
        if left is not None:
            yield f"holds by itself in {measure.duration('en', left)}"


def compared(voice: Voice, part: Opened) -> str:
    """Return a comparison with its sides' values: `level 3 >= 5`."""
    marks = _CHOSEN if part.chooses else _MARKS
    sides = [f"{written}{_known(voice, value)}" for written, value in part.sides]
    return f"{marks[part.holds]}  {f' {part.sign} '.join(sides)}"


def _known(voice: Voice, value: Value | None) -> str:
    """Return a value behind what it is of; a record by its id, as conditions name it."""
    if value is None:
        return ""
    is_record = value.type.name == "record" and value.value is not None
    return f" {value.value if is_record else voice.print(value)}"


def amount(voice: Voice, each: Lack) -> str:
    """Return how much there is of an asset, and how much it takes."""
    has, needs = (measure.whole("en", number) for number in (each.has, each.needs))
    return f"has {has}, needs {needs} {voice.asset(each.slot, each.key)}"
