"""What an author must fix: its code, its place, what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from rules.source import Place


class Severity(Enum):
    """Whether a problem stops a pack (error) or may stay (warning)."""

    ERROR = "error"
    WARNING = "warning"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake, its place, and the other places that matter.

    *path* names the value in the pack, such as `tables.chest.entries.five`.
    """

    code: str
    severity: Severity
    message: str
    place: Place
    help: str | None = None
    related: tuple[tuple[str, Place], ...] = ()
    path: str = ""

    @property
    def is_error(self) -> bool:
        """Tell whether the pack cannot be used with it."""
        return self.severity is Severity.ERROR

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Return the key by which problems are shown: file, line, column, code."""
        return self.place.file, self.place.line, self.place.column, self.code, self.message


@dataclass(frozen=True, slots=True)
class Code:
    """One sort of mistake, with the stable id by which authors know it (`E201`, `W301`)."""

    id: str
    severity: Severity
    title: str

    def at(
        self,
        place: Place,
        message: str,
        *,
        help: str | None = None,  # noqa: A002 - the word that reports show
        related: tuple[tuple[str, Place], ...] = (),
        path: str = "",
    ) -> Problem:
        """Return this mistake, made at *place*."""
        return Problem(self.id, self.severity, message, place, help, related, path)


def error(code: str, title: str) -> Code:
    """Declare a sort of mistake that stops a pack."""
    return Code(code, Severity.ERROR, title)


def warning(code: str, title: str) -> Code:
    """Declare a sort of mistake that may stay."""
    return Code(code, Severity.WARNING, title)


def quoted(text: str, most: int = 60) -> str:
    """Return what an author wrote as messages show it: on one line, not too long, in backticks."""
    line = " ".join(text.split())
    return f"`{line if len(line) <= most else line[: most - 1] + '…'}`"


@dataclass(slots=True)
class Problems:
    """All problems of a pack, collected and never cut short."""

    found: list[Problem] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.found)

    def add(self, problem: Problem) -> None:
        """Collect one problem."""
        self.found.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Collect several problems."""
        self.found.extend(problems)

    def sorted(self) -> list[Problem]:
        """Return the problems in the order of their places."""
        return sorted(self.found, key=lambda problem: problem.order)

    @property
    def errors(self) -> list[Problem]:
        """Return the problems that stop the pack, in order."""
        return [problem for problem in self.sorted() if problem.is_error]

    @property
    def warnings(self) -> list[Problem]:
        """Return the problems that may stay, in order."""
        return [problem for problem in self.sorted() if not problem.is_error]
