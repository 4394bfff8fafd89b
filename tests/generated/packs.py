"""A seed and a size -> a pack of that many records, as texts by file name: what validation is measured on.

Each record has about 200 characters: references to two kinds and to its own, numbers, lists, amounts, a text and
in some a formula of their own; tables, actions and formulas use them.
"""

# ruff: noqa: E501 - packs are written one definition a line

from __future__ import annotations

from collections.abc import Iterator
from random import Random

ELEMENTS = ("air", "dusk", "earth", "fire", "ice", "light", "moss", "water")
TIERS = 18
A_FILE = 1000  # records in one file
HEAD = "game: {id: many, title: Many, version: 1.0.0, language: 1, locales: [en]}\n"
KINDS = """
kinds:
  element: {fields: {boost: number}}
  tier: {ordered_by: rank, fields: {rank: int, price: {int: [1, 100000]}}}
  card:
    holdable: stack
    fields:
      element: element
      tier: tier
      power: {int: [1, 1000]}
      growth: {type: number, default: 1}
      friends: {type: [card], default: []}
      worth: {type: amounts, default: {}}
      force: {formula: number, of: {stars: {int: [0, 5]}}, default: it.power * (1 + stars * 0.2)}
variables:
  gold: {type: int, spendable: true, default: 100}
  stars: {per: card, type: {int: [0, 5]}}
"""
RULES = """
formulas:
  strongest: {is: "default(best((e.power, e) for e in card if owned(e) > 0), card.c0).power"}
  price: {of: {c: card}, is: c.tier.price + c.power}
tables:
  any_card: {entries: {some: {weight: 9, one_of: card}, dust: {weight: 1, give: {gold: 5}}}}
  of_fire:
    entries:
      hot: {chance: 50%, one_of: card, where: it.element == fire, weigh: it.growth}
      cold: {chance: rest, give: {gold: 1..9}}
limits:
  slowly: {per: player, times: 10, each: day}
actions:
  open:
    limit: slowly
    cost: {gold: 10}
    do: [{draw: any_card, as: prize}, {say: opened}]
  burn:
    limit: slowly
    do: [{draw: of_fire, times: 3}]
  sell:
    params: {card: {type: card, owned: true}}
    cost: {card: 1}
    do: [{give: card.worth}, {give: {gold: price(card)}}]
  grow:
    params: {card: {type: card, owned: true, where: "it.force(3) > 2 and stars(it) < 5"}}
    cost: {gold: 50}
    do: [{add: {stars(card): 1}}]
texts:
  en: {opened: "{prize[gold]} more, and the best has {strongest}."}
scenarios:
  a_card_is_sold:
    given: {c0: 1}
    when: {sell: {card: c0}}
    then: {c0: 0}
"""


def many(records: int, seed: int = 0, *, a_file: int = A_FILE) -> dict[str, str]:
    """Return the files of a pack of *records* records; a card for each that is neither an element nor a tier."""
    random = Random(seed)
    files = {"game.yaml": HEAD, "kinds.yaml": KINDS, "rules.yaml": RULES, "few.yaml": "".join(_few(random))}
    cards = records - len(ELEMENTS) - TIERS
    for start in range(0, cards, a_file):
        numbers = range(start, min(start + a_file, cards))
        files[f"cards/{start // a_file:03}.yaml"] = "card:\n" + "".join(
            _card(random, number, cards) for number in numbers
        )
    return files


def _few(random: Random) -> Iterator[str]:
    yield "element:\n"
    for name in ELEMENTS:
        yield f"  {name}: {{name: {name.title()}, boost: {random.randint(50, 200) / 100}}}\n"
    yield "tier:\n"
    for rank in range(TIERS):
        yield f"  t{rank}: {{name: Tier {rank}, rank: {rank}, price: {100 * (rank + 1)}}}\n"


def _card(random: Random, number: int, cards: int) -> str:
    """Return one card; every ninth has a formula of its own, which a few cards share."""
    friends = ", ".join(f"c{each}" for each in sorted({random.randrange(cards) for _ in range(2)}))
    force = f", force: it.power * {random.randint(1, 40)} + stars" if number % 9 == 0 else ""
    return (
        f"  c{number}: {{name: Card {number}, summary: It waits where {random.randint(100, 999)} rivers meet and asks whoever comes by for a tale.,"
        f" element: {ELEMENTS[number % len(ELEMENTS)]}, tier: t{random.randrange(TIERS)}, power: {random.randint(1, 1000)},"
        f" growth: {random.randint(50, 200) / 100}, friends: [{friends}],"
        f" worth: {{gold: {random.randint(1, 99)}}}{force}}}\n"
    )
