"""What players wrote -> records and one table of a pack; whatever else is smuggled in is stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.distribution.question import Gain, Question, TooWide
from engine.distribution.run import distribution
from engine.state import State
from rules.program.moment import Moment
from rules.propose.bring import Piece, Sheaf
from rules.propose.gate import refused
from rules.propose.legible import illegible, tidy
from rules.propose.publish import LICENCE, PICTURE, publication
from tests.shows import ID, MACBETH, SHOWS, by, loaded, shows

Forged = Callable[[dict[str, Any]], object]
PLAINS = shows().definitions.resolved.plain
OWN_LIKES = {f"{ID}_{number}": like for number, like in MACBETH.likes.items()}
PIECE = Piece("show", ID, MACBETH.plain)


def made() -> dict[str, Any]:
    """Return the definitions that are let through."""
    return deepcopy(dict(publication(PLAINS, by(), ID, MACBETH).definitions))


def picture(**more: str) -> dict[str, str]:
    return {"file": f"{PICTURE}{'a' * 64}", "author": "Macbeth", "licence": LICENCE, **more}


def first(sections: dict[str, Any]) -> Any:
    return sections["actor"][f"{ID}_1"]


def entry(sections: dict[str, Any]) -> Any:
    return sections["show"][ID]["table"]["entries"][f"{ID}_1"]


SMUGGLED: dict[str, Forged] = {
    "a currency": lambda it: it.update(coin={"silver": {"name": "Silver"}}),
    "an action": lambda it: it.update(actions={"rob": {"do": [{"give": {"gold": "1"}}]}}),
    "a limit": lambda it: it.update(limits={"free": {"times": "9"}}),
    "a patch": lambda it: it.update(patches={"x": [{"at": "coin.gold", "remove": "true"}]}),
    "a text": lambda it: it.update(texts={"en": {"bot.dead": "x"}}),
    "a formula": lambda it: it.update(formulas={"x": {"is": "1"}}),
    "a table of its own": lambda it: it.update(tables={"x": {"entries": {}}}),
    "what the game says of itself": lambda it: it.update(game={"title": "Mine"}),
    "a kind": lambda it: it.update(kinds={"x": {}}),
    "an event": lambda it: it.update(events={"x": {}}),
    "a product": lambda it: it.update(products={"x": {}}),
    "another record of its kind": lambda it: it["show"].update(other=it["show"][ID]),
    "a record of another's name": lambda it: it["actor"].update(ghost=first(it)),
    "a record with a foreign prefix": lambda it: it["actor"].update({"show_2_1": first(it)}),
    "a record with a number that is none": lambda it: it["actor"].update({f"{ID}_1x": first(it)}),
    "thousands of records": lambda it: it["actor"].update({f"{ID}_{at}": first(it) for at in range(1, 5000)}),
    "one record too many": lambda it: it["actor"].update({f"{ID}_{at}": first(it) for at in range(1, 7)}),
    "a stronger record": lambda it: first(it).update(size="9"),
    "an expression": lambda it: first(it).update(size="9 + gold"),
    "a field that the model has not": lambda it: first(it).update(most="99"),
    "another's record": lambda it: first(it).update(show="hamlet"),
    "a placeholder in a name": lambda it: first(it).update(name="{gold}"),
    "a mention in a name": lambda it: first(it).update(name="<@1>"),
    "a huge name": lambda it: first(it).update(name="x" * 100_000),
    "a name that is no text": lambda it: first(it).update(name=["x"]),
    "odds that are better": lambda it: entry(it).update(weight="99999"),
    "no name": lambda it: first(it).pop("name"),
    "a summary": lambda it: first(it).update(summary="x" * 10),
    "tags": lambda it: first(it).update(tags=["rare"]),
    "a picture of an address": lambda it: first(it).update(image="https://evil.example/x.png"),
    "a picture of a file": lambda it: first(it).update(image=picture(file="../secret.png")),
    "a picture with more": lambda it: first(it).update(image=picture(more="x")),
    "a picture of another licence": lambda it: first(it).update(image=picture(licence="CC0")),
    "a picture of the whole": lambda it: it["show"][ID].update(image=picture()),
    "a text of another field": lambda it: it["show"][ID].update(summary="x"),
    "a table that is another's": lambda it: it["show"][ID].update(table="hamlet"),
    "a table with a guarantee": lambda it: it["show"][ID]["table"].update(guarantees=[]),
    "a table that takes all": lambda it: it["show"][ID]["table"].update(pick="all"),
    "a table that is empty": lambda it: it["show"][ID]["table"].update(entries={}),
    "an entry that gives coins": lambda it: entry(it).update(give={"gold": "1000000"}),
    "an entry that gives two": lambda it: entry(it).update(give={f"{ID}_1": "2"}),
    "an entry that gives another's": lambda it: entry(it).update(give={"ghost": "1"}),
    "an entry with a weight that is an expression": lambda it: entry(it).update(weight="gold"),
    "an entry without weight": lambda it: entry(it).update(weight="0"),
    "an entry with a weight below nothing": lambda it: entry(it).update(weight="-1"),
    "an entry that draws a table": lambda it: entry(it).update(table="hamlet"),
    "an entry that comes often": lambda it: entry(it).update(times="100"),
    "an entry that picks": lambda it: entry(it).update(one_of="coin"),
    "a record that is a list": lambda it: it["actor"].update({f"{ID}_1": []}),
    "a show that is a text": lambda it: it["show"].update({ID: "x"}),
}  # fmt: skip


@pytest.mark.system("G13")
@pytest.mark.parametrize("what", SMUGGLED)
def test_the_gate_stops(what: str) -> None:
    forged = made()
    SMUGGLED[what](forged)
    assert [*refused(PLAINS, by(), ID, forged, OWN_LIKES)] != []


def test_the_gate_lets_nobody_be_like_what_is_no_model() -> None:
    for likes in ({}, {**OWN_LIKES, f"{ID}_1": "hamlet"}, {**OWN_LIKES, "ghost": "ghost"}):
        assert [*refused(PLAINS, by(), ID, made(), likes)] != []


def test_the_gate_lets_through_what_the_template_makes_with_a_picture_too() -> None:
    sections = made()
    first(sections)["image"] = picture()
    assert [*refused(PLAINS, by(), ID, sections, OWN_LIKES)] == []


def paths(plain: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the way to every value, and to every value that could be."""
    if isinstance(plain, dict):
        for key, part in plain.items():
            yield (*path, key)
            yield from paths(part, (*path, key))
        yield (*path, "more")


