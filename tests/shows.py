"""A small game in which players write shows of actors: a template, models, and a way to draw from a show."""

from __future__ import annotations

from rules.load import Loaded, compile_pack
from rules.pack import Texts
from rules.problem import Problems
from rules.propose.bring import EMPTY, Sheaf
from rules.propose.template import Template, template
from rules.propose.written import Written
from rules.ruleset import Ruleset
from tests import packs

LOCALES = "language: 1, locales: [en, de], allow: {E622: free, W790: not always}"
GAME = packs.GAME.replace("language: 1", LOCALES)
SHOWS = """
kinds:
  coin: {holdable: stack, most: 1000000}
  actor: {holdable: stack, fields: {show: show, size: {int: [1, 9]}}}
  show:
    fields: {genre: {text: 20}, table: table}
    proposable:
      like: hamlet
      list: actors
      each: actor
      part_of: show
      count: [2, 5]
      models:
        gravedigger: {weight: 90, becomes: {gold: 5}}
        ghost: {weight: 10.5, becomes: {gold: 50}}
      in_turn: [gravedigger, gravedigger, ghost]
coin: {gold: {name: Gold}}
actor:
  gravedigger: {name: Gravedigger, show: hamlet, size: 2, summary: Digs.}
  ghost: {name: Ghost, show: hamlet, size: 9}
show:
  hamlet:
    name: Hamlet
    genre: Tragedy
    table: {entries: {one: {weight: 9, give: {gravedigger: 1}}, two: {weight: 1, give: {ghost: 1}}}}
actions:
  watch: {name: Watch, params: {show: {type: show}}, do: [{draw: show.table, as: seen}]}
"""
LIKES = {1: "gravedigger", 2: "gravedigger", 3: "ghost"}
MACBETH = Written("Macbeth", {"genre": "Tragedy"}, {1: "Banquo", 2: "Lady M", 3: "Duncan"}, LIKES)
ID = "show_1"


def loaded(sheaf: Sheaf = EMPTY, text: str = SHOWS) -> Loaded:
    """Return what becomes of the game with what players wrote."""
    return compile_pack(Texts("mine", {"game.yaml": GAME + text}), Problems(), lambda *_: None, None, sheaf)


def shows(sheaf: Sheaf = EMPTY, text: str = SHOWS) -> Ruleset:
    """Return the game, which has no problem."""
    found = loaded(sheaf, text)
    assert found.ruleset is not None, [problem.message for problem in found.problems]
    return found.ruleset


def by() -> Template:
    """Return the template of a show."""
    found = template(shows().definitions.resolved.plain, "show")
    assert found is not None
    return found
