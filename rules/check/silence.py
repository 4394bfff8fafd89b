"""Problems and what authors allow -> the problems that are left, and what is wrong with allowances.

What keeps a pack from running cannot be allowed: only warnings and errors of sense (decision 0013).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rules.define.form import entry, scalar_text
from rules.document import Mapping as Tree
from rules.document import allows
from rules.pack import Resolved
from rules.problem import Code, Problem, warning
from rules.source import Place
from rules.suggest import did_you_mean

IDLE = warning("W790", "an allowance silences nothing")
NO_REASON = warning("W791", "an allowance gives no reason")
NOT_ALLOWED = warning("W792", "an allowance names what cannot be allowed")
CODES = (IDLE, NO_REASON, NOT_ALLOWED)

FIRST_ALLOWED = "E610"  # before it are errors of form: what has one means nothing
_FORM = re.compile(r"E[1-5][0-9]{2}")
NEVER_ALLOWED = frozenset(
    (
        *("E619", "E620", "E623", "E626", "E633"),  # a value, a time, a roll is missing
        *("E660", "E661", "E662", "E664"),  # somebody has paid
    )
)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is allowed, where that is said, and on which line it holds; everywhere without one."""

    code: str
    reason: str
    place: Place
    line: int = 0

    def covers(self, problem: Problem) -> bool:
        """Tell whether it silences a problem."""
        if problem.code != self.code:
            return False
        return not self.line or (problem.place.file, problem.place.line) == (self.place.file, self.line)


def silenced(resolved: Resolved, problems: list[Problem], known: Mapping[str, Code]) -> list[Problem]:
    """Return the problems that nobody allowed, and what is wrong with allowances."""
    own = {file.source.file for file in resolved.files if file.pack == resolved.packs[-1]}
    found = [*_in_comments(resolved), *_in_game(resolved)]
    working = [each for each in found if each.code in known and allowable(each.code)]
    left = [problem for problem in problems if not any(each.covers(problem) for each in working)]
    complaints = [
        complaint
        for each in found
        if each.place.file in own and (complaint := _complaint(each, problems, known)) is not None
    ]
    return sorted([*left, *complaints], key=lambda problem: problem.order) if complaints else left


def allowable(code: str) -> bool:
    """Tell whether a pack works although it has such a problem."""
    return code.startswith("W") or (code >= FIRST_ALLOWED and code not in NEVER_ALLOWED)


def _complaint(allowance: Allowance, problems: list[Problem], known: Mapping[str, Code]) -> Problem | None:
    code = allowance.code
    if _FORM.fullmatch(code) or (code in known and not allowable(code)):
        said = f"`{code}` cannot be allowed: where it stands, nothing is left that could run"
        return NOT_ALLOWED.at(allowance.place, said, help="mend what it says, and take the allowance away")
    if code not in known:
        said, near = f"no problem has the code `{code}`", did_you_mean(code, known)
        return NOT_ALLOWED.at(allowance.place, said, help=near or "take the allowance away")
    if not any(allowance.covers(problem) for problem in problems):
        return IDLE.at(allowance.place, f"nothing here has `{code}`", help="take the allowance away")
    if allowance.line and not allowance.reason.strip():  # in `game` a reason is asked for by the form
        said = f"the allowance of `{code}` gives no reason"
        return NO_REASON.at(allowance.place, said, help=f"write why: `# allow {code}: because …`")
    return None


def _in_comments(resolved: Resolved) -> Iterator[Allowance]:
    for file in resolved.files:
        source = file.source
        if "allow" in source.text and allows(source, None):  # a tree costs more than a look at the text
            for each in allows(source, file.root):
                yield Allowance(each.code, each.reason, each.place, each.line)


def _in_game(resolved: Resolved) -> Iterator[Allowance]:
    written = entry(resolved.root.entries.get("game"), "allow")
    if isinstance(written, Tree):
        for code, reason in written.entries.items():
            yield Allowance(code, scalar_text(reason), written.key(code).place)
