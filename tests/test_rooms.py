"""Rules and the pure engine import with three packages: PyYAML, jsonschema, simpleeval."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Column code is NumPy's; nothing else may need it to be imported.
COLUMN = (
    "engine/columns/",
    "engine/lab/census",
    "engine/lab/crowd",
    "engine/native/run",
    "engine/odds/dense",
    "engine/odds/flow",
    "rules/expression/column",
)
ALONE = """
import importlib, sys
for name in {barred!r}:
    sys.modules[name] = None
for name in {modules!r}:
    importlib.import_module(name)
"""


@pytest.mark.parametrize("room", ["rules", "engine"])
def test_a_pure_room_imports_without_accelerators_and_faces(room: str) -> None:
    barred = ["numpy", "jsonschema_rs", "typer", "rich", "click", "disnake"]

    ended = _alone(barred, _modules(room))

    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_barred_package_is_missed() -> None:
    ended = _alone(["numpy"], ["rules.expression.column"])

    assert "import of numpy halted" in ended.stderr


def test_every_room_of_the_engine_but_the_live_game_is_held_to_be_pure() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    rooms = {
        f"engine.{path.stem}"
        for path in (ROOT / "engine").iterdir()
        if path.stem not in {"__init__", "__pycache__", "live"}
    }
    for contract in contracts[1:3]:
        assert {name for name in contract["source_modules"] if name != "rules"} == rooms


def _modules(room: str) -> list[str]:
    paths = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / room).rglob("*.py"))]
    pure = [path for path in paths if not path.startswith(COLUMN)]
    return [path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in pure]


def _alone(barred: list[str], modules: list[str]) -> subprocess.CompletedProcess[str]:
    code = ALONE.format(barred=barred, modules=modules)
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
