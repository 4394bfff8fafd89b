"""What a pack is and what its records are: `game`, `kinds`, `patches`."""

from __future__ import annotations

from rules.schema.noun import Noun
from rules.schema.part import SCALAR, closed, either, key, mapping, ref, refer, sequence, text, words
from rules.schema.proposable import PROPOSABLE

_DAY = closed(
    "when a day begins",
    {
        "timezone": key(ref("name"), "The zone whose days the game counts.", "UTC", "Europe/Berlin"),
        "starts": key(ref("clock"), "The time at which a new day begins.", "00:00", "04:00"),
    },
)
_EVERY = closed(
    "what holds for every action",
    {
        "require": key(
            ref("requirements"), "Requirements in front of each action's own; an action may be `except`."
        ),
        "limit": key(ref("expression"), "A limit that every action counts for.", "flood"),
    },
)
_FIELD = text("a field of a kind, such as `beast.breed`", r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")
_REPORT = closed(
    "what a simulation reports",
    {
        "firsts": key(
            sequence("a list of fields", _FIELD),
            "Fields of kinds that can be held: when a player first has a record of each value.",
            ["beast.breed"],
        ),
        "curves": key(
            sequence("a list of variables", ref("reference")),
            "Variables whose course over the days is shown.",
            ["age"],
        ),
    },
)
_ALLOW = mapping("codes and reasons", {"type": "string", "pattern": "^[EW][0-9]{3}$"}, ref("name"))
_VERSION = text("a version such as `1.0.0`", r"^[0-9]{1,9}\.[0-9]{1,9}\.[0-9]{1,9}$")
_LOCALE = text("a locale such as `en` or `pt-BR`", r"^[a-z]{2,3}(-[A-Z]{2})?$")

_NOTICES = closed(
    "what players may be told of",
    {
        "of": key(
            refer("kinds"), "The kind whose records `tell` names, beside texts of the same ids.", "notice"
        ),
        "when": key(
            ref("expression"),
            "When one is sent; `it` is the record. It is asked when the notice is due, of whom it is for.",
            "wants(it)",
        ),
    },
    ["of", "when"],
)

GAME = Noun(
    "game",
    "What the pack is. It stands once, in `game.yaml`.",
    "game: {id: mine, title: Mine, version: 1.0.0, language: 1, shared_by: guild, day: {timezone: "
    'UTC, starts: "04:00"}}',
    closed(
        "the game",
        {
            "id": key(
                ref("id"), "The pack's id, for packs that extend it and for stored state.", "base_game"
            ),
            "title": key(ref("name"), "What players read.", "Base"),
            "version": key(_VERSION, "The pack's version; raise it when you publish.", "1.0.0"),
            "language": key(
                {
                    "const": 1,
                    "x-form": "`1`, the version of the language",
                    "x-older": "`reve migrate` shows what to change, and `reve migrate --write` changes it",
                    "x-newer": "take a newer reve, or write what this one knows",
                },
                "The version of the language that the pack is written in.",
                1,
            ),
            "extends": key(
                ref("name"),
                "A pack that this one builds on: the name of a shipped one, or a path.",
                "base_game",
                "../base",
            ),
            "shared_by": key(
                words("world", "guild"), "Whose players and variables are one set.", "world", default="world"
            ),
            "day": key(_DAY, "When a day begins, for limits, resets and visits."),
            "locales": key(
                sequence("a list of locales", _LOCALE, minItems=1, uniqueItems=True),
                "The locales that have texts; the first is the fallback.",
                ["en", "de"],
            ),
            "every_action": key(_EVERY, "What every action requires and counts for."),
            "notices": key(_NOTICES, "What players may be told of, and when they are."),
            "report": key(_REPORT, "What `reve simulate` reports beside the flows of every currency."),
            "allow": key(
                _ALLOW,
                "Problems that this pack accepts, each with a reason.",
                {"W305": "kept for old players"},
            ),
            "summary": key(ref("text"), "What the game is about, in a sentence."),
        },
        ["id", "title", "version", "language"],
    ),
    one=True,
)

# The families of shapes that pictures know.
FIGURES = ("flame", "drop", "crystal", "swirl", "ray", "crescent", "petal", "cloud")

_LOOKS = closed(
    "how records look",
    {
        "figure": key(
            ref("expression"),
            f"The family of its shape: {', '.join(f'`{name}`' for name in FIGURES)}.",
            "it.breed.figure",
        ),
        "colour": key(ref("expression"), "The colour of its shape.", "it.breed.colour"),
        "trim": key(ref("expression"), "The colour of its frame.", "it.breed.colour"),
        "frame": key(ref("expression"), "A record: its place among its kind makes the frame.", "it.breed"),
        "badge": key(ref("expression"), "A record: its place among its kind makes the sign.", "it.breed"),
        "words": key(
            sequence("a list of expressions", ref("expression")), "What else is written on it.", ["it.breed"]
        ),
        "marks": key(ref("expression"), "A number, shown as so many ★ of as many as it can be.", "marks(it)"),
    },
)

KINDS = Noun(
    "kinds",
    "The types of record that the game has. Its records stand under the kind's own name.",
    "kinds:\n  breed: {ordered_by: order, fields: {order: {int: [1, 18]}, multiplier: {number: [1, "
    "10000]}}}\nbreed:\n  plain: {name: Common, order: 1, multiplier: 1}",
    closed(
        "a kind",
        {
            "fields": key(
                mapping("fields and their types", ref("id"), ref("field")),
                "What each record has beside name, emoji, summary, image and tags. "
                "What only some records say has a `default` or is `optional`: "
                "`{type: [trick], default: []}`.",
            ),
            "ordered_by": key(
                ref("reference"), "The field by which records are in order; by id if left out.", "order"
            ),
            "holdable": key(words("stack"), "Players own quantities of each record.", "stack"),
            "most": key(ref("count"), "How many of one record a player may hold.", 9999),
            "secret": key(ref("truth"), "No completion, no listing: for codes.", True),
            "looks": key(_LOOKS, "How its records are drawn; `it` is the record."),
            "name": key(ref("name"), "What players read.", "Beast"),
            "emoji": key(ref("name"), "A sign of the kind."),
            "summary": key(ref("text"), "What its records are, in a sentence."),
            "proposable": key(PROPOSABLE, "By what template players write records of this kind."),
        },
    ),
)

PATCH = closed(
    "a row of a patch",
    {
        "at": key(
            ref("name"),
            "What changes: a path. Rows of lists go by `as`, `else` or `entry`.",
            "tables.lucky.entries.five.weight",
        ),
        "set": key(ref("constant"), "A new value, or a new key.", 3),
        "append": key(
            either("rows, or new keys", sequence={"type": "array"}, mapping={"type": "object"}),
            "Rows for a list, or new keys for a mapping.",
            [{"that": "age >= 3", "else": "kept"}],
        ),
        "remove": key(
            either(
                "`true`, a name or names", scalar={"type": SCALAR}, sequence=sequence("names", ref("name"))
            ),
            "`true` for what `at` names, or the names to take out of it.",
            True,
        ),
        "scale": key(ref("percent"), "A number to multiply by.", 2, "50%"),
        "add": key(ref("percent"), "A number to add.", -5, "2%"),
        "rename": key(ref("id"), "A new id for a definition; the old one stays understood.", "sphinx"),
        "becomes": key(
            mapping("assets and how many of them", ref("id"), ref("count")),
            "Retires a record: what becomes of each one that a player holds.",
            {"coins": 50},
        ),
    },
    ["at"],
)

PATCHES = Noun(
    "patches",
    "Changes to what the pack, or one it extends, defines: lists of rows, each with a path and one change.",
    "patches:\n"
    "  harder: [{at: tables.lucky.entries.five.weight, scale: 0.5}, {at: beast.griffin, rename: sphinx}]",
    sequence("a list of rows", PATCH),
)

NOUNS = (GAME, KINDS, PATCHES)
