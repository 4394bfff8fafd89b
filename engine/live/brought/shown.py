"""The game as it were with what a player wrote -> that as others would see it: its cards, its exact odds."""

from __future__ import annotations

from fractions import Fraction

from engine.distribution.question import Gain, Question, TooWide
from engine.distribution.run import distribution
from engine.live.brought.submission import Submission
from engine.player.run import Executor
from engine.state import State, id_of
from engine.view.alt import alt_of
from engine.view.ask import Situation
from engine.view.looking import Looking
from engine.view.measure import percent
from engine.view.shown import Row, Shown
from engine.view.voice import Voice
from rules.program.moment import Moment
from rules.propose.publish import own_id
from rules.propose.template import template
from rules.ruleset import Ruleset


def shown(ruleset: Ruleset, of: Submission, locale: str, now: int) -> Shown:
    """Return it as a view; the likeliest comes first."""
    voice, executor = Voice(ruleset, locale), Executor(ruleset.catalogue)
    moment = Moment(now, 0)
    situation = Situation(State.new(ruleset.catalogue, moment), moment, {})
    looking, by = Looking(voice, executor), template(ruleset.definitions.resolved.plain, of.kind)
    if by is None:
        return Shown(of.written.name)
    faces = [looking.face(by.each, own_id(of.name, number), situation) for number in of.written.names]
    rows = [
        Row(name, percent(voice.locale, float(chance)))
        for name, chance in odds(ruleset, of, voice, situation)
    ]
    return Shown(of.written.name, tuple(rows), faces=tuple(faces), alt=alt_of(faces, voice))


def odds(ruleset: Ruleset, of: Submission, voice: Voice, situation: Situation) -> list[tuple[str, Fraction]]:
    """Return how likely each comes in a draw, exactly, the likeliest first."""
    by = template(ruleset.definitions.resolved.plain, of.kind)
    draw = ruleset.tables[f"{of.kind}.{of.name}.{by.table}"] if by is not None else ()
    state = situation.state
    found = distribution(ruleset.catalogue, draw, Question(rates=True), state.cells, situation.moment, {})
    if isinstance(found, TooWide):
        return []
    rates: dict[str, Fraction] = {}
    for (_, seen), chance in found.expected.items():
        if isinstance(seen, Gain) and chance:
            kind = ruleset.catalogue.slot(seen.slot).kind
            name = voice.asset(seen.slot, id_of(ruleset.catalogue, kind, seen.code) if kind else None)
            rates[name] = rates.get(name, Fraction(0)) + Fraction(chance)
    return sorted(rates.items(), key=lambda each: (-each[1], each[0]))
