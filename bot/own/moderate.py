"""`/moderate`: what players wrote and wait with, and what is reported -> approved, refused, taken down."""

from __future__ import annotations

from collections.abc import Sequence

from bot.asked import Asked
from bot.brought import is_open, kind_of, lines_of, state_of, title_of
from bot.commands.wording import within
from bot.message import Button, Card, Message
from bot.own.creator_words import MODERATE as _BY_LANGUAGE
from bot.own.form import Field, Form
from bot.own.operating import actor
from bot.own.own import Desk, Own, Param
from bot.own.previewing import previewed
from bot.own.report import live, suggested
from bot.own.say import Words
from bot.own.tap import Tap
from bot.press import DeadError
from bot.role import Role
from bot.wire import Option, Style
from bot.words import mention
from engine.live.activate import Activated
from engine.live.brought import step
from engine.live.brought.publish import Publisher
from engine.live.brought.reports import Reports
from engine.live.brought.step import MOST_NOTE, StepError
from engine.live.brought.submission import Stage, Submission
from engine.live.brought.submissions import ChangedError, Submissions

QUEUE, REPORTS, PREVIEW, APPROVE, REFUSE, DOWN, CLOSE = (
    "queue", "reports", "preview", "approve", "refuse", "down", "close",
)  # fmt: skip
_ASKS = {
    APPROVE: ("form.approve", "form.note"),
    REFUSE: ("form.refuse", "form.why"),
    DOWN: ("form.down", "form.why"),
}
_NOTE = "note"
_DONE = {APPROVE: "approved", REFUSE: "refused", DOWN: "taken"}
_WORDS = Words("moderate", _BY_LANGUAGE)


async def _answer(desk: Desk, asked: Asked) -> Message:
    wanted = str(asked.options.get("of") or "")
    if not wanted:
        return await _next(desk, asked)
    found = await live(desk, wanted)
    if found is None:
        return Message(_WORDS.say(desk.voice(asked), "gone"))
    return await _one(desk, asked, found, "")


async def _opens(desk: Desk, asked: Asked, tap: Tap | None) -> Form | None:
    if tap is None or tap.step not in _ASKS:
        return None
    voice, of = desk.voice(asked), await _seen(desk, tap)
    title, label = _ASKS[tap.step]
    needed = tap.step != APPROVE
    field = Field(_NOTE, _WORDS.say(voice, label), MOST_NOTE, 3 if needed else 0, needed, paragraph=True)
    return Form(_WORDS.say(voice, title, name=title_of(of, voice, _WORDS)), asked.pressed, (field,))


async def _pressed(desk: Desk, asked: Asked, tap: Tap) -> Message:
    voice = desk.voice(asked)
    if tap.step in {QUEUE, REPORTS}:
        return await _next(desk, asked, reports=tap.step == REPORTS, after=int(tap.params.get("at", 0)))
    of = await _seen(desk, tap)
    if tap.step == PREVIEW:
        return await previewed(desk, asked, of, _WORDS, MODERATE.tap(asked, QUEUE))
    if tap.step == CLOSE:
        await Reports(desk.service.store).close(of, actor(asked))
        said = _WORDS.say(voice, "closed", name=title_of(of, voice, _WORDS))
        return Message(said).with_(await _next(desk, asked))
    try:
        said = await _decided(desk, asked, tap.step, of)
    except (ChangedError, StepError):
        said = _WORDS.say(voice, "changed")
    return Message(said).with_(await _next(desk, asked))


async def _seen(desk: Desk, tap: Tap) -> Submission:
    """Return what a button is about; a button that showed another version of it is of an earlier time."""
    found = await Submissions(desk.service.store).one(tap.number("n"))
    if found is None or found.version != tap.number("v"):
        raise DeadError(tap.step)
    return found


