"""What can be wrong while files become one tree."""

from __future__ import annotations

from rules.problem import error

NOT_A_MAPPING = error("E121", "a file maps nouns to definitions")
DUPLICATE_ID = error("E122", "an id is defined twice")
NO_GAME = error("E123", "a pack says in `game` what it is")
NO_SUCH_PACK = error("E124", "the pack that this one extends is not found")
CIRCLE = error("E125", "a pack extends itself")
BAD_PATCH = error("E131", "a patch is a list of rows with a path and one change")
NO_SUCH_PATH = error("E132", "a patch changes what is not there")
WRONG_CHANGE = error("E133", "a patch cannot change this in this way")
SET_TWICE = error("E134", "two rows of one pack set the same")
TAKEN = error("E135", "a patch adds what is there already")
TWO_ROWS = error("E136", "a path names two rows")

CODES = (
    NOT_A_MAPPING,
    DUPLICATE_ID,
    NO_GAME,
    NO_SUCH_PACK,
    CIRCLE,
    BAD_PATCH,
    NO_SUCH_PATH,
    WRONG_CHANGE,
    SET_TWICE,
    TAKEN,
    TWO_ROWS,
)
