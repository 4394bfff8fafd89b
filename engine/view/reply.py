"""An outcome -> what the player is told of it: texts and views, or why not."""

from __future__ import annotations

from collections.abc import Iterator

from engine.offer import Offers
from engine.outcome import Accepted, Cut, Lack, Outcome, Refused
from engine.player.run import Executor
from engine.view import measure
from engine.view.ask import Situation, Told, ask, codes, said, settled, telling
from engine.view.lay import Layout
from engine.view.shown import Shown
from engine.view.voice import Value, Values, Voice
from engine.view.why import Check, Gate
from rules.define.form import entry, scalar_text
from rules.define.literal import duration, whole
from rules.expression.node import Local
from rules.expression.type import TEXT
from rules.program.node import Emit, Program
from rules.program.offer import GONE, NOT_YOURS, ONE
from rules.program.walk import every

Part = str | Shown
_LACKING = frozenset({"no_room", "not_tradable", "in_debt"})  # refusals with words of their own


class Replier:
    """Word the outcomes of one ruleset in one locale."""

    def __init__(self, voice: Voice, executor: Executor) -> None:
        """Begin with nothing laid out."""
        self.voice = voice
        self.executor = executor
        self.layout = Layout(voice, executor)
        self.gate = Gate(voice, executor)
        self._offers = Offers(voice.ruleset.catalogue)
        self._programs: dict[tuple[str, str], Program] = {}

    def reply(self, action: str, outcome: Outcome, before: Situation, page: int = 1) -> list[Part]:
        """Return what is said of *outcome*; *before* is whom and with what the action was asked."""
        if isinstance(outcome, Refused):
            return [self.refusal(action, outcome, before)]
        return list(self._said(action, outcome, before, page))

    def _said(self, action: str, outcome: Accepted, before: Situation, page: int) -> Iterator[Part]:
        after = Situation(outcome.state, self._offers.after(before.moment, outcome), {})
        program = self.voice.ruleset.programs[action]
        for name, values in _by_what_was_done(program, said(program, outcome)):
            yield self._part(name, values, after, page)
        if lost := self._cut(outcome):
            yield lost

    def _cut(self, outcome: Accepted) -> str:
        """Return what did not fit and was not given, so that nobody loses anything in silence."""
        lost: dict[tuple[str, str | None], int] = {}
        for event in outcome.events:
            if isinstance(event, Cut):
                lost[event.slot, event.key] = lost.get((event.slot, event.key), 0) + event.amount
        amounts = self.voice.amounts(tuple((*asset, amount) for asset, amount in lost.items()))
        return self.voice.word("cut", amounts=amounts) if lost else ""

    def _part(self, name: str, values: Values, situation: Situation, page: int = 1) -> Part:
        if name not in self.voice.ruleset.views:
            return self.voice.say(name, values)
        locals_ = codes(self.voice.ruleset.catalogue, values)
        return self.layout.lay(name, Situation(situation.state, situation.moment, locals_), page)

    def preview(self, action: str, situation: Situation) -> Part | None:
        """Return what is shown before *action* is done, or None where nothing is, or it would be refused."""
        program = self.voice.ruleset.programs[action]
        found = self.gate.checks(action, situation) if program.confirm else []
        if not program.confirm or isinstance(found, Refused) or not all(check.holds for check in found):
            return None
        if (action, "confirm") not in self._programs:
            self._programs[action, "confirm"] = settled(program, ("say", program.confirm))
        told = ask(self.executor, self._programs[action, "confirm"], situation)
        return None if isinstance(told, Refused) else self._part(*told[-1], situation)

    def refusal(self, action: str, refused: Refused, before: Situation) -> str:
        """Return why not, and what would have to be; a game's own words may use `{lacking}` and `{wait}`."""
        if refused.reason == "bad_param":
            return self.voice.word("bad_param", message=refused.message)
        if self.voice.has(refused.reason):
            return self.voice.say(refused.reason, self._values(action, refused, before))
        if refused.lacking:
            word = refused.reason if refused.reason in _LACKING else "short"
            return self.voice.word(word, lacking=self._lacking(refused))
        if refused.reason.startswith("params."):
            return self._unfit(action, refused.reason.removeprefix("params."), before)
        if refused.reason.startswith("limit."):
            return self._limit(action, refused.reason, before)
        if refused.reason.startswith(ONE):
            return self.voice.word("one")
        if refused.reason in {GONE, NOT_YOURS, "offer_full"}:
            return self.voice.word(refused.reason)
        return self.voice.word("fault" if refused.reason == "fault" else "refused", reason=refused.reason)

    def unmet(self, action: str, check: Check, before: Situation) -> str:
        """Return what a player is told where a check does not hold; nothing, if no words say more of it."""
        refused = Refused(check.reason, (check.reason,), before.state, check.phase, check.assets)
        told = self.voice.has(check.reason) or check.reason.startswith("limit.")
        return self.refusal(action, refused, before) if told else ""

    def _limit(self, action: str, reason: str, before: Situation) -> str:
        """Return when a limit lets *action* pass; one that spreads its uses within a time says so."""
        wait = self._wait(action, reason, before)
        if wait is None:
            return self.voice.word("limit_over")
        node = self.voice.ruleset.definitions.declared("limits").get(reason.removeprefix("limit."))
        times, within = whole(scalar_text(entry(node, "times"))), duration(scalar_text(entry(node, "in")))
        if times is None or within is None or times == 1:
            return self.voice.word("limit", wait=wait)
        apart = measure.duration(self.voice.locale, within // times)
        return self.voice.word("limit_evenly", wait=wait, times=str(times), apart=apart)

    def lack(self, lack: Lack) -> str:
        """Return how much there is of what is needed."""
        has, needs = (measure.whole(self.voice.locale, each) for each in (lack.has, lack.needs))
        return self.voice.word("lacking", has=has, needs=needs, asset=self.voice.asset(lack.slot, lack.key))

    def _lacking(self, refused: Refused) -> str:
        return ", ".join(map(self.lack, refused.lacking))

    def _values(self, action: str, refused: Refused, before: Situation) -> dict[str, Value]:
        """Return what the reason's own text may need."""
        found = self.gate.checks(action, before)
        named = (
            [] if isinstance(found, Refused) else [each for each in found if each.reason == refused.reason]
        )
        values = dict(named[0].values) if named else {}
        if refused.lacking:
            values["lacking"] = Value(TEXT, self._lacking(refused))
        if refused.reason.startswith("limit."):
            values["wait"] = Value(TEXT.maybe(), self._wait(action, refused.reason, before))
        return values

    def _wait(self, action: str, reason: str, before: Situation) -> str | None:
        """Return how long it takes until a limit lets *action* pass by itself."""
        left = self.gate.wait(action, before, reason)
        return None if left is None else measure.duration(self.voice.locale, left)

    def _unfit(self, action: str, name: str, before: Situation) -> str:
        param = next((each for each in self.voice.ruleset.programs[action].params if each.name == name), None)
        if param is None:
            return self.voice.word("refused", reason=name)
        if (action, f"params.{name}") not in self._programs:
            emit = Emit("say", name, ((name, Local(param.type, name)),))
            self._programs[action, f"params.{name}"] = telling(action, (param,), ("say", (emit,)))
        told = ask(self.executor, self._programs[action, f"params.{name}"], before)
        value = "" if isinstance(told, Refused) else self.voice.print(told[0][1][name])
        return self.voice.word("params", name=name.replace("_", " "), value=value)


def _by_what_was_done(program: Program, told: list[Told]) -> list[Told]:
    """Return what an action tells before what only follows from it."""
    follows = {step.name for step in every(program.phase("react")) if isinstance(step, Emit)}
    return sorted(told, key=lambda each: each[0] in follows)
