"""Every command, button, list, form and suggestion that there is -> used once through a real client."""

from __future__ import annotations

import ast
import asyncio
import inspect
import sys
from collections.abc import Iterable, Iterator
from itertools import chain

import pytest

from bot import press
from bot.commands.option import is_version
from bot.commands.path import is_players, paths
from bot.form import can_ask
from bot.local.script import CLICKS, ENTERS, Act
from bot.look import offer_of
from bot.own.own import Own
from bot.own.registry import OWN
from bot.own.tap import VERB, Tap
from rules.program.node import Program
from rules.ruleset import Ruleset
from tests.bot.crawl import COMPLETED, FORM, TYPED, Crawl, Sort, completed, leaves
from tests.bot.own.among import among
from tests.bot.sheet.play import patched, script
from tests.bot.sheet.scene import directed

# What is offered only where there is much, or where something went wrong before.
ELSEWHERE = (("shop", "page"), ("inbox", "read"), ("setup", "no"))
FAILED = "Something went wrong"


def wanted(ruleset: Ruleset) -> set[Sort]:
    """Return every kind of component that the views and the offers of a game have."""
    pressed = {button.action for view in ruleset.views.values() for button in view.buttons}
    found: set[Sort] = {(press.DO, action) for action in pressed}
    found |= {(press.CONFIRM, name) for name, program in ruleset.programs.items() if program.confirm}
    found |= {(press.CANCEL, ""), (press.PAGE, "")}
    return found.union(*(_panel(ruleset, kind) for kind in ruleset.offers))


def _panel(ruleset: Ruleset, kind: str) -> set[Sort]:
    found: set[Sort] = set()
    for program in ruleset.programs.values():
        given = offer_of(program, kind)
        if not given or not is_players(program):
            continue
        does, open_ = (press.DO, program.name), _open(program, given)
        if not open_ or (len(open_) == 1 and program.name not in paths(ruleset).values()):
            found.add(does)
        elif can_ask(program, {given: 0}):
            found |= {does, (FORM, *does)}
    return found


def _open(program: Program, given: str) -> list[str]:
    params = (each for each in program.params if each.name != given and each.default is None)
    return [each.name for each in params if not is_version(each.type)]


async def _walked(ruleset: Ruleset, acts: Iterable[Act]) -> tuple[Crawl, set[Sort]]:
    async with directed(ruleset, "", {}) as director:
        discord = director.stage.discord
        crawl = Crawl(discord, {"gold_given": "5", "count": "1"})
        for number, act in enumerate(acts):
            await director.do(number, act)
        own = {each.name for each in OWN}
        nodes = [node for node in discord.registry.commands.values() if node["name"] not in own]
        for person in director.persons.values():
            await crawl.follow(person)
        for person in director.persons.values():
            await crawl.complete(person)
    assert director.shot.violations == []
    typed = {(TYPED, path) for path, _ in leaves(nodes)}
    return crawl, typed | {(COMPLETED, *each) for each in completed(nodes)} | wanted(ruleset) | crawl.offered


def test_everything_of_the_default_game_has_a_case() -> None:
    acts = script()

    crawl, all_ = asyncio.run(_walked(patched(acts), acts))

    assert sorted(all_ - crawl.used) == []
    assert not any(FAILED in each for each in crawl.said)


def test_a_component_without_a_case_is_missed() -> None:
    acts = script()
    begun = [act for act in acts if act.what == ENTERS or act.words == "/start"]

    crawl, all_ = asyncio.run(_walked(patched(acts), begun))

    assert {(TYPED, "sell"), (press.CONFIRM, "sell"), (press.PAGE, "")} <= all_ - crawl.used
    assert not [act for act in begun if act.what == CLICKS]


def steps(own: Own) -> Iterator[Sort]:
    """Yield the steps of a command of the bot's own, as far as they stand in its file."""
    module = sys.modules[own.answer.__module__]
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        is_tap = (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "tap"
        )
        if not is_tap or not isinstance(node, ast.Call) or len(node.args) < 2:
            continue
        of, step = node.func.value, node.args[1]  # type: ignore[attr-defined]
        named = getattr(module, of.id, None) if isinstance(of, ast.Name) else None
        said = (
            step.value if isinstance(step, ast.Constant) else getattr(module, getattr(step, "id", ""), None)
        )
        if named is own and isinstance(said, str):
            yield VERB, own.name, said


def test_everything_of_the_bot_itself_has_a_case(ruleset: Ruleset) -> None:
    async def run() -> tuple[set[Sort], Crawl]:
        async with among(ruleset) as at:
            discord = at.played.discord
            crawl = Crawl(discord, {"gold_given": "5"})
            persons = {"Boss": at.owner, "Admin": at.admin()}
            for act in script("own"):
                if act.what == ENTERS:
                    persons[act.who] = discord.person(act.who, act.words)
                elif act.what == CLICKS:
                    await persons[act.who].click(act.words)
                else:
                    words = act.words.replace("@Ana", f"<@{persons['Ana'].id}>")
                    await crawl.type(persons[act.who], words)
            for name, step in ELSEWHERE:
                await at.owner.answer(
                    await at.owner.send(
                        Tap(at.owner.id, name, step, {"n": 2, "page": 0}).custom_id, at.owner.messages[-1]
                    )
                )
            await crawl.complete(at.owner)
            own = {each.name for each in OWN}
            nodes = [node for node in at.owner.commands.values() if node["name"] in own]
            typed: set[Sort] = {(TYPED, path) for path, _ in leaves(nodes)}
            return typed | {(COMPLETED, *each) for each in completed(nodes)} | crawl.offered, crawl

    offered, crawl = asyncio.run(run())

    all_ = {each for each in offered if each[0] in {TYPED, COMPLETED, VERB}}.union(*map(steps, OWN))
    assert sorted(all_ - crawl.used) == [], "\n".join(crawl.said)
    assert not any(FAILED in each for each in crawl.said)


@pytest.mark.parametrize("own", OWN, ids=lambda own: own.name)
def test_every_command_of_the_bot_itself_is_on_the_walk(own: Own) -> None:
    typed = {act.words.split()[0] for act in script("own")}

    assert f"/{own.name}" in typed


def test_steps_are_found_in_the_file_of_a_command() -> None:
    found = set(chain.from_iterable(map(steps, OWN)))

    assert {(VERB, "history", "one"), (VERB, "setup", "forget")} <= found
