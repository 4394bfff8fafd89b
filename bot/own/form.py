"""Fields -> a form as Discord opens it; what was written comes back as `asked.fields`, by key."""

from __future__ import annotations

from dataclasses import dataclass

from bot.commands.wording import within
from bot.wire import Component, Payload

_TITLE = 45
_LINE, _PARAGRAPH = 1, 2


@dataclass(frozen=True, slots=True)
class Field:
    """A line to write on, or a paragraph; with *options* (label and value) a list to choose from."""

    key: str
    label: str
    most: int = 100
    least: int = 0
    required: bool = True
    value: str = ""
    paragraph: bool = False
    options: tuple[tuple[str, str], ...] = ()

    @property
    def payload(self) -> Payload:
        """Return it as it goes over the wire."""
        inner: Payload = {"custom_id": self.key, "required": self.required}
        if self.options:
            listed = [
                {"label": within(label, 100), "value": value, "default": value == self.value}
                for label, value in self.options
            ]
            inner |= {"type": int(Component.SELECT), "options": listed}
        else:
            style = _PARAGRAPH if self.paragraph else _LINE
            inner |= {"type": int(Component.INPUT), "style": style, "max_length": self.most}
            inner |= {"min_length": self.least} if self.least else {}
            inner |= {"value": self.value[: self.most]} if self.value else {}
        return {"type": int(Component.LABEL), "label": within(self.label, _TITLE), "component": inner}


@dataclass(frozen=True, slots=True)
class Form:
    """Up to five fields; *does* is the custom_id under which they come back."""

    title: str
    does: str
    fields: tuple[Field, ...]

    @property
    def payload(self) -> Payload:
        """Return it as it goes over the wire."""
        parts = [each.payload for each in self.fields]
        return {"title": within(self.title, _TITLE), "custom_id": self.does, "components": parts}
