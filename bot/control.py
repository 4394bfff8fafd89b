"""What a view can be asked for besides -> its buttons: actions, and its other pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from bot import press, wire
from bot.asked import Asked
from bot.commands.wording import titled
from bot.look import Look
from bot.message import Button, Select
from bot.press import LongError, Press, base36, write
from bot.words import word
from engine.live.active import Active
from engine.view import shown as view
from engine.view.reply import Part
from engine.view.shown import Shown
from engine.view.voice import Voice
from rules.define.form import entry, scalar_text

PAGE = "#"  # in no parameter's name
_MANY = 4  # pages that are worth a list of them
_MARKS = 36**4  # so many showings of one message are told apart


def controls(parts: Sequence[Part], look: Look, asked: Asked, receipt: str, voice: Voice) -> Iterator[Button]:
    """Yield the buttons of all views; they are for the one who asked."""
    mark = base36(asked.id % _MARKS)
    for part in parts:
        if isinstance(part, Shown):
            for each in part.buttons:
                with suppress(LongError):
                    yield _action(each, look, asked, mark)
            yield from _pages(part, look, asked, receipt, voice)


def _action(button: view.Button, look: Look, asked: Asked, mark: str) -> Button:
    label = button.label if button.line is None else f"{button.line + 1} {button.label}"
    params = {name: _given(look, button.action, name, value) for name, value in button.params}
    does = Press(press.DO, asked.user, button.action, mark, params)
    return Button(label, write(does, look.active))


def _given(look: Look, action: str, name: str, value: Any) -> Any:
    """Return a parameter as a command has it: players by account."""
    program = look.active.ruleset.programs[action]
    types = {param.name: param.type.name for param in program.params}
    return look.account(int(value)) if types.get(name) == "player" else value


def _pages(shown: Shown, look: Look, asked: Asked, receipt: str, voice: Voice) -> Iterator[Button]:
    for key, number in (("back", shown.page - 1), ("next", shown.page + 1)):
        if 1 <= number <= shown.pages:
            does = Press(press.PAGE, asked.user, look.command.action, receipt, {PAGE: number})
            with suppress(LongError):
                yield Button(word(voice, key), write(does, look.active))


def jumps(parts: Sequence[Part], look: Look, asked: Asked, receipt: str, voice: Voice) -> Iterator[Select]:
    """Yield a list of pages for a view that has many; of very many it has some, and the last."""
    shown = next((each for each in parts if isinstance(each, Shown) and each.pages >= _MANY), None)
    if shown is None:
        return
    step = -(-shown.pages // (wire.MOST_CHOICES - 1))
    numbers = sorted({*range(1, shown.pages + 1, step), shown.page, shown.pages})[: wire.MOST_CHOICES]
    options = tuple((voice.word("page", page=str(n), pages=str(shown.pages)), str(n)) for n in numbers)
    does = Press(press.PAGE, asked.user, look.command.action, receipt)
    with suppress(LongError):
        yield Select(write(does, look.active), options, options[0][0], (str(shown.page),))


def page_of(pressed: Press, asked: Asked) -> int:
    """Return the page that was asked for, by a button or from the list."""
    wanted = asked.values[0] if asked.values else pressed.params.get(PAGE)
    return int(str(wanted)) if str(wanted).isdecimal() else 1


def label_of(look: Look, action: str, voice: Voice) -> str:
    """Return what a button says that does an action."""
    return title_of(look.active, action, voice)


def title_of(active: Active, action: str, voice: Voice) -> str:
    """Return what players call an action."""
    node = active.ruleset.definitions.declared("actions").get(action)
    written = scalar_text(entry(node, "name")) or action.replace("_", " ")
    return titled(voice.own(f"actions.{action}.name", written))
