"""`reve card`: a record or a kind -> the picture that players see of it, in a file, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli import clock
from cli.exit import UsageProblem
from cli.out import emit, note
from cli.pack import OPTION, load_pack, resolved, split, usable

if TYPE_CHECKING:
    from engine.view.face import Face
    from engine.view.voice import Voice
    from rules.ruleset import Ruleset

ENDINGS = (".png", ".svg")
WIDE, SMALL = 16, 0.3  # of a contact sheet: cards in a row, and each 96 pixels wide


def card(
    first: str = typer.Argument("", metavar="[PACK]", help="The folder of a pack."),
    second: str = typer.Argument("", metavar="ID|KIND", help="A record, or a kind for all its records."),
    to: Path | None = typer.Option(None, "--to", metavar="FILE", help="A .png or .svg; else ID.png, here."),
    player: str = typer.Option("", "--as", metavar="STATE", help="The player who looks: level=10,dragon=2"),
    locale: str = typer.Option("", "--locale", help="The language of its words."),
    at: str = typer.Option("", "--at", metavar="TIME", help="When they look, as `2026-01-09 12:00`."),
    option: Path | None = OPTION,
) -> None:
    """Draw the card of a record, or all those of a kind on one sheet."""
    from engine.view.voice import Voice

    pack, name = split(first, second, option, "a record or a kind to draw")
    file = to or Path(f"{name.rpartition('.')[2]}.png")
    if file.suffix not in ENDINGS:
        raise UsageProblem(f"`{file}` is no picture; end its name with {' or '.join(ENDINGS)}")
    loaded = load_pack(pack)
    ruleset = usable(loaded)
    voice = Voice(ruleset, locale)
    kind, ids = _meant(ruleset, name)
    faces = _faces(voice, kind, ids, player, clock.clock_at(ruleset.catalogue.calendar, at)())
    folders = [Path(folder) for folder in resolved(loaded).beside]
    _write(file, [_owned(face, folders) for face in faces], whole=kind == name)
    note(f"reve: wrote `{file}`")
    emit(_told(faces, voice))


def _meant(ruleset: Ruleset, name: str) -> tuple[str, Sequence[str]]:
    """Return a kind and which of its records are meant."""
    from rules.suggest import did_you_mean

    kinds = ruleset.catalogue.kinds
    if name in kinds:
        return name, kinds[name].ids
    kind, _, id_ = name.rpartition(".")
    found = [each for each in kinds if id_ in kinds[each].codes and kind in {"", each}]
    if len(found) == 1:
        return found[0], [kinds[found[0]].ids[kinds[found[0]].codes[id_]]]
    if found:
        raise UsageProblem(
            f"`{name}` is one of several kinds; write {' or '.join(f'`{each}.{id_}`' for each in found)}"
        )
    known = [*kinds, *(each for one in kinds.values() for each in one.ids)]
    raise UsageProblem(
        f"there is no record or kind `{name}`; {did_you_mean(name, known) or 'see `reve show`'}"
    )


def _faces(voice: Voice, kind: str, ids: Sequence[str], player: str, now: int) -> list[Face]:
    from cli.asked import player as described
    from engine.player.run import Executor
    from engine.view.ask import Situation
    from engine.view.looking import Looking

    state, moment = described(voice.ruleset, player, now)
    looking = Looking(voice, Executor(voice.ruleset.catalogue))
    return [looking.face(kind, id_, Situation(state, moment, {})) for id_ in ids]


def _owned(face: Face, folders: list[Path]) -> Face:
    """Return a face with the picture that its pack brought; where that cannot be shown, tell it."""
    from bot.art.own import brought, redrawn

    if not face.image or "://" in face.image:
        return face
    file = brought(face.image, folders)
    own = redrawn(file) if file is not None else None
    if own is None:
        note(
            f"reve: `{face.image}` is not shown; make it a PNG, JPEG or WebP of at most 2 MB and 4 megapixels"
        )
        return face
    return replace(face, own=own)


def _write(file: Path, faces: Sequence[Face], *, whole: bool) -> None:
    from bot.art.card import card as drawn
    from bot.art.draw import draw
    from bot.art.sheet import sheet

    svg = sheet(faces, row=WIDE, share=SMALL) if whole else drawn(faces[0])
    if not file.parent.is_dir():
        raise UsageProblem(f"there is no folder `{file.parent}`; make it first")
    if file.suffix == ".svg":
        file.write_text(svg, "utf-8")
    else:
        file.write_bytes(draw(svg))


def _told(faces: Sequence[Face], voice: Voice) -> str:
    from engine.view.alt import alt

    return "\n".join(alt(face, voice) for face in faces)
