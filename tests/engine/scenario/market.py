"""A small game that several players play: trades, auctions, a drop and a raid."""

from __future__ import annotations

from rules.load import compile_pack
from rules.pack import Texts
from rules.problem import Problems
from rules.ruleset import Ruleset

GAME = "game: {id: market, title: Market, version: 1.0.0, language: 1}\n"
PLAY = """\
kinds:
  money: {holdable: stack, most: 1000}
  card: {holdable: stack, most: 3}
money: {gold: {name: Gold}}
card: {fox: {name: Fox}, owl: {name: Owl}}
variables:
  friend: {type: player, optional: true}
  rounds: {type: int, belongs_to: world}
limits: {rest: {per: player, times: 1, each: day}}
tables:
  bag:
    pick: one
    entries: {a: {weight: 1, give: {fox: 1}}, b: {weight: 1, give: {owl: 2}}}
offers:
  trade: {open_to: named, ends: {in: 15m}, fields: {partner: player, agreed: {per: player, type: bool}}}
  auction:
    open_to: anyone
    ends: {in: 24h}
    fields: {bid: {type: {int: [0, 10000]}}, bidder: {type: player, optional: true}}
    at_end:
      - when: has(auction.bidder)
        then:
          - {hand: {gold: auction.bid}, from: auction, to: auction.owner, fee: {gold: 10%}}
          - {hand: all, from: auction, to: auction.bidder}
  pot: {ends: {in: 1h}, at_end: [{hand: {gold: 5}, from: pot, to: pot.owner}]}
  drop: {open_to: anyone, one_per: world, ends: {in: 1h}}
actions:
  trade:
    summary: Trade.
    params: {partner: {type: player, where: it != me}}
    do: [{open: trade, with: {partner: partner}}]
  put:
    summary: Put.
    params:
      trade: {type: trade}
      card: {type: card, owned: true}
      count: {type: {int: [1, 100]}, default: 1}
    do: [{put: {card: count}, into: trade}, {reset: [trade.agreed]}]
  agree:
    summary: Agree.
    params: {trade: {type: trade}, seen_version: {type: version, of: trade}}
    require: [{that: seen_version == trade.version, else: trade_changed}]
    do:
      - set: {trade.agreed(me): true}
      - when: trade.agreed(trade.owner) and trade.agreed(trade.partner)
        then:
          - {hand: trade.put(trade.owner), from: trade, to: trade.partner}
          - {hand: trade.put(trade.partner), from: trade, to: trade.owner}
          - {close: trade}
  cancel: {summary: Cancel., params: {trade: {type: trade, mine: true}}, do: [{close: trade}]}
  look: {summary: Look., params: {trade: {type: trade}}, say: looks}
  open_purse: {summary: Open., params: {trade: {type: trade}}, say: purse}
  auction:
    summary: Auction.
    params: {card: {type: card, owned: true}}
    do: [{open: auction, with: {bid: 1}, as: it}, {put: {card: 1}, into: it}]
  bid:
    summary: Bid.
    params: {auction: {type: auction, where: it.owner != me}, amount: {type: {int: [1, 10000]}}}
    require: [{that: amount > auction.bid, else: bid_low}]
    do:
      - {when: has(auction.bidder), then: [{hand: {gold: auction.bid}, from: auction, to: auction.bidder}]}
      - {put: {gold: amount}, into: auction}
      - set: {auction.bid: amount, auction.bidder: me}
  pot: {summary: Pot., do: [{open: pot, as: it}, {put: {gold: 2}, into: it}]}
  drop: {summary: Drop., do: [{open: drop, as: it}, {draw: bag, to: it}, {add: {rounds: 1}}]}
  grab: {summary: Grab., params: {drop: {type: drop}}, do: [{hand: all, from: drop, to: me}, {close: drop}]}
  befriend:
    summary: Befriend.
    params: {whom: {type: player}}
    require: [{that: not has(friend), else: bid_low}]
    do: [{set: {friend: whom}}]
  rest: {summary: Rest., limit: rest, do: [{give: {gold: rounds}}]}
texts:
  en:
    looks: '{trade} of {trade.owner}: {trade.held}; of that {trade.put(trade.partner)}.'
    bid_low: Too low.
    trade_changed: It changed.
views:
  purse: {title: trade, show: {all: trade.held, mine: trade.put(me)}}
"""


def market() -> Ruleset:
    """Return the game."""
    loaded = compile_pack(
        Texts("market", {"game.yaml": GAME, "play.yaml": PLAY}),
        Problems(),
        lambda *_: None,
    )
    assert loaded.ruleset is not None, [f"{each.place}: {each.message}" for each in loaded.problems]
    return loaded.ruleset
