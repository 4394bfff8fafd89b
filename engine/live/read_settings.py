"""Settings as somebody wrote them -> settings, what may be shown of them, or what is wrong with which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationError

from engine.live.secret_file import END, UnreadableError, variables
from engine.live.settings import PREFIX, Settings
from rules.suggest import did_you_mean

HIDDEN = "********"
_HARMLESS = frozenset({"", "host", "port", "ssl", "sslmode", "db"})  # what an address may show after its `?`
ELSEWHERE = ("REVE_TRACE", "REVE_ACCEPT", "REVE_FUZZ", "REVE_CHROMIUM", "REVE_CC")  # read in other places


class SettingsError(Exception):
    """Settings that are wrong; *problems* are variables and what is wrong with each."""

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        super().__init__("\n".join(f"`{variable}`: {what}" for variable, what in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Row:
    """A setting as it may be shown; *source* says who set it."""

    variable: str
    value: Any
    source: str
    summary: str


def read_settings(**given: Any) -> Settings:
    """Return the settings, *given* before the environment; raise `SettingsError` with all that is wrong."""
    problems = _unknown()
    try:
        settings = Settings(**given)
    except UnreadableError as error:
        raise SettingsError((*problems, (error.variable, str(error)))) from None
    except ValidationError as error:
        told = tuple(
            (_variable(str(each["loc"][0])), _said(each["msg"]))
            for each in error.errors(include_input=False, include_url=False)
        )
        raise SettingsError((*problems, *told)) from None
    if problems:
        raise SettingsError(problems)
    return settings


def summary(settings: Settings) -> list[Row]:
    """Return every setting, secrets masked."""
    given = variables(Settings)
    return [
        Row(_variable(name), _shown(getattr(settings, name)), _source(name, given), field.description or "")
        for name, field in Settings.model_fields.items()
    ]


def masked(url: str) -> str:
    """Return an address without its password; nothing of what is no address."""
    parts = urlsplit(url)
    if parts.scheme == "https" or "://" not in url:
        return HIDDEN
    query = "?" * bool(parts.query) + "&".join(map(_masked_part, parts.query.split("&")))
    place = parts.netloc.rpartition("@")[2]
    hidden = f":{HIDDEN}" if parts.password else ""
    who = f"{parts.username or ''}{hidden}"
    return f"{parts.scheme}://{who}{'@' * bool(who)}{place}{parts.path}{query}"


def _masked_part(part: str) -> str:
    name, _, value = part.partition("=")
    if name in _HARMLESS:
        return part
    return f"{name}={HIDDEN}" if value else name


def _shown(value: Any) -> Any:
    if isinstance(value, SecretStr):
        return masked(value.get_secret_value())
    return value


def _source(name: str, given: Any) -> str:
    variable = _variable(name)
    if variable in given:
        return "set"
    return str(given.get(variable + END, "default"))


def _unknown() -> tuple[tuple[str, str], ...]:
    names = [_variable(name) for name in Settings.model_fields]
    known = {*names, *(name + END for name in names), *ELSEWHERE}
    wrong = sorted(name for name in variables(Settings) if name.startswith(PREFIX) and name not in known)
    return tuple((name, _no_such(name, names)) for name in wrong)


def _no_such(name: str, names: list[str]) -> str:
    meant = did_you_mean(name, names)
    return "there is no such setting" + (f"; {meant}" if meant else "")


def _variable(name: str) -> str:
    return f"{PREFIX}{name}".upper()


def _said(message: str) -> str:
    text = message.removeprefix("Value error, ").removeprefix("Input ")
    return text[:1].lower() + text[1:]
