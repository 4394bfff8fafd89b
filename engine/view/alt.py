"""A face -> the same in words, for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence

from engine.view.face import Face
from engine.view.voice import Voice

MOST = 1024  # letters that Discord takes


def alt(face: Face, voice: Voice) -> str:
    """Return what a card says: name, where it stands, what it is, its marks."""
    steps = [step.word for step in (face.frame, face.badge) if step is not None]
    marks = [voice.word("marks", marks=str(face.marks), most=str(face.most))] if face.most else []
    said = ", ".join(filter(None, [face.name, *steps, *face.words, *marks]))
    told = voice.word("picture", of=said)
    return _short(". ".join(filter(None, [told, face.summary, f"© {face.credit}" if face.credit else ""])))


def alt_of(faces: Sequence[Face], voice: Voice) -> str:
    """Return what a picture of cards shows: all of one, the names of several."""
    if not faces:
        return ""
    if len(faces) == 1:
        return alt(faces[0], voice)
    return _short(voice.word("picture", of=", ".join(face.name for face in faces)))


def _short(said: str) -> str:
    return said if len(said) <= MOST else said[: MOST - 1] + "…"
