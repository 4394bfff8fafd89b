"""The draw of a view, and a situation -> its outcomes with their exact chances."""

from __future__ import annotations

from fractions import Fraction

from engine.distribution.question import Gain, Mark, Question, Seen, TooWide
from engine.distribution.run import distribution
from engine.state import id_of
from engine.view import measure
from engine.view.ask import Situation
from engine.view.voice import Voice
from rules.program.node import Steps

MOST = 12


def odds_rows(voice: Voice, draw: Steps, situation: Situation) -> tuple[tuple[str, str], ...]:
    """Return what may come of *draw* and how likely each is, the likeliest first."""
    question = Question(rates=True)
    answer = distribution(
        voice.ruleset.catalogue, draw, question, situation.state.cells, situation.moment, situation.params
    )
    if isinstance(answer, TooWide):
        return ()
    expected = {seen: Fraction(chance) for (_, seen), chance in answer.expected.items() if chance}
    found = sorted(_named(voice, expected).items(), key=lambda each: (-each[1], each[0]))
    return tuple((name, _chance(voice, chance)) for name, chance in found[:MOST])


def _named(voice: Voice, expected: dict[Seen, Fraction]) -> dict[str, Fraction]:
    """Return the entries where there are several, else the things themselves."""
    marks = {seen.name: chance for seen, chance in expected.items() if isinstance(seen, Mark)}
    least = min((name.count(".") for name in marks), default=0)
    entries = {name: chance for name, chance in marks.items() if name.count(".") == least}
    if len(entries) > 1:
        parted = ((name.rpartition("."), chance) for name, chance in entries.items())
        return {voice.outcome(table, entry): chance for (table, _, entry), chance in parted}
    return {_thing(voice, seen): chance for seen, chance in expected.items() if isinstance(seen, Gain)}


def _thing(voice: Voice, gain: Gain) -> str:
    slot = voice.ruleset.catalogue.slot(gain.slot)
    return voice.asset(gain.slot, id_of(voice.ruleset.catalogue, slot.kind, gain.code) if slot.kind else None)


def _chance(voice: Voice, chance: Fraction) -> str:
    """Return a chance; what comes more than once is counted."""
    if chance > 1:
        return f"{measure.number(voice.locale, float(chance))} \u00d7"
    return measure.percent(voice.locale, float(chance))
