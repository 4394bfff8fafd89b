"""Commands -> a transcript of what they print; `python -m tests.cli.transcript` writes them anew."""

from __future__ import annotations

import io
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

from cli.main import run

HERE = Path(__file__).parent
PLACES = HERE / "places"
TRANSCRIPTS = HERE / "transcripts"
_PROMPT = "$ reve"


def played(expected: str, folder: Path = PLACES) -> str:
    """Return the transcript of the commands that *expected* has, run in *folder*."""
    commands = [line.removeprefix(_PROMPT) for line in expected.splitlines() if line.startswith(_PROMPT)]
    with chdir(folder), _plain():
        return "\n".join(_one(command) for command in commands)


def _one(command: str) -> str:
    out, err, code = ran(*shlex.split(command))
    said = [*out.rstrip("\n").split("\n"), *(f"! {line}" for line in err.splitlines())]
    shown = "\n".join(line.rstrip() for line in said if line or out)
    return f"{_PROMPT}{command}\n{shown.strip(chr(10))}\n" + (f"[{code}]\n" if code else "")


def ran(*arguments: str) -> tuple[str, str, int]:
    """Return what a command printed, said on stderr, and its exit code."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(arguments)
    return out.getvalue(), err.getvalue(), code


@contextmanager
def _plain() -> Iterator[None]:
    """Make a terminal of one width and no colour, whatever the real one is."""
    before = {name: os.environ.get(name) for name in ("COLUMNS", "NO_COLOR", "TERM")}
    os.environ.update({"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"})
    yield
    for name, value in before.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value


def main() -> None:
    """Write every transcript anew."""
    for path in sorted(TRANSCRIPTS.glob("*.txt")):
        path.write_text(played(path.read_text("utf-8")), "utf-8")
        sys.stderr.write(f"{path.name}\n")


if __name__ == "__main__":
    main()
