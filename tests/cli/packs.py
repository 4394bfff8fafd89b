"""Packs on disk for commands, and commands that are run in this process."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from cli.main import run
from tests.engine.lab.pond import GAME, PLAY

TRY = """\
scenarios:
  a_dip_costs_two: {given: {gold: 5}, when: {dip: {}}, rolls: {catch: plop}, then: {gold: 3, plop: 1}}
  a_nap_is_free: {when: {nap: {}}, then: {gold: 0, said: [zzz]}}
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


def pack(folder: Path, scenarios: str = TRY, play: str = PLAY) -> Path:
    """Write the small economy with scenarios, and return its folder."""
    (folder / "pond").mkdir()
    for name, text in (("game", GAME), ("play", play), ("try", scenarios)):
        (folder / "pond" / f"{name}.yaml").write_text(text, "utf-8")
    return folder / "pond"


def reve(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Ran:
    """Run `reve` with *arguments*."""
    code = run([str(argument) for argument in arguments])
    written = capsys.readouterr()
    return Ran(code, written.out, written.err)


def killed(*_: object) -> None:
    """End the process that this is called in, as a system without memory does."""
    os._exit(1)
