"""JSON -> an answer as Discord gives it, and refusals."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.wire import Code

_STATUS = {
    Code.UNAUTHORIZED: HTTPStatus.UNAUTHORIZED,
    Code.UNKNOWN_INTERACTION: HTTPStatus.NOT_FOUND,
    Code.UNKNOWN_WEBHOOK: HTTPStatus.NOT_FOUND,
    Code.UNKNOWN_MESSAGE: HTTPStatus.NOT_FOUND,
    Code.UNKNOWN_ENTITLEMENT: HTTPStatus.NOT_FOUND,
    Code.TOKEN_EXPIRED: HTTPStatus.UNAUTHORIZED,
    Code.CANNOT_SEND_TO: HTTPStatus.FORBIDDEN,
}


class RefusedError(Exception):
    """A request that Discord refuses, and why."""

    def __init__(self, code: Code, why: str) -> None:
        super().__init__(why)
        self.code = code
        self.why = why


def respond(body: Any, status: int = HTTPStatus.OK, headers: Mapping[str, str] | None = None) -> web.Response:
    """Return JSON; the type of content is exactly what clients compare it with."""
    told = {"Content-Type": "application/json", **(headers or {})}
    return web.Response(body=json.dumps(body).encode(), status=status, headers=told)


def nothing() -> web.Response:
    """Return that it was done."""
    return web.Response(status=HTTPStatus.NO_CONTENT)


def refused(error: RefusedError) -> web.Response:
    """Return why not."""
    status = _STATUS.get(error.code, HTTPStatus.BAD_REQUEST)
    return respond({"message": error.why, "code": int(error.code)}, status)
