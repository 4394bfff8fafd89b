"""What can be drawn: `tables`, with entries and guarantees."""

from __future__ import annotations

from rules.schema.noun import Noun
from rules.schema.part import Schema, closed, either, key, mapping, ref, refer, sequence, words

ENTRY: Schema = closed(
    "an entry",
    {
        "weight": key(
            ref("weight"),
            "How likely, against the other entries' weights; each weighs 1 where none of them says it.",
            24.5,
        ),
        "chance": key(
            ref("chance"),
            "How likely; `rest` for what the others leave. All entries of a table say `weight` or "
            "all say `chance`.",
            "0.6%",
            "rest",
        ),
        "one_of": key(ref("expression"), "One record of a kind or list.", "beast"),
        "where": key(ref("expression"), "Which records; `it` is the record.", "it.breed == plain"),
        "weigh": key(ref("expression"), "How likely each record is; all alike if left out.", "it.often"),
        "if_empty": key(ref("amounts"), "What comes when no record fits.", {"coins": 100}),
        "table": key(ref("expression"), "Another table to draw from.", "big_pool(b)"),
        "give": key(ref("amounts"), "What comes.", {"coins": "50..200"}),
        "times": key(ref("times"), "How often, or how many.", "1..3"),
    },
)

_SOFT = closed(
    "how the chance grows",
    {
        "from": key(ref("count"), "The first draw that is raised, counted since the last hit.", 74),
        "add": key(ref("percent"), "How much each draw adds.", "6%"),
    },
    ["from", "add"],
)

GUARANTEE: Schema = closed(
    "a guarantee",
    {
        "entry": key(ref("reference"), "The entry that is promised; also the guarantee's name.", "rare"),
        "counter": key(
            refer("counters"), "The variable that counts misses since the last hit, or `this_draw`.", "misses"
        ),
        "by": key(ref("count"), "The draw that is certain.", 90),
        "soft": key(_SOFT, "How the chance grows before that."),
        "met_by": key(
            sequence("a list of entries", ref("reference"), minItems=1, uniqueItems=True),
            "Which entries count as a hit; the entry itself if left out.",
            ["rare", "rare"],
        ),
    },
    ["entry", "counter"],
)

TABLE: Schema = closed(
    "a table",
    {
        "pick": key(
            either(
                "`one`, `all`, `each` or `{distinct: 3}`",
                scalar=words("one", "all", "each"),
                mapping=closed(
                    "how many", {"distinct": key(ref("count"), "So many different records.", 3)}, ["distinct"]
                ),
            ),
            "What a draw takes: one entry, all, each by its own chance, or several different records.",
            "one",
            default="one",
        ),
        "entries": key(
            mapping("entries by their ids", ref("id"), ref("entry"), minProperties=1), "What can come."
        ),
        "guarantees": key(
            sequence("a list of guarantees", ref("guarantee")),
            "What comes after so many misses at the latest; order is priority.",
        ),
        "of": key(
            ref("parameters"), "Its parameters and their types; drawn as `lucky(moon)`.", {"b": "moon"}
        ),
        "summary": key(ref("text"), "What it is, in a sentence."),
    },
    ["entries"],
)

TABLES = Noun(
    "tables",
    "What can be drawn.",
    """tables:
  pool:
    entries:
      plain: {weight: 95, one_of: beast, where: it.breed == plain}
      rare:  {weight: 5, one_of: beast, where: it.breed == rare}
    guarantees: [{entry: rare, counter: misses, soft: {from: 74, add: 6%}, by: 90}]""",
    ref("table"),
)

SHARED = {"entry": ENTRY, "guarantee": GUARANTEE, "table": TABLE}
NOUNS = (TABLES,)
