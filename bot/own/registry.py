"""The commands of the bot's own."""

from __future__ import annotations

from bot.own.own import Own
from bot.own.status import STATUS

OWN: tuple[Own, ...] = (STATUS,)
