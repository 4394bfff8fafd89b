"""The numbers by which Discord calls things, and what it allows, by the names of its documentation."""

from __future__ import annotations

from enum import IntEnum, IntFlag
from typing import Any

Payload = dict[str, Any]  # JSON, as it goes over the wire

EPHEMERAL = 1 << 6
GUILDS = 1 << 0  # the one intent

DEADLINE = 3.0  # seconds until an interaction must be answered
TOKEN_LASTS = 900.0  # seconds that it can be answered further
EPOCH = 1_420_070_400_000  # milliseconds; ids count from it
TIME_BITS = 22  # of an id, below its time

MOST_COMMANDS = 100
MOST_OPTIONS = 25
MOST_CHOICES = 25
MOST_COMMAND_TEXT = 8000
NAME = 32
DESCRIPTION = 100

MOST_CONTENT = 2000
MOST_EMBEDS = 10
MOST_EMBED_TEXT = 6000
MOST_TITLE = 256
MOST_EMBED_DESCRIPTION = 4096
MOST_FIELDS = 25
MOST_FIELD_NAME = 256
MOST_FIELD_VALUE = 1024
MOST_FOOTER = 2048
MOST_COMPONENTS = 40
MOST_ROWS = 5
MOST_BUTTONS = 5
MOST_CUSTOM_ID = 100
MOST_LABEL = 80
MOST_ALT = 1024
MOST_INPUT = 4000


class Permission(IntFlag):
    """What somebody may do in a channel, or the bot."""

    ADMINISTRATOR = 1 << 3
    MANAGE_GUILD = 1 << 5
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15


class Code(IntEnum):
    """Why Discord refuses."""

    UNAUTHORIZED = 0
    UNKNOWN_MESSAGE = 10008
    UNKNOWN_WEBHOOK = 10015
    UNKNOWN_INTERACTION = 10062
    UNKNOWN_ENTITLEMENT = 10090
    MISSING_ACCESS = 50001
    CANNOT_SEND_TO = 50007
    EMPTY_MESSAGE = 50006
    TOKEN_EXPIRED = 50027
    FORM = 50035
    ANSWERED = 40060


class Kind(IntEnum):
    """What an interaction is."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Callback(IntEnum):
    """How an interaction is answered."""

    MESSAGE = 4
    DEFER = 5
    DEFER_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


class Option(IntEnum):
    """What an option of a command takes."""

    SUBCOMMAND = 1
    GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    NUMBER = 10
    ATTACHMENT = 11


class Component(IntEnum):
    """What stands below a message or in a modal."""

    ROW = 1
    BUTTON = 2
    SELECT = 3
    INPUT = 4
    USERS = 5
    ROLES = 6
    CHANNELS = 8
    LABEL = 18


class Bought(IntEnum):
    """How somebody came to have what an application has to be bought."""

    PURCHASE = 1
    NITRO = 2
    FROM_MAKER = 3
    TEST = 4
    FREE = 5
    FROM_FRIEND = 6
    FREE_WITH_NITRO = 7
    SUBSCRIPTION = 8
    QUEST = 10


FREE = frozenset({Bought.FROM_MAKER, Bought.FREE, Bought.FREE_WITH_NITRO, Bought.QUEST})


class Style(IntEnum):
    """How a button looks."""

    PRIMARY = 1
    SECONDARY = 2
    SUCCESS = 3
    DANGER = 4
    LINK = 5
    PREMIUM = 6


# Discord's locales, by the language that a game may speak.
LOCALES = {
    "bg": ("bg",), "cs": ("cs",), "da": ("da",), "de": ("de",), "el": ("el",), "en": ("en-US", "en-GB"),
    "es": ("es-ES", "es-419"), "fi": ("fi",), "fr": ("fr",), "hi": ("hi",), "hr": ("hr",), "hu": ("hu",),
    "id": ("id",), "it": ("it",), "ja": ("ja",), "ko": ("ko",), "lt": ("lt",), "nl": ("nl",), "no": ("no",),
    "pl": ("pl",), "pt": ("pt-BR",), "ro": ("ro",), "ru": ("ru",), "sv": ("sv-SE",), "th": ("th",),
    "tr": ("tr",), "uk": ("uk",), "vi": ("vi",), "zh": ("zh-CN", "zh-TW"),
}  # fmt: skip
EVERY_LOCALE = frozenset(name for names in LOCALES.values() for name in names)


def locales_of(language: str) -> tuple[str, ...]:
    """Return what Discord calls a language, without those that it does not have."""
    return (language,) if language in EVERY_LOCALE else LOCALES.get(language.split("-", maxsplit=1)[0], ())


def time_of(snowflake: int) -> float:
    """Return when an id was made, in seconds."""
    return ((snowflake >> TIME_BITS) + EPOCH) / 1000
