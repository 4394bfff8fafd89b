"""Guilds, channels and users, as Discord describes them."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from time import time

from bot.wire import EPOCH, TIME_BITS, Payload

EVERYTHING = str((1 << 50) - 1)
_TIMES = count(1)
_LAST = (1 << TIME_BITS) - 1


def snowflake() -> str:
    """Return an id that was made now."""
    return str((int(time() * 1000) - EPOCH) << TIME_BITS | next(_TIMES) & _LAST)


def now() -> str:
    """Return the time as Discord writes it."""
    return datetime.now(UTC).isoformat()


def user(name: str, *, bot: bool = False) -> Payload:
    """Return a user."""
    return {
        "id": snowflake(), "username": name, "discriminator": "0", "global_name": name, "avatar": None,
        "bot": bot, "public_flags": 0, "flags": 0,
    }  # fmt: skip


def guild(number: int, bot: Payload) -> Payload:
    """Return a guild with one channel; guilds with consecutive numbers lie on consecutive shards."""
    id_ = str((int(snowflake()) >> TIME_BITS) + number << TIME_BITS)
    member = {"user": bot, "roles": [], "joined_at": now(), "deaf": False, "mute": False, "flags": 0}
    return {
        "id": id_, "name": f"Guild {number}", "icon": None, "splash": None, "discovery_splash": None,
        "owner_id": snowflake(), "afk_channel_id": None, "afk_timeout": 300, "verification_level": 0,
        "default_message_notifications": 0, "explicit_content_filter": 0, "roles": [_everyone(id_)],
        "emojis": [], "features": [], "mfa_level": 0, "application_id": None, "system_channel_id": None,
        "system_channel_flags": 0, "rules_channel_id": None, "vanity_url_code": None, "description": None,
        "preferred_locale": "en-US", "public_updates_channel_id": None,
        "nsfw_level": 0, "premium_progress_bar_enabled": False, "stickers": [], "member_count": 2,
        "joined_at": now(), "large": False, "unavailable": False, "voice_states": [], "threads": [],
        "presences": [], "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [],
        "channels": [channel(id_)], "members": [member],
    }  # fmt: skip


def channel(guild_id: str, name: str = "general") -> Payload:
    """Return a channel of a guild."""
    return {
        "id": snowflake(), "type": 0, "name": name, "position": 0, "permission_overwrites": [],
        "parent_id": None, "nsfw": False, "topic": None, "last_message_id": None, "rate_limit_per_user": 0,
        "guild_id": guild_id, "flags": 0,
    }  # fmt: skip


def _everyone(guild_id: str) -> Payload:
    colours = {"primary_color": 0, "secondary_color": None, "tertiary_color": None}
    return {
        "id": guild_id, "name": "@everyone", "color": 0, "colors": colours, "hoist": False, "position": 0,
        "permissions": EVERYTHING, "managed": False, "mentionable": False, "flags": 0,
    }  # fmt: skip


def shard_of(guild_id: str, shards: int) -> int:
    """Return on which shard a guild lies."""
    return (int(guild_id) >> TIME_BITS) % shards
