"""A request -> its JSON, and how many files came with it."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import BodyPartReader, web

from bot.wire import Payload

SENT = "sent"  # what a form had beside files, for whoever looks at a request later


async def read_body(request: web.Request) -> tuple[Any, list[Payload]]:
    """Return the JSON of a request, and its files by name and size."""
    if request.content_type != "multipart/form-data":
        raw = await request.read()
        return (json.loads(raw) if raw else None), []
    body, files = None, []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        if part.name == "payload_json":
            request.match_info[SENT] = await part.text()
            body = json.loads(request.match_info[SENT])
        else:
            files.append({"filename": part.filename, "size": len(await part.read())})
    return body, files
