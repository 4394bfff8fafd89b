"""Events: windows in time with patches -> the rules of each combination that the calendar can produce."""

from rules.event.code import CODES

__all__ = ["CODES"]
