"""Products: what a shop has for money, and what is done once it is paid."""

from __future__ import annotations

from dataclasses import dataclass

CONSUMABLE, DURABLE, SUBSCRIPTION = KINDS = ("consumable", "durable", "subscription")
SHOP = "shop"  # who asks for what is paid


@dataclass(frozen=True, slots=True)
class Product:
    """What is sold: *cents* of *currency* are what it costs where the shop says nothing else.

    *action* is asked by the shop for whoever paid, with *params*, records by id; *ends* likewise, when a
    subscription is over or the money went back. What a product that is not *tradable* brings, and all that
    is paid with it, stays with its buyer.
    """

    name: str
    cents: int
    currency: str
    kind: str
    action: str
    params: tuple[tuple[str, str | int | float | bool], ...] = ()
    ends: str = ""
    tradable: bool = False
