"""`/creator`: what one writes of the game oneself; all of it is in the store, so every button lasts."""

from __future__ import annotations

from collections.abc import Sequence

from bot.asked import Asked
from bot.brought import is_open, kind_of, lines_of, state_of, template_of, title_of, told, wrong_with
from bot.message import Button, Card, Message
from bot.own.creator_form import EDIT, NEW, RIGHTS, SUBMIT, YES, fields_of, forms
from bot.own.creator_picture import drawn, suggested
from bot.own.creator_words import CREATOR as _BY_LANGUAGE
from bot.own.operating import actor
from bot.own.own import Desk, Own, Param
from bot.own.previewing import previewed
from bot.own.say import Words
from bot.own.tap import Tap
from bot.press import DeadError
from bot.role import Role
from bot.wire import Option, Style
from bot.words import word
from engine.live.activate import Activated
from engine.live.brought import step
from engine.live.brought.publish import Publisher
from engine.live.brought.step import StepError
from engine.live.brought.submission import Stage, Submission
from engine.live.brought.submissions import ChangedError, ManyError, Submissions
from rules.propose.template import proposable

SHOW, PREVIEW, WITHDRAW, GONE = "show", "preview", "withdraw", "gone"
_MOST_KINDS = 3
_WORDS = Words("creator", _BY_LANGUAGE)


async def _answer(desk: Desk, asked: Asked) -> Message:
    if not asked.options:
        return await _board(desk, asked)
    try:
        said, number = await drawn(desk, asked, _WORDS)
    except (ChangedError, StepError) as error:
        said, number = _not_now(desk, asked, error), 0
    return Message(said).with_(await _board(desk, asked, number))


async def _pressed(desk: Desk, asked: Asked, tap: Tap) -> Message:
    """Do what a button or a form says; what is another by now is shown as it is."""
    voice = desk.voice(asked)
    try:
        if tap.step == NEW:
            return await _written(desk, asked, await _begun(desk, asked, tap.word("kind")))
        if tap.step == SHOW:
            return await _board(desk, asked, int(tap.params.get("n", 0)))
        return await _stepped(desk, asked, tap, await _own(desk, asked, tap.number("n")))
    except ManyError:
        return Message(_WORDS.say(voice, "many")).with_(await _board(desk, asked))
    except (ChangedError, StepError) as error:
        told = Message(_not_now(desk, asked, error))
        return told.with_(await _board(desk, asked, int(tap.params.get("n", 0))))


def _not_now(desk: Desk, asked: Asked, error: Exception) -> str:
    return _WORDS.say(desk.voice(asked), "changed" if isinstance(error, ChangedError) else "not_now")


async def _stepped(desk: Desk, asked: Asked, tap: Tap, mine: Submission) -> Message:
    match tap.step:
        case s if s == EDIT:
            return await _written(desk, asked, mine)
        case s if s == PREVIEW:
            return await previewed(desk, asked, mine, _WORDS, CREATOR.tap(asked, SHOW, n=mine.id))
        case s if s == SUBMIT:
            return await _submitted(desk, asked, mine)
        case s if s == WITHDRAW and mine.stage is Stage.SUBMITTED:
            await _kept(desk).put(step.withdrawn(mine), actor(asked), "withdraw")
            return await _board(desk, asked, mine.id)
        case s if s == WITHDRAW:
            return _sure(desk, asked, mine)
        case s if s == GONE:
            return await _gone(desk, asked, tap, mine)
        case _:
            raise DeadError(tap.step)


async def _own(desk: Desk, asked: Asked, number: int) -> Submission:
    """Return one of whoever asks; of anybody else's nothing is told."""
    found = await _kept(desk).one(number)
    if found is None or found.owner != asked.user or found.stage is Stage.DOWN:
        raise DeadError(str(number))
    return found


async def _begun(desk: Desk, asked: Asked, kind: str) -> Submission:
    if template_of(desk, kind) is None:
        raise DeadError(kind)
    world = desk.service.game.active.ruleset.world(asked.guild)
    return await _kept(desk).begin(world, asked.user, kind)


async def _written(desk: Desk, asked: Asked, mine: Submission) -> Message:
    """Keep what was filled in, whatever is wrong with it: it is told, and can be edited."""
    by = template_of(desk, mine.kind)
    if by is None:
        raise DeadError(mine.kind)
    made = await _kept(desk).put(step.edited(mine, by, fields_of(by, asked)), actor(asked), "write")
    return await _board(desk, asked, made.id)


async def _submitted(desk: Desk, asked: Asked, mine: Submission) -> Message:
    wrong = wrong_with(desk, mine)
    if not wrong and asked.fields.get(RIGHTS) == YES:
        await _kept(desk).put(
            step.submitted(mine, wrong), actor(asked), "submit", "with the rights confirmed"
        )
    return await _board(desk, asked, mine.id)


