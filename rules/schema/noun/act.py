"""What happens: `actions`, `reactions`, `commands`, and what players are offered of it: `menus`."""

from __future__ import annotations

from rules.schema.noun import Noun
from rules.schema.part import cases, closed, either, key, later, mapping, ref, refer, scalar, sequence, words

_PARAMETER = closed(
    "a parameter",
    {
        "type": key(
            ref("asked"),
            "What the player may give: also a kind of offer, or `version`, which a button fills with the "
            "version of an offer that it showed.",
            "beast",
            {"int": [1, 10]},
            "swap",
        ),
        "owned": key(ref("truth"), "Only records that the player owns.", True),
        "where": key(ref("expression"), "Which are fine; `it` is the value.", "not kept(it)"),
        "default": key(ref("expression"), "What it is if left out.", 1),
        "optional": key(ref("truth"), "Whether it may be left out without a default.", True),
        "summary": key(ref("text"), "What the player reads beside it."),
        "mine": key(
            ref("truth"),
            "Of an offer: only one that the player opened, or is named in where it is open to `named`.",
            True,
        ),
        "of": key(refer("offers"), "With `type: version`: of which kind of offer.", "swap"),
        "proposed": later("records that players write (`proposed`)"),
        "proposed_by": later("records that players write (`proposed_by`)"),
    },
    ["type"],
)

_WHO = either(
    "`player`, `clock`, `shop`, `operator` or `{role: …}`",
    scalar=words("player", "clock", "shop", "operator"),
    mapping=closed("a role", {"role": key(ref("reference"), "The role.", "moderator")}, ["role"]),
)

_EVERY = cases(
    'when the clock acts, such as `{day: "20:01"}`',
    {"day": closed("a time of day", {"day": key(ref("clock"), "At which time.", "20:01")})},
)

ACTIONS = Noun(
    "actions",
    "What a player can do. A command runs: let, require, limit, cost, do, reactions, say.",
    """actions:
  open_crate:
    summary: Open a crate.
    params: {crate: {type: crate}}
    require: [{that: age >= 2, else: too_low}]
    limit: crate(crate)
    cost: crate.price
    do: [{draw: crate.table, times: crate.cards, as: prize}]
    say: opened""",
    closed(
        "an action",
        {
            "summary": key(ref("text"), "What it does, for players.", "Look in on your beasts."),
            "params": key(
                mapping("parameters", ref("id"), _PARAMETER),
                "What the player chooses.",
                {"beast": {"type": "beast", "owned": True}},
            ),
            "let": key(ref("named"), "Names for values, read before the cost.", {"n": "visits + 1"}),
            "require": key(ref("requirements"), "What must hold, else the action is refused."),
            "limit": key(ref("expression"), "The limit that it counts for.", "one_visit"),
            "cost": key(ref("amounts"), "What it takes from the player.", {"coins": 50}),
            "do": key(ref("steps"), "What happens, step by step."),
            "say": key(refer("said"), "The view or text that answers.", "opened"),
            "confirm": key(refer("views"), "The view that is shown before it is done.", "brew_preview"),
            "except": key(
                sequence("a list of requirements' texts, and of a limit", refer("excepted")),
                "Which requirements of `game.every_action` do not hold for it, or that its limit does not.",
                ["start_first"],
            ),
            "who": key(_WHO, "Who may do it; players if left out.", "clock"),
            "every": key(_EVERY, "When the clock does it."),
            "command": key(
                scalar("a command's name, or `none`"),
                "Its slash command; its id if left out, `none` for what only a button does.",
                "swap put",
                "none",
            ),
            "name": key(ref("name"), "What players read on a button."),
            "emoji": key(ref("name"), "A sign on its button."),
        },
    ),
)

REACTIONS = Noun(
    "reactions",
    "What follows by itself: age-ups, achievements, notices.",
    """reactions:
  older: {when: fame >= fame_needed(age), repeats: 200, do: [{add: {age: 1}}, {say: grown}]}
  count_brew: {after: brew, when: brew.success, do: [{add: {brews: 1}}]}""",
    closed(
        "a reaction",
        {
            "when": key(
                ref("expression"), "The condition; it wakes when something in it changed.", "age >= 10"
            ),
            "after": key(
                refer("actions"), "The action after which it runs, with what that one named.", "brew"
            ),
            "each": key(ref("loop"), "A name and the kind, for one reaction a record.", {"a": "deed"}),
            "where": key(ref("expression"), "For which records.", "not done(a)"),
            "do": key(ref("steps"), "What happens; a reaction takes nothing and refuses nothing."),
            "repeats": key(ref("count"), "How often it may fire in one command.", 200, default=1),
            "say": key(refer("said"), "The view or text that tells of it."),
            "summary": key(ref("text"), "What it is, in a sentence."),
        },
        ["do"],
    ),
)

COMMANDS = Noun(
    "commands",
    "How actions are grouped into slash commands.",
    "commands:\n  swap: {summary: Swap with others., actions: [swap_put, swap_agree]}",
    closed(
        "a command",
        {
            "summary": key(ref("text"), "What players read.", "Swap with others."),
            "actions": key(
                sequence("a list of actions", refer("actions"), minItems=1, uniqueItems=True),
                "The actions that are its subcommands.",
                ["swap_put"],
            ),
            "emoji": key(ref("name"), "A sign of it."),
        },
        ["actions"],
    ),
)

MENUS = Noun(
    "menus",
    "What players are offered together, what is most useful first. An action in none is offered last.",
    "menus:\n  every_day: {name: Today, actions: [visit, open_crate]}",
    closed(
        "a menu",
        {
            "name": key(ref("name"), "What players read above it.", "Today"),
            "emoji": key(ref("name"), "A sign of it."),
            "summary": key(ref("text"), "What it is, in a sentence."),
            "actions": key(
                sequence("a list of actions", refer("actions"), minItems=1, uniqueItems=True),
                "The actions, in their order.",
                ["visit", "open_crate"],
            ),
        },
        ["actions"],
    ),
)

NOUNS = (ACTIONS, REACTIONS, COMMANDS, MENUS)
