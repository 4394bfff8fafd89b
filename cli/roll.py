"""`reve roll`: a table or an action, many times over -> what came of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli import clock, happening
from cli.exit import UsageProblem
from cli.out import Format, emit, emit_json, note
from cli.pack import OPTION, playable, split

if TYPE_CHECKING:
    from cli.asked import Asked
    from engine.outcome import Event
    from rules.program.node import Program
    from rules.ruleset import Ruleset

MOST = 10_000_000
STEP = 1_000  # draws between two looks at the bar


@dataclass(slots=True)
class _Came:
    """How many came in all, and how many draws brought at least one."""

    all: Counter[str] = field(default_factory=Counter)
    draws: Counter[str] = field(default_factory=Counter)

    def add(self, found: Counter[str]) -> None:
        """Count what one draw brought."""
        self.all.update(found)
        self.draws.update(name for name, count in found.items() if count)


def roll(
    first: str = typer.Argument("", metavar="[PACK]", help="The folder of a pack."),
    second: str = typer.Argument("", metavar="TABLE|ACTION", help="What is drawn."),
    times: int = typer.Option(1, "--times", "-n", min=1, max=MOST, help="How often."),
    seed: int | None = typer.Option(None, "--seed", help="The luck; without one, nobody chose it."),
    player: str = typer.Option("", "--as", metavar="STATE", help="The player: level=10,dragon=2"),
    given: str = typer.Option("", "--with", metavar="PARAMS", help="An action's parameters: count=10"),
    at: str = typer.Option("", "--at", metavar="TIME", help="When it is drawn, as `2026-01-09 12:00`."),
    events: list[str] | None = happening.OPTION,
    form: Format = typer.Option(Format.HUMAN, "--format", help="How they are written."),
    option: Path | None = OPTION,
) -> None:
    """Draw many times in a row, guarantees included, and count what came."""
    pack, name = split(first, second, option, "a table or an action to roll")
    ruleset = playable(pack)
    luck = clock.seed() if seed is None else seed
    now = clock.clock_at(ruleset.catalogue.calendar, at)()
    ruleset = happening.during(ruleset, events, now)
    entries, things = _rolled(ruleset, name, (player, given), times, luck, now)
    if form is Format.JSON:
        emit_json(
            name=name,
            times=times,
            seed=luck,
            entries=dict(entries.all),
            things=dict(things.all),
            draws_with={"entries": dict(entries.draws), "things": dict(things.draws)},
        )
        return
    note(f"{name}, {times:,} times, seed {luck}")
    emit(
        "\n\n".join("\n".join(_counted(each, times)) for each in (entries, things) if each.all)
        or "nothing came"
    )


def _rolled(
    ruleset: Ruleset, name: str, player: tuple[str, str], times: int, seed: int, now: int
) -> tuple[_Came, _Came]:
    """Return how often each entry was drawn, and how many of each thing came."""
    from cli.asked import asked
    from cli.asked import player as described
    from cli.simulating.bar import bar
    from engine.chance import CounterChance
    from engine.outcome import Refused
    from engine.player.run import Executor
    from engine.state import State
    from rules.site import start

    state, moment = described(ruleset, player[0], now)
    wanted = asked(ruleset, name, state, moment, player[1])
    program = _program(ruleset, wanted)
    executor, chance = Executor(ruleset.catalogue), CounterChance(seed)
    assets = [slot.index for slot in ruleset.catalogue.slots if slot.asset]
    entries, things = _Came(), _Came()
    with bar(times, "draws") as told:
        for number in range(times):
            outcome = executor.play(program, state, wanted.draw.params, chance, moment, start(1, number))
            if isinstance(outcome, Refused):
                raise UsageProblem(f"draw {number + 1} was refused: {outcome.message or outcome.reason}")
            state = State(ruleset.catalogue, _fresh(state.cells, outcome.state.cells, assets))
            drawn, came = Counter[str](), Counter[str]()
            for event in outcome.events:
                _count(event, drawn, came)
            entries.add(drawn)
            things.add(came)
            if not (number + 1) % STEP:
                told(STEP)
    return entries, things


def _program(ruleset: Ruleset, wanted: Asked) -> Program:
    """Return what is rolled; a table, drawn for nobody, tells in the end what it would have given."""
    from rules.expression.node import Local
    from rules.expression.type import AMOUNTS
    from rules.program.node import Emit, Program, Tally

    if wanted.name in ruleset.programs:
        return Program(wanted.name, ruleset.programs[wanted.name].params, (("do", wanted.draw.steps),))
    tally = next(step.local for step in wanted.draw.steps if isinstance(step, Tally))
    told = Emit("say", wanted.name, ((tally, Local(AMOUNTS, tally)),))
    return Program(wanted.name, (), (("do", (*wanted.draw.steps, told)),))


def _count(event: Event, entries: Counter[str], things: Counter[str]) -> None:
    from engine.outcome import Drawn, Given, Said

    if isinstance(event, Drawn):
        entries[event.name] += 1
    elif isinstance(event, Given):
        things[event.key or event.slot] += event.amount
    elif isinstance(event, Said):
        for _, rows in event.values:
            for slot, key, amount in rows if isinstance(rows, tuple) else ():
                things[key or slot] += amount


def _fresh(before: list[object], after: list[object], assets: list[int]) -> list[object]:
    """Return the cells after a draw, but for what was given, so that no store is ever full."""
    fresh = [*after]
    for number in assets:
        fresh[number] = before[number]
    return fresh


def _counted(found: _Came, times: int) -> list[str]:
    """Return a line for each: how many came, in which share of the draws, and how many a draw, if several."""
    width = max(map(len, found.all))
    rows = sorted(found.all.items(), key=lambda each: (-each[1], each[0]))
    several = found.all != found.draws
    return [
        f"  {name:<{width}}  {count:>9,}  {100 * found.draws[name] / times:8.4f}%"
        + (f" of draws, {count / times:.4f} a draw" if several else "")
        for name, count in rows
    ]
