"""All that players can do in the default game -> done, by command or by button; and what has no case."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import select

from bot.commands.build import commands
from bot.commands.path import typed
from bot.local.discord import LocalDiscord
from bot.local.script import CLICKS, ENTERS, PATCH, Act, acts
from bot.local.stage import Stage, staged
from bot.local.tour import Tour
from engine.live.store.schema import receipt
from rules.pack import Texts
from rules.ruleset import Ruleset
from tests.games import compiled

SCRIPT = Path(__file__).parent / "walks" / "reve.txt"
GAME = "game: {id: reve, title: R, version: 1.0.0, language: 1, extends: reve}\n"


def _ruleset(rows: list[str]) -> Ruleset:
    found = compiled(Texts("walk", {"game.yaml": f"{GAME}patches: {{walk: [{', '.join(rows)}]}}\n"}))
    assert found.ruleset is not None, [problem.message for problem in found.problems]
    return found.ruleset


async def _accepted(stage: Stage) -> set[tuple[str, str]]:
    """Return what was carried out, and whether by a command or by a button."""
    async with stage.store.reader.connect() as line:
        wanted = select(receipt.c.action, receipt.c.id).where(receipt.c.outcome == "accepted")
        rows = await line.execute(wanted.where(receipt.c.player > 0))
        return {(row.action, row.id[0]) for row in rows}


async def _walked(script: list[Act], ruleset: Ruleset) -> tuple[set[tuple[str, str]], list[str]]:
    said: list[str] = []
    discord = LocalDiscord()
    async with staged(ruleset, discord=discord) as stage:
        tour = Tour(stage, lambda _: ruleset, said.append, [])
        for act in script:
            if act.what == CLICKS and act.words == "1":
                label = tour.persons[act.who].sees().splitlines()[-1].split("]")[0].strip("[")
                await tour.do(Act(act.who, CLICKS, label))
            elif act.what != PATCH:
                await tour.do(act)
        done = await _accepted(stage)
    assert discord.violations == []
    return done, said


def test_every_command_and_every_button_of_the_default_game_has_a_case() -> None:
    script = list(acts(SCRIPT.read_text("utf-8")))
    ruleset = _ruleset([act.words for act in script if act.what == PATCH])

    done, said = asyncio.run(_walked(script, ruleset))

    confirmed = {name for name, program in ruleset.programs.items() if program.confirm}
    by_command = {slash.action for slash in commands(ruleset).routes.values()}
    wanted = {(name, "d") for name in by_command - confirmed} | {(name, "b") for name in confirmed}
    wanted |= {(name, "b") for name in {*typed(ruleset)} - by_command}
    assert sorted(wanted - done) == [], "\n".join(said)


def test_what_has_no_case_is_missed() -> None:
    script = [Act("Ana", ENTERS, "en-US"), Act("Ana", "/", "/start")]

    done, _ = asyncio.run(_walked(script, _ruleset(["{at: actions.start.do, append: [{give: {gold: 1}}]}"])))

    assert done == {("start", "d")}
