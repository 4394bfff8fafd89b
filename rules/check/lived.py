"""A profile that nobody can live: a span that is over before it begins, days that are none, an empty end."""

from __future__ import annotations

from collections.abc import Iterator

from rules.check.subject import Subject
from rules.define.form import entry, items, scalar_text
from rules.define.literal import bounds, duration
from rules.document import Node, Scalar, Sequence
from rules.expression.type import DAY, MINUTE
from rules.lower.code import UNLIVED
from rules.lower.profile import span_of
from rules.problem import Problem

CODES = (UNLIVED,)


def check(pack: Subject) -> Iterator[Problem]:
    """Yield what a profile says of times and days that cannot be."""
    starts = pack.definitions.vocabulary.catalogue.calendar.starts
    for _, profile in pack.declared("profiles"):
        yield from _span(profile, starts)
        yield from _joins(entry(profile, "joins"))
        yield from _stops(entry(profile, "stops"))
        for row in items(entry(profile, "spends")):
            yield from _days(entry(row, "each"))
    for _, scenario in pack.declared("scenarios"):
        if isinstance(entry(entry(scenario, "when"), "lives"), Scalar):
            yield from _scripted(scenario)


def _scripted(scenario: Node) -> Iterator[Problem]:
    """Yield what is said of single actions in a scenario that tells of days."""
    then = entry(scenario, "then")
    log = entry(then, "log")
    if log is not None and not isinstance(log, Sequence):
        yield UNLIVED.at(log.place, "a log is a list of lines", help="write each line after `- `")
    help_ = "say what happened in `log`, and take this out"
    for owner, word in ((scenario, "rolls"), (then, "refused"), (then, "said")):
        written = entry(owner, word)
        if written is not None:
            yield UNLIVED.at(written.place, f"days of a profile have no `{word}`", help=help_)


def _span(profile: Node, starts: int) -> Iterator[Problem]:
    """Yield a span that is too short for the sessions in it, or not within one day."""
    comes = entry(profile, "logs_in")
    written = entry(comes, "between")
    if written is None:
        return
    begins, ends = span_of(written, starts)
    sessions = entry(comes, "sessions")
    number = int(scalar_text(sessions)) if scalar_text(sessions).isdigit() else 1
    if begins >= ends:
        said = "the span ends before it begins"
        help_ = "name two times of one day of the game, the earlier one first"
        yield UNLIVED.at(written.place, said, help=help_)
    elif ends - begins < number * MINUTE:
        yield UNLIVED.at(
            written.place, f"the span is too short for {number} sessions", help="leave a minute for each"
        )


def _joins(written: Node | None) -> Iterator[Problem]:
    days = bounds(scalar_text(written))
    if written is not None and days is not None and not 0 <= days[0] <= days[1]:
        help_ = "write the lesser number of days first, such as `0..6`"
        yield UNLIVED.at(written.place, f"`{scalar_text(written)}` are no days to begin on", help=help_)


def _stops(written: Node | None) -> Iterator[Problem]:
    if written is None:
        return
    if not any(entry(written, word) for word in ("after", "chance", "when")):
        help_ = "add `after`, `chance` or `when`"
        yield UNLIVED.at(written.place, "it is not said when the player stops", help=help_)
    for word in ("after", "for"):
        yield from _days(entry(written, word))


def _days(written: Node | None) -> Iterator[Problem]:
    """Yield a duration that is not of whole days: players are simulated day by day."""
    length = duration(scalar_text(written))
    if written is not None and length is not None and (length % DAY or not length):
        help_ = "write days or weeks, such as `7d`"
        yield UNLIVED.at(written.place, f"`{scalar_text(written)}` are no whole days", help=help_)
