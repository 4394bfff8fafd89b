"""What a bot might send -> what our Discord objects to: each of Discord's rules, broken once."""

from __future__ import annotations

from typing import Any

import pytest

from bot.local.judge.command import wrong_choices, wrong_commands
from bot.local.judge.component import wrong_modal
from bot.local.judge.message import called, wrong_message
from bot.wire import Payload


def _command(**more: Any) -> Payload:
    return {"name": "wave", "description": "Wave.", "type": 1, **more}


def _option(**more: Any) -> Payload:
    return {"name": "to", "description": "Whom.", "type": 3, **more}


def _choices() -> list[Payload]:
    return [{"name": f"{at}" * 100, "value": f"{at}" * 100} for at in range(2)]


def _button(**more: Any) -> Payload:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "x", **more}


def _rows(*rows: list[Payload]) -> Payload:
    return {"components": [{"type": 1, "components": row} for row in rows]}


def _list(count: int, **more: Any) -> Payload:
    options = [{"label": f"{number}", "value": f"{number}"} for number in range(count)]
    return {"type": 3, "custom_id": "s", "options": options, **more}


def _embed(**parts: Any) -> Payload:
    return {"embeds": [{"title": "T", **parts}]}


def _fields(count: int, **more: Any) -> list[Payload]:
    return [{"name": "n", "value": "v", **more}] * count


FINE = [
    _command(),
    _command(options=[_option(required=True), _option(name="why", choices=[{"name": "a", "value": "a"}])]),
    _command(options=[{"type": 1, "name": "now", "description": "Now.", "options": [_option()]}]),
    _command(description_localizations={"de": "Winke."}),
]
COMMANDS = [
    ([_command(name=f"c{number}") for number in range(101)], "101; must be from 0 to 100"),
    ([_command(), _command()], "`wave` comes twice"),
    ([_command(name="Wave")], "is no name"),
    ([_command(name="w v")], "is no name"),
    ([_command(name="w" * 33)], "is no name"),
    ([_command(description="")], "0 characters; must be from 1 to 100"),
    ([_command(description="d" * 101)], "101 characters"),
    ([_command(description_localizations={"xx": "d"})], "Discord has no locale `xx`"),
    ([_command(description_localizations={"de": "d" * 101})], "101 characters"),
    ([_command(options=[_option(name=f"o{number}") for number in range(26)])], "26; must be from 0 to 25"),
    ([_command(options=[_option(), _option(name="b", required=True)])], "after one that may be left out"),
    ([_command(options=[_option(), _option()])], "`to` comes twice"),
    ([_command(options=[_option(type=99)])], "no type of option is 99"),
    ([_command(options=[_option(autocomplete=True, choices=[{"name": "a", "value": "a"}])])], "autocomplete"),
    (
        [_command(options=[_option(), {"type": 1, "name": "n", "description": "d"}])],
        "subcommands beside options",
    ),
    (
        [_command(options=[_option(name=f"o{at}", choices=_choices()) for at in range(25)])],
        "characters in all; at most 8000",
    ),
]
MESSAGES = [
    ({}, "is empty"),
    ({"content": "c" * 2001}, "2001 characters"),
    ({"embeds": [{"title": "t"}] * 11}, "11; must be from 0 to 10"),
    (_embed(title="t" * 257), "257 characters"),
    (_embed(description="d" * 4097), "4097 characters"),
    (_embed(footer={"text": "f" * 2049}), "2049 characters"),
    (_embed(fields=_fields(26)), "26; must be from 0 to 25"),
    (_embed(fields=_fields(1, value="")), "0 characters; must be from 1 to 1024"),
    (_embed(fields=_fields(1, inline=True)), "is inline"),
    ({"embeds": [{"description": "d" * 3001}] * 2}, "6002 characters in all"),
    (_rows(*[[_button(custom_id=f"{at}")] for at in range(6)]), "6; must be from 0 to 5"),
    (_rows([_button(custom_id=f"{at}") for at in range(6)]), "6; must be from 1 to 5"),
    (_rows([_button(), _button()]), "`x` comes twice"),
    (_rows([_button(custom_id="x" * 101)]), "101 characters"),
    (_rows([_button(label="l" * 81)]), "81 characters"),
    (_rows([_button(label="")]), "neither label nor emoji"),
    (_rows([_button(style=9)]), "no style is 9"),
    (_rows([_button(style=5)]), "a link has an address"),
    (_rows([_button(custom_id=None)]), "what is no link has a custom_id"),
    ({"components": [_button()]}, "stands in no row"),
    (_rows([_list(26)]), "26; must be from 1 to 25"),
    (_rows([_list(1), _button()]), "stands alone"),
    (_rows([_list(2, max_values=3)]), "from 1 to 3 of 2"),
    (_rows([_list(2, placeholder="p" * 151)]), "151 characters"),
    ({"attachments": [{"id": 0, "filename": "a.png"}]}, "no alt text"),
]


def test_what_discord_takes_is_not_objected_to() -> None:
    assert list(wrong_commands([{**each, "name": f"c{at}"} for at, each in enumerate(FINE)])) == []
    assert list(wrong_message({"content": "Hello.", **_rows([_button()], [_list(3)]), **_embed()})) == []
    assert list(wrong_message({}, part=True)) == []
    assert list(wrong_choices("p", [{"name": "a", "value": "a"}])) == []


@pytest.mark.parametrize(("commands", "told"), COMMANDS)
def test_a_rule_of_commands_that_is_broken_is_told(commands: list[Payload], told: str) -> None:
    assert [each for each in wrong_commands(commands) if told in each] != []


@pytest.mark.parametrize(("message", "told"), MESSAGES)
def test_a_rule_of_messages_that_is_broken_is_told(message: Payload, told: str) -> None:
    assert [each for each in wrong_message(message) if told in each] != []


@pytest.mark.parametrize(
    ("modal", "told"),
    [
        ({"title": "t" * 46}, "46 characters"),
        ({"components": []}, "0; must be from 1 to 5"),
        ({"custom_id": ""}, "0 characters"),
    ],
)
def test_a_rule_of_modals_that_is_broken_is_told(modal: Payload, told: str) -> None:
    field = {"type": 18, "label": "Name", "component": {"type": 4, "custom_id": "n", "style": 1}}
    fine = {"title": "Title", "custom_id": "m", "components": [field]}
    assert list(wrong_modal(fine)) == []
    assert [each for each in wrong_modal({**fine, **modal}) if told in each] != []


@pytest.mark.parametrize(
    ("message", "named"),
    [
        ({"content": "<@1> <@&2> @everyone"}, ["1"]),
        ({"content": "<@1> @here", "allowed_mentions": {"parse": ["everyone"]}}, ["@here"]),
        ({"content": "<@1> <@2>", "allowed_mentions": {"parse": [], "users": ["2"]}}, ["2"]),
        ({"content": "<@1> <@&2> @everyone", "allowed_mentions": {"parse": []}}, []),
    ],
)
def test_whom_a_message_calls_is_known(message: Payload, named: list[str]) -> None:
    assert called(message) == named
