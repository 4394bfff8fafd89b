"""Variables that end in `_FILE` -> the settings that those files hold, as containers are given secrets."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

END = "_FILE"


class UnreadableError(Exception):
    """A file of a secret that cannot be read; *variable* names it."""

    def __init__(self, variable: str, why: str) -> None:
        super().__init__(why)
        self.variable = variable


class SecretFiles(PydanticBaseSettingsSource):
    """Reads the file that `REVE_NAME_FILE` names as the value of `REVE_NAME`."""

    def __init__(self, settings: type[BaseSettings]) -> None:
        super().__init__(settings)
        self.given = variables(settings)

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """Return the text of the field's file, if one is named."""
        del field
        variable = f"{self.config.get('env_prefix', '')}{field_name}{END}".upper()
        path = self.given.get(variable)
        return (read(variable, path) if path else None), field_name, False

    def __call__(self) -> dict[str, Any]:
        """Return every setting that has a file."""
        fields = self.settings_cls.model_fields
        found = {name: self.get_field_value(field, name)[0] for name, field in fields.items()}
        return {name: value for name, value in found.items() if value is not None}


def variables(settings: type[BaseSettings]) -> Mapping[str, str]:
    """Return all variables by name in capitals: those of the environment before those of `.env`."""
    path = settings.model_config.get("env_file")
    written = dotenv_values(str(path)) if path else {}
    found = {**written, **os.environ}
    return {name.upper(): value for name, value in found.items() if value is not None}


def read(variable: str, path: str) -> str:
    """Return what stands in a file, without the line's end."""
    try:
        return Path(path).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = (getattr(error, "strerror", None) or "it is no text").lower()
        raise UnreadableError(variable, f"`{path}` cannot be read: {why}") from error
