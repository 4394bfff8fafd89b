"""What can be wrong with an expression."""

from __future__ import annotations

from dataclasses import dataclass

from rules.problem import Code, error

SYNTAX = error("E401", "this is not an expression")
LIMIT = error("E402", "the expression is too long or too deep")
FORBIDDEN = error("E403", "this form is not part of expressions")
LITERAL = error("E404", "this cannot be a value in an expression")
UNKNOWN_NAME = error("E405", "a name means nothing here")
UNKNOWN_MEMBER = error("E406", "there is no such field or record")
TYPE = error("E407", "the types do not go together")
ARGUMENTS = error("E408", "a call has the wrong arguments")
OPTIONAL = error("E409", "a value may be absent")
DIVISOR = error("E410", "a divisor may be 0")
OVERFLOW = error("E411", "a number may become too large")
RANGE = error("E412", "a value may leave its bounds")
POWER = error("E413", "a power cannot be tabulated")
CYCLE = error("E414", "formulas call each other in a circle")
LOOP = error("E415", "a loop is not bounded, or is written in another form")

CODES = (
    SYNTAX,
    LIMIT,
    FORBIDDEN,
    LITERAL,
    UNKNOWN_NAME,
    UNKNOWN_MEMBER,
    TYPE,
    ARGUMENTS,
    OPTIONAL,
    DIVISOR,
    OVERFLOW,
    RANGE,
    POWER,
    CYCLE,
    LOOP,
)


@dataclass(frozen=True, slots=True)
class ExpressionProblem:
    """One mistake in an expression, from offset *start* to offset *end* of its text."""

    code: Code
    message: str
    start: int
    end: int
    help: str | None = None


Problems = tuple[ExpressionProblem, ...]
