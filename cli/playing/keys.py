"""A store -> the keys to its seeds: those of the settings, or a file beside a database of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from cli.exit import UsageProblem
from cli.out import note
from cli.settings import given

if TYPE_CHECKING:
    from engine.live.fair.seal import Ring


def keys_of(url: str) -> Ring:
    """Return the keys; where SQLite has none yet they are made, and lie where `reve doctor` warns of them."""
    from engine.live.fair.seal import SealError, fresh_key, ring

    named = given().seed_keys
    try:
        if named is not None:
            return ring(named.get_secret_value())
        path = _beside(url)
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(f"{fresh_key()}\n", "utf-8")
            note(f"reve: the key to the game's luck is in `{path}`; without it, the game cannot go on")
        return ring(path.read_text("utf-8").strip())
    except SealError as problem:
        raise UsageProblem(str(problem)) from None


def _beside(url: str) -> Path:
    parsed = make_url(url)
    if not parsed.drivername.startswith("sqlite") or parsed.database in {None, "", ":memory:"}:
        raise UsageProblem("luck needs a key: set `REVE_SEED_KEYS` to 64 hexadecimal digits, and keep them")
    return Path(f"{parsed.database}.key")