VALUES = st.one_of(
    st.text(max_size=50),
    st.sampled_from(["gold", "ghost", "{gold}", "9", "true", "actor", "Lady Macbeth", ID, f"{ID}_1", "0.5"]),
    st.dictionaries(st.sampled_from(["gold", "give", "one_of", "entries", "name"]), st.text(max_size=5)),
    st.lists(st.text(max_size=5), max_size=2),
)


@given(st.sampled_from([*paths(made())]), VALUES)
def test_whatever_is_written_anywhere_only_another_text_to_read_is_let_through(
    path: tuple[str, ...], value: Any
) -> None:
    forged = made()
    place = forged
    for key in path[:-1]:
        place = place[key]
    same = path[-1] in place and place[path[-1]] == value
    place[path[-1]] = value
    if same or [*refused(PLAINS, by(), ID, forged, OWN_LIKES)]:
        return
    assert path[-1] in {"name", "genre"}
    assert value == tidy(value)
    assert not illegible(value)


def test_what_is_brought_adds_its_records_and_changes_nothing_else() -> None:
    before, after = shows(), shows(Sheaf((PIECE,)))
    new = {"show": {ID}, "actor": {f"{ID}_1", f"{ID}_2", f"{ID}_3"}}
    for noun, definitions in after.definitions.resolved.plain.items():
        was = before.definitions.resolved.plain[noun]
        assert {name: part for name, part in definitions.items() if name not in new.get(noun, ())} == was
    assert {noun: set(ids) for noun, ids in after.definitions.resolved.brought.items()} == new


def test_the_odds_are_those_of_the_template_however_many_there_are() -> None:
    rules = shows(Sheaf((PIECE,)))
    moment = Moment(0, 0)
    state = State.new(rules.catalogue, moment)
    draw = rules.tables[f"show.{ID}.table"]
    found = distribution(rules.catalogue, draw, Question(rates=True), state.cells, moment, {})
    assert not isinstance(found, TooWide)
    ids = rules.catalogue.kinds["actor"].ids
    rates = {ids[seen.code]: rate for (_, seen), rate in found.expected.items() if isinstance(seen, Gain)}
    whole = 90 + 10.5
    expected = {f"{ID}_1": 45 / whole, f"{ID}_2": 45 / whole, f"{ID}_3": 10.5 / whole}
    assert rates == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    "written",
    [
        {},
        {**MACBETH.plain, "name": "{gold}"},
        {**MACBETH.plain, "names": {"1": "a"}},
        {**MACBETH.plain, "texts": {"genre": "x" * 21}},
        {**MACBETH.plain, "texts": {"genre": "A\nactions: {}"}},
    ],
)
def test_what_does_not_fit_its_template_stops_the_whole_load(written: dict[str, Any]) -> None:
    found = loaded(Sheaf((Piece("show", ID, written),)))
    assert found.ruleset is None
    assert [problem.code for problem in found.problems if problem.is_error] == ["E633"]


def test_an_id_that_the_game_has_already_is_a_problem_and_no_change() -> None:
    found = loaded(Sheaf((Piece("show", "hamlet", MACBETH.plain),)))
    assert found.ruleset is None
    assert "E122" in [problem.code for problem in found.problems]


def test_what_is_gone_becomes_what_its_template_said_when_it_came() -> None:
    before = shows(Sheaf((PIECE,))).definitions.resolved.brought
    after = shows(Sheaf((), before))
    assert after.retired == {
        ("actor", f"{ID}_1"): (("coin", "gold", 5),),
        ("actor", f"{ID}_2"): (("coin", "gold", 5),),
        ("actor", f"{ID}_3"): (("coin", "gold", 50),),
    }
    back = shows(Sheaf((PIECE,), after.definitions.resolved.brought))
    assert back.retired == {}


def test_what_players_wrote_is_warned_of_by_no_check_of_texts() -> None:
    names = "actor.ghost.name: Geist, show.hamlet.name: Hamlet"
    locales = f"{SHOWS}texts: {{en: {{hello: Hello}}, de: {{{names}}}}}\n"
    before, after = loaded(text=locales), loaded(Sheaf((PIECE,)), locales)
    assert "W732" in [each.code for each in before.problems]  # of the gravedigger
    assert [each.code for each in after.problems] == [each.code for each in before.problems]
