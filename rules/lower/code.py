"""What can be wrong with a form that is lowered."""

from __future__ import annotations

from rules.problem import error

ROLL_NAME = error("E501", "two rolls of an action have the same name")
NO_RANGE = error("E503", "a range cannot stand here")
BAD_RANGE = error("E504", "a range is empty or below 0")
NOTHING_RESETS = error("E505", "nothing is reset by this word")
ENDLESS = error("E506", "tables draw each other without end")
NOT_CONSTANT = error("E507", "a table with guarantees needs constant chances")
TOO_MANY_ROWS = error("E508", "the counters of guarantees have too many states")
BOUND = error("E509", "a write may leave the bounds of a variable")
NOT_A_TARGET = error("E510", "this cannot be written")
NOT_OTHERS = error("E511", "another player may only be given to and counted up")
NO_TEXT = error("E512", "there is no such text or view")
NOT_A_POOL = error("E513", "this is nothing to draw from")
HIDES = error("E514", "a name hides a variable or a formula")
NOT_HOLDABLE = error("E515", "a record that cannot be held is drawn")
NO_SUCH = error("E516", "there is nothing of this name")
NO_CHOICE = error("E518", "a choice may pick nothing")
LATER = error("E517", "a step may refuse after a roll")
NO_TARGET = error("E519", "a target asks for what cannot be measured")
UNLIVED = error("E521", "a profile says what no player can do")

NOT_MOVED = error("E522", "this cannot lie in an offer")
OFFER = error("E523", "an offer is opened with other fields than it has")
NOT_LIVED = error("E524", "a profile does what only several players do")
NOBODY = error("E525", "an offer's end speaks of a player who acts")
REACTION_OFFERS = error("E526", "a reaction does something with offers")
DECLARED = error("E527", "a kind of offer cannot be declared like this")
NOT_FIXED = error("E528", "a product is asked for with what is not fixed")

CODES = (
    ROLL_NAME,
    NO_RANGE,
    BAD_RANGE,
    NOTHING_RESETS,
    ENDLESS,
    NOT_CONSTANT,
    TOO_MANY_ROWS,
    BOUND,
    NOT_A_TARGET,
    NOT_OTHERS,
    NO_TEXT,
    NOT_A_POOL,
    HIDES,
    NOT_HOLDABLE,
    NO_SUCH,
    NO_CHOICE,
    LATER,
    NO_TARGET,
    UNLIVED,
    NOT_MOVED,
    OFFER,
    NOT_LIVED,
    NOBODY,
    REACTION_OFFERS,
    DECLARED,
    NOT_FIXED,
)
