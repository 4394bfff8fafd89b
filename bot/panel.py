"""An offer that stands -> a card of what lies in it, and a button for each thing that can be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from bot import press
from bot.commands.option import is_version
from bot.commands.path import is_players, paths
from bot.commands.wording import titled
from bot.control import label_of
from bot.form import can_ask
from bot.inside import inside, remembered
from bot.look import Look, offer_of
from bot.message import Button, Card, Message
from bot.press import LongError, Press, write
from bot.words import moment, word
from engine.offer import Shape
from engine.state import Cells
from engine.view.voice import Voice
from rules.expression.type import NONE
from rules.program.node import Param, Program


def panel(look: Look, number: int, voice: Voice) -> Message:
    """Return the panel of an offer; nothing where it does not stand any more."""
    found = look.offer(number)
    if found is None:
        return Message()
    shape, cells = found
    lines = [*inside(look, shape, cells, voice)] or [word(voice, "empty")]
    lines += remembered(look, shape, cells, voice)
    if cells[shape.ends] != NONE:
        lines.append(word(voice, "until", when=moment(cells[shape.ends])))
    card = Card(titled(voice.offer(shape.kind, number)), "\n".join(lines))
    return Message(cards=(card,), buttons=tuple(_buttons(look, number, found, voice)))


def _buttons(look: Look, number: int, found: tuple[Shape, Cells], voice: Voice) -> Iterator[Button]:
    """Yield a button for each action that needs no more than the offer, and what it shows."""
    shape, cells = found
    for program in look.active.ruleset.programs.values():
        given = offer_of(program, shape.kind)
        if not given or not is_players(program):
            continue
        params: dict[str, Any] = {given: number}
        open_ = [each for each in program.params if each.name != given and each.default is None]
        params |= {each.name: cells[shape.version] for each in open_ if is_version(each.type)}
        open_ = [each for each in open_ if each.name not in params]
        with suppress(LongError):
            yield from _pressed(look, voice, program, params, open_, found)


def _pressed(
    look: Look,
    voice: Voice,
    program: Program,
    params: dict[str, Any],
    open_: list[Param],
    found: tuple[Shape, Cells],
) -> Iterator[Button]:
    mark = press.base36(found[1][found[0].version])
    if not open_:
        does = Press(press.DO, 0, program.name, mark, params)
        yield Button(label_of(look, program.name, voice), write(does, look.active))
    elif len(open_) == 1 and program.name not in paths(look.active.ruleset).values():
        for id_ in _lying(look, open_[0], found):
            does = Press(press.DO, 0, program.name, mark, {**params, open_[0].name: id_})
            yield Button(voice.name(open_[0].type.kind, id_), write(does, look.active))
    elif can_ask(program, params):
        does = Press(press.DO, 0, program.name, mark, params)
        yield Button(f"{label_of(look, program.name, voice)} …", write(does, look.active))


def _lying(look: Look, param: Param, found: tuple[Shape, Cells]) -> Iterator[str]:
    """Yield the records of a parameter's kind that lie in an offer."""
    catalogue = look.active.ruleset.catalogue
    for part in found[0].parts(found[1]):
        slot = catalogue.slots[part.slot]
        if param.type.name == "record" and slot.kind == param.type.kind:
            yield catalogue.kinds[slot.kind].ids[part.code]
