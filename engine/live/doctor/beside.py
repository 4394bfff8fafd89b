"""Redis, the token, the disk, the keys -> whether each is as it should be."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
from base64 import urlsafe_b64decode
from binascii import Error as Base64Error
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from redis.exceptions import AuthenticationError, ResponseError

from engine.live.breaker import AwayError
from engine.live.doctor.finding import Finding, fine, unused, wrong
from engine.live.fair.beside import key_beside, key_file
from engine.live.fair.seal import SealError, ring
from engine.live.read_settings import masked
from engine.live.remote import Remote
from engine.live.secret_file import variables
from engine.live.settings import DOTENV, Settings

API = "https://discord.com/api/v10/users/@me"
PATIENCE = 5.0  # seconds that Discord may take
UNAUTHORIZED = 401
MEGABYTE = 1024 * 1024
_PARTS = re.compile(r"([A-Za-z0-9_-]{18,})\.[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{27,}")


async def redis(settings: Settings) -> Finding:
    """Try Redis."""
    if settings.redis is None:
        if settings.processes == 1:
            return unused("redis", "not named: this process counts alone")
        said = f"{settings.processes} processes share the game, and nothing lets them count together"
        return wrong("redis", said, "name a Redis in `REVE_REDIS`")
    url = settings.redis.get_secret_value()
    remote = Remote(url, settings.redis_prefix, most=1.0)
    try:
        policy = await remote.call(lambda line: line.config_get("maxmemory-policy"))
    except AwayError as error:
        return _no_redis(error, masked(url))
    finally:
        await remote.close()
    kept = str(policy.get("maxmemory-policy", ""))
    if kept.startswith("allkeys"):
        said = f"`{masked(url)}` throws away any key when its memory is full ({kept}), guards among them"
        return wrong("redis", said, "set its `maxmemory-policy` to `volatile-ttl`")
    return fine("redis", f"`{masked(url)}` answers")


def _no_redis(error: AwayError, shown: str) -> Finding:
    cause = error.__cause__
    if isinstance(cause, AuthenticationError):
        return wrong("redis", f"`{shown}` refuses the password", "set the right one in `REVE_REDIS`")
    if isinstance(cause, ResponseError):
        return fine("redis", f"`{shown}` answers")  # a hosted one, which keeps its configuration to itself
    todo = "start it, or take `REVE_REDIS` out; until then each process counts alone"
    return wrong("redis", f"`{shown}`: nobody answers there", todo)


async def token(settings: Settings, *, online: bool, api: str = API) -> Finding:
    """Look at the token; ask Discord about it only where that is wanted."""
    get = "take it from the Bot page of https://discord.com/developers/applications"
    if settings.token is None:
        return wrong("token", "there is none, so the bot cannot sign in", f"{get} and set `REVE_TOKEN`")
    given = settings.token.get_secret_value()
    if not well_formed(given):
        return wrong("token", "it does not look like one: three parts with dots between them", get)
    if not online:
        return fine("token", "it looks like one; `--online` asks Discord")
    return await asyncio.to_thread(_asked, given, api, get)


def well_formed(given: str) -> bool:
    """Tell whether a text may be a bot's token: its first part is the bot's number."""
    match = _PARTS.fullmatch(given)
    if match is None:
        return False
    try:
        return urlsafe_b64decode(match[1] + "=" * (-len(match[1]) % 4)).isdigit()
    except (Base64Error, ValueError):
        return False


def _asked(given: str, api: str, get: str) -> Finding:
    headers = {"Authorization": f"Bot {given}", "User-Agent": "DiscordBot (reve, 1)"}
    try:
        with urlopen(Request(api, headers=headers), timeout=PATIENCE) as answer:  # noqa: S310 - Discord's
            name = json.load(answer).get("username", "?")
    except HTTPError as error:
        error.close()
        if error.code == UNAUTHORIZED:
            return wrong("token", "Discord does not know it: it was renewed, or is another's", get)
        return wrong("token", f"Discord answers with {error.code}", "try again later")
    except (URLError, OSError, ValueError):
        return wrong(
            "token", "Discord cannot be reached", "look at the network and at https://discordstatus.com"
        )
    return fine("token", f"Discord knows it as {name}")


def disk(settings: Settings) -> Finding:
    """Look how much room there is where the database lies, or here."""
    file = settings.store_file
    folder = file.resolve().parent if file else Path.cwd()
    while not folder.is_dir():
        folder = folder.parent
    free = shutil.disk_usage(folder).free // MEGABYTE
    if free >= settings.disk_warning:
        return fine("disk", f"{free:,} MB are free")
    said = f"only {free:,} MB are free in `{folder}`"
    return wrong(
        "disk", said, f"make room: {settings.disk_warning:,} MB are asked for by `REVE_DISK_WARNING`"
    )


def keys(settings: Settings) -> Finding:
    """Look at the keys to the seeds, and whether who takes the database takes them too."""
    spelt = spelt_keys(settings)
    if not spelt:
        todo = "set `REVE_SEED_KEYS_FILE` to a file with what `openssl rand -hex 32` prints"
        return wrong("keys", "there is no key to the seeds, so luck cannot be sealed", todo)
    try:
        ring(spelt)
    except SealError as error:
        return wrong(
            "keys", str(error), "set `REVE_SEED_KEYS` to such a key, older ones after it with commas"
        )
    where = _file_of_keys(settings)
    if key_beside(settings.store_file, where):
        said = f"the key to the seeds (`{where}`) lies beside the database: who takes one has the other"
        return wrong("keys", said, "keep it in another folder, or in the environment")
    return fine("keys", "the seeds have a key, and not beside the database")


def spelt_keys(settings: Settings) -> str:
    """Return the keys as they are spelt, in the settings or beside the database; nothing without any."""
    if settings.seed_keys is not None:
        return settings.seed_keys.get_secret_value()
    path = key_file(settings.store_file) if settings.store_file else None
    return path.read_text("utf-8").strip() if path is not None and path.is_file() else ""


def _file_of_keys(settings: Settings) -> Path | None:
    """Return the file that the keys are read from, where it is one."""
    if settings.seed_keys is None:
        return key_file(settings.store_file) if settings.store_file else None
    if "REVE_SEED_KEYS" in os.environ:
        return None
    given = variables(Settings)
    if "REVE_SEED_KEYS" in given:
        return Path(DOTENV)
    named = given.get("REVE_SEED_KEYS_FILE")
    return Path(named) if named else None
