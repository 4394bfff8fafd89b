"""The default game -> the faces of all its cards, as a new player sees them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from engine.player.run import Executor
from engine.state import State
from engine.view.ask import Situation
from engine.view.face import Face
from engine.view.looking import Looking
from engine.view.voice import Voice
from rules.load import load
from rules.program.moment import Moment
from rules.ruleset import Ruleset
from tests import packs

KIND = "esprit"
NOW = 1_767_960_000_000


@cache
def ruleset() -> Ruleset:
    """Return the default game."""
    found = load(packs.CONTENT / "reve").ruleset
    assert found is not None
    return found


def situation(game: Ruleset, **cells: object) -> Situation:
    """Return a new player, but for these cells."""
    moment = Moment(NOW, game.catalogue.calendar.day_of(NOW), 1)
    return Situation(State.new(game.catalogue, moment).with_(cells), moment, {})


def looking(locale: str = "") -> Looking:
    """Return what looks at records in a language."""
    return Looking(Voice(ruleset(), locale), Executor(ruleset().catalogue))


def faces(locale: str = "") -> list[Face]:
    """Return the faces of all cards; their marks differ, so that all of them are seen."""
    game, looks = ruleset(), looking(locale)
    found = [looks.face(KIND, id_, situation(game)) for id_ in game.catalogue.kinds[KIND].ids]
    return [replace(face, marks=at % (face.most + 1)) for at, face in enumerate(found)]
