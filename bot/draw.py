"""Texts and views of the engine -> a message: one column, no tables, every label in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.commands.wording import titled
from bot.message import Card, Message
from engine.view.reply import Part
from engine.view.shown import Row, Shown
from engine.view.voice import Voice

_ODDS = 12  # outcomes of a draw that are listed


def draw(parts: Sequence[Part], voice: Voice) -> Message:
    """Return parts as one message."""
    texts = [part for part in parts if isinstance(part, str)]
    return Message("\n".join(texts), tuple(_card(part, voice) for part in parts if isinstance(part, Shown)))


def _card(shown: Shown, voice: Voice) -> Card:
    footer = voice.word("page", page=str(shown.page), pages=str(shown.pages)) if shown.pages > 1 else ""
    pictured = shown if shown.faces else None
    return Card(shown.title, "\n".join(_lines(shown)), footer, shown.colour, pictured)


def _lines(shown: Shown) -> Iterator[str]:
    """Yield what a view says; lines that have buttons are numbered, as those are."""
    numbered = any(button.line is not None for button in shown.buttons)
    if shown.text:
        yield shown.text
    for row in shown.rows:
        if not row.odds:
            yield from _row(row)
    for number, line in enumerate(shown.lines, 1):
        yield f"{number}. {line}" if numbered else line
    for row in shown.rows:  # long, and of what may be: after what is
        if row.odds:
            yield from _row(row)


def _row(row: Row) -> Iterator[str]:
    label = titled(row.label)
    yield f"**{label}**: {row.value}" if row.value else f"**{label}**"
    for name, chance in row.odds[:_ODDS]:
        yield f"- {titled(name)}: {chance}"
    if len(row.odds) > _ODDS:
        yield f"- … {len(row.odds) - _ODDS}"
