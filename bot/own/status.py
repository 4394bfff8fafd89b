"""`/status`: what is played since when, by whose hand, and how this process takes part in it."""

from __future__ import annotations

from bot.asked import Asked
from bot.message import Card, Message
from bot.own.operating import operators_words
from bot.own.own import Desk, Own
from bot.own.say import Words
from bot.role import Role

_WORDS: Words = operators_words(
    "status",
    {
        "en": {
            "summary": "What is played, since when, and by which process.",
            "game": "**{title}** {version}",
            "ruleset": "Ruleset `{hash}`",
            "generation": "Generation {generation}, active since {when} ({actor}: {why})",
            "process": "This process: up since {when}",
            "guilds": "Shards {shards} of {count}, servers: {guilds}",
            "commands": "Commands: {commands}, actions: {actions}",
            "processes": "Processes that share the game: {processes}",
            "shed": "Came too late to be answered: {shed}",
        },
        "de": {
            "summary": "Was gespielt wird, seit wann und von welchem Prozess.",
            "game": "**{title}** {version}",
            "ruleset": "Regelwerk `{hash}`",
            "generation": "Generation {generation}, aktiv seit {when} ({actor}: {why})",
            "process": "Dieser Prozess: läuft seit {when}",
            "guilds": "Shards {shards} von {count}, Server: {guilds}",
            "commands": "Befehle: {commands}, Aktionen: {actions}",
            "processes": "Prozesse, die das Spiel teilen: {processes}",
            "shed": "Kamen zu spät, um beantwortet zu werden: {shed}",
        },
    },
)


async def _answer(desk: Desk, asked: Asked) -> Message:
    active = desk.service.game.active
    ruleset = active.ruleset
    last = (await desk.service.rulesets.generations(1))[0]
    values = {
        "title": ruleset.title,
        "version": ruleset.version,
        "hash": ruleset.hash[:12],
        "generation": last.generation,
        "actor": last.actor or "-",
        "why": last.why or "-",
        "commands": desk.count(),
        "actions": len(ruleset.programs),
        "processes": desk.service.terms.processes,
        "shed": desk.shed(),
        **_connection(desk),
    }
    when = {"generation": f"<t:{last.at // 1000}:R>", "process": f"<t:{int(desk.since)}:R>"}
    keys = ("game", "ruleset", "generation", "process", "guilds", "commands", "processes", "shed")
    voice = desk.voice(asked)
    lines = [_WORDS.say(voice, key, **values, when=when.get(key, "")) for key in keys]
    return Message(cards=(Card(text="\n".join(lines)),))


def _connection(desk: Desk) -> dict[str, object]:
    if desk.client is None:
        return {"shards": "-", "count": 0, "guilds": 0}
    shards = sorted(desk.client.shards)
    shown = "-".join(dict.fromkeys(str(each) for each in (*shards[:1], *shards[-1:]))) or "-"
    return {"shards": shown, "count": desk.client.shard_count or 1, "guilds": len(desk.client.guilds)}


STATUS = Own("status", _WORDS, _answer, least=Role.MODERATOR, for_operators=True)
