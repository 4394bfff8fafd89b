"""What a game says of notices -> a program that asks whether a player is to be told of one."""

from __future__ import annotations

from rules.define.form import entry, scalar_text
from rules.document import Node
from rules.expression.scope import Scope
from rules.expression.type import BOOL, record
from rules.lower import code
from rules.lower.here import Here
from rules.lower.session import Session
from rules.lower.settle import settle
from rules.program.node import Param, Phase, Program, Require, Requirement, Steps
from rules.suggest import did_you_mean

NAME = "game.notices"
UNWANTED = "notice.unwanted"
IT = "it"


def lower_notices(session: Session) -> Program | None:
    """Return the program, which is refused where nobody wants the notice; nothing where all are sent."""
    written = _written(session)
    kind = scalar_text(entry(written, "of"))
    if kind not in session.definitions.kinds:
        return None
    type_ = record(kind)
    here = Here(session, Scope(session.definitions.vocabulary, params={IT: type_}), "game/notices", NAME)
    settling = settle(here)
    when = entry(written, "when")
    row = Requirement(here.value(when, BOOL), UNWANTED, when.place if when is not None else None)
    phases: tuple[tuple[Phase, Steps], ...] = (("settle", settling), ("require", (Require((row,)),)))
    return Program(NAME, (Param(IT, type_),), phases, "clock")


def known(here: Here, name: str, written: Node) -> None:
    """Report a notice that is no record of the kind whose records players are told of."""
    kind = scalar_text(entry(_written(here.session), "of"))
    records = here.kinds[kind].records if kind in here.kinds else {name: None}
    if name not in records:
        message = f"there is no {kind} called `{name}`, so nobody could ask to be told of it"
        here.session.report(
            code.NO_SUCH, written, message, did_you_mean(name, records) or f"declare it under `{kind}`"
        )


def _written(session: Session) -> Node | None:
    return entry(session.definitions.root.get("game"), "notices")
