"""Proofs are verified offline and from a store; what differs, is not known yet or is no proof says so."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from engine.live.fair.day import LASTS, turn
from engine.live.fair.log import Log
from engine.live.store.protocol import Batch, Store
from tests.cli.transcript import ran
from tests.engine.fair.forms import log
from tests.engine.live.fair.keeping import act, ben, epochs
from tests.engine.live.store.situations import run, told, write

PROOF = log().prove(4)
ROOT = PROOF.root.hex()


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A good proof in a file."""
    path = tmp_path / "proof.json"
    path.write_text(PROOF.written(), "utf-8")
    return path


def test_a_proof_is_verified_offline(kept: Path) -> None:
    out, err, code = ran("verify", str(kept), "--checkpoint", ROOT)
    assert (err, code) == ("", 0)
    assert out.startswith("verified: receipt command-4, open of player 17, accepted\n")

    found = json.loads(ran("verify", str(kept), "--format", "json")[0])
    assert (found["verified"], found["differences"], found["rolls"], found["root"]) == (True, [], 2, ROOT)


def test_what_differs_is_told_and_exits_with_1(kept: Path) -> None:
    other = log(3).root().hex()
    out, err, code = ran("verify", str(kept), "--checkpoint", other)
    assert (err, code) == ("", 1)
    assert out == f"differs: receipt command-4\n  checkpoint, leaf 4 of 7: {ROOT}, but should be {other}\n"

    kept.write_text(replace(PROOF, seed=bytes(32)).written(), "utf-8")
    out, _, code = ran("verify", str(kept), "--format", "json")
    assert (code, {each["what"] for each in json.loads(out)["differences"]}) == (1, {"commitment", "roll"})


@pytest.mark.parametrize(
    ("content", "arguments", "said"),
    [
        (b"{}", (), "is no proof: it is no `reve-proof/1`"),
        (b"\xff", (), "is no proof: it is no text"),
        (PROOF.written().encode(), ("--checkpoint", "12"), "64 hexadecimal digits"),
        (replace(PROOF, seed=None).written().encode(), (), "revealed after its epoch has ended"),
        (b"", ("--store", "mysql://x/y"), "no store is made by `mysql`"),
        (b"", ("--store", "nonsense"), "no address of a store"),
        (b"", ("--store", "sqlite:///none.db"), "`none.db` is no database: there is no such file"),
    ],
)
def test_what_cannot_be_verified_says_why(
    kept: Path, content: bytes, arguments: tuple[str, ...], said: str
) -> None:
    kept.write_bytes(content)
    out, err, code = ran("verify", str(kept), *arguments)
    assert (out, code) == ("", 2)
    assert said in err


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    assert ran("verify", str(tmp_path / "none.json"))[2] == 2
    kept = tmp_path / "proof.json"
    kept.write_text(PROOF.written(), "utf-8")
    assert "cannot be written" in ran("verify", str(kept), "--write", str(tmp_path / "no" / "where.json"))[1]


def test_a_receipt_is_verified_from_its_store_once_its_seed_is_revealed(tmp_path: Path) -> None:
    url, written = f"sqlite:///{tmp_path / 'game.db'}", tmp_path / "proof.json"

    async def begin(store: Store) -> str:
        promised, number = epochs(store), await ben(store)
        await promised.begin(LASTS)
        receipt = await act(store, promised, number, 1)
        await write(store, Batch(receipts=[told("refused", number, outcome="refused")]))
        return receipt

    async def end(store: Store) -> str:
        return (await turn(epochs(store), Log(store), 2 * LASTS)).checkpoint.root.hex()

    async def log_now(store: Store) -> None:
        await Log(store).append()

    receipt = run(url, begin)
    assert "not in the log yet; the next checkpoint has it" in ran("verify", receipt, "--store", url)[1]
    run(url, log_now)
    out, err, code = ran("verify", receipt, "--store", url)
    assert (out, code) == ("", 2)
    assert "on 1970-01-03 00:00 UTC if nothing ends it before" in err
    assert ran("verify", "refused", "--store", url)[2] == 0

    root = run(url, end)
    asked = ("verify", receipt, "--store", url, "--checkpoint", root, "--write", str(written))
    assert ran(*asked)[1:] == ("", 0)
    assert ran("verify", str(written), "--checkpoint", root)[1:] == ("", 0)
    assert "no receipt `none`" in ran("verify", "none", "--store", url)[1]
