"""A view, a situation and a voice -> what is shown: words, labelled values, a page of its list, buttons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.outcome import Refused
from engine.player.run import Executor
from engine.view.alt import alt_of
from engine.view.ask import Situation, Told, ask
from engine.view.face import Face
from engine.view.looking import Looking
from engine.view.odds import odds_rows
from engine.view.read import COLOUR, IMAGE, LABEL, PICTURED, ROW, SHOW, SORT, TITLE, WHEN, WITH, view_program
from engine.view.shown import Button, Row, Shown
from engine.view.voice import Value, Values, Voice
from rules.program.node import Program
from rules.program.view import View, Words


class Layout:
    """Lay the views of one ruleset out; each is compiled when it is first asked for."""

    def __init__(self, voice: Voice, executor: Executor) -> None:
        """Begin with nothing compiled."""
        self.voice = voice
        self.executor = executor
        self._looking = Looking(voice, executor)
        self._programs: dict[str, Program] = {}

    def lay(self, name: str, situation: Situation, page: int = 1) -> Shown:
        """Return the view called *name*; its locals are among the situation's parameters."""
        view = self.voice.ruleset.views[name]
        program = self._programs.get(name)
        if program is None:
            program = self._programs[name] = view_program(view)
        told = ask(self.executor, program, situation)
        if isinstance(told, Refused):
            return Shown(self.voice.word("fault"))
        return self._shown(view, told, situation, page)

    def _shown(self, view: View, told: list[Told], situation: Situation, page: int) -> Shown:
        values = dict(told[0][1]) if told else {}
        listed = self._sorted(view, [each for name, each in told if name == ROW])
        pages = max(1, -(-len(listed) // max(1, view.page)))
        page = min(max(1, page), pages)
        first = (page - 1) * view.page
        lines = listed[first : first + view.page]
        image = self._plain(values.get(IMAGE))
        faces = tuple(self._faces(view, values, lines, situation))
        return Shown(
            self._title(view, values),
            tuple(self._rows(view, values, situation)),
            tuple(self._lines(view, values, lines)),
            page,
            pages,
            text=self.voice.say(view.text.key, values) if view.text is not None else "",
            image=image,
            faces=faces,
            alt=alt_of(faces, self.voice) or self._alt(image, values.get(PICTURED)),
            colour=self._plain(values.get(COLOUR)),
            buttons=tuple(self._buttons(view, values, lines)),
        )

    def _lines(self, view: View, values: Values, listed: list[dict[str, Value]]) -> Iterator[str]:
        if not listed and view.empty is not None:
            yield self.voice.say(view.empty.key, values)
        yield from (self._line(view, each) for each in listed)

    def _plain(self, value: Value | None) -> str:
        """Return a text that is no word: a file, a colour."""
        return str(value.value) if value is not None and value.value is not None else ""

    def _faces(
        self, view: View, values: Values, listed: list[dict[str, Value]], situation: Situation
    ) -> Iterator[Face]:
        """Yield the faces whose cards are shown."""
        if view.picture is None or view.picture.file is not None:
            return
        records = [each[view.var] for each in listed] if view.picture.each else [values[PICTURED]]
        for each in records:
            if each.value is not None:
                yield self._looking.face(each.type.kind, str(each.value), situation)

    def _alt(self, image: str, pictured: Value | None) -> str:
        """Return what a picture shows: the record whose it is, or else what its file is called."""
        if not image:
            return ""
        name = image.rpartition("/")[2].partition(".")[0].replace("_", " ")
        return self.voice.word("picture", of=self.voice.print(pictured) if pictured is not None else name)

    def _buttons(self, view: View, values: Values, listed: list[dict[str, Value]]) -> Iterator[Button]:
        for line, each in enumerate(listed):
            yield from self._pressed(view, each, line)
        yield from self._pressed(view, values, None)

    def _pressed(self, view: View, values: Values, line: int | None) -> Iterator[Button]:
        """Yield the buttons of one line, or without a line those below."""
        for at, button in enumerate(view.buttons):
            if button.each is (line is not None) and (button.when is None or values[f"{WHEN}{at}"].value):
                given = tuple((name, each.value) for name, each in _below(values, f"{WITH}{at}."))
                label = button.action.replace("_", " ")
                if button.label is not None:
                    label = self.voice.say(button.label.key, dict(_below(values, f"{LABEL}{at}.")))
                yield Button(label, button.action, given, line)

    def _title(self, view: View, values: Values) -> str:
        if isinstance(view.title, Words):
            return self.voice.say(view.title.key, values)
        return self.voice.print(values[TITLE]) if view.title is not None else view.name.replace("_", " ")

    def _rows(self, view: View, values: Values, situation: Situation) -> Iterator[Row]:
        for number, shown in enumerate(view.show):
            label = self.voice.label(view.name, shown.label)
            if shown.value is None:
                yield Row(label, odds=odds_rows(self.voice, shown.draw, situation))
            else:
                yield Row(label, self.voice.print(values[f"{SHOW}{number}"]))

    def _line(self, view: View, values: Values) -> str:
        if view.row is not None:
            return self.voice.say(view.row.key, values)
        return self.voice.print(values[view.var])

    def _sorted(self, view: View, listed: list[dict[str, Value]]) -> list[dict[str, Value]]:
        for number, (_, falling) in reversed(list(enumerate(view.sort))):
            listed = sorted(listed, key=lambda each: self._measure(each[f"{SORT}{number}"]), reverse=falling)
        return listed

    def _measure(self, value: Value) -> tuple[bool, Any]:
        """Return what a value is sorted by: records by their order, texts as they are read, nothing first."""
        if value.value is None:
            return False, 0
        if value.type.name == "record":
            return True, self.voice.ruleset.catalogue.kinds[value.type.kind].codes[value.value]
        if value.type.name == "text":
            return True, self.voice.print(value).casefold()
        return True, value.value


def _below(values: Values, prefix: str) -> Iterator[tuple[str, Value]]:
    """Yield what is told under names that begin with *prefix*, by the rest of the name."""
    return ((name.removeprefix(prefix), each) for name, each in values.items() if name.startswith(prefix))
