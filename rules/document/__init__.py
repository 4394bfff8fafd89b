"""Text of a file -> a tree that knows its places: strict YAML 1.2, of which JSON is a part."""

from rules.document.allow import Allow, allows
from rules.document.code import CODES
from rules.document.decode import decode
from rules.document.limit import DEFAULT, Limits
from rules.document.node import Mapping, Node, Scalar, Sequence
from rules.document.read import read_document

__all__ = [
    "CODES",
    "DEFAULT",
    "Allow",
    "Limits",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "allows",
    "decode",
    "read_document",
]
