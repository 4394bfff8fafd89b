"""An interaction as it comes over the wire -> who asks, where, and what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.commands.path import Path
from bot.wire import EPHEMERAL, Kind, Option, Payload, time_of

_NESTED = (Option.SUBCOMMAND, Option.GROUP)
_THREADS = (10, 11, 12)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody did. *options*: of a command, as sent; *focused* is what is being typed.

    *pressed* is the custom_id of a component or a modal, *values* what was chosen, *fields* what was filled
    in, *message* the one that the component is on.
    """

    id: int
    token: str
    kind: Kind
    user: int
    locale: str
    guild: int = 0
    channel: int = 0
    path: Path = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    focused: str = ""
    pressed: str = ""
    values: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    message: int = 0
    hidden: bool = False  # whether that message is for this user alone
    roles: tuple[int, ...] = ()  # of Discord, in that guild
    permissions: int = 0  # in that channel
    for_guild: bool = False  # whether the command is one of that guild alone
    footer: str = ""  # of that message: what it says last, word for word
    resolved: Mapping[str, Any] = field(default_factory=dict)  # users, channels, files that were named
    thread_of: int = 0  # the channel that it hangs on, where it is done in a thread
    held: int = 0  # what the bot may do in that channel
    plain: bool = False  # whether whoever asks wants words and no pictures
    unchosen: str = ""  # the language, if he had chosen none

    def age(self, now: float) -> float:
        """Return how many seconds ago it was done."""
        return now - time_of(self.id)


def read(sent: Payload) -> Asked | None:
    """Return what an interaction asks; None where it is of a kind that we never offer."""
    if sent["type"] not in set(Kind):
        return None
    what: Payload = sent.get("data") or {}
    message: Payload = sent.get("message") or {}
    member: Payload = sent.get("member") or {}
    user = member["user"] if member else sent["user"]
    path, options = _command(what)
    focused = [each["name"] for each in options if each.get("focused")]
    return Asked(
        int(sent["id"]),
        sent["token"],
        Kind(sent["type"]),
        int(user["id"]),
        sent.get("locale") or "",
        int(sent.get("guild_id") or 0),
        int(sent.get("channel_id") or 0),
        path,
        {each["name"]: each.get("value") for each in options},
        focused[0] if focused else "",
        str(what.get("custom_id") or ""),
        tuple(map(str, what.get("values") or ())),
        dict(_filled(what.get("components") or ())),
        int(message.get("id") or 0),
        bool(message.get("flags", 0) & EPHEMERAL),
        tuple(map(int, member.get("roles") or ())),
        int(member.get("permissions") or 0),
        bool(what.get("guild_id")),
        _footer(message),
        what.get("resolved") or {},
        _thread_of(sent.get("channel") or {}),
        int(sent.get("app_permissions") or 0),
    )


def _command(what: Payload) -> tuple[Path, list[Payload]]:
    """Return the name of a command with its subcommand, and the options that were given."""
    if "name" not in what:
        return (), []
    path, options = [str(what["name"])], list(what.get("options") or ())
    while options and options[0]["type"] in _NESTED:
        path.append(str(options[0]["name"]))
        options = list(options[0].get("options") or ())
    return tuple(path), options


def _filled(parts: Any) -> Any:
    for part in parts:
        inner = part.get("component") or (part.get("components") or [{}])[0]
        if "custom_id" in inner:
            chosen = inner.get("values") or [inner.get("value") or ""]
            yield str(inner["custom_id"]), str(chosen[0])


def _footer(message: Payload) -> str:
    embeds = message.get("embeds") or [{}]
    return str((embeds[-1].get("footer") or {}).get("text") or "")


def _thread_of(channel: Payload) -> int:
    return int(channel.get("parent_id") or 0) if channel.get("type") in _THREADS else 0
