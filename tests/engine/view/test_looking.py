"""Records in views -> their faces, as their kind says that they look and as the player has them."""

from __future__ import annotations

from engine.player.run import Executor
from engine.state import State
from engine.view.ask import Situation
from engine.view.face import Face, Step
from engine.view.lay import Layout
from engine.view.looking import Looking
from engine.view.shown import Shown
from engine.view.voice import Voice
from rules.load import compile_pack
from rules.pack import Texts
from rules.problem import Problems
from rules.program.moment import Moment

NOON = 1767956400000
PACK = """
game: {id: orchard, title: Orchard, version: 1.0.0, language: 1, shared_by: world, locales: [en, de]}
kinds:
  size:  {ordered_by: order, fields: {order: {int: [1, 9]}, paint: text}}
  fruit:
    holdable: stack
    fields: {size: size, rival: {type: fruit, optional: true}}
    looks:
      {figure: "'drop' if ripe(it) > 1 else 'petal'", colour: it.size.paint, frame: it.size, badge: it.rival,
       words: [it.size.order, it.name], marks: ripe(it)}
  pot: {}
pot: {clay: {name: Clay, summary: Cracked.}}
size: {small: {order: 1, paint: "#aabbcc"}, large: {name: Large, order: 2, paint: red}}
fruit:
  plum: {name: Plum, size: small, image: {file: plum.png, author: Ana, licence: CC0}}
  pear: {name: Pear, size: large, rival: plum}
variables:
  ripe: {per: fruit, type: {int: [0, 4]}}
  best: {type: fruit, optional: true}
views:
  one:  {of: {fruit: fruit}, title: fruit.name, image: fruit}
  page: {title: "'page'", image: f, list: {f: fruit}, sort: [-f.name], page: 1}
  nothing: {title: "'nothing'", image: best}
texts: {de: {fruit.plum.name: Pflaume, size.small.name: klein}}
actions:
  see:
    params: {fruit: {type: fruit}}
    limit: calm
    do: [{give: {fruit: 1}}, {set: {ripe(fruit): 1, best: fruit}}]
    say: one
  browse: {say: page}
  ask: {say: nothing}
limits: {calm: {per: player, times: 1, in: day}}
"""
LOADED = compile_pack(Texts("orchard", {"game.yaml": PACK}), Problems(), lambda _, __: None)
PLUM = Face(
    "fruit.plum",
    "Pflaume",
    "petal",
    "#aabbcc",
    "",
    Step(0, 2, "klein"),
    words=("1", "Pflaume"),
    marks=1,
    most=4,
    image="plum.png",
    credit="Ana, CC0",
)


def situation(**params: int) -> Situation:
    """Return how things stand for somebody whose plums are one day ripe, whose pears two."""
    game = LOADED.ruleset
    assert game is not None, LOADED.problems
    state = State.of(game.catalogue, {"ripe": {"plum": 1, "pear": 2}})
    return Situation(state, Moment(NOON, game.catalogue.calendar.day_of(NOON), 1), params)


def looking() -> Looking:
    """Return what looks at fruit, in German."""
    game = LOADED.ruleset
    assert game is not None, LOADED.problems
    return Looking(Voice(game, "de"), Executor(game.catalogue))


def laid(view: str, page: int = 1, **params: int) -> Shown:
    """Return a view, laid out in German."""
    looks = looking()
    return Layout(looks.voice, looks.executor).lay(view, situation(**params), page)


def test_a_record_looks_as_its_kind_says_to_whom_it_belongs() -> None:
    pear = looking().face("fruit", "pear", situation())

    assert looking().face("fruit", "plum", situation()) == PLUM
    assert (pear.figure, pear.marks, pear.most) == ("drop", 2, 4)
    assert pear.frame == Step(1, 2, "Large")
    assert pear.badge is not None
    assert pear.badge.word == "Pflaume"


def test_a_text_that_is_no_colour_leaves_the_choice_to_the_id() -> None:
    assert looking().face("fruit", "pear", situation()).colour == ""


def test_a_kind_that_says_nothing_of_looks_has_a_name_and_a_summary() -> None:
    assert looking().face("pot", "clay", situation()) == Face("pot.clay", "Clay", summary="Cracked.")


def test_a_view_shows_the_card_of_its_record() -> None:
    codes = looking().voice.ruleset.catalogue.kinds["fruit"].codes
    shown = laid("one", fruit=codes["plum"])

    assert shown.faces == (PLUM,)
    assert shown.alt == "Bild: Pflaume, klein, 1, Pflaume, 1 von 4 ★. © Ana, CC0"


def test_a_list_shows_the_cards_of_its_page() -> None:
    pages = [laid("page", page) for page in (1, 2)]

    assert [[face.id for face in page.faces] for page in pages] == [["fruit.plum"], ["fruit.pear"]]


def test_where_there_is_no_record_there_is_no_card() -> None:
    shown = laid("nothing")

    assert (shown.faces, shown.alt) == ((), "")
