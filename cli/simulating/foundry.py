"""C as text -> a library that a compiler built from it, kept for the next time."""

from __future__ import annotations

import atexit
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from cli.cache import home

COMPILER = "REVE_CC"  # names a compiler; empty: there is none
NAMES = ("cc", "gcc", "clang")
# Doubles come out as Python's do: no contraction, no reordering; only libm's error numbers are not asked for.
DOUBLES = ("-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math")
FLAGS = ("-std=gnu11", "-fPIC", "-shared", *DOUBLES, "-w")
QUICK = ("-O1",)
THOROUGH = ("-O2", "-ftree-vectorize", "-march=native")  # a library stays on the machine that built it
SECONDS = 300
MOST = 32  # libraries that are kept


def built(text: str, *, thorough: bool = False) -> Path | None:
    """Return a library made from *text*; *thorough* takes three times as long and is a quarter faster.

    None where there is no compiler, or it cannot.
    """
    compiler = found()
    if compiler is None:
        return None
    command = [*compiler, *(THOROUGH if thorough else QUICK), *FLAGS]
    machine = (sysconfig.get_platform(), platform.node())
    name = sha256("\0".join([*command, *machine, text]).encode()).hexdigest()[:40]
    with suppress(OSError):
        return _kept(home() / "reve" / "native", name, command, text)
    with suppress(OSError):
        return _kept(_passing(), name, command, text)
    return None


@cache
def _passing() -> Path:
    """Return a folder that is gone when this process is: for who may not write to a cache."""
    folder = Path(tempfile.mkdtemp(prefix="reve"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def found() -> tuple[str, ...] | None:
    """Return the compiler's command."""
    named = os.environ.get(COMPILER)
    if named is not None:
        return (named,) if named and shutil.which(named) else None
    path = next((path for name in NAMES if (path := shutil.which(name))), None)
    if path is not None:
        return (path,)
    return (sys.executable, "-m", "ziglang", "cc") if find_spec("ziglang") else None


def _kept(folder: Path, name: str, command: list[str], text: str) -> Path | None:
    library = folder / f"{name}.so"
    if library.exists():
        return library
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        source, made = Path(place) / "lives.c", Path(place) / "lives.so"
        source.write_text(text, "utf-8")
        if not _compiled([*command, "-o", str(made), str(source), "-lm"]):
            return None
        made.replace(library)  # whole or not at all, whoever else builds the same
    _tidy(folder)
    return library


def _tidy(folder: Path) -> None:
    """Leave the libraries that were built last; one that is in use stays until it is let go."""
    with suppress(OSError):
        built_last = sorted(folder.glob("*.so"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in built_last[MOST:]:
            file.unlink(missing_ok=True)


def _compiled(command: list[str]) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - ours
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
