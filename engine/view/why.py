"""An action and a situation -> every requirement in its way: whether it holds, and what would have to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from engine.outcome import Lack, Refused
from engine.player.run import Executor
from engine.view.ask import Situation, ask, settled
from engine.view.opened import Opened, opened
from engine.view.voice import Value, Voice
from rules.expression.node import TRUE, Cell, Logic, Node
from rules.expression.type import BOOL, DAY
from rules.program.node import Emit, If, Phase, Program, Require, Row, Step, Steps, Take
from rules.source import Place

_LONGEST = 400 * DAY
# What no placeholder can be called.
_HOLDS, _NEEDS, _HAS, _KEY = ":holds", ":needs.", ":has.", ":key."


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that an action asks for; *holds* is None where it is not asked because of an earlier one."""

    phase: Phase
    reason: str
    place: Place | None
    holds: bool | None
    assets: tuple[Lack, ...] = ()
    values: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """A check before it is read: a condition, or rows of amounts."""

    phase: Phase
    reason: str
    place: Place | None
    test: Node = TRUE
    rows: tuple[Row, ...] = ()
    needs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """Checks, and the program that reads them."""

    asked: list[_Asked]
    program: Program


class Gate:
    """Ask what stands in the way of the actions of one ruleset; each is compiled when first asked."""

    def __init__(self, voice: Voice, executor: Executor) -> None:
        """Begin with nothing compiled."""
        self.voice = voice
        self.executor = executor
        self._programs: dict[str, tuple[_Part, _Part]] = {}

    def checks(
        self, action: str, situation: Situation, spared: frozenset[str] = frozenset()
    ) -> list[Check] | Refused:
        """Return the checks of *action*, in their order; a fault on the way is returned as it is.

        What stands behind a reason that is *spared* is read even where that does not hold.
        """
        if action not in self._programs:
            self._programs[action] = self._parts(self.voice.ruleset.programs[action])
        first, second = self._programs[action]
        found = self._read(first, situation)
        if isinstance(found, Refused):
            return found
        if not all(each.holds or each.reason in spared for each in found):
            return [*found, *map(_unasked, second.asked)]
        rest = self._read(second, situation)
        return rest if isinstance(rest, Refused) else [*found, *rest]

    def opened(self, action: str, situation: Situation) -> list[tuple[Opened, ...]]:
        """Return for each of the checks of *action* the comparisons that it is made of."""
        found = self.checks(action, situation)
        if isinstance(found, Refused):
            return []
        first, second = self._programs[action]
        told = self._open(first, situation)
        read = all(check.holds for check in found[: len(told)])
        return [*told, *(self._open(second, situation) if read else [()] * len(second.asked))]

    def _open(self, part: _Part, situation: Situation) -> list[tuple[Opened, ...]]:
        before = settled(part.program)
        tests = [
            (each.test if _in_words(each) else TRUE, when)
            for each, when in zip(part.asked, _whens(part.asked), strict=True)
        ]
        return opened(self.executor, before, tests, situation)

    def wait(self, action: str, situation: Situation, reason: str) -> int | None:
        """Return in how many milliseconds what stops *action* for *reason* holds by itself, or None."""
        if not self._holds_after(action, situation, reason, _LONGEST):
            return None
        low, high = 0, _LONGEST
        while high - low > 1:
            middle = (low + high) // 2
            if self._holds_after(action, situation, reason, middle):
                high = middle
            else:
                low = middle
        return high

    def _holds_after(self, action: str, situation: Situation, reason: str, after: int) -> bool:
        found = self.checks(action, later(self.voice, situation, after))
        return not isinstance(found, Refused) and all(each.holds for each in found if each.reason == reason)

    def _parts(self, program: Program) -> tuple[_Part, _Part]:
        """Return what is asked before the lets are known, and what is asked then."""
        first = _asked(program, ("attempt", "who", "params"))
        second = _asked(program, ("require", "limit", "cost"))
        before, after = (_questions(self.voice, program.name, asked) for asked in (first, second))
        return (
            _Part(first, settled(program, ("do", before), lets=False)),
            _Part(second, settled(program, ("do", after))),
        )

    def _read(self, part: _Part, situation: Situation) -> list[Check] | Refused:
        """Read each check; what stands behind a requirement is read where that holds."""
        told = ask(self.executor, part.program, situation)
        if isinstance(told, Refused):
            return told
        answers = dict(told)
        return [_check(each, answers.get(str(number))) for number, each in enumerate(part.asked)]


