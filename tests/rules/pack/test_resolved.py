"""What a resolved pack is named, and what it knows of each leaf."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.document import Scalar
from rules.pack import Origin, Resolved, Texts, read_pack
from rules.pack.image import canonical
from tests.packs import CONTENT, GAME, find, folder, pack, resolve, shipped

BASE = {
    "game.yaml": GAME,
    "cards.yaml": "kinds: {card: {fields: {power: int}}}\ncard:\n  fox: {name: Fox, power: 10}\n"
    "  owl: {name: Owl, power: 12}\n",
    "acts.yaml": "actions:\n  pull:\n    require: [{that: level > 1, else: too_low}]\n"
    "    do: [{chance: 5%, as: win, then: [{say: won}]}]\n",
}


def extended(patches: str, base: dict[str, str] | None = None) -> tuple[Resolved, list[str]]:
    own = Texts("own", {"own.yaml": GAME.replace("language: 1", "language: 1, extends: base") + patches})
    tree, problems = read_pack(own, lambda _name, _pack: Texts("base", base or BASE))
    assert tree is not None
    return tree, [problem.message for problem in problems.sorted()]


def leaf(tree: Resolved, path: str) -> tuple[str, Origin]:
    found = tree.at(path)
    assert found is not None
    assert isinstance(found.node, Scalar)
    return found.node.text, found.origin


def test_comments_styles_order_and_files_do_not_change_the_hash() -> None:
    one = pack(game=GAME, a='card: {fox: {name: "Fox", power: 1}, owl: {}}\nkinds: {card: {}}')
    other = pack(
        game=f"# so it begins\n{GAME}",
        z="card:\n  owl: {}\n",
        b="kinds: {card: {}}\ncard: {fox: {power: 1, name: Fox}}",
    )
    assert one.hash == other.hash
    assert one.json == other.json


@given(st.randoms(use_true_random=False))
def test_any_way_to_file_the_default_game_gives_one_hash(chance: random.Random) -> None:
    texts = [GAME, *(f"card:\n  c{number}: {{power: {number}}}\n" for number in range(6))]
    chance.shuffle(texts)
    assert (
        pack(**{f"f{at}": text for at, text in enumerate(texts)}).hash
        == pack(all="\n".join([GAME, "card:"] + [f"  c{n}: {{power: {n}}}" for n in range(6)])).hash
    )


@pytest.mark.parametrize("change", ["power: 2", "power: 1.0", "power: 1, name: x"])
def test_another_value_is_another_hash(change: str) -> None:
    assert (
        pack(game=GAME, a="card: {fox: {power: 1}}").hash
        != pack(game=GAME, a=f"card: {{fox: {{{change}}}}}").hash
    )


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.name)
def test_every_leaf_of_a_shipped_pack_says_its_file_and_line(path: Path) -> None:
    tree = resolve(path)
    for noun, definitions in tree.plain.items():
        for name, plain in definitions.items():
            found = tree.at((noun, name))
            assert found is not None
            assert found.key is not None
            assert found.key.text == name
            assert found.origin.place.line > 0
            if isinstance(plain, str):
                assert isinstance(found.node, Scalar)
                assert found.node.text == plain


def test_a_leaf_remembers_the_patches_through_which_it_went() -> None:
    tree, said = extended("patches: {a: [{at: card.fox.power, scale: 1.5}, {at: card.fox.power, add: 7}]}")
    text, origin = leaf(tree, "card.fox.power")
    assert (said, text, str(origin)) == ([], "22", "cards.yaml:3")
    steps = [(step.change, step.value, step.before) for step in origin.patches]
    assert steps == [("scale", "1.5", "10"), ("add", "7", "15")]
    assert origin.patches[0].place.file == "own.yaml"


def test_a_value_that_is_set_stands_in_the_patch() -> None:
    tree, said = extended("patches:\n  a: [{at: actions.pull.require.too_low.that, set: level > 2}]")
    text, origin = leaf(tree, "actions.pull.require.too_low.that")
    assert (said, text, str(origin)) == ([], "level > 2", "own.yaml:3")


def test_a_step_is_named_by_its_as() -> None:
    tree, said = extended("patches: {a: [{at: actions.pull.do.win.chance, add: 2%}]}")
    assert (said, leaf(tree, "actions.pull.do.win.chance")[0]) == ([], "7%")
    assert tree.plain["actions"]["pull"]["do"][0]["chance"] == "7%"


def test_the_extended_pack_stays_as_it_was() -> None:
    before, _ = read_pack(Texts("base", BASE))
    extended("patches: {a: [{at: card.fox.power, set: 1}, {at: card, remove: [owl]}]}")
    after, _ = read_pack(Texts("base", BASE))
    assert before is not None
    assert after is not None
    assert before.hash == after.hash


def test_an_old_id_leads_to_the_record_and_is_part_of_the_content() -> None:
    tree, said = extended("patches: {a: [{at: card.fox, rename: wolf}, {at: card.fox.power, set: 3}]}")
    assert said == []
    found = tree.at("card.fox.power")
    assert found is not None
    assert found.path == ("card", "wolf", "power")
    assert tree.definition("card", "fox") is tree.definition("card", "wolf")
    assert tree.renamed == {"card": {"fox": "wolf"}}
    assert '"renamed":{"card":{"fox":"wolf"}}' in tree.json


def test_a_pack_inherits_what_its_game_does_not_say() -> None:
    tree, said = extended("", BASE | {"game.yaml": GAME.replace("id: mine", "id: base, locales: [en]")})
    assert said == []
    assert tree.plain["game"] == {
        "id": "mine",
        "title": "Mine",
        "version": "1.0.0",
        "language": "1",
        "locales": ["en"],
    }


def test_patching_and_writing_the_result_out_are_the_same() -> None:
    tree, _ = extended(
        "patches: {a: [{at: card.fox.power, scale: 2}, {at: card, append: {elk: {power: 1}}}, {at: "
        "card, remove: owl}]}"
    )
    plain = pack(
        game=GAME,
        a="kinds: {card: {fields: {power: int}}}\ncard: {fox: {name: Fox, power: 20}, elk: {power: 1}}",
        b=BASE["acts.yaml"],
    )
    assert tree.hash == plain.hash
    assert tree.json == canonical(plain.plain)


def test_a_pack_of_twenty_lines_extends_the_default_game() -> None:
    tree, problems = read_pack(folder(CONTENT / "examples" / "weekend"), find)
    assert tree is not None
    assert not list(problems)
    assert tree.at("esprit.radish_squire") is None
    weight = tree.at("tables.echo_standard.entries.legendary.weight")
    assert weight is not None
    assert weight.origin.place.file.endswith("reve/echoes.yaml")
    assert [step.change for step in weight.origin.patches] == ["scale"]
