"""A change and its effects -> a page: what changed in words, and by how much the same players have more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cli.picturing.page import Page, page
from engine.lab.chart.paired import paired
from engine.lab.effect import FlowEffect
from engine.lab.simulate import Experiment
from rules.ruleset import Ruleset


def planned(
    before: Ruleset,
    after: Ruleset,
    experiment: Experiment | None,
    flows: Iterable[FlowEffect],
    short: Sequence[str],
) -> str:
    """Return the page; *short* are the lines that the plan ends with, *experiment* is what was lived."""
    facts = (*_packs(before, after), *(_lived(experiment) if experiment else ()))
    return page(Page(f"{after.title} {after.version}: a change", facts, tuple(short)), paired(flows))


def _packs(before: Ruleset, after: Ruleset) -> Iterator[tuple[str, str]]:
    yield "pack", f"{after.id} {after.version}"
    yield "version before", before.version
    yield "hash of the content", after.hash
    yield "hash before", before.hash


def _lived(experiment: Experiment) -> Iterator[tuple[str, str]]:
    yield "players, the same in both", f"{experiment.total:,}"
    yield "days", str(experiment.days)
    yield "seed", str(experiment.seed)
    yield "profiles", ", ".join(f"{name} ({players:,})" for name, players in experiment.players.items())
