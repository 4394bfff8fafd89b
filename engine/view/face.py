"""What a picture of a record shows: plain words, colours and numbers, whatever game they are from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """Where something stands in an order of several, the least being 0, and what that is called."""

    at: int
    of: int
    word: str


@dataclass(frozen=True, slots=True)
class Face:
    """A record as it is drawn.

    *figure* is the family of its shape; *colour* and *trim* are `#rrggbb`, that of the shape and that of the
    frame. Where they are empty they follow from *id*. *frame* and *badge* are shown by shape and by word.
    *marks* are how many of *most* are filled. *image* is the file that the pack brought, *own* its picture as
    PNG, and *credit* whose it is.
    """

    id: str
    name: str
    figure: str = ""
    colour: str = ""
    trim: str = ""
    frame: Step | None = None
    badge: Step | None = None
    words: tuple[str, ...] = ()
    marks: int = 0
    most: int = 0
    summary: str = ""
    image: str = ""
    credit: str = ""
    own: bytes = b""
