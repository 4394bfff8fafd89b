"""Products become what a shop asks for once it is paid: the same for every buyer."""

from __future__ import annotations

import pytest

from rules.compare.changes import changes
from rules.lower.product import price
from rules.pack import Texts
from rules.program.product import Product
from rules.ruleset import Ruleset
from tests.games import sound

GAME = """
game: {id: small, title: Small, version: 1.0.0, language: 1, locales: [en]}
kinds: {item: {holdable: stack}, box: {fields: {cards: {int: [1, 10]}}}}
item: {pearl: {name: Pearl}}
box: {small: {name: Small, cards: 1}, large: {name: Large, cards: 5}}
variables: {patron: {type: bool}}
actions:
  paid:
    who: shop
    params: {box: {type: box}, times: {type: {int: [1, 9]}, default: 1}}
    do: [{give: {pearl: box.cards * times}}]
    say: done
  backed: {who: shop, do: [{set: {patron: true}}], say: done}
  over: {who: shop, do: [{set: {patron: false}}], say: done}
  boast: {require: [{that: patron, else: done}], say: done}
patches: {now: [{at: box.large, rename: great}, {at: actions.paid, rename: unpacked}]}
texts: {en: {done: Done.}}
products:
"""


def written(*products: str) -> Ruleset:
    lines = "".join(f"  {product}\n" for product in products)
    return sound(Texts("small", {"game.yaml": GAME + lines}))


@pytest.mark.system("G36")
def test_a_product_is_what_is_written_of_it() -> None:
    found = written(
        "large: {name: Large, price: 4.99 USD, action: paid, with: {box: large, times: 2}}",
        "patron: {name: Patron, price: 300 JPY, kind: subscription, action: backed, ends: over}",
        "pearls: {name: Pearls, price: 1.00 EUR, kind: durable, action: paid, with: {box: small}}",
    )
    assert found.products == {
        "large": Product("large", 499, "USD", "consumable", "unpacked", (("box", "great"), ("times", 2))),
        "patron": Product("patron", 30_000, "JPY", "subscription", "backed", ends="over"),
        "pearls": Product("pearls", 100, "EUR", "durable", "unpacked", (("box", "small"),)),
    }


@pytest.mark.parametrize(
    ("text", "cents"), [("4.99 USD", 499), ("0.05 EUR", 5), ("12 GBP", 1200), ("", 0), ("four USD", 0)]
)
def test_a_price_is_whole_hundredths(text: str, cents: int) -> None:
    assert price(text)[0] == cents


def test_a_change_of_a_product_is_a_change_of_the_game() -> None:
    before = written("one: {name: One, price: 4.99 USD, action: paid, with: {box: small}}")
    after = written("one: {name: One, price: 5.99 USD, action: paid, with: {box: small}}")
    told = [
        (change.noun, change.id)
        for change in changes(before.definitions.resolved, after.definitions.resolved)
    ]
    assert told == [("products", "one")]
    assert before.hash != after.hash
