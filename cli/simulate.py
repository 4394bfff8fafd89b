"""`reve simulate`: a pack and a number of players -> what becomes of its economy."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli import happening
from cli.clock import FIRST_DAY, first_day
from cli.exit import FINDINGS, FINE, INTERRUPTED, UsageProblem
from cli.out import Format, emit, emit_json, note
from cli.pack import OPTION, chosen, meant, playable
from cli.simulating.executor import Executor

if TYPE_CHECKING:
    from cli.picturing.asked import Asked
    from engine.lab.simulate import Experiment, Gathered, Summaries
    from rules.ruleset import Ruleset

PLAYERS, DAYS, SEED = 100, 30, 1
MOST = 1_000_000_000  # players


def simulate(
    pack: Path | None = typer.Argument(None, metavar="[PACK]", help="The folder of a pack."),
    players: int = typer.Option(PLAYERS, min=1, max=MOST, help="How many, shared among the profiles."),
    days: int = typer.Option(DAYS, min=1, max=3650, help="How many days each of them plays."),
    seed: int = typer.Option(SEED, help="The luck of all of them."),
    profile: list[str] | None = typer.Option(None, metavar="NAME", help="Only these profiles."),
    since: str = typer.Option(FIRST_DAY, "--from", metavar="DAY", help="The day on which they begin."),
    followed: str | None = typer.Option(
        None, "--follow", metavar="NAME", help="Tell line by line what one player of this profile does."
    ),
    workers: int = typer.Option(0, min=0, help="Processes; one a core, if left out."),
    executor: Executor = typer.Option(Executor.AUTO, help="What plays them; all come to the same."),
    scheduler: str | None = typer.Option(
        None, metavar="tcp://HOST:PORT", help="The Dask scheduler whose workers play them."
    ),
    form: Format = typer.Option(Format.HUMAN, "--format", help="How the report is written."),
    page: Path | None = typer.Option(
        None,
        "--report",
        metavar="FILE.html",
        help="Write one page with charts, which opens without a network.",
    ),
    pictures: Path | None = typer.Option(
        None, "--charts", metavar="FOLDER", help="Write every chart as SVG and PNG."
    ),
    table: Path | None = typer.Option(
        None, "--table", metavar="FILE", help="Write all that was counted, as .csv or .parquet."
    ),
    events: list[str] | None = happening.OPTION,
    option: Path | None = OPTION,
) -> int:
    """Play a pack's profiles for many days, and show what they make, spend and reach."""
    from cli.picturing.asked import Asked
    from cli.simulating.bar import bar

    asked = Asked(page, pictures, table)
    asked.check()
    if scheduler is not None:
        _check_scheduler(scheduler, workers, followed)
    folder = meant(chosen(pack, option))
    ruleset = happening.during(playable(folder), events)
    if followed is not None and asked.any:
        raise UsageProblem(
            "`--follow` tells of one player, of whom there is no report; leave one of them out"
        )
    if followed is not None:
        return _follow(ruleset, _experiment(ruleset, 1, days, seed, (followed,), since), form)
    experiment = _experiment(ruleset, players, days, seed, tuple(profile or ruleset.profiles), since)
    live = _living(folder, ruleset, experiment, executor, workers or _cores(), scheduler)
    with bar(experiment.total) as told:
        gathered = live(told)
    if gathered.partial:
        done = f"{gathered.done:,} of {experiment.total:,} players"
        note(f"reve: interrupted after {done}; this is what they did")
    faulty = _show(ruleset, experiment, gathered.summaries, form, asked) if gathered.done else False
    if gathered.partial:
        return INTERRUPTED
    return FINDINGS if faulty else FINE


def _check_scheduler(address: str, workers: int, followed: str | None) -> None:
    from cli.simulating.cluster import check

    if workers:
        raise UsageProblem("`--workers` are processes of this machine; the scheduler has workers of its own")
    if followed is not None:
        raise UsageProblem("`--follow` tells of one player, who is played here; leave `--scheduler` out")
    check(address)


def _living(
    folder: Path,
    ruleset: Ruleset,
    experiment: Experiment,
    executor: Executor,
    workers: int,
    scheduler: str | None,
) -> Callable[[Callable[[int], None]], Gathered]:
    """Return what plays them all, here or by the workers of a scheduler, ready to begin."""
    if scheduler is not None:
        from cli.simulating import cluster

        return partial(cluster.lived, scheduler, ruleset, experiment, executor)
    from cli.simulating.way import way
    from cli.simulating.workers import Task, lived

    return partial(lived, Task(folder, experiment, way(ruleset, experiment, executor)), workers)


def _follow(ruleset: Ruleset, experiment: Experiment, form: Format) -> int:
    from cli.simulating.follow import follow

    lines = [*follow(ruleset, experiment)]
    if form is Format.JSON:
        emit_json(log=lines)
    else:
        emit("\n".join(f"- {line}" for line in lines))
    return FINE


def _show(ruleset: Ruleset, experiment: Experiment, summaries: Summaries, form: Format, asked: Asked) -> bool:
    """Write the report; tell whether the game has faults."""
    from cli.picturing.asked import charts
    from cli.simulating.human import human
    from cli.simulating.programs import programs
    from cli.simulating.spark import blocks_of
    from cli.simulating.trend import trends
    from engine.lab.chart.sections import uncharted
    from engine.lab.living import shared_names
    from engine.lab.report import report
    from engine.lab.watch import watch_of

    found = report(experiment, summaries, watch_of(ruleset), tuple(ruleset.programs))
    if apart := shared_names(ruleset):
        note(f"reve: of what players share, each simulated one has his own: {', '.join(apart)}")
    if told := happening.left_out(ruleset):
        note(f"reve: {told}")
    drawn = charts(ruleset, found, summaries) if form is Format.HUMAN or asked.draws else ()
    if form is Format.JSON:
        emit_json(
            pack={"id": ruleset.id, "version": ruleset.version, "hash": ruleset.hash},
            events=happening.programs(ruleset),
            **programs(found),
        )
    else:
        emit(
            human(
                found,
                f"{ruleset.title} {ruleset.version}",
                trends(drawn, blocks_of(sys.stdout), uncharted(summaries, drawn)),
            )
        )
    asked.write(ruleset, found, summaries, drawn)
    return any(profile.faults for profile in found.profiles)


def _experiment(
    ruleset: Ruleset, players: int, days: int, seed: int, profiles: tuple[str, ...], since: str
) -> Experiment:
    from engine.lab.simulate import Experiment, apportioned
    from rules.suggest import did_you_mean

    for name in profiles:
        if name not in ruleset.profiles:
            hint = did_you_mean(name, list(ruleset.profiles))
            raise UsageProblem(f"the pack has no profile called `{name}`; {hint or _profiles(ruleset)}")
    if not profiles:
        raise UsageProblem("the pack has no profiles; write what a player does under `profiles`")
    return Experiment(apportioned(ruleset, players, profiles), days, seed, first_day(since))


def _profiles(ruleset: Ruleset) -> str:
    return f"it has {', '.join(f'`{name}`' for name in ruleset.profiles) or 'none'}"


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
