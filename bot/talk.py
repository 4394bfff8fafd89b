"""A ruleset -> the voices that speak of it, one a language, kept as long as it is active."""

from __future__ import annotations

from bot.look import Look
from bot.words import mention
from engine.live.active import Active
from engine.view.reply import Replier
from engine.view.voice import Voice


class Talk:
    """Speak of one ruleset in any of its languages."""

    def __init__(self, active: Active) -> None:
        """Begin with nothing compiled."""
        self.active = active
        self._repliers: dict[str, Replier] = {}
        self._meanwhile: dict[Active, Talk] = {}  # while events hold
        self._look: Look | None = None

    def language(self, locale: str) -> str:
        """Return the language of the game that is nearest to a reader's."""
        known = self.active.ruleset.locales
        base = locale.split("-", maxsplit=1)[0]
        return next((each for each in (locale, base) if each in known), known[0] if known else "en")

    def voice(self, locale: str) -> Voice:
        """Return who speaks where nobody looks at players."""
        return self.replier(locale, None).voice

    def replier(self, locale: str, look: Look | None) -> Replier:
        """Return who speaks a language, until the next one is asked for; players are as in *look*."""
        if look is not None and look.active is not self.active:
            return self._meanwhile.setdefault(look.active, Talk(look.active)).replier(locale, look)
        self._look = look
        language = self.language(locale)
        if language not in self._repliers:
            voice = Voice(self.active.ruleset, language, self._called)
            self._repliers[language] = Replier(voice, self.active.executor)
        return self._repliers[language]

    def _called(self, number: int) -> str:
        return mention(self._look.account(number)) if self._look is not None else ""
