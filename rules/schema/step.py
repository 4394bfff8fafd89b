"""The steps of `do`: each has one key that says what it does, by which its schema is chosen."""

from __future__ import annotations

from rules.schema.part import Schema, cases, closed, either, key, mapping, ref, refer, sequence

_AS = key(ref("id"), "A name for the result, usable below; it is also the roll's address.", "prize")
_TO = key(ref("expression"), "Who gets it: `me` (default), a player, an offer, or `nobody`.", "me")
_OFFER = key(ref("expression"), "The offer.", "swap")
_THEN = key(ref("steps"), "What happens then.", [{"say": "won"}])
_ELSE = key(ref("steps"), "What happens otherwise.", [{"say": "lost"}])
_DO = key(ref("steps"), "What happens each time.")

_ROLL = mapping(
    "a name and what is rolled, such as `{force: 80..120}`",
    ref("id"),
    either(
        "a range such as `80..120`, or a pick such as `{one_of: beast}`",
        scalar=ref("range"),
        mapping=closed(
            "a pick",
            {
                "one_of": key(ref("expression"), "The kind or list that one record is picked from.", "beast"),
                "where": key(ref("expression"), "Which of them; `it` is the record.", "it.breed == plain"),
                "weigh": key(ref("expression"), "How likely each is; all alike if left out.", "it.often"),
            },
            ["one_of"],
        ),
    ),
    minProperties=1,
)

_FEE = mapping("what is burnt and how much of it", ref("asset"), ref("chance"), minProperties=1)

STEPS: dict[str, tuple[str, dict[str, Schema], list[str]]] = {
    "give": (
        "Give what players hold; what does not fit is named in the outcome.",
        {"give": key(ref("amounts"), "What is given.", {"coins": 500}, "errand.reward * 2"), "to": _TO},
        [],
    ),
    "take": (
        "Take what the player holds.",
        {
            "take": key(ref("amounts"), "What is taken.", {"coins": 10}),
            "at_most": key(ref("truth"), "Take what is there instead of refusing.", True),
            "as": key(ref("id"), "A name for what was not there.", "missing"),
        },
        [],
    ),
    "set": (
        "Set variables.",
        {"set": key(ref("changes"), "The variables and their values.", {"visits": "n"})},
        [],
    ),
    "add": (
        "Add to variables.",
        {"add": key(ref("changes"), "The variables and how much.", {"fame": 20})},
        [],
    ),
    "reset": (
        "Give variables, or fields of an offer, their defaults: by name, or by the word in `resets`.",
        {
            "reset": key(
                sequence("a list of names", ref("place")), "What is reset.", ["stored"], ["swap.agreed"]
            )
        },
        [],
    ),
    "let": (
        "Name values for the steps below; `set` and `add` may change them.",
        {"let": key(ref("named"), "The names and their values.", {"won": 0})},
        [],
    ),
    "draw": (
        "Draw from a table and give what comes.",
        {
            "draw": key(
                ref("expression"),
                "The table, with its arguments if it has parameters.",
                "crate.table",
                "lucky(moon)",
            ),
            "times": key(ref("times"), "How often; once if left out.", 10, "crate.cards"),
            "as": key(ref("id"), "A name for what came: `prize[griffin]` is how many.", "prize"),
            "to": _TO,
        },
        [],
    ),
    "roll": (
        "Roll whole numbers or pick records.",
        {"roll": key(_ROLL, "Names and what is rolled.", {"force": "80..120"})},
        [],
    ),
    "chance": (
        "Let luck decide: `as` is true with this chance.",
        {
            "chance": key(ref("chance"), "How likely.", "15%", "brew_chance(breed)"),
            "as": key(ref("id"), "A name for whether it happened.", "crit"),
            "then": _THEN,
            "else": _ELSE,
        },
        [],
    ),
    "when": (
        "Do one thing or another.",
        {"when": key(ref("expression"), "The condition.", "won == 2"), "then": _THEN, "else": _ELSE},
        ["then"],
    ),
    "repeat": (
        "Do steps several times, at most 100.",
        {
            "repeat": key(ref("expression"), "How often.", 3),
            "until": key(ref("expression"), "End when this holds.", "won == 2 or lost == 2"),
            "as": key(ref("id"), "A name for the round, from 1.", "round"),
            "do": _DO,
        },
        ["do"],
    ),
    "each": (
        "Do steps for each record of a kind.",
        {
            "each": key(ref("loop"), "A name and the kind.", {"b": "building"}),
            "where": key(ref("expression"), "For which records; fixed before the first.", "built(b) > 0"),
            "as": key(ref("id"), "A name for the rolls inside.", "round"),
            "do": _DO,
        },
        ["do"],
    ),
    "open": (
        "Open an offer.",
        {
            "open": key(refer("offers"), "The kind of offer.", "auction"),
            "with": key(ref("arguments"), "What its fields are at first.", {"bid": "start"}),
            "as": key(ref("reference"), "A name for it; `it` if left out.", "it"),
        },
        [],
    ),
    "put": (
        "Put what the player holds into an offer.",
        {"put": key(ref("amounts"), "What is put in.", {"coins": "amount"}), "into": _OFFER},
        ["into"],
    ),
    "hand": (
        "Hand over what is in an offer.",
        {
            "hand": key(
                ref("amounts"),
                "What is handed over: amounts, `all`, or what one player put in.",
                {"coins": "auction.bid"},
                "all",
                "swap.put(swap.owner)",
            ),
            "from": _OFFER,
            "to": key(
                ref("expression"), "Who gets it: `me` (default), a player, or an offer.", "swap.partner"
            ),
            "fee": key(_FEE, "What part of it is burnt, rounded up.", {"coins": "10%"}),
        },
        ["from"],
    ),
    "close": (
        "End an offer: what is left returns to who put it in, what a table put is gone.",
        {"close": key(ref("expression"), "The offer.", "swap")},
        [],
    ),
    "say": ("Answer with a view or a text.", {"say": key(refer("said"), "The view or text.", "opened")}, []),
    "tell": (
        "Send a notice, now or at a time.",
        {
            "tell": key(ref("reference"), "The notice.", "rested"),
            "to": key(ref("expression"), "Whom; the player if left out.", "referrer"),
            "at": key(
                ref("expression"),
                "When; now if left out. A new telling replaces one that waits.",
                "now + 2 * hour",
            ),
        },
        [],
    ),
}


def step() -> Schema:
    """Return the schema of one step."""
    form = "a step such as `{give: {coins: 5}}`"
    known = {
        name: closed(f"a `{name}` step", keys, [name, *needed]) for name, (_, keys, needed) in STEPS.items()
    }
    # `when` and `say` and the like are keys of their own step only; the order matters for none of them.
    return cases(form, known)


def steps() -> dict[str, Schema]:
    """Return the shared definitions of steps."""
    return {"step": step(), "steps": sequence("a list of steps", ref("step"))}