def _sure(desk: Desk, asked: Asked, mine: Submission) -> Message:
    voice = desk.voice(asked)
    key = "sure.drop" if mine.live is None else "sure.down"
    yes, no = CREATOR.tap(asked, GONE, n=mine.id, v=mine.version), CREATOR.tap(asked, SHOW, n=mine.id)
    buttons = Button(word(voice, "confirm"), yes, Style.DANGER), Button(word(voice, "cancel"), no)
    return Message(_WORDS.say(voice, key, name=title_of(mine, voice, _WORDS)), buttons=buttons)


async def _gone(desk: Desk, asked: Asked, tap: Tap, mine: Submission) -> Message:
    voice = desk.voice(asked)
    if mine.version != tap.number("v"):
        raise ChangedError
    if mine.live is None:
        await _kept(desk).drop(mine, actor(asked))
    else:
        found = await Publisher(desk.service).put(step.taken_down(mine, ""), actor(asked), "withdraw")
        if not isinstance(found, Activated):
            return Message("\n".join([_WORDS.say(voice, "unfit"), *found.lines[:5]]))
    return Message(_WORDS.say(voice, "dropped")).with_(await _board(desk, asked))


async def _board(desk: Desk, asked: Asked, number: int = 0) -> Message:
    """Return the dashboard, at the one of that number, else at the newest."""
    world = desk.service.game.active.ruleset.world(asked.guild)
    mine = await _kept(desk).of(world, asked.user)
    at = next((at for at, each in enumerate(mine) if each.id == number), len(mine) - 1)
    new = _new(desk, asked)
    if not mine:
        return Message(_WORDS.say(desk.voice(asked), "none"), buttons=tuple(new))
    card = _card(desk, asked, mine, at)
    return Message(cards=(card,), buttons=(*new, *_buttons(desk, asked, mine, at)))


def _card(desk: Desk, asked: Asked, mine: Sequence[Submission], at: int) -> Card:
    voice, this = desk.voice(asked), mine[at]
    lines = [state_of(this, voice, _WORDS)]
    if this.note:
        lines.append(_WORDS.say(voice, "note", note=this.note))
    lines += lines_of(desk, this, voice, _WORDS)
    if this.stage in {Stage.DRAFT, Stage.REFUSED} and (wrong := wrong_with(desk, this)):
        lines += ["", _WORDS.say(voice, "amiss"), *told(wrong, voice, _WORDS)]
    else:
        lines += ["", _WORDS.say(voice, "hint")]
    page = _WORDS.say(voice, "page", page=at + 1, pages=len(mine))
    return Card(title_of(this, voice, _WORDS), "\n".join(lines), page)


def _new(desk: Desk, asked: Asked) -> list[Button]:
    kinds = proposable(desk.service.game.active.ruleset.definitions.resolved.plain)[:_MOST_KINDS]
    voice = desk.voice(asked)
    labels = {kind: _WORDS.say(voice, "new", kind=kind_of(voice, kind)) for kind in kinds}
    return [Button(label, CREATOR.tap(asked, NEW, kind=kind)) for kind, label in labels.items()]


def _buttons(desk: Desk, asked: Asked, mine: Sequence[Submission], at: int) -> list[Button]:
    voice, this = desk.voice(asked), mine[at]

    def button(step_: str, key: str, of: Submission = this) -> Button:
        return Button(_WORDS.say(voice, key), CREATOR.tap(asked, step_, n=of.id, b=key))

    made = [button(EDIT, "edit"), button(SHOW, "refresh")]
    if not wrong_with(desk, this):
        made.append(button(PREVIEW, "preview"))
        if this.stage in {Stage.DRAFT, Stage.REFUSED}:
            made.append(button(SUBMIT, "submit"))
    made.append(button(WITHDRAW, "withdraw"))
    made += [button(SHOW, "back", mine[at - 1])] if at else []
    return made + ([button(SHOW, "next", mine[at + 1])] if at + 1 < len(mine) else [])


def _kept(desk: Desk) -> Submissions:
    return Submissions(desk.service.store)


CREATOR = Own(
    "creator",
    _WORDS,
    _answer,
    least=Role.CREATOR,
    params=(
        Param("of", Option.STRING, completed=True),
        Param("name", Option.STRING, completed=True),
        Param("picture", Option.ATTACHMENT),
    ),
    pressed=_pressed,
    opens=lambda desk, asked, tap: forms(desk, asked, tap, _WORDS),
    suggests=suggested,
    needs=is_open,
)
