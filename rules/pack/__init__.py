"""The texts of a pack's files -> one resolved tree whose every leaf knows where it came from."""

from rules.pack.code import CODES
from rules.pack.file import File
from rules.pack.image import Plain, image
from rules.pack.read import Finder, Texts, read_pack
from rules.pack.resolved import Resolved
from rules.pack.tree import Found, Origin, PatchStep

__all__ = [
    "CODES",
    "File",
    "Finder",
    "Found",
    "Origin",
    "PatchStep",
    "Plain",
    "Resolved",
    "Texts",
    "image",
    "read_pack",
]
