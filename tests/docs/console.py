"""Console blocks of a page -> what their commands print; `…` is what is left out, or differs each time."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cli.main import run
from tests.docs.fences import Fenced

LEFT_OUT = "…"
KEY = "ab" * 32
_CAUGHT = {"RECEIPT": re.compile(r"\b[0-9a-f]{32}\b"), "HASH": re.compile(r"\b[0-9a-f]{12}\b")}


@dataclass(slots=True)
class Console:
    """Somebody who types; *places* are what stands on the page, and what it is here.

    `RECEIPT` on a page is the first receipt that was listed last, `HASH` the last ruleset.
    """

    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]
    places: dict[str, str] = field(default_factory=dict)

    def play(self, block: Fenced) -> None:
        """Type each command of a block, and compare what is printed with what is shown."""
        for command, shown in commands(block):
            printed = self._printed(self._here(command))
            for name, end in (("RECEIPT", 0), ("HASH", -1)):
                if listed := [id_ for line in printed for id_ in _CAUGHT[name].findall(line)]:
                    self.places[name] = listed[end]
            assert follows([self._here(line) for line in shown], printed), "\n".join([command, *printed])
            assert shown or not printed, f"nothing is shown of `{command}`"

    def _printed(self, command: str) -> list[str]:
        match shlex.split(command):
            case ["cd", folder]:
                self.monkeypatch.chdir(folder)
            case ["export", setting]:
                self.monkeypatch.setenv(*setting.split("=", 1))
            case ["sed", "-i", script, file]:
                self._without(script.removeprefix("/").removesuffix("/d"), Path(file))
            case ["openssl", "rand", "-hex", "32", ">", file]:
                Path(file).write_text(f"{KEY}\n", "utf-8")
            case ["reve", *words]:
                run(words)
            case _:
                raise AssertionError(f"nobody can type `{command}` here")
        said = self.capsys.readouterr()
        return [line.rstrip() for line in (*said.err.splitlines(), *said.out.splitlines())]

    @staticmethod
    def _without(what: str, path: Path) -> None:
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if what not in line), "utf-8")

    def _here(self, text: str) -> str:
        for there, here in self.places.items():
            text = text.replace(there, here)
        return text


def commands(block: Fenced) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a block with the lines that follow it."""
    found: list[tuple[str, list[str]]] = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line.rstrip())
    yield from found


def follows(shown: Sequence[str], printed: Sequence[str]) -> bool:
    """Tell whether what is shown is what was printed, but for what is left out: lines, or parts of one."""
    rest = iter(printed)
    loose = False
    for line in shown:
        if line == LEFT_OUT:
            loose = True
        elif loose:
            if not any(_is(line, each) for each in rest):
                return False
            loose = False
        elif not _is(line, next(rest, None)):
            return False
    return loose or next(rest, None) is None


def _is(shown: str, printed: str | None) -> bool:
    parts = map(re.escape, shown.split(LEFT_OUT))
    return printed is not None and re.fullmatch(".*".join(parts), printed) is not None
