"""What several players act on: `offers`."""

from __future__ import annotations

from rules.schema.noun import Noun
from rules.schema.part import Schema, cases, closed, either, key, mapping, ref, refer, sequence, words

_FORM = "a type: `int`, `bool`, `player`, a kind, `{int: [least, greatest]}`, `{per: player, type: …}` …"
_BOUNDS = "the least and the greatest, such as `[1, 200]`"
_MORE: dict[str, Schema] = {
    "per": key(words("player"), "Kept for each player: `raid.damage(me)`.", "player"),
    "optional": key(ref("truth"), "Whether it may hold nothing.", True),
    "default": key(ref("constant"), "What it is at first, if who opens the offer does not say.", 0),
}
_TYPED = cases(
    _FORM,
    {
        "type": closed(_FORM, {"type": key(ref("type"), "What it holds.", "player"), **_MORE}, ["type"]),
        "int": closed(
            _FORM,
            {
                "int": key(
                    sequence(_BOUNDS, ref("whole"), minItems=2, maxItems=2),
                    "A whole number between two bounds.",
                    [1, 1000],
                ),
                **_MORE,
            },
            ["int"],
        ),
    },
)
_FIELD = either(_FORM, scalar=refer("types"), mapping=_TYPED)

_ENDS = cases(
    "when it ends: `{in: 24h}` or `{at: time}`",
    {
        "in": closed(
            "how long it stands",
            {"in": key(ref("expression"), "How long after it was opened.", "24h", "length * hour")},
        ),
        "at": closed(
            "until when it stands",
            {"at": key(ref("expression"), "At which time.", "start_of(today + 1) + 20 * hour")},
        ),
    },
)

OFFERS = Noun(
    "offers",
    "What several players act on: typed fields, an escrow, an end. Swaps, auctions, raffles, boss fights.",
    """offers:
  auction:
    open_to: anyone
    ends: {in: 24h}
    fields: {bid: int, bidder: {type: player, optional: true}}
    at_end:
      - when: has(auction.bidder)
        then:
          - {hand: {coins: auction.bid}, from: auction, to: auction.owner, fee: {coins: 10%}}
          - {hand: all, from: auction, to: auction.bidder}""",
    closed(
        "a kind of offer",
        {
            "open_to": key(
                words("anyone", "guild", "channel", "named"),
                "Who may act on one: anyone, who is in the guild or channel in which it was opened, or its "
                "owner and the players in its fields.",
                "named",
                default="anyone",
            ),
            "one_per": key(
                words("guild", "channel", "world"),
                "That there is one at a time in a guild, a channel, the world.",
                "guild",
            ),
            "ends": key(_ENDS, "When it ends; left out, when a step closes it.", {"in": "24h"}),
            "fields": key(
                mapping("fields and their types", ref("id"), _FIELD),
                "What it remembers, besides `owner`, `ends`, `over`, `version`, `held`, `put` and `players`.",
                {"partner": "player", "agreed": {"per": "player", "type": "bool"}},
            ),
            "at_end": key(
                ref("steps"),
                "What happens when its end has come; then what is left returns to who put it in, and what a "
                "table put is gone.",
                [{"hand": "all", "from": "raffle", "to": "raffle.owner"}],
            ),
            "name": key(ref("name"), "What players read."),
            "emoji": key(ref("name"), "A sign of it."),
            "summary": key(ref("text"), "What it is, in a sentence."),
        },
    ),
)

NOUNS = (OFFERS,)
