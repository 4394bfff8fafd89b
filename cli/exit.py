"""However a command ends -> an exit code, and at most a short message on stderr."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable

from cli.out import note, plain

FINE = 0
FINDINGS = 1
USAGE = 2
HAS_CHANGES = 3  # only where it was asked for
INTERNAL = 70
INTERRUPTED = 130

TRACE = "REVE_TRACE"


class UsageProblem(Exception):  # noqa: N818 - it is the author's, and no defect
    """Leave a command because of what it was given: a path, a name, a value."""


class AwayProblem(UsageProblem):
    """Leave a command because what it needs does not answer; whoever types may try again."""


def ended(command: Callable[[], object]) -> int:
    """Run *command* and return its exit code; nothing but a message leaves it."""
    try:
        result = command()
        sys.stdout.flush()
    except UsageProblem as problem:
        return _told(str(problem), USAGE)
    except KeyboardInterrupt:
        return _told("interrupted", INTERRUPTED)
    except BrokenPipeError:
        return _hushed()
    except OSError as problem:
        return _told(f"cannot read or write {_named(problem)}", USAGE)
    except Exception as problem:  # noqa: BLE001 - a crash must not look like a finding
        return _unexpected(problem)
    return result if isinstance(result, int) else FINE


def _unexpected(problem: Exception) -> int:
    """Tell what the parser of arguments refused, or that the program itself is at fault."""
    code = getattr(problem, "exit_code", None)
    show = getattr(problem, "show", None)
    if isinstance(code, int) and callable(show):
        problem.message = plain(str(getattr(problem, "message", "")))  # type: ignore[attr-defined]
        show()
        return code
    if type(problem).__name__ == "Abort":
        return _told("interrupted", INTERRUPTED)
    if os.environ.get(TRACE):
        traceback.print_exc()
    said = f"{type(problem).__name__}: {problem}" if str(problem) else type(problem).__name__
    return _told(f"this is a defect of reve, not of your pack: {said} (set {TRACE}=1 to see where)", INTERNAL)


def _named(problem: OSError) -> str:
    reason = (problem.strerror or "it is not there").lower()
    named = problem.filename or (None if problem.strerror else problem)
    return f"`{named}`: {reason}" if named else f"the stream: {reason}"


def _told(message: str, code: int) -> int:
    note(f"reve: {message}")
    return code


def _hushed() -> int:
    """Close what nobody reads any more, so that the interpreter does not complain on its way out."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - it stays open to the end
    return FINE
