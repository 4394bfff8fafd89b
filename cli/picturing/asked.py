"""Which files somebody asks for -> checked before the players live, written when they have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cli.exit import UsageProblem
from cli.out import note
from cli.picturing.files import writable, write_charts, write_table
from cli.picturing.page import Page, page
from cli.picturing.png import silent
from cli.picturing.rows import rows
from cli.simulating.brief import brief
from cli.simulating.number import dated
from engine.lab.chart.form import Section
from engine.lab.chart.sections import sections, uncharted
from engine.lab.report import Report
from engine.lab.simulate import Summaries
from rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Asked:
    """A page, a folder of pictures, a table: whichever have a path."""

    page: Path | None = None
    pictures: Path | None = None
    table: Path | None = None

    def check(self) -> None:
        """Refuse what cannot be written."""
        for path in (self.page, self.table):
            if path is not None and not path.parent.is_dir():
                raise UsageProblem(f"there is no folder `{path.parent}`; make it first")
        if self.table is not None:
            writable(self.table)

    @property
    def any(self) -> bool:
        """Tell whether any file is asked for."""
        return self.draws or self.table is not None

    @property
    def draws(self) -> bool:
        """Tell whether there is anything to draw."""
        return self.page is not None or self.pictures is not None

    def write(
        self, ruleset: Ruleset, found: Report, summaries: Summaries, drawn: tuple[Section, ...]
    ) -> None:
        """Write all of it, with charts that were *drawn* before."""
        if self.page is not None:
            self.page.write_text(page(_told(ruleset, found, uncharted(summaries, drawn)), drawn), "utf-8")
            note(f"reve: wrote `{self.page}`")
        if self.pictures is not None:
            count = write_charts(self.pictures, drawn)
            note(f"reve: wrote {count} charts to `{self.pictures}`")
            if silent():
                note(
                    "reve: this machine has no fonts, so that PNG files have no words; install one, as DejaVu"
                )
        if self.table is not None:
            write_table(self.table, rows(summaries))
            note(f"reve: wrote `{self.table}`")


def charts(ruleset: Ruleset, found: Report, summaries: Summaries) -> tuple[Section, ...]:
    """Return all charts of a simulation."""
    kinds = {name: len(kind.ids) for name, kind in ruleset.catalogue.kinds.items()}
    return sections(summaries, found.currencies, kinds)


def _told(ruleset: Ruleset, found: Report, missing: tuple[str, ...]) -> Page:
    title = f"{ruleset.title} {ruleset.version}"
    return Page(
        f"{title}: a simulation",
        tuple(_facts(ruleset, found)),
        tuple(brief(found, title)),
        tuple(_faults(found)),
        missing,
    )


def _facts(ruleset: Ruleset, found: Report) -> Iterator[tuple[str, str]]:
    experiment = found.experiment
    lived = sum(profile.players for profile in found.profiles)
    yield "pack", f"{ruleset.id} {ruleset.version}"
    yield "players", f"{lived:,}" + (f" of {experiment.total:,} (partial)" if found.partial else "")
    yield "days", str(experiment.days)
    yield "first day", dated(experiment.first_day)
    yield "actions", f"{found.actions:,}"
    yield "seed", str(experiment.seed)
    yield "profiles", ", ".join(f"{profile.name} ({profile.players:,})" for profile in found.profiles)
    yield "hash of the content", ruleset.hash


def _faults(found: Report) -> Iterator[str]:
    for profile in found.profiles:
        for action, what, count in profile.faults:
            yield f"{profile.name}, {action}, {count:,} times: {what}"
