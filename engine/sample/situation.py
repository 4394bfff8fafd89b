"""An expression in its place -> situations in which it may be asked for, by code and by id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from engine.sample.dice import Dice
from engine.sample.known import Known
from engine.sample.named import NamedCells
from engine.sample.spot import Spot
from engine.sample.value import DEAL, FIRST_DAY, LAST_DAY, ME, OTHER, cell, value
from rules.expression.evaluate import Situation
from rules.expression.facts import NO_FACTS
from rules.expression.reference_value import Sample, opened
from rules.expression.scope import Vocabulary
from rules.expression.type import DAY
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from rules.site import hash_name

TRIES = 40  # situations that are made before one in which all that is known holds is given up
WORLDS = 24  # states that situations begin with


@dataclass(frozen=True, slots=True)
class Point:
    """One situation, as compiled code and as the reference evaluator see it."""

    situation: Situation
    sample: Sample


class Situations:
    """Make situations of one pack; states are made once and changed for each expression."""

    def __init__(self, catalogue: Catalogue, declared: Vocabulary, seed: int) -> None:
        """Make the states, after settling: what is always chosen then is there."""
        self._catalogue = catalogue
        self._seed = seed
        chosen = {
            slot for choice in declared.choices.values() if not choice.optional for slot in choice.slots
        }
        slots = [
            replace(slot, type=slot.type.present()) if slot.name in chosen else slot
            for slot in catalogue.slots
        ]
        self._worlds = [
            [cell(catalogue, slot, Dice(seed, number, slot.index)) for slot in slots]
            for number in range(WORLDS)
        ]

    def points(self, spot: Spot, count: int) -> Iterator[Point]:
        """Yield at most *count* situations in which all that is known at a place holds."""
        types = spot.locals
        known = Known.of(NO_FACTS if spot.constant else spot.facts, types)
        for number in range(count):
            for attempt in range(TRIES):
                dice = Dice(self._seed, hash_name(spot.text), spot.place.line, number, attempt)
                at = self._situation(types, dice)
                if known.make(at, types, dice):
                    yield Point(at, self._sample(spot, at))
                    break

    def _situation(self, types: dict[str, Any], dice: Dice) -> Situation:
        cells = list(dice.of(self._worlds))
        players = {ME: cells, OTHER: dice.of(self._worlds)}
        now = dice.within(FIRST_DAY * DAY, LAST_DAY * DAY)
        offers = {DEAL: list(dice.of(self._worlds))}
        moment = Moment(now, self._catalogue.calendar.day_of(now), ME, 0, players, offers)
        locals_ = {name: value(self._catalogue, type_, dice) for name, type_ in types.items()}
        return Situation(self._catalogue, cells, moment, locals_)

    def _sample(self, spot: Spot, at: Situation) -> Sample:
        """Return the same situation by id."""
        locals_ = {
            name: opened(self._catalogue, type_, at.locals[name]) for name, type_ in spot.locals.items()
        }
        for name, type_ in spot.scope.locals.items():
            if type_.name == "signal":
                members = spot.scope.signals[type_.kind].items()
                locals_[name] = {
                    member: locals_[sign.name] for member, sign in members if sign.name in locals_
                }
        players = {player: NamedCells(self._catalogue, held) for player, held in at.moment.players.items()}
        offers = {number: NamedCells(self._catalogue, held) for number, held in at.moment.offers.items()}
        return Sample(players[ME], locals_, at.moment, players, offers)
