"""What can be wrong with records that players write."""

from __future__ import annotations

from rules.problem import error

UNFIT = error("E633", "a template and what players write by it do not fit")
