"""A view, a situation and a voice -> what is shown: its title, labelled values, and a page of its list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.outcome import Refused
from engine.player.run import Executor
from engine.view.ask import Situation, Told, ask, telling
from engine.view.odds import odds_rows
from engine.view.shown import Row, Shown
from engine.view.voice import Value, Values, Voice
from rules.expression.node import Local, Node
from rules.expression.type import integer, record
from rules.program.node import Each, Emit, Param, Program, Step
from rules.program.view import View, Words

_TITLE, _SHOW, _ROW, _SORT = "title", "show", "row", "sort."


class Layout:
    """Lay the views of one ruleset out; each is compiled when it is first asked for."""

    def __init__(self, voice: Voice, executor: Executor) -> None:
        """Begin with nothing compiled."""
        self.voice = voice
        self.executor = executor
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
        listed = [each for name, each in told if name == _ROW]
        pages = max(1, -(-len(listed) // max(1, view.page)))
        page = min(max(1, page), pages)
        first = (page - 1) * view.page
        lines = [self._line(view, each) for each in self._sorted(view, listed)[first : first + view.page]]
        return Shown(
            self._title(view, values), tuple(self._rows(view, values, situation)), tuple(lines), page, pages
        )

    def _title(self, view: View, values: Values) -> str:
        if isinstance(view.title, Words):
            return self.voice.say(view.title.key, values)
        return self.voice.print(values[_TITLE]) if view.title is not None else view.name.replace("_", " ")

    def _rows(self, view: View, values: Values, situation: Situation) -> Iterator[Row]:
        for number, shown in enumerate(view.show):
            label = self.voice.label(view.name, shown.label)
            if shown.value is None:
                yield Row(label, odds=odds_rows(self.voice, shown.draw, situation))
            else:
                yield Row(label, self.voice.print(values[f"{_SHOW}.{number}"]))

    def _line(self, view: View, values: Values) -> str:
        if view.row is not None:
            return self.voice.say(view.row.key, values)
        return self.voice.print(values[view.var])

    def _sorted(self, view: View, listed: list[dict[str, Value]]) -> list[dict[str, Value]]:
        for number, (_, falling) in reversed(list(enumerate(view.sort))):
            listed = sorted(listed, key=lambda each: self._measure(each[f"{_SORT}{number}"]), reverse=falling)
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


def view_program(view: View) -> Program:
    """Return the program that tells all values of a view, then those of each record of its list."""
    values = [(f"{_SHOW}.{at}", each.value) for at, each in enumerate(view.show) if each.value is not None]
    steps: list[Step] = [Emit("say", view.name, (*values, *_titled(view)))]
    if view.domain is not None:
        row = view.row.values if view.row is not None else ()
        sort = tuple((f"{_SORT}{at}", measure) for at, (measure, _) in enumerate(view.sort))
        own = ((view.var, _record(view)),)
        steps.append(
            Each(view.var, view.domain, (Emit("say", _ROW, _once((*row, *sort, *own))),), view.where)
        )
    params = tuple(Param(name, node.type) for name, node in view.locals)
    return telling(view.name, params, ("say", tuple(steps)))


def _titled(view: View) -> tuple[tuple[str, Node], ...]:
    if isinstance(view.title, Words):
        return view.title.values
    return ((_TITLE, view.title),) if view.title is not None else ()


def _record(view: View) -> Node:
    assert view.domain is not None  # noqa: S101 - asked by the caller
    return Local(record(view.domain.kind) if view.domain.kind else integer(1, view.domain.size), view.var)


def _once(values: tuple[tuple[str, Node], ...]) -> tuple[tuple[str, Node], ...]:
    return tuple(dict(values).items())
