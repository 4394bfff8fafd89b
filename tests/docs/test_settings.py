"""The page on settings has every variable; `REVE_ACCEPT=1 pytest tests/docs/test_settings.py` writes it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pydantic import SecretStr

from engine.live.settings import PREFIX, Settings

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"
HEAD = """# Settings

What is set outside of content. Each is a variable of the environment or a line of `.env` in the folder in
which `reve` is started; the environment goes first. A secret may stand in a file of its own:
`REVE_TOKEN_FILE=/run/secrets/token`. `reve settings` shows them all, secrets masked; `reve doctor` finds out
whether what they name works, and says what to do. An unknown or wrong variable ends a command with exit
code 2 and its name.

| variable | at first | what it is |
|---|---|---|
"""


def page() -> str:
    return HEAD + "".join(f"{row}\n" for row in rows())


def rows() -> Iterator[str]:
    for name, field in Settings.model_fields.items():
        yield f"| `{PREFIX}{name.upper()}` | {first(field.default)} | {field.description} |"


def first(value: object) -> str:
    if isinstance(value, SecretStr):
        return f"`{value.get_secret_value()}`"
    return "" if value in (None, {}, ()) else f"`{str(value).lower()}`"


def test_the_page_on_settings_is_current() -> None:
    if os.environ.get("REVE_ACCEPT"):
        PAGE.write_text(page(), "utf-8")
    assert PAGE.read_text("utf-8") == page()


def test_every_setting_says_what_it_is() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
