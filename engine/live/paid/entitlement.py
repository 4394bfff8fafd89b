"""What a shop says that somebody has paid for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One purchase under the id that the shop gave it; *sku* is the shop's number of what was bought.

    *gone*: the money went back. *over*: what was paid for a time has ended. *test*: it is for a test.
    *free*: nothing was paid. *used*: the shop knows that it was granted, and it may be bought again. *at* is
    when it was bought (ms), 0 if not said.
    """

    id: str
    account: int
    sku: int
    gone: bool = False
    over: bool = False
    test: bool = False
    free: bool = False
    used: bool = False
    at: int = 0