async def _decided(desk: Desk, asked: Asked, decision: str, of: Submission) -> str:
    """Approve, refuse or take down, and say what came of it."""
    voice, note = desk.voice(asked), asked.fields.get(_NOTE, "").strip()
    if decision == REFUSE:
        await Submissions(desk.service.store).put(step.refused(of, note), actor(asked), REFUSE, note)
    elif decision in {APPROVE, DOWN}:
        changed = step.approved(of, note) if decision == APPROVE else step.taken_down(of, note)
        found = await Publisher(desk.service).put(changed, actor(asked), decision, note)
        if not isinstance(found, Activated):
            return "\n".join([_WORDS.say(voice, "stopped"), *(within(each, 300) for each in found.lines[:5])])
        if decision == DOWN:
            await Reports(desk.service.store).close(of, actor(asked))
    else:
        raise DeadError(decision)
    return _WORDS.say(voice, _DONE[decision], name=title_of(of, voice, _WORDS))


async def _next(desk: Desk, asked: Asked, *, reports: bool = False, after: int = 0) -> Message:
    """Return what waits, or what is reported, from the one of that place on."""
    kept = Submissions(desk.service.store)
    waiting, reported = await kept.waiting(), await Reports(desk.service.store).open()
    there = len(reported) if reports else len(waiting)
    if not there:
        reports, there = not reports, len(waiting) if reports else len(reported)
    if not there:
        return Message(
            _WORDS.say(desk.voice(asked), "nothing"), buttons=(_button(desk, asked, QUEUE, "refresh"),)
        )
    at = after % there
    of = await kept.one(reported[at][0]) if reports else waiting[at]
    if of is None:
        raise DeadError(str(at))
    page = _WORDS.say(desk.voice(asked), "queue", page=at + 1, pages=there) if not reports else ""
    shown = await _one(desk, asked, of, page)
    return shown.with_(
        Message(buttons=tuple(_elsewhere(desk, asked, (waiting, reported), at, reports=reports)))
    )


async def _one(desk: Desk, asked: Asked, of: Submission, page: str) -> Message:
    voice = desk.voice(asked)
    by = _WORDS.say(voice, "by", kind=kind_of(voice, of.kind), whose=mention(of.owner))
    lines = [by, state_of(of, voice, _WORDS), *lines_of(desk, of, voice, _WORDS)]
    said = await Reports(desk.service.store).about(of.id)
    if said:
        lines += ["", _WORDS.say(voice, "reported", count=len(said))]
        for each in said:
            text = within(each.text.replace("\n", " "), 150) or _WORDS.say(voice, "silent")
            lines.append(_WORDS.say(voice, "report", whose=mention(each.owner), text=text))
    steps = [(APPROVE, Style.SUCCESS), (REFUSE, Style.SECONDARY)] if of.stage is Stage.SUBMITTED else []
    steps += [(DOWN, Style.DANGER)] if of.live is not None else []
    steps += [(CLOSE, Style.SECONDARY)] if said else []
    made = [_about(desk, asked, of, name, style) for name, style in [*steps, (PREVIEW, Style.SECONDARY)]]
    return Message(cards=(Card(title_of(of, voice, _WORDS), "\n".join(lines), page),), buttons=tuple(made))


def _about(desk: Desk, asked: Asked, of: Submission, name: str, style: Style) -> Button:
    label = _WORDS.say(desk.voice(asked), name)
    return Button(label, MODERATE.tap(asked, name, n=of.id, v=of.version), style)


def _elsewhere(
    desk: Desk, asked: Asked, lists: tuple[Sequence[object], Sequence[object]], at: int, *, reports: bool
) -> list[Button]:
    """Return buttons that lead to the next, and to the other list."""
    waiting, reported = lists
    here = REPORTS if reports else QUEUE
    made = [_button(desk, asked, here, "refresh")]
    if len(reported if reports else waiting) > 1:
        made.append(_button(desk, asked, here, "next", at + 1))
    if reported and not reports:
        made.append(_button(desk, asked, REPORTS, "reports", count=len(reported)))
    if waiting and reports:
        made.append(_button(desk, asked, QUEUE, "waiting", count=len(waiting)))
    return made


def _button(desk: Desk, asked: Asked, name: str, key: str, at: int = 0, count: int = 0) -> Button:
    return Button(_WORDS.say(desk.voice(asked), key, count=count), MODERATE.tap(asked, name, at=at, b=key))


MODERATE = Own(
    "moderate",
    _WORDS,
    _answer,
    least=Role.MODERATOR,
    params=(Param("of", Option.STRING, completed=True),),
    pressed=_pressed,
    opens=_opens,
    suggests=suggested,
    for_operators=True,
    needs=is_open,
)
