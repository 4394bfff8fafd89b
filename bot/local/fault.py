"""What goes wrong between a bot and Discord, once each, in the order in which tests ask for it."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from enum import Enum

from aiohttp import web

from bot.local.respond import respond


class Fault(Enum):
    """How a request fails."""

    LIMITED = "429, with the time after which to try again"
    BROKEN = "503, and nothing was done"
    LOST = "done, but the answer is 503"


@dataclass(slots=True)
class Faults:
    """Faults that are due, each for the next request whose path fits."""

    due: deque[tuple[re.Pattern[str], Fault]] = field(default_factory=deque)
    retry_after: float = 0.05

    def add(self, path: str, fault: Fault, times: int = 1) -> None:
        """Let the next requests fail whose method and path contain *path*."""
        self.due.extend([(re.compile(path), fault)] * times)

    def take(self, request: web.Request) -> Fault | None:
        """Return what goes wrong with a request."""
        for pattern, fault in self.due:
            if pattern.search(f"{request.method} {request.path}"):
                self.due.remove((pattern, fault))
                return fault
        return None

    def answer(self, fault: Fault) -> web.Response:
        """Return what the bot is told."""
        if fault is Fault.LIMITED:
            told = {
                "message": "You are being rate limited.",
                "retry_after": self.retry_after,
                "global": False,
            }
            headers = {"Via": "1.1 local", "Retry-After": str(self.retry_after)}
            return respond(told, 429, headers)
        return respond({"message": "503: Service Unavailable", "code": 0}, 503)
