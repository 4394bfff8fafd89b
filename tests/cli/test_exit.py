"""Every end of a command has its exit code and at most a short message."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import pytest

from cli import exit as ending
from cli.exit import UsageProblem, ended
from cli.main import run

DEFECT = "reve: this is a defect of reve, not of your pack"


def raising(problem: BaseException) -> Callable[[], object]:
    def command() -> object:
        raise problem

    return command


CASES = {
    "what an author gave": (UsageProblem("no such pack"), 2, "reve: no such pack\n"),
    "what would colour the screen": (UsageProblem("no \x1b[31mpack\x07"), 2, "reve: no ␛[31mpack␇\n"),
    "a key of the keyboard": (KeyboardInterrupt(), 130, "reve: interrupted\n"),
    "a file that is not there": (
        FileNotFoundError(2, "No such file", "x"),
        2,
        "reve: cannot read or write `x`: no such file\n",
    ),
    "a file without a name": (
        PermissionError("x"),
        2,
        "reve: cannot read or write `x`: it is not there\n",
    ),
    "a full disk": (
        OSError(28, "No space left on device"),
        2,
        "reve: cannot read or write the stream: no space left on device\n",
    ),
    "a defect": (
        ValueError("seven"),
        70,
        f"{DEFECT}: ValueError: seven (set REVE_TRACE=1 to see where)\n",
    ),
    "a defect without a word": (
        AssertionError(),
        70,
        f"{DEFECT}: AssertionError (set REVE_TRACE=1 to see where)\n",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_an_exception_becomes_an_exit_code(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    problem, code, said = CASES[case]

    assert ended(raising(problem)) == code
    assert capsys.readouterr() == ("", said)


def test_an_abort_of_the_parser_is_an_interruption() -> None:
    class Abort(Exception):  # noqa: N818 - as the parser of arguments calls it
        pass

    assert ended(raising(Abort())) == 130


def test_a_defect_shows_where_if_it_is_asked_to(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ending.TRACE, "1")

    assert ended(raising(ValueError("seven"))) == 70
    assert "Traceback" in capsys.readouterr().err


def test_a_closed_pipe_is_no_problem(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())

    assert ended(raising(BrokenPipeError())) == 0
    sys.stdout.close()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("result", "code"), [(None, 0), (0, 0), (1, 1), ("done", 0)])
def test_a_command_may_say_how_it_ended(result: object, code: int) -> None:
    assert ended(lambda: result) == code


@pytest.mark.parametrize("arguments", [("--\x1b[31m",), ("validate", "--format", "\x1b[31m"), ("\x1b[31m",)])
def test_what_the_parser_refuses_does_not_colour_the_screen(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert "\x1b" not in "".join(capsys.readouterr())
