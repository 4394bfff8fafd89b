"""A record, a situation and a voice -> its face: what a picture of it shows, as its kind says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from engine.outcome import Refused
from engine.player.run import Executor
from engine.view.ask import Situation, ask, telling
from engine.view.face import Face, Step
from engine.view.voice import Value, Voice
from rules.define.column import IMAGE
from rules.expression.node import Node
from rules.expression.type import record
from rules.lower.looks import IT
from rules.program.looks import Looks
from rules.program.node import Emit, Param, Program

FIGURE, COLOUR, TRIM, FRAME, BADGE, MARKS = "figure", "colour", "trim", "frame", "badge", "marks"
WORD = "word."
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Looking:
    """Look at records of one ruleset; how each kind looks is compiled when it is first asked for."""

    def __init__(self, voice: Voice, executor: Executor) -> None:
        """Begin with nothing compiled."""
        self.voice = voice
        self.executor = executor
        self._programs: dict[str, Program] = {}

    def face(self, kind: str, id_: str, situation: Situation) -> Face:
        """Return what a picture of a record shows of it, as the player of the situation has it."""
        bare = Face(
            f"{kind}.{id_}",
            self.voice.name(kind, id_),
            summary=self.voice.field(kind, id_, "summary"),
            image=self._column(kind, id_, IMAGE),
            credit=self._credit(kind, id_),
        )
        looks = self.voice.ruleset.looks.get(kind)
        return self._told(bare, looks, kind, id_, situation) if looks is not None else bare

    def _told(self, bare: Face, looks: Looks, kind: str, id_: str, situation: Situation) -> Face:
        program = self._programs.get(kind)
        if program is None:
            program = self._programs[kind] = looking_program(looks)
        code = self.voice.ruleset.catalogue.kinds[kind].codes[id_]
        told = ask(self.executor, program, replace(situation, params={IT: code}))
        if isinstance(told, Refused) or not told:
            return bare
        values = told[0][1]
        marks = values.get(MARKS)
        return replace(
            bare,
            figure=_plain(values.get(FIGURE)),
            colour=_colour(values.get(COLOUR)),
            trim=_colour(values.get(TRIM)),
            frame=self._step(values.get(FRAME)),
            badge=self._step(values.get(BADGE)),
            words=tuple(self.voice.print(each) for name, each in values.items() if name.startswith(WORD)),
            marks=int(marks.value) if marks is not None else 0,
            most=int(marks.type.hi) if marks is not None else 0,
        )

    def _step(self, value: Value | None) -> Step | None:
        """Return the place of a record among those of its kind."""
        if value is None or value.value is None:
            return None
        records = self.voice.ruleset.catalogue.kinds[value.type.kind]
        return Step(records.codes[value.value], len(records.ids), self.voice.print(value))

    def _credit(self, kind: str, id_: str) -> str:
        """Return whose the picture is that the pack brought."""
        stated = self.voice.ruleset.definitions.kinds[kind].records[id_].get(IMAGE)
        if not isinstance(stated, dict):
            return ""
        return ", ".join(str(stated[word]) for word in ("author", "licence") if word in stated)

    def _column(self, kind: str, id_: str, name: str) -> str:
        records = self.voice.ruleset.catalogue.kinds[kind]
        column = records.columns.get(name, ())
        value = column[records.codes[id_]] if column else ""
        return value if isinstance(value, str) else ""


def looking_program(looks: Looks) -> Program:
    """Return the program that tells how a record looks."""
    return telling(
        f"kinds.{looks.kind}.looks",
        (Param(IT, record(looks.kind)),),
        ("say", (Emit("say", "looks", tuple(_values(looks))),)),
    )


def _values(looks: Looks) -> Iterator[tuple[str, Node]]:
    for name in (FIGURE, COLOUR, TRIM, FRAME, BADGE, MARKS):
        node: Node | None = getattr(looks, name)
        if node is not None:
            yield name, node
    yield from ((f"{WORD}{at}", node) for at, node in enumerate(looks.words))


def _plain(value: Value | None) -> str:
    return str(value.value) if value is not None and value.value is not None else ""


def _colour(value: Value | None) -> str:
    """Return a colour; a text that is none is none."""
    found = _COLOUR.fullmatch(_plain(value))
    return found[0] if found else ""
