"""A template, and what is written by it so far -> the form that asks for it; and what was filled in."""

from __future__ import annotations

from bot.asked import Asked
from bot.brought import kind_of, label_of, template_of, title_of
from bot.own.form import Field, Form
from bot.own.own import Desk
from bot.own.say import Words
from bot.own.tap import Tap
from bot.press import DeadError
from engine.live.brought.submission import NOTHING, Submission
from engine.live.brought.submissions import Submissions
from engine.view.voice import Voice
from rules.propose.template import NAME, Template
from rules.propose.written import Written

NEW, EDIT, SUBMIT = "new", "edit", "submit"
_BETWEEN = 2  # a comma and a space
RIGHTS, YES = "rights", "yes"


async def forms(desk: Desk, asked: Asked, tap: Tap | None, words: Words) -> Form | None:
    """Return the form that a button opens; None where it opens none."""
    if tap is None or tap.step not in {NEW, EDIT, SUBMIT}:
        return None
    voice = desk.voice(asked)
    if tap.step == NEW:
        by = _by(desk, tap.word("kind"))
        title = words.say(voice, "form.new", kind=kind_of(voice, by.kind))
        return Form(title, asked.pressed, fields(by, NOTHING, voice, words))
    mine = await Submissions(desk.service.store).one(tap.number("n"))
    if mine is None or mine.owner != asked.user:
        raise DeadError(asked.pressed)
    if tap.step == EDIT:
        title = words.say(voice, "form.edit", name=title_of(mine, voice, words))
        return Form(title, asked.pressed, fields(_by(desk, mine.kind), mine.written, voice, words))
    return _rights(asked, mine, voice, words)


def _by(desk: Desk, kind: str) -> Template:
    by = template_of(desk, kind)
    if by is None:
        raise DeadError(kind)
    return by


def _rights(asked: Asked, mine: Submission, voice: Voice, words: Words) -> Form:
    """Return what asks whether it is his; there is one answer with which it can be submitted."""
    own = Field(
        RIGHTS, words.say(voice, "form.rights"), options=((words.say(voice, "form.rights.yes"), YES),)
    )
    return Form(words.say(voice, "form.submit", name=title_of(mine, voice, words)), asked.pressed, (own,))


def fields(by: Template, written: Written, voice: Voice, words: Words) -> tuple[Field, ...]:
    """Return what is asked for: the name, each text, and the list."""
    label = label_of(voice, words, by.list)
    return (
        Field(NAME, label_of(voice, words, NAME), by.longest, 1, value=written.name),
        *(
            Field(name, label_of(voice, words, name), most, 1, value=written.texts.get(name, ""))
            for name, most in by.texts.items()
        ),
        Field(
            by.list,
            words.say(voice, "form.list", field=label, least=by.least, most=by.most),
            most_of(by),
            1,
            value=", ".join(written.names.values()),
            paragraph=True,
        ),
    )


def most_of(by: Template) -> int:
    """Return how many characters a list may have."""
    return by.most * (by.longest + _BETWEEN)


def fields_of(by: Template, asked: Asked) -> dict[str, str]:
    """Return what was filled in, no longer than a form lets it be."""
    longest = {NAME: by.longest, **by.texts, by.list: most_of(by)}
    return {name: asked.fields.get(name, "")[:most] for name, most in longest.items()}
