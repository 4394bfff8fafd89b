"""The language's public contract: a JSON Schema for each noun, and for the records of each kind."""

from rules.schema.check import check
from rules.schema.code import CODES

__all__ = ["CODES", "check"]
