"""`reve plan`: a pack, and what it was -> what changed, what that touches, and what it moves."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from cli import happening
from cli.clock import FIRST_DAY, first_day
from cli.exit import FINDINGS, FINE, HAS_CHANGES, UsageProblem
from cli.out import colour, emit, emit_json, note
from cli.pack import load_pack, usable

if TYPE_CHECKING:
    from cli.planning.base import Base
    from engine.lab.pair import Pair
    from engine.lab.plan import Plan
    from engine.lab.simulate import Block, Experiment
    from rules.compare.owners import Sound
    from rules.load import Loaded
    from rules.source import Place

PLAYERS, DAYS, SEED = 200, 30, 1
MOST = 10_000_000  # players


class Format(StrEnum):
    """How a plan is written."""

    HUMAN = "human"
    JSON = "json"
    MARKDOWN = "markdown"


def plan(
    pack: Path | None = typer.Argument(None, metavar="[PACK]", help="The folder of a pack."),
    against: Path | None = typer.Option(None, metavar="FOLDER", help="The pack as it is in another folder."),
    base: str = typer.Option(
        "", metavar="REV", help="The pack as it was in git; the last commit, if left out."
    ),
    players: int = typer.Option(
        PLAYERS, min=0, max=MOST, help="How many live under both; 0 simulates nothing."
    ),
    days: int = typer.Option(DAYS, min=1, max=3650, help="How many days each of them plays."),
    seed: int = typer.Option(SEED, help="The luck of all of them, the same before and after."),
    since: str = typer.Option(FIRST_DAY, "--from", metavar="DAY", help="The day on which they begin."),
    events: list[str] | None = happening.OPTION,
    form: Format = typer.Option(Format.HUMAN, "--format", help="How it is written."),
    full: bool = typer.Option(False, "--full", help="Leave nothing out."),
    page: Path | None = typer.Option(
        None, "--report", metavar="FILE.html", help="Draw by how much the same players have more or less."
    ),
    detailed: bool = typer.Option(False, "--detailed-exitcode", help="End with 3 where anything changed."),
) -> int:
    """Show what a change does: to values, odds, flows and targets, and to the version."""
    from cli.planning.base import bases
    from engine.lab.plan import plan as planned

    if page is not None and not page.parent.is_dir():
        raise UsageProblem(f"there is no folder `{page.parent}`; make it first")
    folder, before = bases(pack, against, base)
    after = _sound(happening.loaded_during(load_pack(folder), events))
    day = first_day(since)
    found = planned(_before(before, events), after, day)
    if found.played and (told := happening.left_out(after.ruleset)):
        note(f"reve: {told}")
    found = _located(found, before.shown)
    if found.any:
        found = _simulated(found, players, days, seed, day)
    _write(found, before.called, form, folder, full=full)
    if page is not None:
        _draw(found, before.called, page)
    if found.advice.same or found.advice.back:
        return FINDINGS
    return HAS_CHANGES if detailed and found.any else FINE


def _draw(plan: Plan, against: str, page: Path) -> None:
    from cli.picturing.planned import planned
    from cli.planning.human import brief

    short = [*brief(plan, against)]
    page.write_text(planned(plan.before, plan.after, plan.experiment, plan.flows, short), "utf-8")
    note(f"reve: wrote `{page}`")


def _sound(loaded: Loaded) -> Sound:
    from rules.compare.owners import sound

    usable(loaded)
    found = sound(loaded)
    assert found is not None  # noqa: S101 - it is usable
    return found


def _before(base: Base, events: Sequence[str] | None) -> Sound:
    """Return the pack as it was, while the events hold that it has; refuse one with errors."""
    from rules.compare.owners import sound
    from rules.report.human import render

    found = sound(base.loaded)
    if found is None:
        errors = [problem for problem in base.loaded.problems if problem.is_error]
        print(render(errors, colour=colour(sys.stderr)), end="", file=sys.stderr)
        raise UsageProblem(f"the pack has errors in {base.called}, so that nothing can be compared with it")
    known = found.ruleset.variants.windows if found.ruleset.variants is not None else {}
    meanwhile = sound(happening.loaded_during(base.loaded, [name for name in events or () if name in known]))
    return meanwhile or found


def _located(plan: Plan, shown: Callable[[Place], Place]) -> Plan:
    """Return the plan with each place as it is *shown*."""
    return replace(
        plan,
        changes=tuple(
            replace(
                change,
                place=change.place and shown(change.place),
                patches=tuple(replace(step, place=shown(step.place)) for step in change.patches),
            )
            for change in plan.changes
        ),
    )


def _simulated(plan: Plan, players: int, days: int, seed: int, day: int) -> Plan:
    """Let players live under both, and judge the targets."""
    from cli.planning.crew import crew
    from cli.simulating.bar import bar
    from engine.lab.effect import flow_effects, gathered
    from engine.lab.judge.exact import judge_exact
    from engine.lab.plan import both
    from engine.lab.promised import exact_targets, target_effects
    from engine.lab.simulate import Experiment
    from engine.lab.watch import watch_of

    shares = both(plan.before, plan.after, players) if players and plan.played else {}
    experiment = Experiment(shares, days, seed, day) if shares else None
    asked = exact_targets(plan.before, plan.after, plan.touched.targets)
    lives = _lives(plan, experiment) if experiment is not None else []
    # The dearest first: what is left at the end is short, and no process waits long for another.
    works: list[Callable[[], Any]] = [
        *(partial(judge_exact, *each) for each in asked.values()),
        *(live for _, live in lives),
    ]
    found: list[Any] = [None] * len(works)
    with crew(works) as coming, bar(experiment.total if experiment is not None else 0) as told:
        for at, result in coming:
            found[at] = result
            told(lives[at - len(asked)][0].count if at >= len(asked) else 0)
    judged, lived = dict(zip(asked, found, strict=False)), found[len(asked) :]
    pairs = gathered((block.profile, pair) for (block, _), pair in zip(lives, lived, strict=True))
    flows = flow_effects(pairs, watch_of(plan.after).currencies)
    targets = target_effects(plan.before, plan.after, plan.touched.targets, judged, pairs, flows)
    return replace(plan, experiment=experiment, flows=flows, targets=targets)


def _lives(plan: Plan, experiment: Experiment) -> list[tuple[Block, Callable[[], Pair]]]:
    """Return who lives together, and how each of these blocks is lived under both."""
    from cli.simulating.executor import Executor
    from cli.simulating.way import way
    from engine.lab.effect import blocks_of
    from engine.lab.pair import live_pair

    one, other = (way(each, experiment, Executor.AUTO).living(each) for each in (plan.before, plan.after))
    return [(block, partial(live_pair, one, other, experiment, block)) for block in blocks_of(experiment)]


def _write(plan: Plan, against: str, form: Format, folder: Path, *, full: bool) -> None:
    """Write the plan; programs open files and are told where they are, people where they belong."""
    from cli.planning.human import human
    from cli.planning.markdown import markdown
    from cli.planning.places import within
    from cli.planning.programs import programs

    if form is Format.JSON:
        emit_json(**programs(plan, against))
    else:
        plan = _located(plan, partial(within, folder.resolve()))
        emit(markdown(plan, against) if form is Format.MARKDOWN else human(plan, against, full=full))
