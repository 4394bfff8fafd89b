"""The actions of a game -> its slash commands: what Discord is told, and when it is told again."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from bot.commands.build import Commands, commands
from bot.local.judge.command import wrong_commands
from bot.sync import is_same, sync
from bot.wire import Option, Payload
from rules.pack import Texts
from rules.ruleset import Ruleset
from tests.bot.playing import playing
from tests.games import NAMES, compiled, game

GAME = "game: {id: mine, title: Mine, version: 1.0.0, language: 1}\n"
MANY = "".join(f"t{number}: {{name: Toy {number}}}, " for number in range(30))
FEW = "few: {one: {name: First}, two: {name: Second}}\n"
TOYS = f"kinds: {{toy: {{}}, few: {{}}}}\ntoy: {{{MANY}}}\n{FEW}"


def _ruleset(text: str) -> Ruleset:
    found = compiled(Texts("mine", {"game.yaml": GAME + text}))
    assert found.ruleset is not None, [problem.message for problem in found.problems]
    return found.ruleset


def _made(text: str) -> Commands:
    return commands(_ruleset(text))


def _options(params: str) -> list[Payload]:
    said = "texts: {en: {yes_: Yes.}}\n"
    made = _made(f"{TOYS}{said}actions: {{act: {{params: {{{params}}}, say: yes_}}}}\n")
    found: list[Payload] = made.payload[0]["options"]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_discord_takes_the_commands_of_every_shipped_game(name: str) -> None:
    assert list(wrong_commands(list(commands(game(name)).payload))) == []


@pytest.mark.parametrize(
    ("param", "wanted"),
    [
        ("a: {type: {int: [1, 9]}}", {"type": Option.INTEGER, "min_value": 1, "max_value": 9}),
        ("a: {type: {number: [0, 1]}}", {"type": Option.NUMBER, "min_value": 0.0, "max_value": 1.0}),
        ("a: {type: bool}", {"type": Option.BOOLEAN, "required": True}),
        ("a: {type: bool, default: true}", {"type": Option.BOOLEAN, "required": False}),
        ("a: {type: player}", {"type": Option.USER}),
        ("a: {type: toy}", {"type": Option.STRING, "autocomplete": True}),
        ("a: {type: toy, summary: Which.}", {"description": "Which."}),
        (
            "a: {type: few}",
            {"choices": [{"name": "First", "value": "one"}, {"name": "Second", "value": "two"}]},
        ),
    ],
)
def test_an_option_is_typed_from_its_parameter(param: str, wanted: dict[str, Any]) -> None:
    (option,) = _options(param)

    assert {key: option.get(key) for key in wanted} == wanted


def test_records_that_are_called_alike_are_told_apart() -> None:
    made = _made(
        "kinds: {few: {}}\nfew: {one: {name: Same}, two: {name: Same}}\ntexts: {en: {s: Done.}}\n"
        "actions: {a: {params: {few: {type: few}}, say: s}}\n"
    )

    assert [each["name"] for each in made.payload[0]["options"][0]["choices"]] == ["Same", "two"]
    assert list(wrong_commands(list(made.payload))) == []


def test_options_that_must_be_given_come_first() -> None:
    found = _options("a: {type: bool, default: true}, b: {type: bool}")

    assert [option["name"] for option in found] == ["b", "a"]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("actions: {a: {say: s}}", {("a",): "a"}),
        ("actions: {a: {say: s, command: none}, b: {say: s}}", {("b",): "b"}),
        ("actions: {a: {say: s, command: x y}}", {("x", "y"): "a"}),
        ("actions: {x: {say: s}, b: {say: s, command: x y}}", {("x", "x"): "x", ("x", "y"): "b"}),
        (
            "actions: {x_a: {say: s}, b: {say: s}}\ncommands: {x: {summary: X., actions: [x_a, b]}}",
            {("x", "a"): "x_a", ("x", "b"): "b"},
        ),
        ("actions: {a: {say: s}, b: {say: s, who: operator}}", {("a",): "a"}),
        ("actions: {a: {say: s}, b: {say: s, command: B}, c: {say: s, command: c c c}}", {("a",): "a"}),
    ],
)
def test_actions_are_typed_as_the_game_says(text: str, typed: dict[tuple[str, ...], str]) -> None:
    made = _made(f"{text}\ntexts: {{en: {{s: Done.}}}}\n")

    assert {path: slash.action for path, slash in made.routes.items()} == typed
    assert list(wrong_commands(list(made.payload))) == []


class Kept:
    """Commands as Discord keeps them."""

    def __init__(self, there: Sequence[Payload]) -> None:
        self.there = list(there)
        self.taken = 0

    async def commands(self) -> list[Payload]:
        """Return them."""
        return self.there

    async def register(self, commands: Sequence[Payload]) -> None:
        """Take others."""
        self.there = [{**each, "id": "1", "nsfw": False} for each in commands]
        self.taken += 1


def test_commands_are_sent_once_and_again_when_they_are_others() -> None:
    async def run() -> None:
        kept, made = Kept([]), commands(game("reve")).payload
        assert await sync(kept, made)
        assert not await sync(kept, made)
        assert await sync(kept, made[:-1])
        assert await sync(kept, [{**made[0], "description": "Another."}, *made[1:-1]])
        assert kept.taken == 3

    asyncio.run(run())


@pytest.mark.parametrize(
    ("wanted", "there", "same"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, True),
        ({"a": 1}, {"a": 2}, False),
        ({"a": []}, {}, True),
        ({"a": {"de": "x"}}, {"a": None}, False),
        ([1, 2], [1], False),
    ],
)
def test_what_discord_adds_makes_no_difference(wanted: Any, there: Any, *, same: bool) -> None:
    assert is_same(wanted, there) is same


def test_an_action_that_says_nothing_is_said_to_be_done() -> None:
    async def run() -> None:
        async with playing(_ruleset("actions: {a: {}}\n")) as played:
            assert await played.discord.person("ana").type("/a") == "Done."

    asyncio.run(run())


def test_a_reload_brings_new_commands_and_an_old_one_is_said_to_be_gone() -> None:
    one = _ruleset("actions: {a: {say: s}, b: {say: s}}\ntexts: {en: {s: Done.}}\n")
    two = _ruleset("actions: {a: {say: s}, c: {say: s}}\ntexts: {en: {s: Done again.}}\n")

    async def run() -> None:
        async with playing(one) as played:
            ana = played.discord.person("ana")
            assert await ana.type("/a") == "Done."
            old = dict(played.discord.registry.commands)
            puts = played.discord.registry.puts
            await played.stage.reload(two)
            assert played.discord.registry.commands.keys() - old.keys() == {"c"}
            assert old.keys() - played.discord.registry.commands.keys() == {"b"}
            assert played.discord.registry.puts == puts + 1
            assert await ana.type("/c") == "Done again."
            played.discord.registry.commands = old  # as a client that was not told yet
            assert "no such command any more" in await ana.type("/b")

    asyncio.run(run())
