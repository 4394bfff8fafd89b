"""Lines -> turns, until the player leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from cli.clock import LAST
from cli.exit import AwayProblem, UsageProblem
from cli.out import emit
from cli.playing import save
from cli.playing.command import Command, params_of, split
from cli.playing.game import Game, Turn
from cli.playing.offers import offers
from cli.playing.screen import Screen
from engine.view.shown import Shown
from rules.define.literal import duration
from rules.expression.type import DAY
from rules.report.cells import visible
from rules.suggest import did_you_mean

HELP = """Type the name of an action, then what it is asked with: by name (`who=Anna`) or in order.
  help [ACTION]     what there is to do, and how
  why ACTION ...    what an action asks for, and whether it holds now
  preview ACTION …  what is shown before it is done
  more              the next page of the last view
  wait 3h           let time pass
  as NAME           let another player type; `as me` is you again
  offers            what you and others may act on, and what is in it
  history           your receipts, the last first, in a game that is stored
  state             all that the game remembers of you
  save [FILE]       write the game down
  quit              leave"""


class Session:
    """One sitting: *agree* is asked before what has a preview is done, and None where nobody can be asked."""

    def __init__(self, game: Game, file: Path | None, agree: Callable[[str], bool] | None) -> None:
        """Begin with nothing said."""
        self.game = game
        self.screen = Screen(game)
        self.file = file
        self.agree = agree
        self.misunderstood = 0
        self._last: Turn | None = None
        self._page = 1
        self._own: dict[str, Callable[[tuple[str, ...]], None]] = {
            "help": self._help,
            "why": self._why,
            "preview": self._preview,
            "more": self._more,
            "wait": self._wait,
            "as": self._as,
            "offers": lambda _: emit(offers(self.game)),
            "history": lambda _: self._history(),
            "state": lambda _: emit(self.screen.state()),
            "save": self._save,
        }

    def play(self, lines: Iterable[str]) -> None:
        """Carry out one line after the other, until one says that it is enough."""
        for line in lines:
            for command in split(line):
                if command.name in {"quit", "exit", ":q"} and command.name not in self.game.ruleset.programs:
                    return
                self._tried(command)
        self._keep()

    def _tried(self, command: Command) -> None:
        """Carry out one command; where the store is away a person may go on: scripts build on what was."""
        try:
            self.command(command)
        except AwayProblem as away:
            if self.agree is None:
                raise
            self._wrong(str(away))

    def command(self, command: Command) -> None:
        """Carry out one command; an action of the game goes before a word of the terminal."""
        self._end()
        if command.name in self.game.ruleset.programs:
            self._act(command)
        elif command.name.removeprefix(":") in self._own:
            self._own[command.name.removeprefix(":")](command.words)
        else:
            known = [*self.game.ruleset.programs, *self._own, "quit"]
            hint = did_you_mean(command.name, known) or "`help` lists what there is to do"
            self._wrong(f"there is no `{command.name}`; {hint}")

    def _act(self, command: Command) -> None:
        params = self._params(command)
        if params is None:
            return
        preview = self.game.preview(command.name, params) if self.agree else None
        if preview is not None and self.agree and not self.agree(self.screen.part(preview)):
            return
        turn = self.game.do(command.name, params)
        self._last, self._page = turn, 1
        emit(self.screen.turn(turn))
        self._keep()

    def _params(self, command: Command) -> dict[str, str] | None:
        found = params_of(self.game.voice, self.game.ruleset.programs[command.name], command.words)
        if isinstance(found, str):
            self._wrong(found)
            return None
        return found

    def _asked(self, words: tuple[str, ...]) -> tuple[str, dict[str, str]] | None:
        """Return the action and the parameters that a word of the terminal is about."""
        if not words or words[0] not in self.game.ruleset.programs:
            self._wrong("name an action; `help` lists them")
            return None
        params = self._params(Command(words[0], words[1:]))
        return None if params is None else (words[0], params)

    def _help(self, words: tuple[str, ...]) -> None:
        if words and words[0] in self.game.ruleset.programs:
            emit(self.screen.action(words[0]))
        else:
            emit(f"{self.screen.actions()}\n\n{HELP}")

    def _why(self, words: tuple[str, ...]) -> None:
        if asked := self._asked(words):
            emit(self.screen.why(*asked))

    def _preview(self, words: tuple[str, ...]) -> None:
        if asked := self._asked(words):
            shown = self.game.preview(*asked)
            emit(
                self.screen.part(shown)
                if shown is not None
                else "nothing is shown before it, or it would be refused"
            )

    def _more(self, _: tuple[str, ...]) -> None:
        last = self._last
        if last is None or not any(isinstance(part, Shown) and part.pages > 1 for part in last.parts):
            self._wrong("nothing has another page")
            return
        pages = max(part.pages for part in last.parts if isinstance(part, Shown))
        self._page = self._page % pages + 1
        for part in self.game.replier.reply(last.action, last.outcome, last.before, self._page):
            emit(self.screen.part(part))

    def _wait(self, words: tuple[str, ...]) -> None:
        length = duration(words[0]) if words else None
        if length is None or length < 0:
            self._wrong("say how long: `wait 30m`, `wait 3h`, `wait 1d`")
            return
        if self.game.moment.now + length > LAST * DAY:
            self._wrong("that is longer than games can wait")
            return
        if self.game.is_stored:
            self._wrong("its clock is the store's, and goes on by itself")
            return
        self.game.waited += length
        emit(self.screen.clock())
        self._end()
        self._keep()

    def _end(self) -> None:
        """Say which offers have ended by now."""
        for kind, number in self.game.ended():
            emit(f"{self.game.voice.offer(kind, number)} is over")

    def _history(self) -> None:
        if not self.game.is_stored:
            self._wrong("nothing is kept of it; `reve play --store URL` plays a game whose receipts are")
            return
        from cli.people.shown import told

        found = self.game.history()
        emit("\n".join(map(told, found)) or "  nothing yet")
        if found:
            emit("  `reve verify RECEIPT --store URL` proves what one rolled, when its seed is revealed")

    def _as(self, words: tuple[str, ...]) -> None:
        if not words or not words[0].strip() or words[0].isdecimal():
            self._wrong("say who: `as ann`")
            return
        self.game.become(words[0])
        self._last = None
        emit(f"{visible(words[0])} plays")
        self._keep()

    def _save(self, words: tuple[str, ...]) -> None:
        if self.game.is_stored:
            self._wrong("it is kept as it is played")
            return
        file = Path(words[0]) if words else self.file
        if file is None:
            self._wrong("say where: `save FILE`")
            return
        try:
            if file != self.file and file.exists():
                save.read(file)  # what is no saved game is not written over
            save.write(self.game, file)
        except UsageProblem as problem:
            self._wrong(str(problem))
        except OSError as problem:
            self._wrong(f"cannot write `{file}`: {problem.strerror}")
        else:
            self.file = file
            emit(f"written to {file}")

    def _keep(self) -> None:
        if self.file is not None:
            save.write(self.game, self.file)

    def _wrong(self, message: str) -> None:
        self.misunderstood += 1
        emit(message)
