"""What is sold for money: `products`."""

from __future__ import annotations

from rules.program.product import CONSUMABLE, KINDS
from rules.schema.noun import Noun
from rules.schema.part import closed, key, ref, refer, text, words

_PRICE = text("a price such as `4.99 USD`", r"^[0-9]{1,6}(\.[0-9]{2})? [A-Z]{3}$")

PRODUCTS = Noun(
    "products",
    "What is sold for money. Where a shop has it, and under which number, is a setting (`REVE_SKUS`).",
    """products:
  star_crate:
    name: Star crate
    summary: Five beasts, unpacked at once.
    price: 4.99 USD
    action: crate_paid
    with: {crate: star}""",
    closed(
        "a product",
        {
            "name": key(ref("name"), "What players read.", "Star crate"),
            "summary": key(ref("text"), "What it is, in a sentence."),
            "emoji": key(ref("name"), "A sign of it."),
            "price": key(_PRICE, "What it costs; what the shop asks for is what counts.", "4.99 USD"),
            "kind": key(
                words(*KINDS),
                "Whether it can be bought again and again, once, or for as long as it is paid.",
                default=CONSUMABLE,
            ),
            "action": key(
                refer("actions"), "What is done once it is paid: an action of `who: shop`.", "crate_paid"
            ),
            "with": key(ref("arguments"), "The action's parameters: records and numbers.", {"crate": "star"}),
            "ends": key(
                refer("actions"),
                "What is done when a subscription is over, or the money went back: an action of `who: shop`; "
                "what was held is taken back without it.",
                "badge_ends",
            ),
            "tradable": key(
                ref("truth"),
                "Whether players may give away what it brings; without it, that and all that is paid "
                "with it stays with its buyer.",
                True,
                default=False,
            ),
        },
        ["name", "price", "action"],
    ),
)

NOUNS = (PRODUCTS,)
