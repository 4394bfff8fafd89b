"""What persons upload -> attachments, which the bot fetches where Discord would keep them."""

from __future__ import annotations

from dataclasses import dataclass, field

from aiohttp import web

from bot.local.place import snowflake
from bot.wire import Payload

PATH = "/attachments/{channel}/{id}/{name}"


@dataclass(slots=True)
class Files:
    """Files by id; *fetched* are those that somebody came for."""

    by_id: dict[str, bytes] = field(default_factory=dict)
    fetched: list[str] = field(default_factory=list)

    def upload(self, origin: str, channel: str, name: str, content: bytes) -> Payload:
        """Keep a file, and return the attachment that it is."""
        id_ = snowflake()
        self.by_id[id_] = content
        url = f"{origin}/attachments/{channel}/{id_}/{name}"
        return {
            "id": id_,
            "filename": name,
            "size": len(content),
            "url": url,
            "proxy_url": url,
            "ephemeral": True,
        }

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Return a file."""
        id_ = request.match_info["id"]
        if id_ not in self.by_id:
            return web.Response(status=404)
        self.fetched.append(id_)
        return web.Response(body=self.by_id[id_])
