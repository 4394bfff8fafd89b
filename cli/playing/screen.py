"""A turn -> what a player sees in the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cli.because import amount, compared
from cli.box import box
from cli.playing.command import usage
from cli.playing.game import Game, Turn
from engine.outcome import Refused
from engine.view import measure
from engine.view.ask import Situation
from engine.view.opened import Opened
from engine.view.reply import Part
from engine.view.shown import Shown
from engine.view.voice import Value
from engine.view.why import Check
from rules.expression.type import COUNT
from rules.report.cells import visible

_MARKS = {True: "yes", False: "no", None: "-"}
_INDENT = " " * 16


class Screen:
    """Draw the turns of one game."""

    def __init__(self, game: Game) -> None:
        """Draw in the game's own voice."""
        self.game = game
        self.voice = game.voice

    def turn(self, turn: Turn) -> str:
        """Return all that is said of a turn, and what it gave and took."""
        lines = [self.part(part) for part in turn.parts]
        changes = ", ".join(self._change(*each) for each in turn.changes)
        lines += [f"  {visible(changes)}"] * bool(changes)
        return "\n".join(lines) or "done"

    def part(self, part: Part) -> str:
        """Return a text, or a view in its box."""
        if isinstance(part, Shown):
            page = (
                self.voice.word("page", page=str(part.page), pages=str(part.pages)) if part.pages > 1 else ""
            )
            return box(part, page)
        return visible(part)

    def _change(self, slot: str, key: str | None, by: int) -> str:
        sign = "+" if by > 0 else "-"
        return f"{sign}{self.voice.counted(slot, key, abs(by))}"

    def actions(self) -> str:
        """Return every action with its summary."""
        programs = self.game.ruleset.programs
        width = max(map(len, programs), default=0)
        return "\n".join(f"  {name:<{width}}  {visible(self.voice.summary(name))}" for name in programs)

    def action(self, name: str) -> str:
        """Return how one action is asked for, and what may be given now."""
        program = self.game.ruleset.programs[name]
        lines = [usage(program), f"  {visible(self.voice.summary(name))}"]
        for param in program.params:
            fitting = self.game.candidates(name, param.name, {})
            shown = ", ".join(fitting[:12]) + (f" and {len(fitting) - 12} more" if len(fitting) > 12 else "")  # noqa: PLR2004 - a line
            lines.append(f"  {param.name}: {shown or param.type}")
        return "\n".join(lines)

    def why(self, action: str, params: dict[str, str]) -> str:
        """Return what an action asks for, row by row, and whether it holds now."""
        situation = self.game.situation(action, params)
        if isinstance(situation, Refused):
            return f"{situation.message}"
        found = self.game.replier.gate.checks(action, situation)
        if isinstance(found, Refused):
            return self.game.replier.refusal(action, found, situation)
        inside = self.game.replier.gate.opened(action, situation)
        rows = [
            line
            for check, parts in zip(found, inside, strict=True)
            for line in self._check(action, check, parts, situation)
        ]
        return "\n".join(rows) or "it asks for nothing"

    def _check(
        self, action: str, check: Check, parts: tuple[Opened, ...], situation: Situation
    ) -> Iterator[str]:
        """Yield a row, and where it does not hold what it is made of."""
        assets = ", ".join(amount(self.voice, each) for each in check.assets)
        failed = check.holds is False
        said = self.game.replier.unmet(action, check, situation) if failed else ""
        told = "; ".join(filter(None, (assets, visible(said))))
        yield f"  {_MARKS[check.holds]:<3}  {check.phase:<7}  {check.reason}{f': {told}' if told else ''}"
        if failed:
            yield from (f"{_INDENT}{visible(compared(self.voice, part))}" for part in parts)

    def state(self) -> str:
        """Return all that is remembered and not as in the beginning."""
        named = {
            name: self._held(name, value)
            for name, value in self.game.state.named().items()
            if "." not in name
        }
        width = max(map(len, named), default=0)
        return "\n".join(f"  {name:<{width}}  {value}" for name, value in named.items()) or "  nothing yet"

    def _held(self, name: str, value: Any) -> str:
        """Return what a cell holds, or a cell for each record."""
        if isinstance(value, dict):
            return ", ".join(f"{key} {self._held(name, each)}" for key, each in value.items())
        slot = self.game.ruleset.catalogue.by_name.get(name)
        return visible(self.voice.print(Value(slot.type if slot else COUNT, value)))

    def clock(self) -> str:
        """Return the time in the game."""
        return measure.time(self.game.ruleset.catalogue.calendar, self.game.moment.now)