def later(voice: Voice, situation: Situation, milliseconds: int) -> Situation:
    """Return the same situation, so much later."""
    now = situation.moment.now + milliseconds
    today = voice.ruleset.catalogue.calendar.day_of(now)
    return replace(situation, moment=replace(situation.moment, now=now, today=today))


def _asked(program: Program, phases: tuple[Phase, ...]) -> list[_Asked]:
    return [each for phase in phases for step in program.phase(phase) for each in _of(phase, step)]


def _of(phase: Phase, step: Step) -> Iterator[_Asked]:
    if isinstance(step, Require):
        for row in step.rows:
            place = row.place or step.place
            yield _Asked(step.phase, row.reason, place, row.test, row.assets, row.needs)
    elif isinstance(step, Take) and not step.partly:
        yield _Asked(phase, step.reason, step.place, rows=step.rows)


def _unasked(asked: _Asked) -> Check:
    return Check(asked.phase, asked.reason, asked.place, None)


def _in_words(asked: _Asked) -> bool:
    """Tell whether an author wrote the condition: those of limits and amounts are told in other ways."""
    return asked.phase in {"who", "params", "require"} and not asked.rows


def _questions(voice: Voice, action: str, asked: list[_Asked]) -> Steps:
    steps: list[Step] = []
    for number, (each, when) in enumerate(zip(asked, _whens(asked), strict=True)):
        emit = Emit("say", str(number), _values(voice, action, each))
        steps.append(emit if when == TRUE else If(when, (emit,)))
    return tuple(steps)


def _whens(asked: list[_Asked]) -> Iterator[Node]:
    """Yield for each row what has to hold for it to be read."""
    required: list[Node] = []
    for each in asked:
        before = [asked[at].test for at in each.needs] if each.phase == "require" else required
        yield Logic(BOOL, "and", tuple(before)) if before else TRUE
        if each.phase == "require":
            required.append(each.test)


def _values(voice: Voice, action: str, asked: _Asked) -> tuple[tuple[str, Node], ...]:
    words = voice.ruleset.reasons.get((action, asked.reason))
    values = [*(words.values if words else ()), (_HOLDS, asked.test)]
    for number, row in enumerate(asked.rows):
        type_ = voice.ruleset.catalogue.slot(row.slot).type
        values += [(f"{_NEEDS}{number}", row.amount), (f"{_HAS}{number}", Cell(type_, row.slot, row.key))]
        values += [(f"{_KEY}{number}", row.key)] if row.key is not None else []
    return tuple(values)


def _check(asked: _Asked, told: dict[str, Value] | None) -> Check:
    if told is None:
        return _unasked(asked)
    lacks = tuple(each for each in _assets(asked, told) if each.needs)
    holds = bool(told[_HOLDS].value) and all(each.has >= each.needs for each in lacks)
    values = tuple((name, value) for name, value in told.items() if not name.startswith(":"))
    return Check(asked.phase, asked.reason, asked.place, holds, lacks, values)


def _assets(asked: _Asked, told: dict[str, Value]) -> Iterable[Lack]:
    """Return what is needed of each asset; equal ones add up."""
    assets: dict[tuple[str, str | None], Lack] = {}
    for number, row in enumerate(asked.rows):
        key = told[f"{_KEY}{number}"].value if row.key is not None else None
        before = assets.get((row.slot, key))
        needs = int(told[f"{_NEEDS}{number}"].value) + (before.needs if before else 0)
        assets[row.slot, key] = Lack(row.slot, key, int(told[f"{_HAS}{number}"].value), needs)
    return assets.values()
