"""What a player wrote -> how it is shown: to him, and to whoever looks it through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.commands.wording import within
from bot.own.own import Desk
from bot.own.say import Words
from engine.live.brought.step import amiss
from engine.live.brought.submission import Stage, Submission
from engine.view.voice import Voice
from rules.propose.template import NAME, Plains, Template, proposable, template
from rules.propose.written import Wrong
from rules.ruleset import Ruleset

_MOST_WRONG = 8


def plains_of(desk: Desk) -> Plains:
    """Return what the game declares."""
    return desk.service.game.active.ruleset.definitions.resolved.plain


def template_of(desk: Desk, kind: str) -> Template | None:
    """Return by what template a kind is written, None where the game has none for it any more."""
    return template(plains_of(desk), kind)


def is_open(ruleset: Ruleset) -> bool:
    """Tell whether players write anything of a game."""
    return bool(proposable(ruleset.definitions.resolved.plain))


def wrong_with(desk: Desk, of: Submission) -> list[Wrong]:
    """Return what keeps it from being submitted."""
    by = template_of(desk, of.kind)
    return [Wrong("", "closed")] if by is None else amiss(of, by, plains_of(desk))


def label_of(voice: Voice, words: Words, name: str) -> str:
    """Return what a field is called; a game says it under `bot.creator.field.NAME`."""
    text = voice.text(f"bot.creator.field.{name}")
    if text is not None:
        return next(iter(text.forms.values()))
    return words.say(voice, "field.name") if name == NAME else name.replace("_", " ").capitalize()


def kind_of(voice: Voice, kind: str) -> str:
    """Return what a kind is called."""
    return voice.own(f"kinds.{kind}.name", kind.replace("_", " "))


def lines_of(desk: Desk, of: Submission, voice: Voice, words: Words) -> Iterator[str]:
    """Yield what is written, line by line."""
    by = template_of(desk, of.kind)
    for name in by.texts if by is not None else ():
        yield f"**{label_of(voice, words, name)}**: {of.written.texts.get(name) or '-'}"
    listed = [
        f"{name} ({words.say(voice, 'pictured')})" if number in of.written.pictures else name
        for number, name in of.written.names.items()
    ]
    if by is not None:
        yield f"**{label_of(voice, words, by.list)}**: {within(', '.join(listed), 1500) or '-'}"


def state_of(of: Submission, voice: Voice, words: Words) -> str:
    """Return how far it has come, in a line."""
    said = words.say(voice, f"stage.{of.stage}", version=of.version)
    if of.live is not None and of.stage is not Stage.LIVE:
        said = f"{said} {words.say(voice, 'older')}"
    return said


def told(wrong: Sequence[Wrong], voice: Voice, words: Words) -> Iterator[str]:
    """Yield what is wrong, line by line."""
    for each in wrong[:_MOST_WRONG]:
        label = label_of(voice, words, each.field) if each.field else ""
        shown = within(each.shown.replace("`", "'"), 40)
        yield "- " + words.say(voice, f"wrong.{each.why}", field=label, shown=shown)
    if len(wrong) > _MOST_WRONG:
        yield f"- … {len(wrong) - _MOST_WRONG}"


def title_of(of: Submission, voice: Voice, words: Words) -> str:
    """Return what it is called."""
    return of.written.name or words.say(voice, "nameless")
