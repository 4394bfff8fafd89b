"""What is typed so far -> how it may go on: actions, words of the terminal, ids that fit now."""

from __future__ import annotations

from cli.playing.game import Game

WORDS = ("help", "why", "preview", "more", "wait", "as", "offers", "history", "state", "save", "quit")
_ABOUT = {"help", "why", "preview"}


def completions(game: Game, line: str, text: str) -> list[str]:
    """Return what may stand in place of *text*, the last word of *line*."""
    words = line.split()
    before = words if line.endswith(" ") or not words else words[:-1]
    while before and before[0] in _ABOUT and before[0] not in game.ruleset.programs:
        before = before[1:]
        if not before:
            return _begun([*game.ruleset.programs], text)
    if not before:
        return _begun([*game.ruleset.programs, *WORDS], text)
    if before[0] not in game.ruleset.programs:
        return _begun([*game.world.known.players], text) if before == ["as"] else []
    return _begun(_values(game, before[0], before[1:], text), text)


def _values(game: Game, action: str, given: list[str], text: str) -> list[str]:
    names = [param.name for param in game.ruleset.programs[action].params]
    named = dict(word.split("=", 1) for word in given if "=" in word)
    for value in (word for word in given if "=" not in word):
        free = [name for name in names if name not in named]
        if free:
            named[free[0]] = value
    name, equals, _ = text.partition("=")
    if equals:
        return [f"{name}={id_}" for id_ in game.candidates(action, name, named)]
    free = [each for each in names if each not in named]
    return game.candidates(action, free[0], named) if free else []


def _begun(known: list[str], text: str) -> list[str]:
    return [name for name in known if name.startswith(text)]


def offer(game: Game) -> None:
    """Let the terminal complete with the tab key, where readline is there."""
    try:
        import readline
    except ImportError:
        return

    def completer(text: str, number: int) -> str | None:
        found = completions(game, readline.get_line_buffer(), text)
        return f"{found[number]} " if number < len(found) else None

    readline.set_completer(completer)
    readline.set_completer_delims(" ;")
    readline.parse_and_bind("tab: complete")
