"""A proof agrees with itself or says where it does not: each part that is changed is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.chance import Roll
from engine.fair.leaf import private
from engine.fair.leaf import read as leaf_of
from engine.fair.luck import Holder, Luck, of_offer
from engine.fair.merkle import root_of
from engine.fair.proof import Proof, Unreadable, read
from engine.fair.verify import differences, is_open
from tests.engine.fair.forms import BASIS, SEED, Log, leaf, log, luck


@pytest.mark.parametrize("fell", [luck(), luck(of_offer(Holder(17, "zoe"), Holder(23), 812, 0))])
@pytest.mark.parametrize("size", [1, 2, 5, 8])
def test_what_was_rolled_promised_and_logged_is_verified(fell: Luck, size: int) -> None:
    kept = log(size, size - 1, fell)
    found = read(kept.prove(size - 1).written())
    assert isinstance(found, Proof)
    assert found == kept.prove(size - 1)
    assert differences(found) == differences(found, kept.root()) == []


def _rolled(change: Callable[[Roll], Roll]) -> Proof:
    first, *others = luck().rolls
    return log(fell=Luck(BASIS, (change(first), *others))).prove(4)


def _other(text: str) -> str:
    return leaf_of(text).written().replace("command-4", "command-5")


PLANTED = {
    "another value": (_rolled(lambda roll: roll._replace(value=roll.n - 1 - roll.value)), "roll"),
    "another site": (_rolled(lambda roll: roll._replace(site="actions.open/do/other")), "roll"),
    "another coordinate": (_rolled(lambda roll: roll._replace(coordinate=roll.coordinate + 1)), "roll"),
    "another seed": (replace(log().prove(4), seed=bytes(32)), "commitment"),
    "another promise": (replace(log().prove(4), commitment=bytes(32)), "commitment"),
    "another leaf": (replace(log().prove(4), text=_other(log().prove(4).text)), "inclusion"),
    "another position": (replace(log().prove(4), position=5), "inclusion"),
    "another root": (replace(log().prove(4), root=bytes(32)), "inclusion"),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_difference_is_named(planted: str) -> None:
    found, what = PLANTED[planted]
    assert what in {each.what for each in differences(found)}


def test_a_log_rewritten_to_fit_meets_no_published_checkpoint() -> None:
    forged = _rolled(lambda roll: roll._replace(value=0))
    published = log().root()
    assert "checkpoint" in {each.what for each in differences(forged, published)}


def test_before_the_seed_is_revealed_only_promise_and_place_are_verified() -> None:
    found = replace(_rolled(lambda roll: roll._replace(value=roll.n - 1 - roll.value)), seed=None)
    assert not is_open(found)
    assert differences(found) == []


def test_a_refusal_has_nothing_to_reveal() -> None:
    found = log().prove(2, seed=None)
    assert is_open(found)
    assert differences(found) == []


@given(st.binary(max_size=200) | st.text().map(str.encode))
def test_whatever_is_no_proof_is_said_to_be_none(text: bytes) -> None:
    assert isinstance(read(text.decode(errors="replace")), Unreadable)


PLAIN = json.loads(log().prove(4).written())


@pytest.mark.parametrize(
    "change",
    [
        {"format": "reve-proof/2"},
        {"leaf": "{}"},
        {"leaf": PLAIN["leaf"].replace(":", ": ", 1)},
        {"leaf": "[" * 100_000},
        {"seed": "00"},
        {"commitment": 3},
        {"log": {}},
        {"log": {**PLAIN["log"], "path": ["zz"]}},
        {"log": {**PLAIN["log"], "path": PLAIN["log"]["path"] * 99}},
        {"log": {**PLAIN["log"], "position": "4"}},
    ],
)
def test_a_proof_with_a_part_of_another_form_is_none(change: dict[str, object]) -> None:
    assert isinstance(read(json.dumps({**PLAIN, **change})), Unreadable)


@pytest.mark.parametrize("name", ["player", "time", "id", "luck", "private"])
def test_a_leaf_has_its_fields_and_no_others(name: str) -> None:
    plain = json.loads(leaf(1, luck()).written())
    for other in ({**plain, name: [1]}, {key: plain[key] for key in plain if key != name}, {**plain, "x": 1}):
        with pytest.raises(ValueError, match=r"leaf|luck"):
            leaf_of(json.dumps(other))


@given(st.text(), st.binary(max_size=40))
def test_what_a_leaf_does_not_show_is_in_its_hash(reply: str, request: bytes) -> None:
    plain = private(request, reply, "{}", "[]", b"state")
    assert plain != private(request + b"x", reply, "{}", "[]", b"state")
    assert plain != private(request, reply + "x", "{}", "[]", b"state")
    assert plain != private(request, reply, "{}", "[[1,2,3]]", b"state")
    assert plain != private(request, reply, "{}", "[]", b"other")


def test_a_log_of_a_receipt_alone_has_its_hash_for_a_root() -> None:
    kept = Log([leaf(0).written()])
    assert kept.root() == kept.hashes[0] == root_of(kept.hashes)
    assert kept.prove(0, SEED).path == ()
