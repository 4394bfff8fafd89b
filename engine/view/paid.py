"""What is paid for, and for whom -> the exact odds of all luck in it, as whoever buys would have it now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from engine.distribution.question import Gain, Mark, Question, TooWide
from engine.distribution.run import distribution
from engine.outcome import Refused
from engine.request import read_params
from engine.state import id_of
from engine.view import measure
from engine.view.ask import Situation
from engine.view.voice import Voice
from rules.program.product import Product
from rules.program.walk import Walker


@dataclass(frozen=True, slots=True)
class Draws:
    """*times* that something is drawn, and how likely each outcome of one is, the likeliest first."""

    table: str
    times: str
    rows: tuple[tuple[str, str], ...]


def paid_odds(voice: Voice, product: Product, situation: Situation) -> tuple[Draws, ...] | None:
    """Return the odds of a product; nothing where luck has no part in it, None where they are not known."""
    catalogue = voice.ruleset.catalogue
    program = voice.ruleset.programs[product.action]
    steps = (*program.phase("let"), *program.phase("do"))
    if not Walker(catalogue).use(steps).sites:
        return ()
    params = read_params(catalogue, program, dict(product.params), situation.state)
    if isinstance(params, Refused):
        return None
    question = Question(rates=True)
    found = distribution(catalogue, steps, question, situation.state.cells, situation.moment, params)
    if isinstance(found, TooWide):
        return None
    marks: dict[str, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    things: dict[str, Fraction] = defaultdict(Fraction)
    for (_, seen), count in found.expected.items():
        if isinstance(seen, Mark):
            table, _, name = seen.name.rpartition(".")
            marks[table][voice.outcome(table, name)] += Fraction(count)
        elif isinstance(seen, Gain):
            slot = catalogue.slot(seen.slot)
            things[voice.asset(seen.slot, id_of(catalogue, slot.kind, seen.code) if slot.kind else None)] += (
                Fraction(count)
            )
    outer = min((table.count(".") for table in marks), default=0)
    tables = {table: counts for table, counts in marks.items() if table.count(".") == outer}
    return tuple(_draws(voice, *each) for each in sorted(tables.items())) or (_things(voice, things),)


def _draws(voice: Voice, table: str, counts: dict[str, Fraction]) -> Draws:
    times = sum(counts.values(), Fraction())
    likely = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    rows = ((name, measure.percent(voice.locale, float(count / times))) for name, count in likely if count)
    named = voice.own(f"tables.{table}.name", table.replace("_", " "))
    return Draws(named, measure.number(voice.locale, float(times)), tuple(rows))


def _things(voice: Voice, counts: dict[str, Fraction]) -> Draws:
    """Return how many of each thing come on average, where no table says what is drawn."""
    likely = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    rows = (
        (name, f"{measure.average(voice.locale, float(count))} \u00d7") for name, count in likely if count
    )
    return Draws("", "", tuple(rows))
