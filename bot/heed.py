"""An interaction -> the same, in the language and the manner that whoever asks has chosen."""

from __future__ import annotations

from dataclasses import replace

from bot.asked import Asked
from engine.live.people.preference import Preference
from engine.live.service import Service


def known(service: Service, asked: Asked) -> Asked | None:
    """Return it as far as that is known without asking the store; None where that has to be asked."""
    preference = service.preferences.known(_world(service, asked), asked.user)
    return _heeded(asked, preference) if preference is not None else None


async def heeded(service: Service, asked: Asked) -> Asked:
    """Return it as it is to be answered."""
    world = _world(service, asked)
    unchosen = asked.unchosen or asked.locale
    if _speaks(service, unchosen):
        return _heeded(asked, await service.preferences.heard(world, asked.user, unchosen))
    return _heeded(asked, await service.preferences.of(world, asked.user))


def _heeded(asked: Asked, preference: Preference) -> Asked:
    unchosen = asked.unchosen or asked.locale
    return replace(asked, locale=preference.language or unchosen, plain=preference.plain, unchosen=unchosen)


def _speaks(service: Service, locale: str) -> bool:
    """Tell whether a language is worth a note: the game speaks it, and not by itself."""
    spoken = service.game.active.ruleset.locales
    return locale.split("-", maxsplit=1)[0] in spoken[1:]


def _world(service: Service, asked: Asked) -> int:
    return service.game.active.ruleset.world(asked.guild)
