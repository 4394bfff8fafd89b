"""A store -> the keys to its seeds: those of the settings, or a file beside a database of one's own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from cli.exit import UsageProblem
from cli.out import note
from cli.settings import given

if TYPE_CHECKING:
    from engine.live.fair.seal import Ring
    from engine.live.store.protocol import Store


async def keys_of(url: str, store: Store) -> Ring:
    """Return the keys to an open store's seeds; for SQLite with no seed yet they are made.

    They lie where `reve doctor` warns of them. Leave where what is sealed would stay so.
    """
    from engine.live.fair.locks import locks
    from engine.live.fair.seal import SealError, fresh_key, ring

    async with store.reader.connect() as line:
        sealed = set((await locks(line)).values())
    path = beside(url)
    if not keys_at(url):
        if path is None:
            raise UsageProblem(
                "luck needs a key: set `REVE_SEED_KEYS` to 64 hexadecimal digits, and keep them"
            )
        if not sealed and _laid(path, fresh_key()):
            note(f"reve: the key to the game's luck is in `{path}`; without it, the game cannot go on")
    try:
        found = ring(keys_at(url)) if keys_at(url) else None
    except SealError as problem:
        raise UsageProblem(f"{problem}: look at `REVE_SEED_KEYS` or `{path}`") from None
    if found is None or sealed - found.ids:
        back = f"; lay its file at `{path}`, or" if path is not None else ";"
        raise UsageProblem(
            f"the luck of this game is sealed with a key that is not here ({', '.join(sorted(sealed))})"
            f"{back} name it in `REVE_SEED_KEYS`, after the present one and a comma if there are several"
        )
    return found


def _laid(path: Path, spelt: str) -> bool:
    """Lay a key where none is, whole and for nobody else; if another process was quicker, its key stays."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.touch(mode=0o600)
        draft.write_text(f"{spelt}\n", "utf-8")
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink(missing_ok=True)
    return True


def keys_at(url: str) -> str:
    """Return the keys as they are spelt, in the settings or beside the database; nothing without any."""
    settings = given()
    if settings.seed_keys is not None:
        return settings.seed_keys.get_secret_value()
    path = beside(url or settings.store.get_secret_value())
    return path.read_text("utf-8").strip() if path is not None and path.is_file() else ""


def beside(url: str) -> Path | None:
    """Return where a database of one's own has its key; None where it is no file."""
    from engine.live.fair.beside import key_file

    parsed = make_url(url)
    if not parsed.drivername.startswith("sqlite") or parsed.database in {None, "", ":memory:"}:
        return None
    return key_file(Path(str(parsed.database)))
