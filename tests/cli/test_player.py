"""`reve player` -> what it says and does, its exit codes, and what stands in the audit."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from sqlalchemy import select

from engine.live.store.connect import connect
from engine.live.store.schema import audit
from tests.cli.transcript import ran

PACK = str(Path(__file__).parents[1] / "bank" / "pack")
ANN, BEN = "700000000000000001", "700000000000000002"


@pytest.fixture
def store(tmp_path: Path) -> tuple[str, str]:
    """A store in which the bank is played."""
    where = ("--store", f"sqlite:///{tmp_path / 'game.db'}")
    assert ran("db", "upgrade", *where)[2] == 0
    assert ran("reload", PACK, *where)[2] == 0
    return where


def _audit(url: str) -> list[tuple[str, str, str]]:
    async def run() -> list[tuple[str, str, str]]:
        opened = connect(url)
        await opened.open()
        try:
            async with opened.reader.connect() as line:
                rows = await line.execute(select(audit).order_by(audit.c.id))
                return [(row.actor, row.action, row.detail) for row in rows]
        finally:
            await opened.close()

    return asyncio.run(run())


@pytest.mark.system("G42")
def test_a_grant_is_made_once_told_audited_and_reverted(store: tuple[str, str]) -> None:
    by = ("--as", "eve", "--why", "lost it", "--id", "g")
    given = ("player", "grant", ANN, "gold=5", "toad=1", *by, *store)
    said = "done: receipt g\n  +5 gold\n  +1 toad\n"
    assert ran(*given) == (said, "", 0)
    assert ran(*given) == (said, "", 0)
    out, _, code = ran("player", "show", ANN, *store)
    assert (code, {"  gold  5", "  toad  1"} <= {*out.splitlines()}) == (0, True)
    assert ran("player", "revert", "g", "--as", "eve", "--id", "r", *store)[0] == (
        "done: receipt r\n  -1 toad\n  -5 gold\n"
    )
    out, _, code = ran("player", "revert", "g", "--id", "again", *store)
    assert (code, out) == (1, "refused: reverted; receipt `g` was reverted before (receipt again)\n")
    listed = ran("player", "receipts", ANN, *store)[0].splitlines()
    assert [line.split("UTC  ")[1] for line in listed] == [
        "again  system.revert  refused  reverted",
        "r  system.revert  accepted  -1 toad, -5 gold",
        "g  system.grant  accepted  +5 gold, +1 toad",
    ]
    assert _audit(store[1])[:3] == [
        *[("eve", "system.grant", "g lost it")] * 2,
        ("eve", "system.revert", "r"),
    ]


@pytest.mark.system("G42")
def test_an_id_is_not_used_for_something_else(store: tuple[str, str]) -> None:
    ran("player", "grant", BEN, "gem=1", "--id", "i", *store)
    out, _, code = ran("player", "grant", BEN, "gem=2", "--id", "i", *store)
    assert (code, out) == (1, "refused: id_used (receipt i)\n")


@pytest.mark.system("G42")
def test_a_ban_is_shown_until_it_is_lifted(store: tuple[str, str]) -> None:
    assert ran("player", "ban", ANN, "--for", "7d", "--id", "b", *store) == ("done: receipt b\n", "", 0)
    assert ran("player", "ban", ANN, "--for", "7d", "--id", "b", *store)[2] == 0
    assert "kept out until" in ran("player", "show", ANN, *store)[0]
    assert ran("player", "unban", ANN, *store)[2] == 0
    assert "kept out until" not in ran("player", "show", ANN, *store)[0]
    assert ran("player", "ban", ANN, "--for", "soon", *store)[2] == 2


@pytest.mark.system("G42")
def test_a_player_is_exported_moved_and_erased(store: tuple[str, str]) -> None:
    ran("player", "grant", ANN, "gold=5", *store)
    ran("player", "note", ANN, "kind", "--as", "eve", *store)
    out, _, code = ran("player", "export", ANN, *store)
    (world,) = json.loads(out)["worlds"]
    assert (code, world["holds"][0]["amount"], world["audit"][-1]["detail"]) == (0, 5, "kind")
    assert ran("player", "move", ANN, BEN, *store)[2] == 0
    assert ran("player", "show", ANN, *store) == (f"nobody has the number {ANN}\n", "", 1)
    assert ran("player", "erase", BEN, "--yes", *store)[2] == 0
    out, err, code = ran("player", "export", BEN, *store)
    assert (json.loads(out)["worlds"], err, code) == ([], f"reve: nobody has the number {BEN}\n", 0)
    assert "kind" not in str(_audit(store[1]))


@pytest.mark.system("G42")
def test_a_player_is_found_by_his_name(store: tuple[str, str]) -> None:
    assert ran("play", PACK, *store, "-c", "as Anna; join; as Berta; join")[2] == 0
    out, _, code = ran("player", "find", "an", *store)
    assert (code, [line.split()[1] for line in out.splitlines()]) == (0, ["Anna"])
    assert ran("player", "show", out.split()[0], *store)[2] == 0
    assert ran("player", "find", "a%", *store) == ("nobody is called `a%`\n", "", 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("grant", ANN, "gold"), "`gold` is no amount; write `ID=5`"),
        (("revert", "none"), "there is no receipt `none`"),
        (("erase", ANN), "nobody was forgotten; say `--yes` where nobody can be asked"),
        (("erase", ANN, "--yes"), f"nobody has the number {ANN}"),
        (("note", ANN, "x"), f"nobody has the number {ANN}"),
        (("ban", "0", "--for", "1d"), "`0` is nobody's number"),
    ],
)
def test_what_cannot_be_is_said(store: tuple[str, str], arguments: tuple[str, ...], said: str) -> None:
    assert ran("player", *arguments, *store) == ("", f"reve: {said}\n", 2)


@pytest.mark.parametrize("command", ["show", "receipts", "unban", "export"])
def test_a_number_that_discord_never_gave_is_no_defect(store: tuple[str, str], command: str) -> None:
    _, err, code = ran("player", command, "9" * 26, *store)
    assert (code, "less than or equal to" in err) == (2, True)


@pytest.mark.system("G42")
def test_what_the_game_does_not_know_cannot_be_granted(store: tuple[str, str]) -> None:
    out, _, code = ran("player", "grant", ANN, "dragon=1", *store)
    assert code == 1
    assert "bad_param" in out
