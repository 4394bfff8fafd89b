"""What a view shows of records -> one picture with its words, ready to be attached to a message."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from bot.art.card import card
from bot.art.own import brought
from bot.art.paint import Busy, Painter
from bot.art.sheet import sheet
from engine.view.face import Face
from engine.view.shown import Shown
from rules.propose.publish import PICTURE

Brought = Callable[[str], Awaitable[bytes | None]]
NAMED = 16  # digits of a file's name; players see it where they keep the picture


@dataclass(frozen=True, slots=True)
class Picture:
    """A file and what it is called; *alt* says the same in words."""

    name: str
    png: bytes
    alt: str


class Gallery:
    """Pictures of one ruleset; *folders* are those of its packs, where their own pictures lie."""

    def __init__(self, painter: Painter, folders: Iterable[Path] = ()) -> None:
        """Begin with none of the packs' own pictures read."""
        self._painter = painter
        self._folders = tuple(folders)
        self._own: dict[str, bytes] = {}
        self._brought: Brought | None = None

    async def picture(self, shown: Shown) -> Picture | None:
        """Return the picture of a view; None where it has none, or too many are waiting for theirs."""
        if not shown.faces:
            return None
        try:
            faces = [await self._owned(face) for face in shown.faces]
            svg = card(faces[0]) if len(faces) == 1 else sheet(faces)
            png = await self._painter.paint(svg)
        except Busy:
            return None
        return Picture(f"{sha256(png).hexdigest()[:NAMED]}.png", png, shown.alt)

    async def redraw(self, file: bytes) -> bytes | None:
        """Return a picture of anybody's as PNG, drawn anew; None where it is none that can be shown."""
        return await self._painter.redraw(file)

    def takes(self, brought: Brought) -> None:
        """Show what players brought, too; *brought* finds it by its hash."""
        self._brought = brought

    def changed(self) -> None:
        """Read the pack's own pictures again when they are next shown: they may be others by now."""
        self._own = {}

    async def _owned(self, face: Face) -> Face:
        """Return a face with the picture that its pack brought, where there is one that can be shown."""
        if face.image.startswith(PICTURE):
            found = await self._brought(face.image.removeprefix(PICTURE)) if self._brought else None
            return replace(face, own=found or b"")
        if not face.image or not self._folders:
            return face
        own = self._own
        if face.image not in own:
            file = await asyncio.to_thread(brought, face.image, self._folders)
            own[face.image] = (await self._painter.redraw(file) if file is not None else None) or b""
        return replace(face, own=own[face.image])
