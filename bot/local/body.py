"""A request -> its JSON, and how many files came with it."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import BodyPartReader, web

from bot.wire import Payload


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
            body = request["sent"] = json.loads(await part.text())
        else:
            files.append({"filename": part.filename, "size": len(await part.read())})
    return body, files
