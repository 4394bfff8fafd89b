"""`reve reload`, `rollback`, `rulesets` and `replay` -> what they say, and their exit codes."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from engine.live.command import Command
from engine.live.fair.epochs import Epochs
from engine.live.fair.seal import ring
from engine.live.game import Game
from engine.live.rulesets import Rulesets
from engine.live.store.connect import connect
from tests.cli.transcript import ran
from tests.engine.live.playing import Heard
from tests.engine.live.switching import BASE, GAME

KEY = "00" * 32
GONE = "patches: {a: [{at: card, remove: [fox]}, {at: actions, remove: [find]}]}\n"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """A game whose seeds the settings open, and its address."""
    monkeypatch.setenv("REVE_SEED_KEYS", KEY)
    for name, text in (("old", BASE), ("new", BASE + GONE)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "game.yaml").write_text(GAME + text, "utf-8")
    url = f"sqlite:///{tmp_path / 'game.db'}"
    assert ran("db", "upgrade", "--store", url)[2] == 0
    assert ran("reload", str(tmp_path / "old"), "--store", url)[2] == 0
    asyncio.run(found(url))
    return ("--store", url)


async def found(url: str, owner: int = 42) -> None:
    """Let somebody find a card."""
    opened = connect(url)
    await opened.open()
    epochs = Epochs(opened, ring(KEY))
    await epochs.begin(1)
    game = Game(opened, Rulesets(opened.engine), epochs, Heard())
    await game.start()
    reply = await game.submit(Command(f"c{owner}", 0, owner, "find"))
    await game.stop()
    await opened.close()
    assert reply.outcome == "accepted"


def test_what_players_own_is_not_frozen_but_by_force_and_comes_back(
    store: tuple[str, str], tmp_path: Path
) -> None:
    new = str(tmp_path / "new")
    out, _, code = ran("reload", new, *store)
    assert code == 1
    assert out.startswith("this would freeze what players own: 1 player with 3 of `card.fox`; write")
    assert out.endswith("nothing was changed; `--force` freezes it\n")

    out, _, code = ran("reload", new, "--force", "--why", "a test", *store)
    assert (code, out.splitlines()[1:]) == (0, ["frozen: 1 player with 3 of `card.fox`"])
    assert out.startswith("generation 2 is active: ruleset ")

    listed = json.loads(ran("rulesets", "--format", "json", *store)[0])
    assert [(each["generation"], each["why"]) for each in listed["generations"]] == [
        (2, "a test"),
        (1, "reload"),
    ]
    assert [each["name"] for each in listed["frozen"]] == ["fox"]

    first = listed["generations"][1]["hash"]
    assert ran("rollback", first[:10], *store)[0] == f"generation 3 is active: ruleset {first[:12]}\n"
    lines = ran("rulesets", *store)[0].splitlines()
    assert [line[:7] for line in lines] == ["*    3 ", "     2 ", "     1 "]
    assert (
        ran("rollback", first[:10], *store)[1] == f"nothing to do: ruleset {first[:12]} is the active one\n"
    )
    assert ran("rollback", "zz", *store)[1:] == ("reve: no ruleset has a hash that begins with `zz`\n", 2)


@pytest.mark.parametrize("arguments", [("--all",), ("--player", "42"), ("--all", "--order", "reverse")])
def test_a_history_is_replayed(store: tuple[str, str], arguments: tuple[str, ...]) -> None:
    out, err, code = ran("replay", *arguments, *store)
    assert (err, code) == ("", 0)
    assert out.startswith("the same again: 1 receipts and what 1 objects have")


def test_what_differs_is_a_finding(store: tuple[str, str]) -> None:
    import sqlite3

    line = sqlite3.connect(store[1].removeprefix("sqlite:///"))
    line.execute("UPDATE holding SET amount = amount + 1")
    line.commit()
    line.close()
    out, _, code = ran("replay", "--all", *store)
    assert code == 1
    assert "holding" in out
    assert out.endswith("2 differences in 1 receipts and what 1 objects have\n")
    plain = json.loads(ran("replay", "--all", "--format", "json", *store)[0])
    assert plain["count"] == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "say whose history: `--player ID`, or `--all`"),
        (("--all", "--order", "best"), "`best` is no order; write `written`, `reverse` or `random:SEED`"),
        (("--player", "7"), "nobody has the id 7 in world 0"),
    ],
)
def test_what_was_asked_wrongly_is_said(
    store: tuple[str, str], arguments: tuple[str, ...], said: str
) -> None:
    assert ran("replay", *arguments, *store)[1:] == (f"reve: {said}\n", 2)
