"""What the economy must satisfy: `targets`."""

from __future__ import annotations

from rules.schema.noun import Noun
from rules.schema.part import Schema, cases, closed, key, mapping, ref, refer, sequence, text

_ENTRY = text(
    "an entry of a table, such as `tables.crate.entries.rare`",
    r"^tables\.[a-z][a-z0-9_]*\.entries\.[a-z][a-z0-9_]*$",
)
_PERCENT = r"[0-9]{1,3}(\.[0-9]{1,18})?\s*%"
_SHARE = text("a percentage such as `50%`", rf"^{_PERCENT}$")
_STATE = mapping("names and values", ref("place"), ref("constant"))
_PER: Schema = {
    "enum": [["active_player", "day"], ["player", "day"], "player"],
    "x-form": "`player`, `[player, day]` or `[active_player, day]`",
}

_BOUNDS: dict[str, Schema] = {
    "between": key(
        sequence("two bounds, such as `[-50, 150]`", ref("number"), minItems=2, maxItems=2),
        "The least and the most that it may be.",
        [-50, 150],
        ["40%", "60%"],
    ),
    "at_least": key(ref("number"), "The least that it may be.", 10),
    "at_most": key(ref("number"), "The most that it may be.", 45),
}
_SUMMARY: dict[str, Schema] = {"summary": key(ref("text"), "What it promises, in a sentence.")}
_PLAYERS: dict[str, Schema] = {
    "profile": key(refer("profiles"), "Whose players; all profiles by their shares, if left out.", "regular"),
    "days": key(
        {**ref("count"), "maximum": 3650}, "How many days they play; 30, if nothing else says it.", 60
    ),
    "players": key(
        {**ref("count"), "maximum": 10**8}, "At most how many players are asked until it is decided.", 10_000
    ),
    **_BOUNDS,
    **_SUMMARY,
}
_GIVEN: dict[str, Schema] = {
    "given": key(_STATE, "What the player has; a new player, if left out.", {"age": 3}),
    **_SUMMARY,
}


def _flow(sort: str, what: str, **more: Schema) -> Schema:
    return closed(
        "a target",
        {
            sort: key(ref("reference"), f"{what} A holdable kind of many records counts as one.", "coins"),
            "per": key(
                _PER,
                "Counted for each day of each player, each day on which one came, or a whole life.",
                ["active_player", "day"],
                default=["player", "day"],
            ),
            **more,
            **_PLAYERS,
        },
        [sort],
    )


_BY = key(ref("reference"), "Only what this action or reaction does.", "errand")

TARGETS = Noun(
    "targets",
    "What the economy must satisfy: `reve test` says of each whether it holds, fails, or is undecided.",
    """targets:
  coins_are_stable: {net: coins, per: [active_player, day], profile: regular, days: 60, between: [-50, 150]}
  rare_comes_soon:  {first: tables.crate.entries.rare, within: 30, between: [40%, 60%]}
  grown_up_by_may:  {reach: age, value: 10, by: 50%, profile: regular, at_most: 45}
  nobody_has_all:   {wealth: coins, top: 1%, at_most: 30%}
  no_free_lunch:    {no_profit: [brew, peddle]}""",
    cases(
        "a target",
        {
            "net": _flow("net", "What players make less what they spend."),
            "made": _flow("made", "What players are given.", by=_BY),
            "spent": _flow("spent", "What players pay.", by=_BY),
            "first": closed(
                "a target",
                {
                    "first": key(_ENTRY, "The entry that is waited for.", "tables.crate.entries.rare"),
                    "within": key(
                        {**ref("count"), "maximum": 20_000},
                        "The target is the chance that it comes within so many draws.",
                        30,
                    ),
                    "draws": key(
                        text(
                            "`mean`, `median` or a percentage such as `90%`",
                            rf"^(mean|median|{_PERCENT})$",
                        ),
                        "The target is how many draws it takes: on average, or by when so many have it.",
                        "median",
                        "90%",
                    ),
                    "copies": key({**ref("count"), "maximum": 100}, "How often it must come.", 3, default=1),
                    **_GIVEN,
                    **_BOUNDS,
                },
                ["first"],
            ),
            "reach": closed(
                "a target",
                {
                    "reach": key(
                        text(
                            "a variable, or a field of `report.firsts`",
                            r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$",
                        ),
                        "The variable; or a field of a holdable kind, for the first record of a value.",
                        "age",
                        "beast.breed",
                    ),
                    "value": key(ref("name"), "The number to reach, or the field's value.", 10, "rare"),
                    "by": key(
                        _SHARE,
                        "The target is the day by whose evening so many are there; `50%` is the median.",
                        "50%",
                    ),
                    "within": key(
                        {**ref("count"), "maximum": 3650},
                        "The target is the share of players who are there on the evening of this day.",
                        30,
                    ),
                    **_PLAYERS,
                },
                ["reach", "value"],
            ),
            "wealth": closed(
                "a target",
                {
                    "wealth": key(
                        ref("reference"),
                        "The asset of which the richest hold a share on the last evening.",
                        "coins",
                    ),
                    "top": key(_SHARE, "Who counts as the richest.", "1%"),
                    **_PLAYERS,
                },
                ["wealth", "top"],
            ),
            "gini": closed(
                "a target",
                {
                    "gini": key(
                        ref("reference"),
                        "The asset whose Gini coefficient is taken on the last evening: 0 where all have the "
                        "same, 1 where one has all.",
                        "coins",
                    ),
                    **_PLAYERS,
                },
                ["gini"],
            ),
            "no_profit": closed(
                "a target",
                {
                    "no_profit": key(
                        sequence("a list of actions", refer("actions"), minItems=1, uniqueItems=True),
                        "No combination of these, as often as one likes, leaves a player with nothing less "
                        "and something more, on average. Limits are not counted on.",
                        ["brew", "peddle"],
                    ),
                    **_GIVEN,
                },
                ["no_profit"],
            ),
        },
    ),
)

NOUNS = (TARGETS,)
